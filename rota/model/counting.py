"""What each thing counts, in 60ths of a half-day: for the share of a site and for the service owed.

In one place, so that the plan, the ledger and the reports of both hospitals cannot count differently.
Half-days from Monday to Friday owe service; those that leave or a public holiday frees owe none, and the
convention says to which sites they are credited. Public holidays are those of the site that employs.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from rota.model.calendar import HALF_DAYS, Slot, Span, week_of
from rota.model.facts import (
    AbsenceKind,
    Convention,
    Counting,
    Credit,
    DutyKind,
    Post,
    PostId,
    SiteId,
)
from rota.model.problem import Problem
from rota.model.task import Task
from rota.model.units import FULL_TIME, HALF_DAY, Parts, split

_FRIDAY = 4


@dataclass(frozen=True, slots=True)
class Freed:
    """A half-day of the plain week on which nothing is owed."""

    day: date
    slot: Slot
    kind: AbsenceKind | None
    """None for a public holiday: it frees the half-day before any leave does."""
    parts: Parts


def plain_half_day(post: Post) -> Parts:
    """What one half-day from Monday to Friday owes in a plain week: 60 for full time, pro rata else."""
    return Parts(HALF_DAY * post.half_days_per_week // FULL_TIME)


def known_from(problem: Problem, post: PostId) -> date:
    """The first day whose work is known one by one: of the past that is given, and not in the balance."""
    since = recorded_from(problem)
    balance = problem.balances.get(post)
    return since if balance is None else max(since, balance.until)


def recorded_from(problem: Problem) -> date:
    """The Monday of the first placement of the past; the first day of the span when there is none."""
    if not problem.past:
        return problem.span.first
    return min(problem.span.first, week_of(min(placement.day for placement in problem.past)).first)


def counted(problem: Problem, post: PostId, period: Span) -> Span | None:
    """The days of ``period`` under the convention whose work is known one by one, or planned."""
    convention = problem.conventions.get(post)
    first, last = known_from(problem, post), problem.span.last
    if convention is None or first > last:
        return None
    known = Span(first, last).meet(convention.span)
    return None if known is None else known.meet(period)


def carried(problem: Problem, post: PostId, period: Span) -> Mapping[SiteId, Parts]:
    """What the opening balance credits within ``period``: all of it, or nothing when it began before.

    A balance is one sum: the part of it that lies within a period cannot be told.
    """
    balance, convention = problem.balances.get(post), problem.conventions.get(post)
    if balance is None or convention is None:
        return {}
    since = max(balance.since, convention.start)
    within = period.first <= since and balance.until <= period.last + timedelta(days=1)
    return balance.parts if within else {}


def freed(problem: Problem, post: PostId, span: Span) -> Iterator[Freed]:
    """The half-days of ``span`` under the convention that leave or a public holiday frees, in order."""
    convention = problem.conventions.get(post)
    days = convention.span.meet(span) if convention else None
    if convention is None or days is None:
        return
    parts = plain_half_day(problem.posts[post])
    absences = [a for a in problem.absences(post) if a.first <= days.last and a.last >= days.first]
    for day in days:
        if day.weekday() > _FRIDAY:
            continue
        if problem.holiday(convention.employer, day):
            yield from (Freed(day, slot, None, parts) for slot in HALF_DAYS)
            continue
        for slot in HALF_DAYS:
            absence = next((absence for absence in absences if absence.holds(day, slot)), None)
            if absence is not None:
                yield Freed(day, slot, absence.kind, parts)


def owed(problem: Problem, post: PostId, span: Span) -> Parts:
    """The service owed over ``span``: its plain half-days under the convention, less those freed."""
    convention = problem.conventions.get(post)
    days = convention.span.meet(span) if convention else None
    if days is None:
        return Parts(0)
    weeks, rest = divmod(len(days), 7)
    weekdays = 5 * weeks + sum((days.first.weekday() + n) % 7 <= _FRIDAY for n in range(rest))
    plain = 2 * weekdays * plain_half_day(problem.posts[post])
    return Parts(plain - sum(half_day.parts for half_day in freed(problem, post, span)))


def freed_credit(problem: Problem, post: PostId, span: Span) -> dict[SiteId, Parts]:
    """What the half-days freed within ``span`` credit to each site, as the convention counts them.

    The sum over ``span`` is split, not each day: nothing is lost to rounding.
    """
    convention = problem.conventions.get(post)
    if convention is None:
        return {}
    return share_out(convention, freed(problem, post, span))


def share_out(convention: Convention, half_days: Iterable[Freed]) -> dict[SiteId, Parts]:
    """Freed half-days by site; those split in the ratio of the post are split as one sum."""
    pool = 0
    found: dict[SiteId, Parts] = {}
    for half_day in half_days:
        match _policy(convention.counting, half_day.kind):
            case Credit.NONE:
                continue
            case Credit.RATIO:
                pool += half_day.parts
            case Credit.SITE_OF_DAY | Credit.WHERE_DONE:
                site = convention.typical_days.get((half_day.day.weekday(), half_day.slot))
                if site is None:
                    pool += half_day.parts
                else:
                    _add(found, site, half_day.parts)
    for site, parts in in_ratio(convention, Parts(pool)).items():
        _add(found, site, parts)
    return found


def in_ratio(convention: Convention, parts: Parts) -> dict[SiteId, Parts]:
    """``parts`` split in the ratio of the post; the site that employs comes first on ties."""
    if parts == 0:
        return {}
    shares = {share.site: share.percent for share in convention.shares}
    order = sorted(shares, key=lambda site: site != convention.employer)
    return {site: Parts(part) for site, part in split(parts, shares, order).items()}


def credit(problem: Problem, task: Task) -> dict[SiteId, Parts]:
    """What one task credits to each site for the shares of the post, as the convention counts it."""
    convention = problem.conventions.get(task.post)
    if convention is None:
        return {task.site: task.parts}
    counting = convention.counting
    policy = counting.duty if task.duty else counting.remote if task.placement.remote else Credit.WHERE_DONE
    found = _credited(convention, policy, task.site, (task.day, task.slots[0]), task.parts)
    if counting.travel_parts and _travelled(problem, task):
        _add(found, task.site, Parts(counting.travel_parts * len(task.slots)))
    if counting.rest_after_duty is not Credit.NONE and task.night and task.duty is DutyKind.ON_SITE:
        for site, parts in _rest_credit(problem, convention, task).items():
            _add(found, site, parts)
    return found


def _credited(
    convention: Convention, policy: Credit, done_at: SiteId, cell: tuple[date, Slot], parts: Parts
) -> dict[SiteId, Parts]:
    """``parts`` done at one site, by site; a night belongs to the site of its afternoon."""
    match policy:
        case Credit.NONE:
            return {}
        case Credit.WHERE_DONE:
            return {done_at: parts}
        case Credit.RATIO:
            return in_ratio(convention, parts)
        case Credit.SITE_OF_DAY:
            day, slot = cell
            half_day = Slot.AM if slot is Slot.AM else Slot.PM
            site = convention.typical_days.get((day.weekday(), half_day))
            return in_ratio(convention, parts) if site is None else {site: parts}


def _travelled(problem: Problem, task: Task) -> bool:
    """Whether it is a half-day of day service spent at a site that is not the home."""
    return task.duty is None and task.place is not None and task.place != problem.posts[task.post].home


def _rest_credit(problem: Problem, convention: Convention, night: Task) -> dict[SiteId, Parts]:
    """What the rest after a night on site credits: the half-days it frees on the next day."""
    tomorrow = night.day + timedelta(days=1)
    if tomorrow.weekday() > _FRIDAY or tomorrow not in convention.span:
        return {}
    gone = {half_day.slot for half_day in freed(problem, night.post, Span(tomorrow, tomorrow))}
    each, found = plain_half_day(problem.posts[night.post]), dict[SiteId, Parts]()
    for slot in HALF_DAYS:
        if slot not in gone:
            policy = convention.counting.rest_after_duty
            for site, parts in _credited(convention, policy, night.site, (tomorrow, slot), each).items():
                _add(found, site, parts)
    return found


def _policy(counting: Counting, kind: AbsenceKind | None) -> Credit:
    """To whom a freed half-day is credited; an absence of another kind (sickness) to nobody."""
    match kind:
        case None:
            return counting.holiday
        case AbsenceKind.ANNUAL | AbsenceKind.RTT:
            return counting.leave
        case AbsenceKind.TRAINING:
            return counting.training
        case AbsenceKind.RECOVERY:
            return counting.recovery
        case AbsenceKind.OTHER:
            return Credit.NONE


def _add(found: dict[SiteId, Parts], site: SiteId, parts: Parts) -> None:
    found[site] = Parts(found.get(site, Parts(0)) + parts)
