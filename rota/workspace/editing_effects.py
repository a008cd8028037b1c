"""What a change of the facts does: half-days asked a month, and what the coming plan has of them."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice

from rota.check import check
from rota.model.calendar import HALF_DAYS, Slot, Span, month_of
from rota.model.facts import ActivityId, DutyLine, Facts, LineId, Need, ServiceId, Wish
from rota.model.plan import Plan
from rota.model.problem import Problem
from rota.model.recurrence import days
from rota.plan_file import PlanFile
from rota.rules.wishes import Wishes
from rota.workspace.editing import Item
from rota.workspace.opened import Workspace
from rota.workspace.plans import content_of, versions

MONTHS = 3
"""Told of a change, from its first day on."""
_DAY = timedelta(days=1)
Work = tuple[ServiceId, ActivityId] | LineId
"""An activity of a service, or a duty line."""


@dataclass(frozen=True)
class Coming:
    """The version saved last of a plan that is not over."""

    name: str
    content: PlanFile

    @property
    def plan(self) -> Plan:
        """What it says."""
        return self.content.plan


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked over some days, in half-days of a doctor or in duties."""

    minimum: int
    ideal: int


@dataclass(frozen=True, slots=True)
class MonthAsked:
    """What one month asks of some work, before and after a change."""

    first: date
    before: Asked
    after: Asked
    planned: int | None
    """Of what is asked after it, how much the coming plan fills; None where it says nothing of the month."""
    within: int
    """The minimum asked on the days of that plan."""


@dataclass(frozen=True, slots=True)
class WorkAsked:
    """What a change does to some work, month by month."""

    work: Work
    months: tuple[MonthAsked, ...]


@dataclass(frozen=True, slots=True)
class WishDay:
    """A day a wish speaks of, and whether the coming plan keeps it; None without a plan, and on leave."""

    day: date
    kept: bool | None


def coming(workspace: Workspace) -> Coming | None:
    """The version saved last among the plans that end today or later."""
    found = [plan for plan in versions(workspace) if plan.span.last >= workspace.today]
    if not found:
        return None
    newest = max(found, key=lambda plan: (plan.version.made_at, plan.name))
    return Coming(newest.name, content_of(workspace.facts, newest.version))


def asked_by_month(
    old: Facts, new: Facts, items: tuple[Item | None, ...], since: date, plan: Coming | None
) -> tuple[WorkAsked, ...]:
    """What the work that some items speak of asks, before and after, from the month of ``since`` on."""
    works = dict.fromkeys(_work_of(item) for item in items if isinstance(item, Need | DutyLine))
    return tuple(WorkAsked(work, tuple(_months(old, new, work, since, plan))) for work in works)


def wished(facts: Facts, wish: Wish, since: date, plan: Coming | None, count: int = 6) -> tuple[WishDay, ...]:
    """The next days of a wish, and what the coming plan does of them."""
    convention = next((c for c in facts.conventions if c.post == wish.post), None)
    if convention is None or convention.end < since:
        return ()
    first = max(since, convention.start)
    if plan is not None and plan.plan.span.last >= since:
        first = max(first, plan.plan.span.first)
    listed = tuple(islice(days(wish.recurrence, Span(first, convention.end)), count))
    broken: set[date] = set()
    away: set[date] = set()
    if plan is not None:
        problem = plan.content.problem(replace(facts, wishes=(wish,)))
        away = {day for day in listed if all(problem.absence(wish.post, day, slot) for slot in HALF_DAYS)}
        found = check(problem, plan.plan, (Wishes(),)).findings
        broken = {finding.about.span.first for finding in found if finding.about.fact == wish.id}
    return tuple(
        WishDay(day, day not in broken if plan and day in plan.plan.span and day not in away else None)
        for day in listed
    )


def next_days(item: Need | Wish, first: date, count: int = 6) -> tuple[date, ...]:
    """The next days of what recurs."""
    last = date(first.year + 8, 12, 31)
    return tuple(islice(days(item.recurrence, Span(first, last)), count))


def _work_of(item: Need | DutyLine) -> Work:
    return item.id if isinstance(item, DutyLine) else (item.service, item.activity)


def _months(old: Facts, new: Facts, work: Work, since: date, plan: Coming | None) -> Iterator[MonthAsked]:
    month = month_of(since)
    for _ in range(MONTHS):
        before, after = (_asked(facts, work, month) for facts in (old, new))
        within = plan.plan.span.meet(month) if plan else None
        if isinstance(work, str) and within != month:
            within = None  # what is asked of a line is asked of a whole month
        planned = None if plan is None or within is None else _filled(new, work, plan, within)
        minimum = _asked(new, work, within).minimum if within else 0
        yield MonthAsked(month.first, before, after, planned, minimum)
        month = month_of(month.last + _DAY)


def _asked(facts: Facts, work: Work, span: Span) -> Asked:
    if isinstance(work, str):
        line = next((each for each in facts.lines if each.id == work), None)
        count = line.asked_per_month if line else 0
        return Asked(count, count)
    seats = _seats(facts, work, span)
    return Asked(sum(low for low, _ in seats.values()), sum(high for _, high in seats.values()))


def _seats(
    facts: Facts, work: tuple[ServiceId, ActivityId], span: Span
) -> dict[tuple[date, Slot], tuple[int, int]]:
    """Minimum and ideal on each half-day of some work."""
    service, activity = work
    found: dict[tuple[date, Slot], tuple[int, int]] = {}
    only = replace(facts, needs=tuple(need for need in facts.needs if (need.service, need.activity) == work))
    for demand in Problem(only, span).demands_of(service):
        assert demand.need.activity == activity, "only those needs are left"
        low, high = found.get((demand.day, demand.need.slot), (0, 0))
        found[demand.day, demand.need.slot] = low + demand.need.minimum, high + demand.need.ideal
    return found


def _filled(facts: Facts, work: Work, plan: Coming, span: Span) -> int:
    """How much of what is asked the plan fills; what it has beyond the ideal is not counted."""
    mine = [p for p in plan.plan.placements if p.day in span]
    if isinstance(work, str):
        return sum(1 for p in mine if p.line == work)
    done = Counter((p.day, p.slots[0]) for p in mine if (p.service, p.activity) == work)
    return sum(min(done[at], high) for at, (_, high) in _seats(facts, work, span).items())
