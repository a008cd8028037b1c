"""How a post came to stand where it does: its shares month by month, its hours week by week, and ahead.

Counted by the clauses of the rules themselves, over what was worked, what is planned and, after it, the weeks
that are only expected. A chart tells what each site has; a light also counts for a site what it gives back of
what it had too much before.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from rota.compliance.forecast import foreseen
from rota.compliance.judging import together
from rota.model.calendar import Period, Span, periods
from rota.model.facts import PostId, SiteId
from rota.model.plan import Plan
from rota.model.problem import Problem
from rota.model.travelling import minutes_worked
from rota.model.units import FULL_TIME
from rota.model.universe import Universe
from rota.rules.site_share import Account, MinimumShare, accounts
from rota.rules.weekly_ceiling import CEILING, WeeklyCeiling, allowed

_WEEK_DAYS = 7


class Basis(StrEnum):
    """What a figure rests on, as far as its last day."""

    OVER = "over"
    """Days that are over."""
    PLANNED = "planned"
    EXPECTED = "expected"
    """Weeks that nobody has planned yet."""


@dataclass(frozen=True, slots=True)
class Shares:
    """What each site has of the time of one post over a reference period, as far as it is known."""

    period: Period
    span: Span
    parts: Mapping[SiteId, int]
    """60ths of a half-day credited."""
    whole: int
    basis: Basis

    def share(self, site: SiteId) -> int:
        """Hundredths of a per cent, rounded down; all of an empty whole."""
        return 10_000 * self.parts.get(site, 0) // self.whole if self.whole else 10_000


@dataclass(frozen=True, slots=True)
class Hours:
    """Minutes worked over some days, and those that the weekly ceiling allows."""

    span: Span
    minutes: int
    allowed: int
    basis: Basis

    def a_week(self, limit: int) -> int:
        """Minutes of a mean week, a started one counted, where ``limit`` is what one may hold."""
        return -(-self.minutes * limit // self.allowed) if self.allowed else self.minutes


@dataclass(frozen=True, slots=True)
class Trend:
    """One post over the time that is known and expected."""

    post: PostId
    sites: tuple[SiteId, ...]
    minimums: Mapping[tuple[SiteId, Period], int]
    """Per cent promised."""
    contract: Mapping[SiteId, int]
    """Per cent of the contract."""
    known: tuple[Shares, ...]
    """Every reference period, from worked and planned time alone."""
    months: tuple[Shares, ...]
    """Month by month, the expected weeks included."""
    weeks: tuple[Hours, ...]
    four_months: tuple[Hours, ...]
    """The periods of the ceiling, as far as they are known."""
    ceiling: int
    """Minutes that a mean week may hold."""

    def over(self, period: Period, day: date | None = None) -> Shares | None:
        """The shares of the period a day lies in, of the last known one where none is given."""
        found = [one for one in self.known if one.period is period and (day is None or day in one.span)]
        return found[-1] if found else None


def trends(problem: Problem, worked: Plan, planned: Plan, as_of: date) -> Mapping[PostId, Trend]:
    """The trend of each post under a convention.

    Args:
        problem: the facts, with what the ledger says before.
        worked: what was done.
        planned: what is published.
        as_of: the last day that is over.
    """
    known = together(worked, planned)
    past = tuple(placement for placement in problem.past if placement.day < known.span.first)
    whole = replace(problem, span=known.span, past=past)
    reading = _Reading(Universe(whole, known.placements), foreseen(whole, known), known.span, as_of)
    return {post: reading.trend(post) for post in problem.posts if post in problem.conventions}


@dataclass(frozen=True)
class _Reading:
    known: Universe
    ahead: Universe
    """With the weeks that are expected."""
    span: Span
    """Days that are worked or planned."""
    as_of: date

    def trend(self, post: PostId) -> Trend:
        problem = self.known.problem
        convention = problem.conventions[post]
        return Trend(
            post=post,
            sites=self._sites(post),
            minimums={(one.site, one.period): one.percent for one in convention.minimums},
            contract={share.site: share.percent for share in convention.shares},
            known=tuple(
                shares
                for period in (Period.MONTH, Period.FOUR_MONTHS, Period.CONTRACT)
                for shares in self._shares(self.known, post, period)
            ),
            months=tuple(self._shares(self.ahead, post, Period.MONTH)),
            weeks=tuple(self._weeks(post)),
            four_months=tuple(self._four_months(post)),
            ceiling=CEILING.of(problem, post, self.span.last)
            * problem.posts[post].half_days_per_week
            // FULL_TIME,
        )

    def _basis(self, last: date) -> Basis:
        if last > self.span.last:
            return Basis.EXPECTED
        return Basis.PLANNED if last > self.as_of else Basis.OVER

    def _shares(self, universe: Universe, post: PostId, period: Period) -> Iterator[Shares]:
        for account in accounts(universe, post, period):
            parts = {site: self._part(universe, account, site, period) for site in self._sites(post)}
            span = Span(account.since, account.days.last)
            yield Shares(
                period=period,
                span=span,
                parts={site: part for site, (part, _) in parts.items()},
                whole=max((whole for _, whole in parts.values()), default=0),
                basis=self._basis(span.last),
            )

    def _sites(self, post: PostId) -> tuple[SiteId, ...]:
        return tuple(share.site for share in self.known.problem.conventions[post].shares)

    def _part(self, universe: Universe, account: Account, site: SiteId, period: Period) -> tuple[int, int]:
        """The part and the whole, rounded as the promise is where there is one."""
        minimums = universe.problem.conventions[account.post].minimums
        percent = next((one.percent for one in minimums if (one.site, one.period) == (site, period)), 0)
        return account.share(MinimumShare.id, site, percent, 0).amounts(universe.indices)

    def _weeks(self, post: PostId) -> Iterator[Hours]:
        """Whole weeks and started ones, under the convention."""
        problem = self.ahead.problem
        convention = problem.conventions[post]
        tasks = [task for task in self.ahead.of_post(post) if task.works]
        for week in periods(problem.span, Period.WEEK, convention.span):
            days = week.meet(problem.span)
            days = days.meet(convention.span) if days else None
            if days is not None:
                minutes = minutes_worked(problem, (task for task in tasks if task.day in days))
                yield Hours(days, int(minutes), allowed(problem, post, days), self._basis(days.last))

    def _four_months(self, post: PostId) -> Iterator[Hours]:
        """Each period of the ceiling, over the days that are known of it."""
        problem = self.known.problem
        for clause in WeeklyCeiling().clauses(self.known, post):
            whole = clause.about.span
            days = Span(whole.first, min(whole.last, problem.span.last))
            if len(days) >= _WEEK_DAYS:
                minutes = clause.measure(self.known.indices)
                yield Hours(days, minutes, allowed(problem, post, days), self._basis(days.last))
