"""The placements that rules speak of, with all they need to know of each, computed once.

The scheduler gives rules every candidate; the checker gives them the placements of a finished plan.
A rule cannot tell which of the two it is reading for, so the meaning of a clause is the same in both.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property

from rota.model.calendar import Slot
from rota.model.facts import ActivityId, LineId, PostId, ServiceId
from rota.model.plan import Placement
from rota.model.problem import Problem
from rota.model.task import Task, task_of


class Universe:
    """Tasks of all posts, indexed by what rules ask for."""

    def __init__(self, problem: Problem, placements: Iterable[Placement]) -> None:
        self.problem = problem
        self.tasks: tuple[Task, ...] = tuple(
            task_of(problem, placement)
            for placement in {**dict.fromkeys(problem.past), **dict.fromkeys(placements)}
        )

    @cached_property
    def by_index(self) -> Mapping[int, Task]:
        """Tasks by the number that clauses call them by."""
        return {task.index: task for task in self.tasks}

    @cached_property
    def indices(self) -> frozenset[int]:
        """Numbers of all tasks: what is chosen, where the universe is a finished plan."""
        return frozenset(self.by_index)

    @cached_property
    def _by_post(self) -> Mapping[PostId, tuple[Task, ...]]:
        found: defaultdict[PostId, list[Task]] = defaultdict(list)
        for task in self.tasks:
            found[task.post].append(task)
        key = _by_start
        return {post: tuple(sorted(tasks, key=key)) for post, tasks in found.items()}

    def of_post(self, post: PostId) -> tuple[Task, ...]:
        """Tasks of one post, past and planned, by start."""
        return self._by_post.get(post, ())

    @cached_property
    def _by_day(self) -> Mapping[PostId, Mapping[date, tuple[Task, ...]]]:
        found: defaultdict[PostId, defaultdict[date, list[Task]]] = defaultdict(lambda: defaultdict(list))
        for post, tasks in self._by_post.items():
            for task in tasks:
                found[post][task.day].append(task)
        return {
            post: {day: tuple(tasks) for day, tasks in sorted(days.items())} for post, days in found.items()
        }

    def days_of(self, post: PostId) -> Mapping[date, tuple[Task, ...]]:
        """Tasks of one post by day, in order of days, each day by start."""
        return self._by_day.get(post, {})

    @cached_property
    def _by_cell(self) -> Mapping[tuple[PostId, date, Slot], tuple[Task, ...]]:
        found: defaultdict[tuple[PostId, date, Slot], list[Task]] = defaultdict(list)
        for task in self.tasks:
            for slot in task.slots:
                found[task.post, task.day, slot].append(task)
        return {key: tuple(tasks) for key, tasks in found.items()}

    def at(self, post: PostId, day: date, slot: Slot) -> tuple[Task, ...]:
        """Tasks of one cell."""
        return self._by_cell.get((post, day, slot), ())

    @cached_property
    def _cells(self) -> Mapping[PostId, tuple[tuple[date, Slot], ...]]:
        found: defaultdict[PostId, list[tuple[date, Slot]]] = defaultdict(list)
        for post, day, slot in self._by_cell:
            found[post].append((day, slot))
        return {post: tuple(cells) for post, cells in found.items()}

    def cells_of(self, post: PostId) -> tuple[tuple[date, Slot], ...]:
        """The cells of one post that hold any task, in no particular order."""
        return self._cells.get(post, ())

    @cached_property
    def _by_work(
        self,
    ) -> Mapping[tuple[ServiceId, ActivityId | None, date, Slot], tuple[Task, ...]]:
        found: defaultdict[tuple[ServiceId, ActivityId | None, date, Slot], list[Task]]
        found = defaultdict(list)
        for task in self.tasks:
            if task.placement.activity is not None:
                found[task.service, task.placement.activity, task.day, task.slots[0]].append(task)
        return {key: tuple(tasks) for key, tasks in found.items()}

    def doing(self, service: ServiceId, activity: ActivityId, day: date, slot: Slot) -> tuple[Task, ...]:
        """Tasks of all posts that do ``activity`` for ``service`` on one half-day."""
        return self._by_work.get((service, activity, day, slot), ())

    @cached_property
    def _by_line(self) -> Mapping[LineId, tuple[Task, ...]]:
        found: defaultdict[LineId, list[Task]] = defaultdict(list)
        for task in self.tasks:
            if task.placement.line is not None:
                found[task.placement.line].append(task)
        return {line: tuple(sorted(tasks, key=_by_start)) for line, tasks in found.items()}

    def on_line(self, line: LineId) -> tuple[Task, ...]:
        """Duties of all posts on one line, by start."""
        return self._by_line.get(line, ())


def _by_start(task: Task) -> tuple[int, tuple[object, ...]]:
    return task.start, task.placement.key
