"""Seniority: a duty line that asks for experience is not given too early.

What it says   A line that asks for some months of seniority is given only to doctors who have them that
               day.
Why            Alone at night, a doctor must be able to decide. LAW rather than agreement, for that reason.
Units          Whole months since the doctor started.
Edge cases     The months are complete on the day of the month on which the doctor started, that day
               included. What was worked before the span is not judged again.
Refused        a line that asks for six months, five months and thirty days after the start.
Accepted       the same line a day later.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from rota.model.calendar import Span
from rota.model.facts import LineId, PostId
from rota.model.task import Task
from rota.model.universe import Universe
from rota.rules.base import Figure, Force, Rule, RuleId, Scope, Source, Unit
from rota.rules.clauses import About, AtMost, Clause
from rota.rules.sources import COMPETENCE
from rota.words import Text


@dataclass(frozen=True, slots=True)
class Seniority(Rule):
    """A line that asks for seniority is given to those who have it."""

    id: ClassVar[RuleId] = RuleId("seniority")
    force: ClassVar[Force] = Force.LAW
    scope: ClassVar[Scope] = Scope.POST
    unit: ClassVar[Unit] = Unit.MONTHS
    name: ClassVar[Text] = Text("Ancienneté", "Seniority")
    says: ClassVar[Text] = Text(
        "Une ligne de garde qui demande de l’ancienneté n’est confiée qu’à un médecin qui l’a ce jour-là.",
        "A duty line that asks for seniority is given only to a doctor who has it on that day.",
    )
    finding: ClassVar[Text] = Text(
        "{post} a {measured} d’ancienneté {when} ; {line} en demande {limit}.",
        "{post} has {measured} of seniority {when}; {line} asks for {limit}.",
    )
    sources: ClassVar[tuple[Source, ...]] = (COMPETENCE,)
    figures: ClassVar[tuple[Figure, ...]] = ()

    def clauses(self, universe: Universe, subject: str) -> Iterator[Clause]:
        """One clause for each day and line that comes too early."""
        problem, post = universe.problem, PostId(subject)
        found: defaultdict[tuple[date, LineId], list[Task]] = defaultdict(list)
        for task in universe.of_post(post):
            line = task.placement.line
            if line is None or task.fixed:
                continue
            if problem.posts[post].seniority_months(task.day) < problem.lines[line].seniority_months:
                found[task.day, line].append(task)
        for (day, line), tasks in found.items():
            about = About(
                self.id, tasks[0].service, (post,), Span(day, day), service=tasks[0].service, line=line
            )
            yield AtMost(about, tuple((task.index, 1) for task in tasks), bound=0)

    def told(self, universe: Universe, clause: Clause) -> tuple[int, int]:
        """The months the doctor has, and those the line asks for."""
        about, problem = clause.about, universe.problem
        assert about.line is not None
        months = problem.posts[about.posts[0]].seniority_months(about.span.first)
        return months, problem.lines[about.line].seniority_months
