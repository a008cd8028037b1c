"""Term of the convention: no work before it starts or after it ends.

What it says   Every placement stands on a day on which the convention of the post holds.
Why            Outside its term nobody has agreed who employs, insures and pays.
Units          Placements per day.
Edge cases     The first and the last day are within the term. A night begun on the last day is allowed,
               though it ends on the morning after. What was worked before the span is not judged again.
Refused        a morning on the day before the convention starts.
Accepted       an afternoon on its last day.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from rota.model.calendar import Span
from rota.model.facts import PostId
from rota.model.universe import Universe
from rota.rules.base import Figure, Force, Rule, RuleId, Scope, Source, Unit
from rota.rules.clauses import About, AtMost, Clause
from rota.rules.sources import CONVENTION_CONTENT
from rota.words import Text


@dataclass(frozen=True, slots=True)
class ConventionTerm(Rule):
    """Placements stand within the term of the convention."""

    id: ClassVar[RuleId] = RuleId("convention-term")
    force: ClassVar[Force] = Force.LAW
    scope: ClassVar[Scope] = Scope.POST
    unit: ClassVar[Unit] = Unit.COUNT
    name: ClassVar[Text] = Text("Durée de la convention", "Term of the convention")
    says: ClassVar[Text] = Text(
        "Aucun travail n’est confié au médecin avant le début de sa convention ni après sa fin.",
        "No work is given to a doctor before the convention starts or after it ends.",
    )
    finding: ClassVar[Text] = Text(
        "{post} est placé {when}, en dehors des dates de sa convention.",
        "{post} is placed {when}, outside the dates of the convention.",
    )
    sources: ClassVar[tuple[Source, ...]] = (CONVENTION_CONTENT,)
    figures: ClassVar[tuple[Figure, ...]] = ()

    def clauses(self, universe: Universe, subject: str) -> Iterator[Clause]:
        """One clause for each day outside the term."""
        post = PostId(subject)
        for day, tasks in universe.days_of(post).items():
            if not tasks[0].fixed and not universe.problem.employed(post, day):
                about = About(self.id, "convention", (post,), Span(day, day))
                yield AtMost(about, tuple((task.index, 1) for task in tasks), bound=0)
