"""Open site: day service stands only where the site is open.

What it says   An activity stands on a half-day on which its site runs day service.
Why            A closed ward has no patients; what is left to do then is duty.
Units          Placements per cell.
Edge cases     Day service runs from Monday to Saturday morning, less public holidays, or as the site says.
               A service that asks for an activity on a public holiday has it. Duty is not bound by opening.
               Attending a meeting from elsewhere is bound by the site that holds it. What was worked before
               the span is not judged again.
Refused        the ward on a Saturday afternoon, or on Christmas Day.
Accepted       the ward on a Saturday morning; a duty on a Saturday afternoon.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from rota.model.calendar import Slot, Span
from rota.model.facts import PostId, SiteId
from rota.model.problem import Problem
from rota.model.task import Task
from rota.model.universe import Universe
from rota.rules.base import Figure, Force, Rule, RuleId, Scope, Source, Unit
from rota.rules.clauses import About, AtMost, Clause
from rota.rules.sources import A2003_1
from rota.words import Text


@dataclass(frozen=True, slots=True)
class OpenSite(Rule):
    """Activities stand on half-days on which their site is open."""

    id: ClassVar[RuleId] = RuleId("open-site")
    force: ClassVar[Force] = Force.LAW
    scope: ClassVar[Scope] = Scope.POST
    unit: ClassVar[Unit] = Unit.COUNT
    name: ClassVar[Text] = Text("Ouverture du site", "Opening of the site")
    says: ClassVar[Text] = Text(
        "Une activité ne se place que sur une demi-journée où le site assure le service de jour.",
        "An activity stands only on a half-day on which its site runs day service.",
    )
    finding: ClassVar[Text] = Text(
        "{post} est placé {when} à {site}, qui est fermé.",
        "{post} is placed {when} at {site}, which is closed.",
    )
    sources: ClassVar[tuple[Source, ...]] = (A2003_1,)
    figures: ClassVar[tuple[Figure, ...]] = ()

    def clauses(self, universe: Universe, subject: str) -> Iterator[Clause]:
        """One clause for each cell and site that is closed then."""
        post = PostId(subject)
        found: defaultdict[tuple[date, Slot, SiteId], list[Task]] = defaultdict(list)
        for task in universe.of_post(post):
            if task.placement.activity is not None and not task.fixed and _closed(universe.problem, task):
                found[task.day, task.slots[0], task.site].append(task)
        for (day, slot, site), tasks in found.items():
            about = About(self.id, site, (post,), Span(day, day), slot=slot, site=site)
            yield AtMost(about, tuple((task.index, 1) for task in tasks), bound=0)


def _closed(problem: Problem, task: Task) -> bool:
    """Whether the site runs no day service then and the service asks for none either."""
    slot = task.slots[0]
    if problem.is_open(task.site, task.day, slot):
        return False
    asked = problem.demands.get((task.service, task.day, slot), ())
    return not any(d.need.on_holidays and d.need.activity == task.placement.activity for d in asked)
