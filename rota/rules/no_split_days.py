"""No split days: a day is spent at one site unless the convention allows otherwise.

What it says   No morning at one site with the afternoon at another, unless the convention allows split
               days.
Why            Such a week was called monstrous; a candidate refused a post over it.
Units          Days; each split day is priced.
Edge cases     A day at one site and the night on duty at another is no split day: travel time and rest
               judge it. A meeting attended from elsewhere does not split the day. A duty of a Saturday
               afternoon does.
Refused        the ward of the CH in the morning, the clinic of the CHU in the afternoon.
Accepted       the same when the convention says so; or the meeting of the CHU followed from the CH.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from rota.model.calendar import Slot, Span
from rota.model.facts import PostId
from rota.model.universe import Universe
from rota.rules.base import Figure, Force, Rule, RuleId, Scope, Source, Unit
from rota.rules.clauses import About, AtMost, Clause
from rota.rules.prices import CONVENTION
from rota.rules.sources import CASE_STUDY, CONVENTION_CONTENT
from rota.words import Text


@dataclass(frozen=True, slots=True)
class NoSplitDays(Rule):
    """Morning and afternoon of a day are at one site."""

    id: ClassVar[RuleId] = RuleId("no-split-days")
    force: ClassVar[Force] = Force.AGREEMENT
    scope: ClassVar[Scope] = Scope.POST
    unit: ClassVar[Unit] = Unit.COUNT
    name: ClassVar[Text] = Text("Pas de journée coupée", "No split days")
    says: ClassVar[Text] = Text(
        "Pas de matin sur un site et d’après-midi sur un autre, sauf si la convention le permet.",
        "No morning at one site with the afternoon at another, unless the convention allows it.",
    )
    finding: ClassVar[Text] = Text(
        "{post} change de site à midi {when} ; la convention ne le permet pas.",
        "{post} changes site at noon {when}; the convention does not allow it.",
    )
    sources: ClassVar[tuple[Source, ...]] = (CASE_STUDY, CONVENTION_CONTENT)
    figures: ClassVar[tuple[Figure, ...]] = ()

    def clauses(self, universe: Universe, subject: str) -> Iterator[Clause]:
        """For each day and site: a morning there, or an afternoon elsewhere, not both."""
        problem, post = universe.problem, PostId(subject)
        convention = problem.conventions.get(post)
        if convention is None or convention.split_days:
            return
        for day, tasks in universe.days_of(post).items():
            if tasks[0].fixed:
                continue
            mornings = [task for task in tasks if task.place is not None and Slot.AM in task.slots]
            afternoons = [task for task in tasks if task.place is not None and Slot.PM in task.slots]
            for site in sorted({task.site for task in mornings}):
                here = [task for task in mornings if task.site == site]
                elsewhere = [task for task in afternoons if task.site != site]
                if elsewhere:
                    about = About(self.id, "convention", (post,), Span(day, day), site=site)
                    terms = tuple((task.index, 1) for task in (*here, *elsewhere))
                    yield AtMost(about, terms, bound=1, weight=CONVENTION)
