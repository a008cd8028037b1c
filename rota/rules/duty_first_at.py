"""Duty first at one site: duties elsewhere do not outnumber those at the site that comes first.

What it says   Where the convention names a site for duty first, each month’s duties at the other sites are
               no more than those at that site.
Why            Regional calls ask for duty at the smaller hospital first: it is why the post is paid for.
Units          Duties in a calendar month, on site and on call together.
Edge cases     As many at the others as at the first is allowed. A month partly before the plan counts what
               was done in it; what follows the plan is not known yet. A night counts in the month in which
               it starts.
Refused        one duty at the CHU and none at the CH, where duty is at the CH first.
Accepted       one duty at each.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from rota.model.calendar import Period, periods
from rota.model.facts import PostId
from rota.model.universe import Universe
from rota.rules.base import Figure, Force, Rule, RuleId, Scope, Source, Unit
from rota.rules.clauses import About, AtMost, Clause
from rota.rules.prices import CONVENTION
from rota.rules.sources import CONVENTION_CONTENT, REGIONAL_CALLS
from rota.words import Text


@dataclass(frozen=True, slots=True)
class DutyFirstAt(Rule):
    """Duties at other sites do not exceed those at the site named first."""

    id: ClassVar[RuleId] = RuleId("duty-first-at")
    force: ClassVar[Force] = Force.AGREEMENT
    scope: ClassVar[Scope] = Scope.POST
    unit: ClassVar[Unit] = Unit.COUNT
    name: ClassVar[Text] = Text("Gardes d’abord sur un site", "Duty first at one site")
    says: ClassVar[Text] = Text(
        "Quand la convention nomme un site prioritaire pour les gardes, celles des autres sites ne les "
        "dépassent pas dans le mois.",
        "Where the convention names a site for duty first, duties at the other sites do not outnumber its "
        "own in a month.",
    )
    finding: ClassVar[Text] = Text(
        "{post} : {measured} gardes hors de {site} {when}, pour {limit} sur ce site prioritaire.",
        "{post}: {measured} duties away from {site} {when}, for {limit} at that site, which comes first.",
    )
    sources: ClassVar[tuple[Source, ...]] = (CONVENTION_CONTENT, REGIONAL_CALLS)
    figures: ClassVar[tuple[Figure, ...]] = ()

    def clauses(self, universe: Universe, subject: str) -> Iterator[Clause]:
        """One clause for each month."""
        post, problem = PostId(subject), universe.problem
        convention = problem.conventions.get(post)
        if convention is None or convention.duty_first_at is None:
            return
        first = convention.duty_first_at
        duties = [task for task in universe.of_post(post) if task.duty is not None]
        for month in periods(problem.span, Period.MONTH, problem.span):
            terms = tuple((t.index, -1 if t.site == first else 1) for t in duties if t.day in month)
            about = About(self.id, "convention", (post,), month, site=first)
            yield AtMost(about, terms, bound=0, weight=CONVENTION)

    def told(self, universe: Universe, clause: Clause) -> tuple[int, int]:
        """Duties at the other sites, and at the site that comes first."""
        assert isinstance(clause, AtMost)
        chosen = [factor for task, factor in clause.terms if task in universe.indices]
        return chosen.count(1), chosen.count(-1)
