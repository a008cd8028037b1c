"""Debt between sites: a site that was short-changed gets its time back over the weeks that follow.

What it says   From the day the ledger is carried over, and over a number of weeks, a site that the others owe
               time to receives its part of the contract and, week after week, the debt.
Why            What is owed flows into the next plan: else balances are read and nothing follows.
Units          60ths of a half-day credited to the site as the convention counts them.
Edge cases     Silent without debt, and once the weeks are over. A span that holds a part of the weeks asks
               that part of the debt, rounded down. Leave and holidays count in the part of the contract.
               Giving back is priced below the needs and the service owed: it breaks neither, and no law. The
               minimum of the site that gives back counts what it gives (minimum-share).
Refused        Four half-days owed over eight weeks, and two weeks at five to five.
Accepted       The same two weeks with eleven half-days of twenty at that site.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from rota.model.calendar import Span
from rota.model.counting import counted, credit, freed_credit
from rota.model.facts import OpeningBalance, PostId, SiteId, SiteShare
from rota.model.problem import Problem
from rota.model.units import Parts
from rota.model.universe import Universe
from rota.rules.base import Better, Figure, Force, Rule, RuleId, Scope, Source, Unit
from rota.rules.clauses import About, AtLeast, Clause
from rota.rules.prices import DEBT
from rota.rules.sources import SETTING
from rota.words import Text

_PER_CENT = 100
WEEKS = Figure(
    id="site-debt.weeks",
    name=Text("Semaines pour rendre une dette", "Weeks to give a debt back"),
    unit=Unit.COUNT,
    values=((date(2026, 11, 1), 8),),
    better=Better.FREE,
    source=SETTING,
)


@dataclass(frozen=True, slots=True)
class SiteDebt(Rule):
    """A site that is owed time gets it back over some weeks."""

    id: ClassVar[RuleId] = RuleId("site-debt")
    force: ClassVar[Force] = Force.AGREEMENT
    scope: ClassVar[Scope] = Scope.POST
    unit: ClassVar[Unit] = Unit.PARTS
    name: ClassVar[Text] = Text("Dette envers un site", "Debt to a site")
    says: ClassVar[Text] = Text(
        "Un site à qui l’autre doit du temps le retrouve en quelques semaines, au-delà de sa part du "
        "contrat.",
        "A site to which the other owes time gets it back over some weeks, beyond its part of the contract.",
    )
    finding: ClassVar[Text] = Text(
        "{post} : {measured} rendues à {site} au-delà de sa part {when} ; {limit} étaient à rendre.",
        "{post}: {measured} given back to {site} beyond its part {when}; {limit} were to be given back.",
    )
    sources: ClassVar[tuple[Source, ...]] = (SETTING,)
    figures: ClassVar[tuple[Figure, ...]] = (WEEKS,)

    def clauses(self, universe: Universe, subject: str) -> Iterator[Clause]:
        """One clause for each site that is owed time."""
        post, problem = PostId(subject), universe.problem
        convention, balance = problem.conventions.get(post), problem.balances.get(post)
        if convention is None or balance is None or not balance.owed:
            return
        days = counted(problem, post, _window(problem, balance))
        if days is None:
            return
        back = to_give_back(problem, post, days)
        for share in convention.shares:
            if back.get(share.site, 0) > 0:
                about = About(self.id, "convention", (post,), days, site=share.site)
                yield _clause(universe, about, share, back[share.site])

    def told(self, universe: Universe, clause: Clause) -> tuple[int, int]:
        """What is given back beyond the part of the contract, and what was to be."""
        return clause.measure(universe.indices) // _PER_CENT, clause.limit // _PER_CENT


def to_give_back(problem: Problem, post: PostId, days: Span) -> Mapping[SiteId, Parts]:
    """What each site that is owed time is to be given beyond its part over some days."""
    balance = problem.balances.get(post)
    if balance is None or not balance.owed:
        return {}
    window = _window(problem, balance)
    within = window.meet(days)
    part = len(within) if within else 0
    return {site: Parts(debt * part // len(window)) for site, debt in balance.owed.items()}


def _window(problem: Problem, balance: OpeningBalance) -> Span:
    """The weeks over which debts are given back."""
    weeks = WEEKS.of(problem, balance.post, balance.until)
    return Span(balance.until, balance.until + timedelta(days=7 * weeks - 1))


def _clause(universe: Universe, about: About, share: SiteShare, back: int) -> AtLeast:
    """Hundred times what the site has, less its per cent of what all have: hundred times what is owed."""
    problem, post, days = universe.problem, about.posts[0], about.span
    terms = tuple(
        (task.index, beyond)
        for task in universe.of_post(post)
        if task.day in days and (beyond := _beyond(share, credit(problem, task)))
    )
    leave = _beyond(share, freed_credit(problem, post, days))
    return AtLeast(about, terms, _PER_CENT * back, leave, DEBT, _PER_CENT * 60)


def _beyond(share: SiteShare, by_site: Mapping[SiteId, Parts]) -> int:
    return _PER_CENT * by_site.get(share.site, 0) - share.percent * sum(by_site.values())
