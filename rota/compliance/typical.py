"""The weeks that are expected after the last planned one, when nobody has planned them yet.

Read from the last whole weeks that are worked or planned, eight at most. Each half-day of the week is given
to what it was most often given to (of odd and even weeks apart where the convention alternates; at the site
its annex names, if any was seen there), leave, public holidays, duties and the rest after a night left out.
Duties come back as they came, the same weekday, after as many weeks as were read; day service then fills the
service owed in the week, and what the weeks read had beyond it in the mean.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from rota.model.calendar import HALF_DAYS, Period, Slot, Span, periods
from rota.model.counting import owed
from rota.model.facts import DutyKind, PostId
from rota.model.plan import Placement, Plan
from rota.model.problem import Problem
from rota.model.task import task_of
from rota.model.units import HALF_DAY

WEEKS_MAX = 8
"""Weeks that are read."""
_DAYS = range(6)
_Cells = Mapping[tuple[date, Slot], Placement]
_Usual = Mapping[tuple[int, int, Slot], Placement]


def expected(problem: Problem, known: Plan, horizon: Span) -> tuple[Placement, ...]:
    """What every post is expected to do over ``horizon``; nothing when no whole week is known."""
    read = weeks_read(known.span)
    if read is None:
        return ()
    found: list[Placement] = []
    for post in problem.posts:
        cells = {(p.day, slot): p for p in known.placements if p.post == post for slot in p.slots}
        duties = list(_duties(problem, post, cells, read, horizon))
        found.extend(duties)
        taken = cells | {(duty.day, slot): duty for duty in duties for slot in duty.slots}
        service = list(_service(problem, post, usual(problem, post, cells, read), taken, horizon))
        beyond = _beyond(problem, post, cells, read)
        for week in periods(horizon, Period.WEEK, horizon):
            days = week.meet(horizon) or week
            on_duty, working = ([p for p in group if p.day in days] for group in (duties, service))
            found.extend(_within_owed(problem, days, on_duty, working, beyond))
    return tuple(sorted(found, key=lambda placement: placement.key))


def weeks_read(known: Span) -> Span | None:
    """The last whole weeks of ``known``, Monday to Sunday, eight at most."""
    sunday = known.last - timedelta(days=(known.last.weekday() + 1) % 7)
    weeks = min(WEEKS_MAX, ((sunday - known.first).days + 1) // 7)
    return Span(sunday - timedelta(days=7 * weeks - 1), sunday) if weeks > 0 else None


def usual(problem: Problem, post: PostId, cells: _Cells, read: Span) -> _Usual:
    """What each half-day of the week is most often given to, by parity of the week."""
    found: dict[tuple[int, int, Slot], Placement] = {}
    convention = problem.conventions.get(post)
    for parity in range(2):
        for weekday in _DAYS:
            for slot in HALF_DAYS:
                seen = list(
                    _seen(
                        problem,
                        post,
                        cells,
                        [d for d in read if _is(problem, post, d, parity, weekday)],
                        slot,
                    )
                )
                annex = convention.typical_days.get((weekday, slot)) if convention else None
                there = [p for p in seen if p is not None and problem.services[p.service].site == annex]
                most = _most(there or seen)
                if most is not None:
                    found[parity, weekday, slot] = most
    return found


def _is(problem: Problem, post: PostId, day: date, parity: int, weekday: int) -> bool:
    """Whether a day tells about a weekday of odd or even weeks; of all weeks where they do not alternate."""
    convention = problem.conventions.get(post)
    alternates = convention is not None and convention.pattern_weeks > 1
    return day.weekday() == weekday and (not alternates or day.isocalendar().week % 2 == parity)


def _seen(
    problem: Problem, post: PostId, cells: _Cells, days: list[date], slot: Slot
) -> Iterator[Placement | None]:
    for day in days:
        here = cells.get((day, slot))
        if here is not None and here.activity is not None:
            yield here
        elif here is None and _free(problem, post, cells, day, slot):
            yield None


def _free(problem: Problem, post: PostId, cells: _Cells, day: date, slot: Slot) -> bool:
    """Whether day service could stand in an empty cell."""
    convention = problem.conventions.get(post)
    if convention is None or day not in convention.span or problem.absence(post, day, slot) is not None:
        return False
    return not problem.holiday(convention.employer, day) and not _rests(problem, cells, day)


def _rests(problem: Problem, cells: _Cells, day: date) -> bool:
    night = cells.get((day - timedelta(days=1), Slot.NIGHT))
    return night is not None and night.line is not None and problem.lines[night.line].kind is DutyKind.ON_SITE


def _most(seen: "list[Placement] | list[Placement | None]") -> Placement | None:
    """What was seen most often; work before nothing, then by code, where two were seen as often."""
    counts = Counter(_content(each) for each in seen)
    if not counts:
        return None
    most = min(counts, key=lambda content: (-counts[content], content is None, str(content)))
    return next((each for each in seen if _content(each) == most), None)


def _content(placement: Placement | None) -> tuple[str, str, bool] | None:
    return None if placement is None else (placement.service, placement.activity or "", placement.remote)


def _duties(problem: Problem, post: PostId, cells: _Cells, read: Span, horizon: Span) -> Iterator[Placement]:
    for duty in sorted({p for (day, _), p in cells.items() if p.line and day in read}, key=_key):
        day = duty.day + timedelta(days=len(read))
        while day <= horizon.last:
            again = _on(duty, day)
            away = any(problem.absence(post, day, slot) for slot in duty.slots)
            if day in horizon and problem.employed(post, day) and problem.shift_of(again) and not away:
                yield again
            day += timedelta(days=len(read))


def _service(
    problem: Problem, post: PostId, week: _Usual, taken: _Cells, horizon: Span
) -> Iterator[Placement]:
    for day in horizon:
        for slot in HALF_DAYS:
            like = week.get((day.isocalendar().week % 2, day.weekday(), slot))
            if like is None or (day, slot) in taken or not _free(problem, post, taken, day, slot):
                continue
            if problem.is_open(problem.services[like.service].site, day, slot):
                yield _on(like, day)


def _within_owed(
    problem: Problem, week: Span, duties: Sequence[Placement], service: Sequence[Placement], beyond: int
) -> Sequence[Placement]:
    """The half-days of one week that are owed beside its duties, with those usually done beyond.

    What is too much is left out at the site of the duties first, from the end of the week.
    """
    if not service:
        return service
    budget = owed(problem, service[0].post, week) + beyond
    done = sum(task_of(problem, duty).parts for duty in duties)
    sites = {problem.services[duty.service].site for duty in duties}
    order = sorted(service, key=lambda p: (problem.services[p.service].site in sites, p.key))
    kept = max(0, -((done - budget) // HALF_DAY))
    return order[:kept]


def _beyond(problem: Problem, post: PostId, cells: _Cells, read: Span) -> int:
    """What each week read had beyond the service owed, in the mean; 0 when it had less."""
    known = {placement for (day, _), placement in cells.items() if day in read}
    done = sum(task_of(problem, placement).parts for placement in known)
    return max(0, 7 * (done - owed(problem, post, read)) // len(read))


def _on(like: Placement, day: date) -> Placement:
    return Placement(like.post, day, like.slots, like.service, like.activity, like.line, like.remote)


def _key(placement: Placement) -> tuple[object, ...]:
    return placement.key
