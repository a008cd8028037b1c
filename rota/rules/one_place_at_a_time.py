"""One place at a time: a doctor does one thing in a half-day or a night.

What it says   A cell of the grid holds at most one placement.
Why            Two services that count on the same doctor at the same moment both lose.
Units          Placements per cell.
Edge cases     A Sunday duty of 24 hours holds the morning, the afternoon and the night.
               On call counts too: nobody is on call while on duty.
Refused        clinic at the CH and theatre at the CHU on Tuesday morning.
Accepted       clinic on Tuesday morning, theatre on Tuesday afternoon.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from rota.model.calendar import SLOT_ORDER, Span
from rota.model.facts import PostId
from rota.model.universe import Universe
from rota.rules.base import Figure, Force, Rule, RuleId, Scope, Source, Unit
from rota.rules.clauses import About, AtMost, Clause
from rota.rules.sources import PHYSICS
from rota.words import Text


@dataclass(frozen=True, slots=True)
class OnePlaceAtATime(Rule):
    """At most one placement in each cell."""

    id: ClassVar[RuleId] = RuleId("one-place-at-a-time")
    force: ClassVar[Force] = Force.LAW
    scope: ClassVar[Scope] = Scope.POST
    unit: ClassVar[Unit] = Unit.COUNT
    name: ClassVar[Text] = Text("Un seul lieu à la fois", "One place at a time")
    says: ClassVar[Text] = Text(
        "Une demi-journée ou une nuit ne porte qu’une seule affectation.",
        "A half-day or a night holds one placement only.",
    )
    finding: ClassVar[Text] = Text(
        "{post} a {measured} affectations {when} ; une seule est possible.",
        "{post} has {measured} placements {when}; only one is possible.",
    )
    sources: ClassVar[tuple[Source, ...]] = (PHYSICS,)
    figures: ClassVar[tuple[Figure, ...]] = ()

    def clauses(self, universe: Universe, subject: str) -> Iterator[Clause]:
        """One clause for each cell that more than one task could hold."""
        post = PostId(subject)
        for day, slot in sorted(universe.cells_of(post), key=lambda cell: (cell[0], SLOT_ORDER[cell[1]])):
            tasks = universe.at(post, day, slot)
            if len(tasks) > 1:
                about = About(self.id, "law", (post,), Span(day, day), slot=slot)
                yield AtMost(about, tuple((task.index, 1) for task in tasks), bound=1)
