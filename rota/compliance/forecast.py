"""When will a line be crossed, if things go on as planned and then as usual, and what would keep it?

The weeks after the plan are those of :mod:`rota.compliance.typical`, up to the end of the four-month period.
The rules themselves are asked over the whole: a forecast counts exactly as the checker does. A ceiling is
crossed on the day its sum passes it; a share when its reference period ends (over the contract: at the first
month end that finds it too low); a right to leave on the first day that a declared absence finds it empty.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from rota.compliance.balance import LeaveRight
from rota.compliance.labels import PERIODS
from rota.compliance.leave_ahead import leave_crossings
from rota.compliance.standing import Crossing, Repair
from rota.compliance.typical import expected
from rota.explain import amount
from rota.model.calendar import Period, Span, four_months_of, month_of
from rota.model.facts import MinimumShare as Promise
from rota.model.facts import PostId
from rota.model.plan import Plan
from rota.model.problem import Problem
from rota.model.units import HALF_DAY
from rota.model.universe import Universe
from rota.rules.additional_time import AdditionalTime
from rota.rules.base import Rule, Unit
from rota.rules.clauses import AtMost, ShareAtLeast, tasks_in
from rota.rules.prices import CONVENTION
from rota.rules.site_share import MinimumShare, accounts, had_before
from rota.rules.weekly_ceiling import WeeklyCeiling
from rota.words import Lang, Text

_DAY = timedelta(days=1)


def horizon_of(problem: Problem, known: Plan) -> Span | None:
    """The days that are only expected: from the last planned one to the end of the four-month period."""
    ends = max((convention.end for convention in problem.facts.conventions), default=known.span.last)
    last = min(four_months_of(known.span.last).last, ends)
    return Span(known.span.last + _DAY, last) if last > known.span.last else None


def crossings(
    problem: Problem, known: Plan, as_of: date, rights: Mapping[PostId, Sequence[LeaveRight]]
) -> tuple[Crossing, ...]:
    """Every line that will be crossed after ``as_of``, by day; ``rights`` are those left at the end of it."""
    ahead = foreseen(problem, known)
    found = [
        crossing
        for post in problem.posts
        for crossing in (
            *_ceilings(ahead, known, post, WeeklyCeiling()),
            *_ceilings(ahead, known, post, AdditionalTime()),
            *_shares(ahead, known, post, as_of),
            *leave_crossings(ahead.problem, as_of, known.span.last, post, rights.get(post, ())),
        )
        if crossing.on > as_of
    ]
    return tuple(sorted(found, key=lambda c: (c.on, c.what, c.post, c.site or "")))


def foreseen(problem: Problem, known: Plan) -> Universe:
    """What is worked, planned and expected, up to the end of the horizon."""
    horizon = horizon_of(problem, known)
    last = horizon.last if horizon else known.span.last
    whole = replace(problem, span=Span(known.span.first, last))
    more = expected(whole, known, horizon) if horizon else ()
    return Universe(whole, (*known.placements, *more))


def _ceilings(ahead: Universe, known: Plan, post: PostId, rule: Rule) -> Iterator[Crossing]:
    """The sums that pass their bound, each on the day it does."""
    for clause in rule.clauses(ahead, post):
        assert isinstance(clause, AtMost), "a ceiling is a sum"
        measured, over = clause.measure(ahead.indices), clause.measure(ahead.indices) - clause.bound
        if over <= 0:
            continue
        on = _passed(ahead, clause)
        yield Crossing(
            what=rule.id,
            post=post,
            site=None,
            since=clause.about.span.first,
            on=on,
            expected=on > known.span.last,
            measured=measured,
            limit=clause.bound,
            unit=rule.unit,
            told=_told_ceiling(rule, measured, clause.bound, on),
            repair=_give_back(ahead, clause, rule, over),
            sources=rule.sources,
        )


def _passed(ahead: Universe, clause: AtMost) -> date:
    """The day on which the running sum passes the bound."""
    counted = [ahead.by_index[index] for index in tasks_in(clause)]
    over = (
        day
        for day in sorted({task.day for task in counted})
        if clause.measure({task.index for task in counted if task.day <= day}) > clause.bound
    )
    return next(over, clause.about.span.first)


def _give_back(ahead: Universe, clause: AtMost, rule: Rule, over: int) -> Repair:
    last = clause.about.span.last
    day_service = [ahead.by_index[index] for index, _ in clause.terms if ahead.by_index[index].duty is None]
    longest = max((int(task.minutes) for task in day_service), default=0)
    each = longest if rule.unit is Unit.MINUTES else HALF_DAY
    count = -(-over // each) if each else 0
    of = {lang: amount(over, rule.unit, lang) for lang in Lang}
    told = Text(
        f"Rendre {of[Lang.FR]} avant le {last:%d/%m/%Y} : {count} demi-journée(s) de service.",
        f"Give back {of[Lang.EN]} by {last:%d/%m/%Y}: {count} half-day(s) of service.",
    )
    return Repair(told=told, half_days=count, before=last)


def _told_ceiling(rule: Rule, measured: int, limit: int, on: date) -> Text:
    french, english = (
        (amount(measured, rule.unit, lang), amount(limit, rule.unit, lang)) for lang in (Lang.FR, Lang.EN)
    )
    return Text(
        f"{rule.name.fr} : limite passée le {on:%d/%m/%Y} ; {french[0]} en fin de période pour {french[1]}.",
        f"{rule.name.en}: limit passed on {on:%d/%m/%Y}; {english[0]} at the end of the period for "
        f"{english[1]}.",
    )


def _shares(ahead: Universe, known: Plan, post: PostId, as_of: date) -> Iterator[Crossing]:
    """The promised shares that will be missed: each period when it ends, the contract at month ends."""
    convention = ahead.problem.conventions.get(post)
    for promise in convention.minimums if convention else ():
        if promise.period is Period.CONTRACT:
            yield from _contract(ahead, known, post, promise, as_of)
            continue
        for account in accounts(ahead, post, promise.period):
            had = had_before(ahead.problem, account, promise.site)
            clause = account.share(MinimumShare.id, promise.site, promise.percent, CONVENTION, had)
            if clause.excess(ahead.indices):
                yield _share(ahead, known, clause, as_of, promise.period)


def _contract(
    ahead: Universe, known: Plan, post: PostId, promise: Promise, as_of: date
) -> Iterator[Crossing]:
    """The first month end after ``as_of`` that finds the share over the contract too low."""
    for last in _month_ends(max(as_of, known.span.first), ahead.problem.span.last):
        seen = replace(ahead.problem, span=Span(known.span.first, last))
        universe = Universe(seen, [task.placement for task in ahead.tasks if task.day <= last])
        for account in accounts(universe, post, Period.CONTRACT):
            clause = account.share(MinimumShare.id, promise.site, promise.percent, CONVENTION)
            if clause.excess(universe.indices):
                yield _share(universe, known, clause, as_of, promise.period)
                return


def _month_ends(first: date, last: date) -> Iterator[date]:
    day = month_of(first).last
    while day <= last:
        yield day
        day = month_of(day + _DAY).last


def _share(universe: Universe, known: Plan, clause: ShareAtLeast, as_of: date, period: Period) -> Crossing:
    about, measured = clause.about, clause.measure(universe.indices)
    site, last = about.site, about.span.last
    assert site is not None, "a share is that of a site"
    name = universe.problem.sites[site].name
    (part, promised), (share, promise) = (
        (amount(measured, Unit.PERCENT, lang), amount(clause.limit, Unit.PERCENT, lang))
        for lang in (Lang.FR, Lang.EN)
    )
    over = PERIODS[period]
    return Crossing(
        what=MinimumShare.id,
        post=about.posts[0],
        site=site,
        since=about.span.first,
        on=last,
        expected=last > known.span.last,
        measured=measured,
        limit=clause.limit,
        unit=Unit.PERCENT,
        told=Text(
            f"Part de {name}, {over.fr}, au {last:%d/%m/%Y} : {part}, {promised} promis.",
            f"Share of {name}, {over.en}, on {last:%d/%m/%Y}: {share}, {promise} promised.",
        ),
        repair=_move(universe, clause, as_of, name),
        sources=MinimumShare.sources,
    )


def _move(universe: Universe, clause: ShareAtLeast, as_of: date, name: str) -> Repair:
    """Half-days to be moved to the site: each adds to its part and leaves the whole."""
    count, last = clause.excess(universe.indices), clause.about.span.last
    elsewhere = [
        task
        for task in universe.of_post(clause.about.posts[0])
        if task.duty is None and task.site != clause.about.site and as_of < task.day <= last
    ]
    short = "" if len(elsewhere) >= count else len(elsewhere)
    french = f" ; il n’en reste que {short} à déplacer" if short != "" else ""
    english = f"; only {short} are left to move" if short != "" else ""
    told = Text(
        f"{count} demi-journée(s) de plus à {name} avant le {last:%d/%m/%Y}, prises à l’autre site{french}.",
        f"{count} more half-day(s) at {name} by {last:%d/%m/%Y}, taken from the other site{english}.",
    )
    return Repair(told=told, half_days=count, before=last, site=clause.about.site)
