"""The week that a plan repeats for each post, with its exceptions: the annex of the convention."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rota.explain.grid import Cell, Judged, State
from rota.model.calendar import HALF_DAYS, Slot
from rota.model.facts import ActivityId, PostId, ServiceId, SiteId
from rota.model.plan import Placement

DAYS = range(6)
"""Monday to Saturday: what a plain week plans."""


@dataclass(frozen=True, slots=True)
class Work:
    """What a half-day of the typical week is given to."""

    site: SiteId
    service: ServiceId
    activity: ActivityId


@dataclass(frozen=True, slots=True)
class TypicalCell:
    """A half-day of the typical week."""

    weekday: int
    slot: Slot
    work: Work | None
    """None for a free half-day."""
    times: int
    """Weeks that follow it, the same site being enough."""
    of: int
    """Weeks in which it could be followed: no leave, holiday, duty or rest after it."""


class Reason(StrEnum):
    """Why a half-day is not that of the typical week."""

    AWAY = "away"
    HOLIDAY = "holiday"
    REST = "rest"
    DUTY = "duty"
    OTHER_SITE = "other-site"
    FREE = "free"
    ADDED = "added"
    """Worked, though the typical week leaves it free."""


@dataclass(frozen=True, slots=True)
class Departure:
    """A half-day that does not follow the typical week."""

    cell: Cell
    reason: Reason
    usual: Work | None
    placements: tuple[Placement, ...]


@dataclass(frozen=True, slots=True)
class TypicalWeek:
    """The week that one post repeats; two of them where weeks alternate."""

    post: PostId
    weeks: str
    """``all``, or ``odd`` and ``even`` ISO weeks."""
    cells: tuple[TypicalCell, ...]
    departures: tuple[Departure, ...]


def typical_weeks(judged: Judged, post: PostId) -> tuple[TypicalWeek, ...]:
    """The typical week of one post, or its two where the convention alternates."""
    convention = judged.problem.conventions.get(post)
    alternates = convention is not None and convention.pattern_weeks > 1
    return tuple(_typical(judged, post, weeks) for weeks in (("odd", "even") if alternates else ("all",)))


def _typical(judged: Judged, post: PostId, weeks: str) -> TypicalWeek:
    cells = tuple(_cell(judged, post, weeks, weekday, slot) for weekday in DAYS for slot in HALF_DAYS)
    departures = (departure for cell in cells for departure in _departures(judged, post, weeks, cell))
    return TypicalWeek(post, weeks, cells, tuple(sorted(departures, key=lambda departure: departure.cell)))


def _days(judged: Judged, post: PostId, weeks: str, weekday: int) -> Iterator[date]:
    for day in judged.plan.span:
        parity = "odd" if day.isocalendar().week % 2 else "even"
        if day.weekday() == weekday and weeks in {"all", parity} and judged.problem.employed(post, day):
            yield day


def _cell(judged: Judged, post: PostId, weeks: str, weekday: int, slot: Slot) -> TypicalCell:
    """The site most often gone to, then the work most often done there."""
    seen: list[Work | None] = []
    for day in _days(judged, post, weeks, weekday):
        cell = Cell(post, day, slot)
        if judged.state(cell) is State.FREE or judged.state(cell) is State.CLOSED:
            seen.append(None)
        elif (work := _work(judged, cell)) is not None:
            seen.append(work)
    sites = Counter(work.site if work else None for work in seen)
    if not sites:
        return TypicalCell(weekday, slot, None, 0, 0)
    site, times = max(sites.items(), key=lambda pair: (pair[1], pair[0] is not None, str(pair[0])))
    works = Counter(work for work in seen if work is not None and work.site == site)
    usual = max(works, key=lambda work: (works[work], work.service, work.activity)) if works else None
    return TypicalCell(weekday, slot, usual, times, len(seen))


def _work(judged: Judged, cell: Cell) -> Work | None:
    """The day service done in a cell; None for a duty or nothing."""
    for placement in judged.at(cell):
        if placement.activity is not None:
            site = judged.problem.services[placement.service].site
            return Work(site, placement.service, placement.activity)
    return None


def _departures(judged: Judged, post: PostId, weeks: str, usual: TypicalCell) -> Iterator[Departure]:
    for day in _days(judged, post, weeks, usual.weekday):
        cell = Cell(post, day, usual.slot)
        reason = _reason(judged, cell, usual.work)
        if reason is not None:
            yield Departure(cell, reason, usual.work, judged.at(cell))


_BY_STATE = {
    State.AWAY: Reason.AWAY,
    State.HOLIDAY: Reason.HOLIDAY,
    State.REST: Reason.REST,
    State.FREE: Reason.FREE,
    State.CLOSED: Reason.FREE,
}


def _reason(judged: Judged, cell: Cell, usual: Work | None) -> Reason | None:
    state, work = judged.state(cell), _work(judged, cell)
    if work is not None:
        if usual is None:
            return Reason.ADDED
        return None if work.site == usual.site else Reason.OTHER_SITE
    if state is State.WORK:
        return Reason.DUTY
    return _BY_STATE.get(state) if usual is not None else None
