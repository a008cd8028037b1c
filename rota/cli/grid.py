"""The week grid of a post and of a service, as lines of at most 80 columns."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property

from rich.cells import set_cell_size
from rich.text import Text as Rich

from rota.explain.grid import State
from rota.model.calendar import Slot
from rota.model.facts import AbsenceKind, ActivityId, DutyKind, PostId, SiteId
from rota.model.plan import Placement
from rota.model.problem import Problem
from rota.service import NeedCell, NeedRow, PostWeek, ServiceWeek, ShownCell
from rota.words import WEEKDAYS, Lang, Text

PINNED, CHANGED, REMOTE, FREE, OUTSIDE = "*", "!", "~", "·", "–"
"""Marks of a cell: pinned, other than published, attended from elsewhere, free, no convention then."""

_LABEL, _CELL = 9, 9
_NEED_LABEL, _NEED_CELL = 22, 7
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_COLOURS = ("green", "cyan", "magenta", "blue", "yellow", "red")

SLOTS = {
    Slot.AM: Text("matin", "morning"),
    Slot.PM: Text("apr.-midi", "afternoon"),
    Slot.NIGHT: Text("nuit", "night"),
}
_SLOTS_SHORT = {
    Slot.AM: Text("matin", "am"),
    Slot.PM: Text("ap.-m.", "pm"),
    Slot.NIGHT: Text("nuit", "night"),
}
_STATES = {
    State.REST: Text("repos", "rest"),
    State.HOLIDAY: Text("férié", "holiday"),
    State.CLOSED: Text("", ""),
    State.OUTSIDE: Text(OUTSIDE, OUTSIDE),
    State.FREE: Text(FREE, FREE),
}
_ABSENCES = {
    AbsenceKind.ANNUAL: Text("congé", "leave"),
    AbsenceKind.RTT: Text("RTT", "RTT"),
    AbsenceKind.TRAINING: Text("formation", "training"),
    AbsenceKind.RECOVERY: Text("récup.", "recovery"),
    AbsenceKind.OTHER: Text("absence", "away"),
}
_DUTIES = {DutyKind.ON_SITE: Text("GARDE", "DUTY"), DutyKind.ON_CALL: Text("ASTR.", "CALL")}
_HOLE = Text("trou {missing}", "hole {missing}")


class Grid:
    """Draws the weeks of one problem, and remembers what the legend must explain."""

    def __init__(self, problem: Problem, lang: Lang) -> None:
        self.problem, self.lang = problem, lang
        self._sites: dict[SiteId, None] = {}
        self._activities: dict[ActivityId, None] = {}
        self._duties: dict[DutyKind, None] = {}
        self._marks: dict[str, None] = {}
        self._posts: dict[PostId, str] = {}

    @cached_property
    def abbreviations(self) -> Mapping[ActivityId, str]:
        """Seven letters for each activity, all different."""
        found: dict[ActivityId, str] = {}
        for activity in self.problem.activities:
            short, number = activity[:7], 2
            while short in found.values():
                short, number = f"{activity[:5]}{number}", number + 1
            found[activity] = short
        return found

    def colour(self, site: SiteId) -> str:
        """The colour of a site; its letter says the same."""
        return _COLOURS[list(self.problem.sites).index(site) % len(_COLOURS)]

    def post_week(self, week: PostWeek) -> Iterator[Rich]:
        """One week of one post: days across, morning, afternoon and night down."""
        yield self._header(week.first, week.week, _LABEL, _CELL)
        for slot, cells in week.rows:
            line = Rich(set_cell_size(SLOTS[slot].say(self.lang), _LABEL), style="dim")
            for shown in cells:
                line.append(" ").append_text(self._fitted(self._cell(shown), _CELL))
            yield line

    def _header(self, first: date, week: str, label: int, width: int) -> Rich:
        name = Text("sem. {number}", "week {number}").say(self.lang, number=week[-2:])
        line = Rich(set_cell_size(name, label), style="bold")
        for place in range(7):
            day = first + timedelta(days=place)
            weekday = WEEKDAYS[day.weekday()].say(self.lang)[:3]
            told = f"{weekday} {day:%d/%m}" if width >= _CELL else f"{weekday} {day:%d}"
            line.append(" " + set_cell_size(told, width), style="bold")
        return line

    def _fitted(self, cell: Rich, width: int) -> Rich:
        cell.truncate(width)
        cell.append(" " * (width - cell.cell_len))
        return cell

    def _cell(self, shown: ShownCell) -> Rich:
        flags = (PINNED if shown.pin else "") + (CHANGED if shown.changed else "")
        self._marks.update(dict.fromkeys(flags))
        if shown.placements:
            return self._placements(shown.placements, flags)
        if shown.absence is not None and shown.state is State.AWAY:
            told = _ABSENCES[shown.absence.kind].say(self.lang)
        else:
            told = _STATES[shown.state].say(self.lang)
            self._marks.update(dict.fromkeys(told if told in {FREE, OUTSIDE} else ""))
        room = _CELL - len(flags)
        return Rich(told[:room], style="dim").append(flags, style="bold")

    def _placements(self, placements: Sequence[Placement], flags: str) -> Rich:
        first, *others = placements
        site = self.problem.services[first.service].site
        self._sites[site] = None
        if first.remote:
            self._marks[REMOTE] = None
        cell = Rich(
            self.problem.sites[site].mark + (REMOTE if first.remote else " "), style=self.colour(site)
        )
        told = self._work(first) + "".join(f"+{self._work(other)}" for other in others)
        style = "bold" if first.line else ""
        return cell.append(told[: _CELL - 2 - len(flags)], style=style).append(flags, style="bold")

    def _work(self, placement: Placement) -> str:
        if placement.line is not None:
            kind = self.problem.lines[placement.line].kind
            self._duties[kind] = None
            return _DUTIES[kind].say(self.lang)
        assert placement.activity is not None, "a placement names an activity or a line"
        self._activities[placement.activity] = None
        return self.abbreviations[placement.activity]

    def service_week(self, week: ServiceWeek) -> Iterator[Rich]:
        """One week of one service: days across, what it asks down, who does it in the cells."""
        yield self._header(week.first, week.week, _NEED_LABEL, _NEED_CELL)
        for row in week.rows:
            line = Rich(self._need_label(row), style="dim")
            for cell in row.cells:
                line.append(" ").append_text(self._fitted(self._need_cell(cell), _NEED_CELL))
            yield line

    def _need_label(self, row: NeedRow) -> str:
        width = 1 + max(len(short.say(self.lang)) for short in _SLOTS_SHORT.values())
        slot = set_cell_size(_SLOTS_SHORT[row.slot].say(self.lang), width)
        if row.line is not None:
            return set_cell_size(slot + row.line.name, _NEED_LABEL)
        assert row.activity is not None, "a row is of an activity or a line"
        return set_cell_size(slot + self.problem.activities[row.activity].name, _NEED_LABEL)

    def _need_cell(self, cell: NeedCell) -> Rich:
        told = Rich("".join(self._letter(post) for post in cell.by))
        if cell.missing:
            hole = _HOLE.say(self.lang, missing=cell.missing)
            return told.append(" " if cell.by else "").append(hole, style="bold red")
        if not cell.by and cell.ideal:
            self._marks[OUTSIDE] = None
            return Rich(OUTSIDE, style="dim")
        return told

    def _letter(self, post: PostId) -> str:
        place = len(self._posts)
        letter = _LETTERS[place] if place < len(_LETTERS) else f"({place})"
        return self._posts.setdefault(post, letter)

    def legend(self) -> Iterator[str]:
        """What each letter and mark seen so far means."""
        problem = self.problem
        yield from (f"{problem.sites[site].mark} {problem.sites[site].name}" for site in self._sites)
        for activity in self._activities:
            yield f"{self.abbreviations[activity]} {problem.activities[activity].name}"
        for kind in self._duties:
            yield f"{_DUTIES[kind].say(self.lang)} {_DUTY_NAMES[kind].say(self.lang)}"
        yield from (f"{letter} {post}" for post, letter in self._posts.items())
        names = _NEED_MARKS if self._posts else _MARKS
        yield from (f"{mark} {names[mark].say(self.lang)}" for mark in self._marks if mark in names)


_DUTY_NAMES = {
    DutyKind.ON_SITE: Text("garde sur place", "on-site duty"),
    DutyKind.ON_CALL: Text("astreinte", "on call"),
}
_MARKS = {
    PINNED: Text("épinglé", "pinned"),
    CHANGED: Text("autre que publié", "other than published"),
    REMOTE: Text("à distance", "remote"),
    FREE: Text("libre", "free"),
    OUTSIDE: Text("hors planning ou convention", "outside the plan or convention"),
}
_NEED_MARKS = {OUTSIDE: Text("souhaité, personne", "wished for, nobody")}
