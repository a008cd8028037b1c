"""Where each cell stands in the grid: lines of bands and cells, for a post, a service or all posts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from rota.explain.grid import Cell
from rota.model.calendar import SLOT_ORDER, Slot, Span, week_name, week_of
from rota.model.facts import PostId
from rota.service import NeedCell, NeedRow, service_weeks, weeks_of
from tui.state import AppState, Show, posts_shown

_WEEK = 7


@dataclass(frozen=True, slots=True)
class Band:
    """A line above rows: the week of one post, or a post among others."""

    post: PostId
    days: Span


@dataclass(frozen=True, slots=True)
class Row:
    """One part of the day of one post."""

    post: PostId
    slot: Slot
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the service of the view asks of one activity or line, and who does it."""

    row: NeedRow
    """Of the first week that has it."""
    cells: Mapping[date, NeedCell]


Line = Band | Row | Asked


@dataclass(frozen=True)
class Layout:
    """The lines of one view and the days of its columns."""

    lines: tuple[Line, ...]
    days: tuple[date, ...]
    """Of the columns; the first week where weeks stand one under the other."""
    stacked: bool
    """Whether each band names the days of its own week."""

    @cached_property
    def places(self) -> Mapping[Cell, tuple[int, int]]:
        """Line and column of each cell."""
        return {
            cell: (number, column)
            for number, line in enumerate(self.lines)
            if isinstance(line, Row)
            for column, cell in enumerate(line.cells)
        }

    def at(self, line: int, column: int) -> Cell | None:
        """The cell of a place."""
        found = self.lines[line] if 0 <= line < len(self.lines) else None
        if isinstance(found, Row) and 0 <= column < len(found.cells):
            return found.cells[column]
        return None

    def beside(self, cell: Cell, down: int) -> Cell | None:
        """The cell so many rows lower (or higher) in the same column; None beyond the edge."""
        if cell not in self.places:
            return None
        line, column = self.places[cell]
        step = 1 if down > 0 else -1
        line += step
        while 0 <= line < len(self.lines):
            found = self.at(line, column)
            if found is not None:
                return found
            line += step
        return None


def layout(state: AppState) -> Layout:
    """The lines of the view of a state."""
    if state.view.show is Show.POST:
        return _of_post(state.cursor.post, state.judged.plan.span)
    days = shown_days(state)
    found = _of_posts(posts_shown(state), days)
    if state.view.show is Show.SERVICE and state.view.service is not None:
        return Layout((*_asked(state, days), *found.lines), found.days, stacked=False)
    return found


def shown_days(state: AppState) -> Span:
    """The week of the cursor, or the four weeks it is in, counted from the first of the plan."""
    week = week_of(state.cursor.day)
    if state.view.weeks == 1:
        return week
    span = state.judged.plan.span
    weeks = weeks_of(span)
    number = (week.first - weeks[0].first).days // _WEEK
    block = weeks[number - number % state.view.weeks :][: state.view.weeks]
    return Span(block[0].first, block[-1].last)


@lru_cache(maxsize=8)
def _of_posts(posts: tuple[PostId, ...], days: Span) -> Layout:
    lines: list[Line] = []
    for post in posts:
        lines.append(Band(post, days))
        lines.extend(_rows(post, days))
    return Layout(tuple(lines), tuple(days), stacked=False)


@lru_cache(maxsize=64)
def _of_post(post: PostId, span: Span) -> Layout:
    lines: list[Line] = []
    weeks = weeks_of(span)
    for week in weeks:
        lines.append(Band(post, week))
        lines.extend(_rows(post, week))
    return Layout(tuple(lines), tuple(weeks[0]), stacked=True)


def _rows(post: PostId, days: Span) -> Iterator[Row]:
    for slot in SLOT_ORDER:
        yield Row(post, slot, tuple(Cell(post, day, slot) for day in days))


def _asked(state: AppState, days: Span) -> Iterator[Asked]:
    """The rows of a service, the weeks of each side by side."""
    assert state.view.service is not None, "asked of one service"
    rows: dict[tuple[bool, int, str], NeedRow] = {}
    cells: dict[tuple[bool, int, str], dict[date, NeedCell]] = {}
    for monday in (day for day in days if day.weekday() == 0):
        for week in service_weeks(state.judged, state.view.service, week_name(monday)):
            for row in week.rows:
                key = (
                    row.line is not None,
                    SLOT_ORDER[row.slot],
                    row.line.id if row.line else str(row.activity),
                )
                rows.setdefault(key, row)
                cells.setdefault(key, {}).update({cell.day: cell for cell in row.cells})
    for key in sorted(rows):
        yield Asked(rows[key], cells[key])


def same_month(before: AppState, after: AppState) -> bool:
    """Whether the shares shown are of the same month."""
    one, other = before.cursor.day, after.cursor.day
    return (one.year, one.month) == (other.year, other.month)


def changed_posts(before: AppState, after: AppState) -> frozenset[PostId]:
    """The posts whose lines differ between two states of one plan: placements, pins, flags."""
    one, other = before.judged, after.judged
    posts = {placement.post for placement in set(one.plan.placements) ^ set(other.plan.placements)}
    posts |= {pin.post for pin in set(one.problem.pins) ^ set(other.problem.pins)}
    flags, new_flags = before.reading.flags, after.reading.flags
    posts |= {cell.post for cell, _ in flags.items() ^ new_flags.items()}
    return frozenset(posts)
