"""The figures of reports over a period, as frozen values read from plans and ledgers.

Balances are those of ``rota balance``, lights and forecasts those of ``rota compliance``, volumes those of
:mod:`rota.compliance.volumes`: nothing is counted here that one of them counts.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from rota.compliance.balance import Balance
from rota.compliance.rows import Row
from rota.compliance.standing import Crossing, Line, Standing
from rota.compliance.trend import Trend, trends
from rota.compliance.volumes import volumes
from rota.ledger.entry import Entry
from rota.model.calendar import Period, Span, periods
from rota.model.facts import Convention, Post, PostId, SiteId
from rota.model.problem import Problem
from rota.workspace.opened import Workspace, convention_of
from rota.workspace.report_coverage import DutyCoverage, ServiceCoverage, coverage
from rota.workspace.report_kept import Kept, kept, planned_parts
from rota.workspace.report_months import MonthFigures, months_of
from rota.workspace.report_period import HALF_YEAR, half_year
from rota.workspace.standing import balances_of, judge, known_of, span_of


@dataclass(frozen=True, slots=True)
class SiteTravel:
    """Days spent at a site that is not home."""

    site: SiteId
    days: int
    km: int | None
    """There and back on each of those days; None where the folder does not know the way."""
    nights: int
    """On duty, far from home."""


@dataclass(frozen=True, slots=True)
class PostReport:
    """What a post did over a period, as far as it is known."""

    post: Post
    convention: Convention
    balance: Balance
    planned: Mapping[SiteId, int]
    """60ths of a half-day that published plans credit to each site."""
    months: tuple[MonthFigures, ...]
    quarters: tuple[Balance, ...]
    """The balance at the end of each four-month period."""
    volumes: tuple[Row, ...]
    travel: tuple[SiteTravel, ...]
    kept: tuple[Kept, ...]
    services: tuple[ServiceCoverage, ...]
    lines: tuple[DutyCoverage, ...]

    @property
    def known(self) -> Span:
        """The days told: from the start of the period, or the contract, to the last day known."""
        first = max(self.balance.period.first, self.convention.start)
        return Span(first, self.balance.until)


@dataclass(frozen=True, slots=True)
class ComplianceReport:
    """Where every rule stands, with what shows how it came to that."""

    standing: Standing
    """Of the post and the site that were asked."""
    trends: Mapping[PostId, Trend]
    """Of the posts asked."""


def period_of(workspace: Workspace, period: str, as_of: date) -> Span:
    """The days of a period as reports name it: those of ``rota balance``, and half-years like ``2026-S2``."""
    told = HALF_YEAR.fullmatch(period)
    if told is None:
        return span_of(workspace, period, as_of)
    return half_year(int(told[1]), int(told[2]))


def contract_span(workspace: Workspace, post: PostId) -> Span:
    """The whole contract of a post."""
    return convention_of(workspace.facts, post).span


def post_report(workspace: Workspace, post: PostId, period: Span, as_of: date) -> PostReport:
    """What one post did over a period, as far as a day.

    Raises:
        Refused: nothing is known of those days.
    """
    (balance,) = balances_of(workspace, period, as_of, [post])
    convention, problem = convention_of(workspace.facts, post), workspace.problem
    given = workspace.ledgers()
    known = Span(max(period.first, convention.start), balance.until)
    services, lines = coverage(workspace.facts, given, post, known)
    told = volumes(given[post], problem, post, Span(period.first, balance.until))
    return PostReport(
        post=problem.posts[post],
        convention=convention,
        balance=balance,
        planned=planned_parts(given[post], known),
        months=_months(workspace, given[post], convention, known),
        quarters=tuple(_quarters(workspace, post, known)),
        volumes=told,
        travel=tuple(_travel(problem, post, told)),
        kept=kept(given[post], post, known, balance.sites),
        services=services,
        lines=lines,
    )


def compliance_report(
    workspace: Workspace,
    period: Span | None,
    as_of: date,
    *,
    post: PostId | None = None,
    site: SiteId | None = None,
    try_moves: bool = True,
) -> ComplianceReport:
    """Where every rule stands for one post, one site, or all.

    Raises:
        Refused: nothing is known of those days.
    """
    known = known_of(workspace, period, as_of)
    judged = judge(workspace, known, try_moves=try_moves)
    asked = [c.post for c in workspace.facts.conventions if _asked(c, post, site) and c.start <= as_of]
    found = trends(known.problem, known.worked, known.planned, as_of)
    return ComplianceReport(_filtered(judged, post, site), {each: found[each] for each in asked})


def _asked(convention: Convention, post: PostId | None, site: SiteId | None) -> bool:
    sites = {share.site for share in convention.shares}
    return post in {None, convention.post} and (site is None or site in sites)


def _filtered(judged: Standing, post: PostId | None, site: SiteId | None) -> Standing:
    """What concerns a post and a site; what is about all of them concerns each."""
    lines = (line for line in judged.lines if post is None or _concerns(line, post))
    crossings: Iterator[Crossing] = (c for c in judged.crossings if post in {None, c.post})
    return replace(
        judged,
        lines=tuple(line for line in lines if site is None or line.site in {None, site}),
        crossings=tuple(c for c in crossings if site is None or c.site in {None, site}),
    )


def _concerns(line: Line, post: PostId) -> bool:
    return line.who == post or any(post in finding.about.posts for finding in line.findings)


def _months(
    workspace: Workspace, entries: Sequence[Entry], convention: Convention, known: Span
) -> tuple[MonthFigures, ...]:
    """The months of ``known``; shares to date count from the start of the contract."""
    since = Span(min(convention.start, known.first), known.last)
    balances = [
        balance
        for month in periods(since, Period.MONTH, since)
        for balance in balances_of(workspace, month, min(month.last, known.last), [convention.post])
    ]
    return months_of(balances, entries, known)


def _quarters(workspace: Workspace, post: PostId, known: Span) -> Iterator[Balance]:
    """The balance of each four-month period that ``known`` touches, at its last known day."""
    for whole in periods(known, Period.FOUR_MONTHS, known):
        yield from balances_of(workspace, whole, min(whole.last, known.last), [post])


def _travel(problem: Problem, post: PostId, told: Sequence[Row]) -> Iterator[SiteTravel]:
    """Trips and nights of the volumes, with the way that the folder knows."""
    home = problem.posts[post].home
    counts = {(row.site, row.what): row.count or 0 for row in told if row.section == "travel"}
    for site in problem.sites:
        days, nights = counts.get((site, "trips"), 0), counts.get((site, "nights-away"), 0)
        if days or nights:
            out, back = problem.travel(home, site), problem.travel(site, home)
            km = days * (out.km + back.km) if out and back else None
            yield SiteTravel(site, days, km, nights)
