"""A plan as neutral rows: the weeks of a post, the weeks of a service."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from rota.explain.cells import qualified
from rota.explain.grid import Cell, Judged, State
from rota.model.calendar import HALF_DAYS, SLOT_ORDER, Slot, Span, week_name, week_of
from rota.model.facts import Absence, ActivityId, DutyLine, PostId, ServiceId
from rota.model.plan import Pin, Placement


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell with all that a reader wants to see of it."""

    cell: Cell
    state: State
    placements: tuple[Placement, ...]
    absence: Absence | None
    pin: Pin | None
    changed: bool
    """Whether it differs from the published plan."""


@dataclass(frozen=True, slots=True)
class PostWeek:
    """One week of one post: three rows of seven cells."""

    post: PostId
    week: str
    first: date
    """Its Monday."""
    rows: tuple[tuple[Slot, tuple[ShownCell, ...]], ...]


@dataclass(frozen=True, slots=True)
class NeedCell:
    """An activity of a service on one half-day, or a duty of its lines."""

    day: date
    minimum: int
    ideal: int
    by: tuple[PostId, ...]

    @property
    def missing(self) -> int:
        """Doctors under the minimum."""
        return max(0, self.minimum - len(self.by))


@dataclass(frozen=True, slots=True)
class NeedRow:
    """What a service asks of one activity on one slot of each day, or one slot of a duty line."""

    slot: Slot
    activity: ActivityId | None
    line: DutyLine | None
    cells: tuple[NeedCell, ...]


@dataclass(frozen=True, slots=True)
class ServiceWeek:
    """One week of one service."""

    service: ServiceId
    week: str
    first: date
    rows: tuple[NeedRow, ...]


def weeks_of(span: Span, week: str | None = None) -> tuple[Span, ...]:
    """The weeks of a span, or the one of that name."""
    found = [week_of(span.first)]
    while found[-1].last < span.last:
        found.append(week_of(found[-1].last + timedelta(days=1)))
    return tuple(days for days in found if week is None or week_name(days.first) == week)


def post_weeks(judged: Judged, post: PostId, week: str | None = None) -> Iterator[PostWeek]:
    """The weeks of one post."""
    for days in weeks_of(judged.plan.span, week):
        rows = tuple(
            (slot, tuple(_shown(judged, Cell(post, day, slot)) for day in days)) for slot in SLOT_ORDER
        )
        yield PostWeek(post, week_name(days.first), days.first, rows)


def _shown(judged: Judged, cell: Cell) -> ShownCell:
    placements = judged.at(cell)
    return ShownCell(
        cell=cell,
        state=judged.state(cell) if cell.day in judged.plan.span or placements else State.OUTSIDE,
        placements=placements,
        absence=judged.problem.absence(cell.post, cell.day, cell.slot),
        pin=judged.pin(cell),
        changed=_changed(judged, cell, placements),
    )


def _changed(judged: Judged, cell: Cell, placements: tuple[Placement, ...]) -> bool:
    published = judged.problem.published
    if published is None or cell.day not in published.span or cell.day not in judged.plan.span:
        return False
    return judged.published_at(cell) != placements


def service_weeks(judged: Judged, service: ServiceId, week: str | None = None) -> Iterator[ServiceWeek]:
    """The weeks of one service: what it asks and who does it."""
    for days in weeks_of(judged.plan.span, week):
        rows = (*_activity_rows(judged, service, days), *_line_rows(judged, service, days))
        yield ServiceWeek(service, week_name(days.first), days.first, rows)


def _activity_rows(judged: Judged, service: ServiceId, days: Span) -> Iterator[NeedRow]:
    for slot in HALF_DAYS:
        for activity in judged.problem.activities:
            cells = tuple(_need_cell(judged, service, activity, Cell(PostId(""), day, slot)) for day in days)
            if any(cell.by or cell.ideal for cell in cells):
                yield NeedRow(slot, activity, None, cells)


def _need_cell(judged: Judged, service: ServiceId, activity: ActivityId, at: Cell) -> NeedCell:
    demands = [
        demand.need
        for demand in judged.problem.demands.get((service, at.day, at.slot), ())
        if demand.need.activity == activity
    ]
    by = tuple(
        post
        for post in judged.problem.posts
        if any(
            (placement.service, placement.activity) == (service, activity)
            for placement in judged.at(Cell(post, at.day, at.slot))
        )
        and all(qualified(judged.problem, post, need) for need in demands)
    )
    return NeedCell(at.day, sum(need.minimum for need in demands), sum(need.ideal for need in demands), by)


def _line_rows(judged: Judged, service: ServiceId, days: Span) -> Iterator[NeedRow]:
    for line in judged.problem.lines.values():
        if line.service != service:
            continue
        for slot in SLOT_ORDER:
            cells = tuple(
                NeedCell(
                    day,
                    0,
                    0,
                    tuple(
                        post
                        for post in judged.problem.posts
                        if any(placement.line == line.id for placement in judged.at(Cell(post, day, slot)))
                    ),
                )
                for day in days
            )
            if any(cell.by for cell in cells):
                yield NeedRow(slot, None, line, cells)
