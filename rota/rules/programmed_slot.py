"""Programmed work never on a half-day kept for emergencies.

What it says   On the half-days that a service keeps unprogrammed, no programmed activity of it is placed.
Why            Theatre sessions were placed on the emergency slots, where nothing can be planned: patients
               were called and then put off. No text says so: the service has, so it is agreed, not law.
Units          Placements per half-day.
Edge cases     Only the service’s own half-days count; ward work there is what they are kept for.
Refused        a clinic on Tuesday morning, kept for emergencies.
Accepted       ward work on Tuesday morning; the clinic on Tuesday afternoon.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from rota.model.calendar import SLOT_ORDER, Slot, Span
from rota.model.facts import PostId, ServiceId
from rota.model.task import Task
from rota.model.universe import Universe
from rota.rules.base import Figure, Force, Rule, RuleId, Scope, Source, Unit
from rota.rules.clauses import About, AtMost, Clause
from rota.rules.prices import CONVENTION
from rota.rules.sources import CASE_STUDY
from rota.words import Text


@dataclass(frozen=True, slots=True)
class ProgrammedSlot(Rule):
    """Nothing programmed on the half-days a service keeps for emergencies."""

    id: ClassVar[RuleId] = RuleId("programmed-slot")
    force: ClassVar[Force] = Force.AGREEMENT
    scope: ClassVar[Scope] = Scope.POST
    unit: ClassVar[Unit] = Unit.COUNT
    name: ClassVar[Text] = Text("Plages non programmables", "Slots kept for emergencies")
    says: ClassVar[Text] = Text(
        "Sur les demi-journées qu’un service garde pour les urgences, rien n’est programmé.",
        "On the half-days that a service keeps for emergencies, nothing is programmed.",
    )
    finding: ClassVar[Text] = Text(
        "{post} : activité programmée {when}, alors que {service} garde cette plage pour les urgences.",
        "{post}: programmed activity {when}, though {service} keeps that slot for emergencies.",
    )
    sources: ClassVar[tuple[Source, ...]] = (CASE_STUDY,)
    figures: ClassVar[tuple[Figure, ...]] = ()

    def clauses(self, universe: Universe, subject: str) -> Iterator[Clause]:
        """One clause for each half-day and service that has a programmed task on a slot kept free of it."""
        post = PostId(subject)
        found: defaultdict[tuple[date, Slot, ServiceId], list[Task]] = defaultdict(list)
        for task in universe.of_post(post):
            if not task.programmed or task.fixed:
                continue
            kept = universe.problem.services[task.service].unprogrammed
            for slot in task.slots:
                if (task.day.weekday(), slot) in kept:
                    found[task.day, slot, task.service].append(task)
        for (day, slot, service), tasks in sorted(found.items(), key=_place):
            site = universe.problem.services[service].site
            about = About(self.id, service, (post,), Span(day, day), slot, site, service)
            yield AtMost(about, tuple((task.index, 1) for task in tasks), bound=0, weight=CONVENTION)


def _place(item: tuple[tuple[date, Slot, ServiceId], list[Task]]) -> tuple[date, int, str]:
    (day, slot, service), _ = item
    return day, SLOT_ORDER[slot], service
