"""The lights of every rule, drawn line by line: rules down, posts (services, duty lines) across."""

from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from rota.compliance.standing import Light
from rota.rules import BY_ID
from rota.rules.base import Force, RuleId
from rota.sites.faults import clean
from rota.words import Lang
from tui.compliance import Cursor, Look, Table
from tui.compliance_told import LETTERS, short_amount
from tui.strings import BROKEN, STRAINED

_LABELS = (36, 31, 23)
"""Columns of the name of a rule: the most that leave the cells room for their figure."""
_FIGURE = 6
"""Columns of a cell that tells a share."""
_HEAD = 2
_WIDEST, _LETTER = 12, 2
"""Columns of a cell that tells its figure at most, and of one that has room for its letter alone."""
_HERE = "▸"
"""Stands before the cell of the cursor, so that it is seen without colour."""
_FORCES = {Force.LAW: BROKEN, Force.AGREEMENT: STRAINED, Force.WISH: " "}
_LOOKS = (*(str(light) for light in Light), "head", "quiet", "cursor")


class LightChosen(Message):
    """A cell was pointed at, or chosen with two clicks."""

    def __init__(self, cursor: Cursor, *, chosen: bool) -> None:
        super().__init__()
        self.cursor = cursor
        self.chosen = chosen


@dataclass(frozen=True)
class _Shown:
    table: Table
    look: Look
    lang: Lang


class LightsGrid(ScrollView, can_focus=True, inherit_bindings=False):
    """One letter and colour a cell, with the figure where there is room."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"lights--{look}" for look in _LOOKS}
    DEFAULT_CSS = """
    LightsGrid { background: $background; color: $foreground; scrollbar-size: 1 1; }
    LightsGrid > .lights--red { color: $rota-law; text-style: bold reverse; }
    LightsGrid > .lights--amber { color: $rota-flag; text-style: bold; }
    LightsGrid > .lights--green { color: $success; }
    LightsGrid > .lights--grey { color: $rota-quiet; }
    LightsGrid > .lights--quiet { color: $rota-quiet; }
    LightsGrid > .lights--head { background: $surface; text-style: bold; }
    LightsGrid > .lights--cursor { background: $rota-cursor; text-style: bold; }
    LightsGrid:nocolor > .lights--cursor { text-style: bold reverse; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._shown: _Shown | None = None
        self._styles: dict[tuple[str, bool], Style] = {}

    def show(self, table: Table, look: Look, lang: Lang) -> None:
        """Draw the lights."""
        self._shown = _Shown(table, look, lang)
        self._measure()
        self.refresh()
        self.call_after_refresh(self._follow)

    @property
    def _label(self) -> int:
        count = max(1, len(self._shown.table.columns)) if self._shown else 1
        roomy = (label for label in _LABELS if (self.size.width - label) // count > _FIGURE)
        return next(roomy, _LABELS[-1])

    @property
    def cell_width(self) -> int:
        """Columns of a cell, without the one before it."""
        count = len(self._shown.table.columns) if self._shown else 1
        room = (self.size.width - self._label) // max(1, count) - 1
        return max(_LETTER, min(_WIDEST, room))

    def _measure(self) -> None:
        if self._shown is not None:
            table = self._shown.table
            width = self._label + len(table.columns) * (self.cell_width + 1)
            self.virtual_size = Size(width, len(table.rules) + _HEAD)

    def on_resize(self) -> None:
        """Cells take the room there is."""
        self._measure()
        self.call_after_refresh(self._follow)

    def notify_style_update(self) -> None:
        """Another theme: everything is drawn again."""
        self._styles.clear()
        super().notify_style_update()

    def _follow(self) -> None:
        """Scroll so that the cursor is seen."""
        place = self._place()
        if place is None:
            return
        row, column = place
        left, step = column * (self.cell_width + 1), self.cell_width + 1
        y = min(self.scroll_offset.y, row)
        y = max(y, row - (self.size.height - _HEAD) + 1)
        x = min(self.scroll_offset.x, left)
        x = max(x, left + step - (self.size.width - self._label))
        if (x, y) != (self.scroll_offset.x, self.scroll_offset.y):
            self.scroll_to(x, y, animate=False)

    def _place(self) -> tuple[int, int] | None:
        if self._shown is None or self._shown.look.cursor is None:
            return None
        cursor, table = self._shown.look.cursor, self._shown.table
        return table.rules.index(cursor.rule), table.columns.index(cursor.who)

    def render_line(self, y: int) -> Strip:
        """Two lines of names that stay at the top, then the rules."""
        if self._shown is None:
            reading = Strip([Segment("  …" if y == _HEAD else "", self.rich_style)])
            return reading.adjust_cell_length(self.size.width, self.rich_style)
        number = y - _HEAD + self.scroll_offset.y
        if y < _HEAD:
            strip = self._names(y)
        elif number < len(self._shown.table.rules):
            strip = self._rule(self._shown.table.rules[number])
        else:
            return Strip.blank(self.size.width, self.rich_style)
        label, x = self._label, self.scroll_offset.x
        if x:
            strip = Strip.join([strip.crop(0, label), strip.crop(label + x)])
        return strip.crop_extend(0, self.size.width, self.rich_style)

    def _style(self, look: str, cursor: bool = False) -> Style:
        key = (look, cursor)
        if key not in self._styles:
            looks = [look, "cursor"] if cursor else [look]
            parts = [
                self.get_component_rich_style(f"lights--{one}", partial=True)
                for one in looks
                if one != "plain"
            ]
            self._styles[key] = sum(parts, start=self.rich_style)
        return self._styles[key]

    def _names(self, line: int) -> Strip:
        """The code of each column over two lines; in narrow cells the end of it, that tells it apart."""
        assert self._shown is not None, "something is drawn"
        width, table = self.cell_width, self._shown.table
        told = [set_cell_size("", self._label)]
        for parts in short_names(table.columns):
            told.append(" " + set_cell_size(clean(parts[line]), width))
        return Strip([Segment("".join(told).ljust(self.size.width), self._style("head"))])

    def _rule(self, rule: RuleId) -> Strip:
        assert self._shown is not None, "something is drawn"
        lang, cursor = self._shown.lang, self._shown.look.cursor
        here = cursor is not None and cursor.rule == rule
        mark = _HERE if here else _FORCES[BY_ID[rule].force]
        name = set_cell_size(f"{mark} {BY_ID[rule].name.say(lang)}", self._label)
        segments = [Segment(name, self._style("cursor" if here else "plain"))]
        for who in self._shown.table.columns:
            on = here and cursor is not None and cursor.who == who
            segments.append(Segment(_HERE if on else " ", self._style("plain")))
            segments.append(self._cell(rule, who, cursor=on))
        return Strip(segments)

    def _cell(self, rule: RuleId, who: str, *, cursor: bool) -> Segment:
        assert self._shown is not None, "something is drawn"
        lines = self._shown.table.cells.get((rule, who), ())
        width, lang = self.cell_width, self._shown.lang
        if not lines:
            return Segment(" " * width, self._style("quiet", cursor))
        letter = LETTERS[lines[0].light].say(lang)
        room = width - 2
        told = next((one for one in short_amount(lines[0], lang) if cell_len(one) <= room), "")
        return Segment(set_cell_size(f"{letter} {told}", width), self._style(str(lines[0].light), cursor))

    def cursor_at(self, x: int, y: int) -> Cursor | None:
        """The cell under a place of the screen."""
        if self._shown is None or y < _HEAD or x < self._label:
            return None
        row = y - _HEAD + self.scroll_offset.y
        column = (x - self._label + self.scroll_offset.x) // (self.cell_width + 1)
        table = self._shown.table
        if row < len(table.rules) and column < len(table.columns):
            return Cursor(table.rules[row], table.columns[column])
        return None

    def on_click(self, event: events.Click) -> None:
        """One click puts the cursor on a cell, two choose it."""
        cursor = self.cursor_at(event.x, event.y)
        if cursor is not None:
            self.post_message(LightChosen(cursor, chosen=event.chain > 1))


def short_names(codes: tuple[str, ...]) -> list[tuple[str, str]]:
    """Codes over two lines, without what they all begin with: ``GASTRO`` over ``1``."""
    heads = {code.partition("-")[0] for code in codes}
    shorter = [code.partition("-")[2] if len(heads) == 1 and "-" in code else code for code in codes]
    found = []
    for code in shorter:
        head, dash, tail = code.rpartition("-")
        found.append((head, tail) if dash else (tail, ""))
    return found
