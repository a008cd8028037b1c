"""Travel time: between two places on one day there is at least the way and its margin.

What it says   From the end of work at one site to its start at another passes at least the travel time of
               the folder, in that direction, and the margin of the convention.
Why            A doctor cannot be on the road and in the ward.
Units          Minutes of elapsed time.
Edge cases     Exactly the way and its margin is enough. The way back may be longer. It holds within a day,
               from afternoon to night, and across midnight. A way that the folder does not know cannot be
               made within one day of work: the two must be a daily rest apart. Attending from elsewhere and
               waiting on call need no travel.
Refused        theatre at the CH until 13:00, clinic at the CHU, 40 minutes away, from 13:39.
Accepted       the same clinic from 13:40.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from rota.model.calendar import SLOT_ORDER, Slot, Span
from rota.model.facts import PostId, SiteId
from rota.model.problem import Problem
from rota.model.task import Task
from rota.model.universe import Universe
from rota.rules.base import Figure, Force, Rule, RuleId, Scope, Source, Unit
from rota.rules.clauses import About, AtMost, Clause
from rota.rules.daily_rest import DAILY_REST
from rota.rules.pairs import clashes, end_and, start, two_apart
from rota.rules.sources import CONVENTION_CONTENT, PHYSICS
from rota.words import Text

_Cells = dict[tuple[SiteId, Slot], list[Task]]


@dataclass(frozen=True, slots=True)
class TravelTime(Rule):
    """The way between two sites, and its margin, fit between two works."""

    id: ClassVar[RuleId] = RuleId("travel-time")
    force: ClassVar[Force] = Force.LAW
    scope: ClassVar[Scope] = Scope.POST
    unit: ClassVar[Unit] = Unit.MINUTES
    name: ClassVar[Text] = Text("Temps de trajet", "Travel time")
    says: ClassVar[Text] = Text(
        "D’un site à l’autre, il s’écoule au moins le temps de trajet et la marge que prévoit la convention.",
        "From one site to another passes at least the travel time and the margin of the convention.",
    )
    finding: ClassVar[Text] = Text(
        "{post} : {measured} pour aller d’un site à l’autre {when} ; il faut {limit}.",
        "{post}: {measured} to go from one site to the other {when}; {limit} needed.",
    )
    sources: ClassVar[tuple[Source, ...]] = (PHYSICS, CONVENTION_CONTENT)
    figures: ClassVar[tuple[Figure, ...]] = ()

    def clauses(self, universe: Universe, subject: str) -> Iterator[Clause]:
        """Cliques of what ends at one site and what starts too soon at another, that day or the next."""
        problem, post = universe.problem, PostId(subject)
        days = universe.days_of(post)
        for day, tasks in days.items():
            for (origin, slot), before in _places(tasks, -1).items():
                for later in (day, day + timedelta(days=1)):
                    for (destination, other), after in _places(days.get(later, ()), 0).items():
                        if destination == origin or (later == day and SLOT_ORDER[slot] >= SLOT_ORDER[other]):
                            continue
                        way = end_and(_needed(problem, post, day, origin, destination))
                        about = About(self.id, "law", (post,), Span(day, later), site=destination)
                        for clique in clashes(before, after, way, start):
                            yield AtMost(about, tuple((task.index, 1) for task in clique), bound=1)

    def told(self, universe: Universe, clause: Clause) -> tuple[int, int]:
        """The time between the two works that clash, and the time needed, in minutes."""
        first, second = two_apart(universe, clause)
        assert first.place is not None, "only works with a place clash"
        assert second.place is not None, "only works with a place clash"
        needed = _needed(universe.problem, first.post, first.day, first.place, second.place)
        return max(0, second.start - first.end), needed


def _places(tasks: Iterable[Task], end: int) -> _Cells:
    """Tasks of one day by place, and by the slot in which they start (0) or end (-1)."""
    found: defaultdict[tuple[SiteId, Slot], list[Task]] = defaultdict(list)
    for task in tasks:
        if task.place is not None:
            found[task.place, task.slots[end]].append(task)
    return found


def _needed(problem: Problem, post: PostId, day: date, origin: SiteId, destination: SiteId) -> int:
    """Minutes from one site to another with the margin; a daily rest when the way is not known."""
    travel, convention = problem.travel(origin, destination), problem.conventions.get(post)
    if travel is None:
        return DAILY_REST.of(problem, post, day)
    return travel.minutes + (convention.travel_buffer if convention else 0)
