"""Asked for: every placement answers something that a service asks or leaves open.

What it says   An activity is one that the service asks for on that half-day, or one it leaves open;
               attending from elsewhere is for activities that allow it; a duty is one that its line has on
               that day.
Why            A half-day that nobody asked for helps nobody, and a duty without hours cannot be counted.
               AGREEMENT rather than law: a service may accept it, and what was worked stays worked.
Units          Placements.
Edge cases     Several needs make one activity asked for. What was worked before the span is not judged
               again.
Refused        a clinic on a Tuesday when the service asks for clinics on Mondays only.
Accepted       the ward, which the service leaves open, on any half-day.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from rota.model.calendar import Span
from rota.model.facts import PostId
from rota.model.problem import Problem
from rota.model.task import Task
from rota.model.universe import Universe
from rota.rules.base import Figure, Force, Rule, RuleId, Scope, Source, Unit
from rota.rules.clauses import About, AtMost, Clause
from rota.rules.prices import CONVENTION
from rota.rules.sources import LINES, NEEDS
from rota.words import Text


@dataclass(frozen=True, slots=True)
class AskedFor(Rule):
    """Placements answer a need, an open activity or a duty of a line."""

    id: ClassVar[RuleId] = RuleId("asked-for")
    force: ClassVar[Force] = Force.AGREEMENT
    scope: ClassVar[Scope] = Scope.POST
    unit: ClassVar[Unit] = Unit.COUNT
    name: ClassVar[Text] = Text("Travail demandé", "Work asked for")
    says: ClassVar[Text] = Text(
        "Chaque affectation répond à un besoin du service, à une activité laissée ouverte ou à une garde "
        "de la ligne.",
        "Each placement answers a need of the service, an activity left open, or a duty of the line.",
    )
    finding: ClassVar[Text] = Text(
        "{post} est placé {when} en {service} pour un travail que personne n’y demande.",
        "{post} is placed {when} in {service} for work that nobody asks for there.",
    )
    sources: ClassVar[tuple[Source, ...]] = (NEEDS, LINES)
    figures: ClassVar[tuple[Figure, ...]] = ()

    def clauses(self, universe: Universe, subject: str) -> Iterator[Clause]:
        """One clause for each task that nobody asks for."""
        post = PostId(subject)
        for task in universe.of_post(post):
            if not task.fixed and not _asked_for(universe.problem, task):
                about = About(
                    self.id,
                    task.service,
                    (post,),
                    Span(task.day, task.day),
                    slot=task.slots[0],
                    site=task.site,
                    service=task.service,
                    activity=task.placement.activity,
                    line=task.placement.line,
                )
                yield AtMost(about, ((task.index, 1),), bound=0, weight=CONVENTION)


def _asked_for(problem: Problem, task: Task) -> bool:
    placement = task.placement
    if placement.activity is None:
        line = problem.lines[placement.line] if placement.line else None
        return line is not None and line.service == task.service and problem.shift_of(placement) is not None
    activity = problem.activities[placement.activity]
    if placement.remote and not activity.remote:
        return False
    demands = problem.demands.get((task.service, task.day, task.slots[0]), ())
    return activity.open or any(demand.need.activity == activity.id for demand in demands)
