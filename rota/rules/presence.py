"""What several rules ask of a universe: what counts as service, and who is where in a cell."""

from collections import defaultdict
from datetime import date

from rota.model.calendar import Slot, Span
from rota.model.facts import PostId, SiteId
from rota.model.task import Task
from rota.model.universe import Universe
from rota.rules.clauses import Term


def service_done(universe: Universe, post: PostId, days: Span) -> tuple[Term, ...]:
    """What each task of the days counts of the service owed, in 60ths of a half-day."""
    return tuple(
        (task.index, int(task.parts))
        for task in universe.of_post(post)
        if days.first <= task.day <= days.last and task.parts
    )


def day_service(universe: Universe, post: PostId, day: date, slot: Slot) -> dict[SiteId, list[Task]]:
    """The tasks of day service of one half-day that need presence, by site; duty is none."""
    found: defaultdict[SiteId, list[Task]] = defaultdict(list)
    for task in universe.at(post, day, slot):
        if task.duty is None and task.place is not None:
            found[task.place].append(task)
    return found


def elsewhere(by_site: dict[SiteId, list[Task]], site: SiteId) -> list[Task]:
    """The tasks of a cell that are not at ``site``."""
    return [task for other, tasks in by_site.items() if other != site for task in tasks]


def all_of(*groups: list[Task]) -> tuple[Term, ...]:
    """Each task of the groups once."""
    return tuple((task.index, 1) for tasks in groups for task in tasks)
