"""Qualification: nobody is given work that asks for a skill the doctor does not have.

What it says   An activity whose needs on that half-day all ask for a skill, or a duty line that asks for
               one, is given only to a doctor who has it.
Why            Patients are safe, and an unqualified doctor does not fill the need anyway. LAW rather than
               agreement: no price makes up for a missing skill.
Units          Placements.
Edge cases     When one of several needs of an activity asks for no skill, anyone may do it. An activity
               open to all (the ward) asks for none. What was worked before the span is not judged again.
Refused        an endoscopy list given to a doctor without the skill of endoscopy.
Accepted       the same list given to a doctor who has it.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from rota.model.calendar import Slot, Span
from rota.model.facts import PostId, ServiceId, Skill
from rota.model.problem import Problem
from rota.model.task import Task
from rota.model.universe import Universe
from rota.rules.base import Figure, Force, Rule, RuleId, Scope, Source, Unit
from rota.rules.clauses import About, AtMost, Clause
from rota.rules.sources import COMPETENCE
from rota.words import Text


@dataclass(frozen=True, slots=True)
class Qualification(Rule):
    """Work that asks for a skill is given to those who have it."""

    id: ClassVar[RuleId] = RuleId("qualification")
    force: ClassVar[Force] = Force.LAW
    scope: ClassVar[Scope] = Scope.POST
    unit: ClassVar[Unit] = Unit.COUNT
    name: ClassVar[Text] = Text("Compétence", "Qualification")
    says: ClassVar[Text] = Text(
        "Une activité ou une garde qui demande une compétence n’est confiée qu’à un médecin qui l’a.",
        "An activity or a duty that asks for a skill is given only to a doctor who has it.",
    )
    finding: ClassVar[Text] = Text(
        "{post} n’a pas la compétence demandée {when} en {service}.",
        "{post} does not have the skill asked {when} in {service}.",
    )
    sources: ClassVar[tuple[Source, ...]] = (COMPETENCE,)
    figures: ClassVar[tuple[Figure, ...]] = ()

    def clauses(self, universe: Universe, subject: str) -> Iterator[Clause]:
        """One clause for each cell and service with work that the doctor is not qualified for."""
        problem, post = universe.problem, PostId(subject)
        skills = problem.posts[post].skills
        found: defaultdict[tuple[date, Slot, ServiceId], list[Task]] = defaultdict(list)
        for task in universe.of_post(post):
            if not task.fixed and None not in (asked := _asked(problem, task)) and not asked & skills:
                found[task.day, task.slots[0], task.service].append(task)
        for (day, slot, service), tasks in found.items():
            about = About(self.id, service, (post,), Span(day, day), slot, tasks[0].site, service)
            yield AtMost(about, tuple((task.index, 1) for task in tasks), bound=0)


def _asked(problem: Problem, task: Task) -> frozenset[Skill | None]:
    """The skills of which one is asked for a task; None among them when no skill is."""
    placement = task.placement
    if placement.line is not None:
        return frozenset({problem.lines[placement.line].skill})
    if placement.activity is None or problem.activities[placement.activity].open:
        return frozenset({None})
    demands = problem.demands.get((task.service, task.day, task.slots[0]), ())
    skills = frozenset(d.need.skill for d in demands if d.need.activity == placement.activity)
    return skills or frozenset({None})
