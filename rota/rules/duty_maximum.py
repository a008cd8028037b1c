"""Duty maximum: no more duties a month at a site than its convention allows.

What it says   In each calendar month a doctor takes at most as many duties at a site as the convention
               says.
Why            On-site duty has no weekly limit by law; the hospitals agree one so that days remain for the
               wards.
Units          Duties in a calendar month, on site and on call together.
Edge cases     A Saturday afternoon and the night after it are two duties. A night counts in the month in
               which it starts. What was done earlier in the month counts; what follows the plan is not
               known yet. A site without a maximum has none.
Refused        a fourth duty in December at a site whose convention says three.
Accepted       three duties in December, and one more on 1 January.
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
from rota.rules.sources import A2003_10, CONVENTION_CONTENT
from rota.words import Text


@dataclass(frozen=True, slots=True)
class DutyMaximum(Rule):
    """Duties a month at a site stay within the convention."""

    id: ClassVar[RuleId] = RuleId("duty-maximum")
    force: ClassVar[Force] = Force.AGREEMENT
    scope: ClassVar[Scope] = Scope.POST
    unit: ClassVar[Unit] = Unit.COUNT
    name: ClassVar[Text] = Text("Gardes par mois", "Duties a month")
    says: ClassVar[Text] = Text(
        "Chaque mois, un médecin ne prend pas plus de gardes sur un site que la convention ne le prévoit.",
        "Each month a doctor takes no more duties at a site than the convention says.",
    )
    finding: ClassVar[Text] = Text(
        "{post} : {measured} gardes à {site} {when} ; la convention en prévoit {limit} au plus.",
        "{post}: {measured} duties at {site} {when}; the convention says {limit} at most.",
    )
    sources: ClassVar[tuple[Source, ...]] = (CONVENTION_CONTENT, A2003_10)
    figures: ClassVar[tuple[Figure, ...]] = ()

    def clauses(self, universe: Universe, subject: str) -> Iterator[Clause]:
        """One clause for each month and site that has a maximum."""
        post, problem = PostId(subject), universe.problem
        convention = problem.conventions.get(post)
        if convention is None:
            return
        duties = [task for task in universe.of_post(post) if task.duty is not None]
        for month in periods(problem.span, Period.MONTH, problem.span):
            for share in convention.shares:
                if share.duties_per_month_max is None:
                    continue
                terms = tuple((t.index, 1) for t in duties if t.site == share.site and t.day in month)
                about = About(self.id, "convention", (post,), month, site=share.site)
                yield AtMost(about, terms, share.duties_per_month_max, weight=CONVENTION)
