"""Pins: what someone has decided stands.

What it says   A pinned placement is in the plan; a cell pinned free holds nothing.
Why            The head of service, the doctor and the past have the last word on what they decided; the rest
               is planned around it, or the contradiction is named with its owners.
Units          Placements.
Edge cases     A pinned duty that holds several half-days is one placement. A pin before the span asks
               nothing: it is past.
Refused        the ward at the CH pinned on Tuesday morning, and the clinic there instead.
Accepted       the ward at the CH on Tuesday morning.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from rota.model.calendar import Span
from rota.model.facts import PostId
from rota.model.universe import Universe
from rota.rules.base import Figure, Force, Rule, RuleId, Scope, Source, Unit
from rota.rules.clauses import About, AtLeast, AtMost, Clause
from rota.rules.sources import DECIDED
from rota.words import Text


@dataclass(frozen=True, slots=True)
class Pins(Rule):
    """Each pin holds."""

    id: ClassVar[RuleId] = RuleId("pins")
    force: ClassVar[Force] = Force.LAW
    scope: ClassVar[Scope] = Scope.POST
    unit: ClassVar[Unit] = Unit.COUNT
    name: ClassVar[Text] = Text("Cases fixées", "Pinned cells")
    says: ClassVar[Text] = Text(
        "Ce qui est fixé reste : l’affectation fixée est au planning, la case fixée libre reste vide.",
        "What is pinned stays: a pinned placement is in the plan, a cell pinned free stays empty.",
    )
    finding: ClassVar[Text] = Text(
        "{post} : la case fixée par {owner} n’est pas respectée {when}.",
        "{post}: the cell pinned by {owner} is not kept {when}.",
    )
    sources: ClassVar[tuple[Source, ...]] = (DECIDED,)
    figures: ClassVar[tuple[Figure, ...]] = ()

    def clauses(self, universe: Universe, subject: str) -> Iterator[Clause]:
        """One clause for each pin of the post within the span."""
        post, span = PostId(subject), universe.problem.span
        for pin in universe.problem.pins:
            if pin.post != post or pin.day not in span:
                continue
            fact = f"{pin.post} {pin.day} {pin.slot}"
            about = About(self.id, pin.owner, (post,), Span(pin.day, pin.day), slot=pin.slot, fact=fact)
            tasks = universe.at(post, pin.day, pin.slot)
            if pin.placement is None:
                yield AtMost(about, tuple((task.index, 1) for task in tasks), bound=0)
            else:
                same = tuple((task.index, 1) for task in tasks if task.placement == pin.placement)
                yield AtLeast(about, same, bound=1)
