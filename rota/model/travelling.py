"""The way between two sites within one day: hours of work, and no half-day.

A way is made where the work of a day goes on elsewhere, from morning to afternoon or from afternoon to
night. In one place, so that the rules, the tables and the balances cannot count it differently.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from rota.model.calendar import Slot
from rota.model.facts import SiteId
from rota.model.problem import Problem
from rota.model.task import Task
from rota.model.units import Instant, Minutes

_NEXT = {Slot.AM: Slot.PM, Slot.PM: Slot.NIGHT}
_Cells = Mapping[tuple[date, Slot], Mapping[tuple[SiteId, Instant], list[Task]]]


@dataclass(frozen=True, slots=True)
class Trip:
    """The way from one site to another between two neighbouring parts of a day."""

    day: date
    origin: SiteId
    destination: SiteId
    minutes: Minutes
    before: tuple[Task, ...]
    """What ends at the origin: one task where it is made, else all that could."""
    after: tuple[Task, ...]
    """What starts at the destination."""


def trips(problem: Problem, tasks: Iterable[Task]) -> Iterator[Trip]:
    """The ways between ``tasks`` of one post: made where these stand, possible where they are candidates.

    A way that the folder does not know is not counted, nor one for which there is no time: it would be made
    in hours that are counted already, and the rule of travel time speaks of it.
    """
    tasks = tuple(tasks)
    starts = _cells(tasks, 0)
    for (day, slot), leaving in _cells(tasks, -1).items():
        arriving = starts.get((day, _NEXT[slot]), {}) if slot in _NEXT else {}
        for (origin, end), before in leaving.items():
            for (destination, start), after in arriving.items():
                way = problem.travel(origin, destination)
                if way is not None and end + way.minutes <= start:
                    yield Trip(day, origin, destination, way.minutes, tuple(before), tuple(after))


def minutes_worked(problem: Problem, tasks: Iterable[Task]) -> Minutes:
    """Working time of ``tasks`` of one post as the weekly ceiling counts it: with the ways between them."""
    tasks = tuple(tasks)
    return Minutes(sum(task.minutes for task in tasks) + sum(trip.minutes for trip in trips(problem, tasks)))


def _cells(tasks: Iterable[Task], last: int) -> _Cells:
    """Tasks that need presence by part of the day, site and instant of their start (0) or end (-1)."""
    found: defaultdict[tuple[date, Slot], defaultdict[tuple[SiteId, Instant], list[Task]]]
    found = defaultdict(lambda: defaultdict(list))
    for task in tasks:
        if task.place is not None:
            moment = task.end if last else task.start
            found[task.day, task.slots[last]][task.place, moment].append(task)
    return found
