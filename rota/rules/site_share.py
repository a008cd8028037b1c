"""Share of a site: each hospital has its part of the post.

What it says   Over each reference period a site has at least the minimum share that the convention promises;
               over each month every site is near its part of the contract.
Why            The region’s aid, the cost split and the trust of both services rest on the share.
Units          60ths of a half-day credited to the site as the convention counts them, over those of all.
Edge cases     Leave, training, recovery and holidays are credited as declared, in one sum for the period.
               A period partly in the span is judged on what is known of it: the opening balance when it began
               within the period (always, for the whole contract), the past since, and the span; when less
               than a week of it is known, it is not judged. Exactly the share is enough. A rounding of the
               split never breaks a share. What a site gives back of the time it had too much counts for its
               minimum, in whole half-days, over periods that begin after it had it: else a debt to the other
               site could never be given back. A plan gives back what its weeks ask; of what was worked, all
               counts that was owed as the period began. The share over the contract counts what was had when
               it was.
Refused        9 half-days of 20 at the CH that is promised half.
Accepted       10 of 20; 9 of 18 with a day of leave split in two halves.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from rota.model.calendar import Period, Span, periods
from rota.model.counting import carried, counted, credit, freed_credit
from rota.model.facts import Convention, PostId, SiteId
from rota.model.problem import Problem
from rota.model.units import HALF_DAY, Parts, split
from rota.model.universe import Universe
from rota.rules.base import Figure, Force, Rule, RuleId, Scope, Source, Unit
from rota.rules.clauses import About, Clause, ShareAtLeast
from rota.rules.prices import CONTRACT_SHARE, CONVENTION
from rota.rules.site_debt import to_give_back
from rota.rules.sources import CONVENTION_CONTENT, REGIONAL_CALLS
from rota.words import Text

_JUDGED_DAYS = 7
_NOTHING = Parts(0)


@dataclass(frozen=True, slots=True)
class MinimumShare(Rule):
    """A site has at least its promised share over each reference period."""

    id: ClassVar[RuleId] = RuleId("minimum-share")
    force: ClassVar[Force] = Force.AGREEMENT
    scope: ClassVar[Scope] = Scope.POST
    unit: ClassVar[Unit] = Unit.PERCENT
    name: ClassVar[Text] = Text("Part minimale d’un site", "Minimum share of a site")
    says: ClassVar[Text] = Text(
        "Sur chaque période de référence, un site reçoit au moins la part du temps que la convention "
        "promet ; ce qu’il rend à un autre site de ce qu’il a eu en trop y compte.",
        "Over each reference period a site has at least the share of time that the convention promises; what "
        "it gives back to another site of what it had too much counts in it.",
    )
    finding: ClassVar[Text] = Text(
        "{post} : {measured} du temps à {site} {when} ; la convention promet {limit}.",
        "{post}: {measured} of the time at {site} {when}; the convention promises {limit}.",
    )
    sources: ClassVar[tuple[Source, ...]] = (REGIONAL_CALLS, CONVENTION_CONTENT)
    figures: ClassVar[tuple[Figure, ...]] = ()

    def clauses(self, universe: Universe, subject: str) -> Iterator[Clause]:
        """One clause for each promise and reference period that the span touches."""
        post = PostId(subject)
        convention = universe.problem.conventions.get(post)
        for promise in convention.minimums if convention else ():
            for account in accounts(universe, post, promise.period):
                had = had_before(universe.problem, account, promise.site)
                yield account.share(self.id, promise.site, promise.percent, CONVENTION, had)


@dataclass(frozen=True, slots=True)
class ContractShare(Rule):
    """Each site is near its part of the contract over each month."""

    id: ClassVar[RuleId] = RuleId("contract-share")
    force: ClassVar[Force] = Force.WISH
    scope: ClassVar[Scope] = Scope.POST
    unit: ClassVar[Unit] = Unit.PERCENT
    name: ClassVar[Text] = Text("Répartition du contrat", "Split of the contract")
    says: ClassVar[Text] = Text(
        "Chaque mois, chaque site est au plus près de sa part du contrat.",
        "Each month every site is as near as can be to its part of the contract.",
    )
    finding: ClassVar[Text] = Text(
        "{post} : {measured} du temps à {site} {when} ; sa part du contrat est de {limit}.",
        "{post}: {measured} of the time at {site} {when}; its part of the contract is {limit}.",
    )
    sources: ClassVar[tuple[Source, ...]] = (CONVENTION_CONTENT,)
    figures: ClassVar[tuple[Figure, ...]] = ()

    def clauses(self, universe: Universe, subject: str) -> Iterator[Clause]:
        """One clause for each site and month, but where a monthly minimum asks as much already."""
        post = PostId(subject)
        convention = universe.problem.conventions.get(post)
        if convention is None:
            return
        asked = {m.site: m.percent for m in convention.minimums if m.period is Period.MONTH}
        shares = [share for share in convention.shares if share.percent > asked.get(share.site, 0)]
        for account in accounts(universe, post, Period.MONTH) if shares else ():
            for share in shares:
                yield account.share(self.id, share.site, share.percent, CONTRACT_SHARE)


@dataclass(frozen=True, slots=True)
class Account:
    """What is credited to each site over the known part of a reference period."""

    post: PostId
    since: date
    """First day that is counted: that of the opening balance where one is carried."""
    days: Span
    """The days whose work is known one by one, or planned."""
    credits: tuple[tuple[int, Mapping[SiteId, Parts]], ...]
    """Index of a task, and what it credits to each site."""
    carried: Mapping[SiteId, Parts]
    """From the opening balance."""
    freed: Mapping[SiteId, Parts]
    """Credited by leave and holidays."""

    def share(
        self, rule: RuleId, site: SiteId, percent: int, weight: int, had: Parts = _NOTHING
    ) -> ShareAtLeast:
        """The clause that ``site`` has ``percent`` of all that is credited, ``had`` before counted as its."""
        about = About(rule, "convention", (self.post,), Span(self.since, self.days.last), site=site)
        terms = tuple((task, by_site.get(site, 0), sum(by_site.values())) for task, by_site in self.credits)
        freed, leave = int(self.freed.get(site, 0)), sum(self.freed.values())
        rounding = int(0 < percent * leave - 100 * freed < 100)
        part = freed + rounding + self.carried.get(site, 0) + had
        return ShareAtLeast(about, terms, part, leave + sum(self.carried.values()), percent, weight)


def had_before(problem: Problem, account: Account, site: SiteId) -> Parts:
    """What a site gives back over the days of an account, having had it before them; started half-days."""
    post, days = account.post, account.days
    convention, balance = problem.conventions[post], problem.balances.get(post)
    if account.carried:
        return _NOTHING
    known = problem.owed.get(post, {})
    if known and min(known) <= days.first:
        owed = known[max(first for first in known if first <= days.first)]
        return given_back(convention, owed, sum(max(0, parts) for parts in owed.values()), site)
    if balance is None:
        return _NOTHING
    return given_back(convention, balance.owed, sum(to_give_back(problem, post, days).values()), site)


def given_back(convention: Convention, owed: Mapping[SiteId, Parts], back: int, site: SiteId) -> Parts:
    """The part of a site in ``back``, which those that are owed nothing give; started half-days."""
    if owed.get(site, 0) > 0 or not back:
        return _NOTHING
    givers = {share.site: share.percent for share in convention.shares if owed.get(share.site, 0) <= 0}
    order = sorted(givers, key=lambda giver: giver != convention.employer)
    return Parts(-(-split(Parts(back), givers, order).get(site, 0) // HALF_DAY) * HALF_DAY)


def accounts(universe: Universe, post: PostId, period: Period) -> Iterator[Account]:
    """The account of each reference period that the span touches, where there is anything to share."""
    problem = universe.problem
    convention = problem.conventions.get(post)
    if convention is None:
        return
    for whole in periods(problem.span, period, convention.span):
        days, before = counted(problem, post, whole), carried(problem, post, whole)
        if days is None or (not before and _too_little(days, whole, convention)):
            continue
        leave = freed_credit(problem, post, days)
        given = ((task.index, credit(problem, task)) for task in universe.of_post(post) if task.day in days)
        counts = tuple((task, by_site) for task, by_site in given if any(by_site.values()))
        if counts or before or leave:
            since = min(days.first, problem.balances[post].since) if before else days.first
            yield Account(post, since, days, counts, before, leave)


def _too_little(days: Span, whole: Span, convention: Convention) -> bool:
    """Whether less than a week is known of a longer period: what lies around it can still make it up."""
    period = whole.meet(convention.span)
    return len(days) < _JUDGED_DAYS and days != period
