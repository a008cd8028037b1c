"""Agreed services: a shared post works in the services that its convention names.

What it says   Every placement is in a service of the convention of the post.
Why            The convention gives the mission, the insurance and the cost share; without it there is none.
               LAW rather than agreement: whoever wants another service changes the convention, not the
               plan.
Units          Placements.
Edge cases     Attending a meeting from elsewhere, and waiting on call, are work of a service too. What was
               worked before the span is not judged again.
Refused        a morning in the surgery of a site whose convention names medicine only.
Accepted       a morning in each of two services that the convention names.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from rota.model.calendar import Slot, Span
from rota.model.facts import PostId, ServiceId
from rota.model.task import Task
from rota.model.universe import Universe
from rota.rules.base import Figure, Force, Rule, RuleId, Scope, Source, Unit
from rota.rules.clauses import About, AtMost, Clause
from rota.rules.sources import CONVENTION_CONTENT
from rota.words import Text


@dataclass(frozen=True, slots=True)
class AgreedServices(Rule):
    """Placements stand only in services of the convention."""

    id: ClassVar[RuleId] = RuleId("agreed-services")
    force: ClassVar[Force] = Force.LAW
    scope: ClassVar[Scope] = Scope.POST
    unit: ClassVar[Unit] = Unit.COUNT
    name: ClassVar[Text] = Text("Services de la convention", "Services of the convention")
    says: ClassVar[Text] = Text(
        "Le médecin partagé ne travaille que dans les services que nomme sa convention.",
        "A shared doctor works only in the services that the convention names.",
    )
    finding: ClassVar[Text] = Text(
        "{post} est placé {when} en {service}, que sa convention ne nomme pas.",
        "{post} is placed {when} in {service}, which the convention does not name.",
    )
    sources: ClassVar[tuple[Source, ...]] = (CONVENTION_CONTENT,)
    figures: ClassVar[tuple[Figure, ...]] = ()

    def clauses(self, universe: Universe, subject: str) -> Iterator[Clause]:
        """One clause for each cell and service that is not agreed."""
        post = PostId(subject)
        agreed = {service.id for service in universe.problem.services_of(post)}
        found: defaultdict[tuple[date, Slot, ServiceId], list[Task]] = defaultdict(list)
        for task in universe.of_post(post):
            if task.service not in agreed and not task.fixed:
                found[task.day, task.slots[0], task.service].append(task)
        for (day, slot, service), tasks in found.items():
            about = About(
                self.id, "convention", (post,), Span(day, day), slot, tasks[0].site, service=service
            )
            yield AtMost(about, tuple((task.index, 1) for task in tasks), bound=0)
