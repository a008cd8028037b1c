"""The grid of half-days and nights, drawn line by line: a district's month paints at once."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from rota.explain.grid import Cell
from rota.explain.sentences import amount
from rota.model.calendar import week_name
from rota.model.facts import PostId
from rota.rules.base import Unit
from rota.service import NeedCell
from rota.sites.faults import clean
from rota.words import WEEKDAYS, Lang
from tui.layout import Asked, Band, Layout, Row, changed_posts, layout, same_month
from tui.looks import NARROW, SITE_COLOURS, Looks, Piece, fitted
from tui.messages import CellChosen, CursorMoved
from tui.state import AppState, Show
from tui.strings import HOLE, HOLIDAY, OUTSIDE, SLOTS, SLOTS_SHORT, WEEK

_LABEL = 9
_ASKED_LABEL = 18
_WIDEST = 13
_HERE = "▸"
"""Stands before the cell of the cursor, so that it is seen without colour."""
_LOOKS = (*(f"site-{n}" for n in range(SITE_COLOURS)), "duty", "quiet", "flag", "law", "band", "head")


@dataclass(frozen=True)
class _Shown:
    """What is drawn, prepared once for a state."""

    state: AppState
    lang: Lang
    looks: Looks
    layout: Layout


class WeekGrid(ScrollView, can_focus=True, inherit_bindings=False):
    """Posts and weeks down, days across; says which cell the cursor is on and which was chosen."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"week-grid--{look}" for look in (*_LOOKS, "cursor")}
    DEFAULT_CSS = """
    WeekGrid { background: $background; color: $foreground; scrollbar-size: 1 1; }
    WeekGrid > .week-grid--site-0 { color: $rota-site-0; text-style: bold; }
    WeekGrid > .week-grid--site-1 { color: $rota-site-1; text-style: bold; }
    WeekGrid > .week-grid--site-2 { color: $rota-site-2; text-style: bold; }
    WeekGrid > .week-grid--site-3 { color: $rota-site-3; text-style: bold; }
    WeekGrid > .week-grid--site-4 { color: $rota-site-4; text-style: bold; }
    WeekGrid > .week-grid--site-5 { color: $rota-site-5; text-style: bold; }
    WeekGrid > .week-grid--duty { text-style: bold; }
    WeekGrid > .week-grid--quiet { color: $rota-quiet; }
    WeekGrid > .week-grid--flag { color: $rota-flag; text-style: bold; }
    WeekGrid > .week-grid--law { color: $rota-law; text-style: bold reverse; }
    WeekGrid > .week-grid--band { background: $panel; }
    WeekGrid > .week-grid--head { background: $surface; text-style: bold; }
    WeekGrid > .week-grid--cursor { background: $rota-cursor; text-style: bold; }
    WeekGrid:nocolor > .week-grid--cursor { text-style: bold reverse; }
    """

    def __init__(self, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._shown: _Shown | None = None
        self._strips: dict[int, Strip] = {}
        self._styles: dict[tuple[str, str, bool], Style] = {}

    def show(self, state: AppState, lang: Lang) -> None:
        """Draw a state: only the lines that differ from the one shown."""
        before = self._shown
        if before is not None and before.lang is lang and before.looks.problem.facts is state.problem.facts:
            self._change(before, state)
        else:
            self._shown = _Shown(state, lang, Looks(state.problem, lang), layout(state))
            self._draw_all()
        self.call_after_refresh(self._follow)

    def _change(self, before: _Shown, state: AppState) -> None:
        found = layout(state)
        self._shown = _Shown(state, before.lang, before.looks, found)
        same = found.lines is before.layout.lines or found.lines == before.layout.lines
        if not same or not same_month(before.state, state):
            self._draw_all()
            return
        if before.state.reading is not state.reading:
            posts = changed_posts(before.state, state)
            for number, line in enumerate(found.lines):
                if isinstance(line, Band | Row) and line.post in posts:
                    self._forget(number)
        self._redraw(before.state.cursor, state.cursor)

    def _draw_all(self) -> None:
        self._measure()
        self.refresh()

    def _forget(self, number: int) -> None:
        """One line is drawn again; -1 is the one that stays at the top."""
        self._strips.pop(number, None)
        y = 0 if number == -1 else number + 1 - self.scroll_offset.y
        self.refresh(Region(0, y, self.size.width, 1))

    def _redraw(self, *cells: Cell) -> None:
        for cell in cells:
            line = self._line_of(cell)
            if line is not None:
                self._forget(line)
        self._forget(-1)

    def _line_of(self, cell: Cell) -> int | None:
        place = self._shown.layout.places.get(cell) if self._shown else None
        return None if place is None else place[0]

    @property
    def _label(self) -> int:
        asked = self._shown is not None and self._shown.state.view.show is Show.SERVICE
        return _ASKED_LABEL if asked else _LABEL

    @property
    def cell_width(self) -> int:
        """Columns of a cell, without the one before it."""
        columns = len(self._shown.layout.days) if self._shown else 7
        room = (self.size.width - self._label - 1) // max(1, columns) - 1
        return max(NARROW, min(_WIDEST, room))

    def _measure(self) -> None:
        self._strips.clear()
        if self._shown is not None:
            width = self._label + len(self._shown.layout.days) * (self.cell_width + 1)
            self.virtual_size = Size(width, len(self._shown.layout.lines) + 1)

    def on_resize(self) -> None:
        """Cells take the room there is."""
        self._measure()
        self.call_after_refresh(self._follow)

    def notify_style_update(self) -> None:
        """Another theme: everything is drawn again."""
        self._strips.clear()
        self._styles.clear()
        super().notify_style_update()

    def _follow(self) -> None:
        """Scroll so that the cursor, and the band above it, are seen."""
        if self._shown is None or self._shown.state.cursor not in self._shown.layout.places:
            return
        line, column = self._shown.layout.places[self._shown.state.cursor]
        top = line
        while top > 0 and isinstance(self._shown.layout.lines[top - 1], Row):
            top -= 1
        height, x = self.size.height - 1, self._label + column * (self.cell_width + 1)
        wanted_y = min(self.scroll_offset.y, max(0, top - 1))
        wanted_y = max(wanted_y, line - height + 1)
        wanted_x = min(self.scroll_offset.x, max(0, x - self._label))
        wanted_x = max(wanted_x, x + self.cell_width + 1 - self.size.width)
        if (wanted_x, wanted_y) != (self.scroll_offset.x, self.scroll_offset.y):
            self.scroll_to(wanted_x, wanted_y, animate=False)

    def render_line(self, y: int) -> Strip:
        """One line of the screen: the days at the top, then what is scrolled to."""
        if self._shown is None:
            return Strip.blank(self.size.width, self.rich_style)
        number = -1 if y == 0 else y - 1 + self.scroll_offset.y
        if number >= len(self._shown.layout.lines):
            return Strip.blank(self.size.width, self.rich_style)
        if number not in self._strips:
            self._strips[number] = self._draw(number)
        strip, label, x = self._strips[number], self._label, self.scroll_offset.x
        if x and not self._is_text(number):
            strip = Strip.join([strip.crop(0, label), strip.crop(label + x)])
        return strip.crop_extend(0, self.size.width, self.rich_style)

    def _is_text(self, number: int) -> bool:
        """Whether a line does not scroll sideways."""
        assert self._shown is not None, "something is drawn"
        if number == -1:
            return self._shown.layout.stacked
        return isinstance(self._shown.layout.lines[number], Band) and not self._shown.layout.stacked

    def _draw(self, number: int) -> Strip:
        assert self._shown is not None, "something is drawn"
        stacked = self._shown.layout.stacked
        if number == -1:
            first = self._shown.state.cursor.post
            return self._title(first, "head") if stacked else self._days(self._shown.layout.days, "head")
        match self._shown.layout.lines[number]:
            case Band() as band:
                return self._days(tuple(band.days), "band") if stacked else self._title(band.post, "band")
            case Row() as row:
                return self._row(row)
            case Asked() as asked:
                return self._asked(asked)

    def _strip(self, pieces: list[Piece], look: str = "plain", cursor: bool = False) -> list[Segment]:
        return [Segment(text, self._style(look, name, cursor)) for text, name in pieces if text]

    def _style(self, look: str, name: str, cursor: bool) -> Style:
        """The style of a piece within a line, worked out once for a theme."""
        key = (look, name, cursor)
        if key not in self._styles:
            looks = [one for one in (look, name, "cursor" if cursor else "plain") if one != "plain"]
            parts = [self.get_component_rich_style(f"week-grid--{one}", partial=True) for one in looks]
            self._styles[key] = sum(parts, start=self.rich_style)
        return self._styles[key]

    def _days(self, days: tuple[date, ...], look: str) -> Strip:
        """The name of the week and its days, holidays named."""
        assert self._shown is not None, "something is drawn"
        lang, width = self._shown.lang, self.cell_width
        name = WEEK.say(lang, number=week_name(days[0])[-2:])
        pieces: list[Piece] = [(set_cell_size(name, self._label), "plain")]
        for day in days:
            told = self._day(day, width)
            pieces += [(" ", "plain"), *fitted([(told, "plain")], width)]
        return Strip(self._strip([*pieces, (" " * self.size.width, "plain")], look))

    def _day(self, day: date, width: int) -> str:
        """``lun 30/11``, ``lun 30`` or ``l30``, as there is room; a dot, or a word, on public holidays."""
        assert self._shown is not None, "something is drawn"
        name = WEEKDAYS[day.weekday()].say(self._shown.lang)
        mark = "•" if self._holiday(day) else ""
        forms = (f"{name[:3]} {day:%d/%m}{mark}", f"{name[:3]} {day:%d}{mark}", f"{name[0]}{day:%d}{mark}")
        told = next((form for form in forms if cell_len(form) <= width), forms[-1])
        longer = f"{told[:-1]} {HOLIDAY.say(self._shown.lang)}"
        return longer if mark and cell_len(longer) <= width else told

    def _holiday(self, day: date) -> bool:
        assert self._shown is not None, "something is drawn"
        problem = self._shown.state.problem
        return all(problem.holiday(site, day) for site in problem.sites)

    def _title(self, post: PostId, look: str) -> Strip:
        """A post with its shares in the month of the cursor."""
        assert self._shown is not None, "something is drawn"
        shown, problem = self._shown, self._shown.state.problem
        several = shown.state.view.show is Show.SERVICE
        pieces: list[Piece] = [(f"{shown.looks.letters[post]} " if several else "", "plain"), (post, "duty")]
        for piece in self._shares(post):
            pieces += [("  ", "plain"), piece]
        pieces.append((f"  {clean(problem.posts[post].specialty)}", "quiet"))
        return Strip(self._strip(fitted(pieces, self.size.width), look))

    def _shares(self, post: PostId) -> list[Piece]:
        assert self._shown is not None, "something is drawn"
        state, lang = self._shown.state, self._shown.lang
        time = state.reading.shares(post, state.cursor.day)
        found: list[Piece] = []
        for site, of in time.sites.items() if time else ():
            under = of.minimum is not None and of.percent < 100 * of.minimum
            least = "" if of.minimum is None else f" {'<' if under else '≥'} {of.minimum}"
            told = amount(of.percent // 10 * 10, Unit.PERCENT, lang)
            mark = clean(state.problem.sites[site].mark)
            found.append((f"{mark} {told}{least}", "law" if under else self._shown.looks.site_look(site)))
        return found

    def _row(self, row: Row) -> Strip:
        assert self._shown is not None, "something is drawn"
        shown, width = self._shown, self.cell_width
        segments = self._strip([(set_cell_size(SLOTS[row.slot].say(shown.lang), self._label), "quiet")])
        for cell in row.cells:
            here = cell == shown.state.cursor
            pieces = shown.looks.cell(shown.state.reading, cell, width)
            segments += self._strip([(_HERE if here else " ", "flag")])
            segments += self._strip(pieces, cursor=here)
        return Strip(segments)

    def _asked(self, asked: Asked) -> Strip:
        assert self._shown is not None, "something is drawn"
        shown, width = self._shown, self.cell_width
        problem, lang = shown.state.problem, shown.lang
        row = asked.row
        name = row.line.name if row.line else problem.activities[row.activity].name if row.activity else ""
        label = f"{SLOTS_SHORT[row.slot].say(lang):6} {clean(name)}"
        pieces: list[Piece] = [(set_cell_size(label, self._label), "quiet")]
        for day in shown.layout.days:
            pieces += [(" ", "plain"), *fitted(self._need(asked.cells.get(day)), width)]
        return Strip(self._strip(pieces))

    def _need(self, cell: NeedCell | None) -> list[Piece]:
        assert self._shown is not None, "something is drawn"
        if cell is None:
            return []
        who = "".join(self._shown.looks.letters[post] for post in cell.by)
        if cell.missing:
            hole = HOLE.say(self._shown.lang, missing=cell.missing)
            return [(f"{who} " if who else "", "plain"), (hole if self.cell_width > 6 else "!!", "law")]
        return [(who or (OUTSIDE if cell.ideal else ""), "plain")]

    def cell_at(self, x: int, y: int) -> Cell | None:
        """The cell under a place of the screen."""
        if self._shown is None or y == 0 or x < self._label:
            return None
        column = (x - self._label + self.scroll_offset.x) // (self.cell_width + 1)
        return self._shown.layout.at(y - 1 + self.scroll_offset.y, column)

    def on_click(self, event: events.Click) -> None:
        """One click puts the cursor on a cell, two choose it."""
        cell = self.cell_at(event.x, event.y)
        if cell is not None:
            self.post_message(CursorMoved(cell))
            if event.chain > 1:
                self.post_message(CellChosen(cell))
