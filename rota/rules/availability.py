"""Availability: a doctor who is away is given nothing.

What it says   Nothing stands on a half-day or a night on which the doctor is absent.
Why            Leave is a right, and an empty place that was counted on is worse than a known hole.
Units          Placements per cell.
Edge cases     A doctor away in the morning only may work that afternoon and be on duty that night. Away in
               the afternoon means away in the night that follows it. A night begun the day before an
               absence is allowed, though it ends on its first morning. Attending from elsewhere and waiting
               on call count too. What was worked before the span is not judged again.
Refused        a clinic on the second day of leave; on call in the night of a day of leave.
Accepted       the ward on the afternoon of a day whose morning is training leave.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from rota.model.calendar import Slot, Span
from rota.model.facts import AbsenceId, PostId
from rota.model.task import Task
from rota.model.universe import Universe
from rota.rules.base import Figure, Force, Rule, RuleId, Scope, Source, Unit
from rota.rules.clauses import About, AtMost, Clause
from rota.rules.sources import LEAVE
from rota.words import Text


@dataclass(frozen=True, slots=True)
class Availability(Rule):
    """Nothing stands on an absence."""

    id: ClassVar[RuleId] = RuleId("availability")
    force: ClassVar[Force] = Force.LAW
    scope: ClassVar[Scope] = Scope.POST
    unit: ClassVar[Unit] = Unit.COUNT
    name: ClassVar[Text] = Text("Disponibilité", "Availability")
    says: ClassVar[Text] = Text(
        "Rien n’est confié à un médecin pendant son absence.",
        "Nothing is given to a doctor who is away.",
    )
    finding: ClassVar[Text] = Text(
        "{post} est absent {when} et ne peut rien faire.", "{post} is away {when} and can do nothing."
    )
    sources: ClassVar[tuple[Source, ...]] = (LEAVE,)
    figures: ClassVar[tuple[Figure, ...]] = ()

    def clauses(self, universe: Universe, subject: str) -> Iterator[Clause]:
        """One clause for each cell of an absence; a task of several such cells is told in the first."""
        problem, post = universe.problem, PostId(subject)
        absences = problem.absences(post)
        for day, tasks in universe.days_of(post).items():
            if tasks[0].fixed or not any(absence.first <= day <= absence.last for absence in absences):
                continue
            for (slot, absence), barred in _barred(universe, post, day, tasks).items():
                about = About(self.id, post, (post,), Span(day, day), slot=slot, fact=absence)
                yield AtMost(about, tuple((task.index, 1) for task in barred), bound=0)


def _barred(
    universe: Universe, post: PostId, day: date, tasks: tuple[Task, ...]
) -> dict[tuple[Slot, AbsenceId], list[Task]]:
    found: defaultdict[tuple[Slot, AbsenceId], list[Task]] = defaultdict(list)
    for task in tasks:
        for slot in task.slots:
            absence = universe.problem.absence(post, day, slot)
            if absence is not None:
                found[slot, absence.id].append(task)
                break
    return found
