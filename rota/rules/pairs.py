"""Pairs of tasks that cannot both stand, told to the solver as few large cliques.

Tasks that share a slot of a day exclude each other, so all that hold the last slot of one day and all that
hold the first slot of another may stand in one clause: at most one of them.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from rota.model.calendar import SLOT_ORDER, Slot
from rota.model.task import Task
from rota.model.universe import Universe
from rota.rules.clauses import Clause, tasks_in

Moment = Callable[[Task], int]
"""An instant read from a task."""


def start(task: Task) -> int:
    """When a task starts."""
    return task.start


def end_and(rest: int) -> Moment:
    """When ``rest`` minutes have passed since the end of a task."""
    return lambda task: task.end + rest


def by_first_slot(tasks: Iterable[Task]) -> Mapping[Slot, list[Task]]:
    """Tasks of one day by the slot in which they start."""
    return _by_slot(tasks, 0)


def by_last_slot(tasks: Iterable[Task]) -> Mapping[Slot, list[Task]]:
    """Tasks of one day by the slot in which they end."""
    return _by_slot(tasks, -1)


def _by_slot(tasks: Iterable[Task], place: int) -> Mapping[Slot, list[Task]]:
    found: defaultdict[Slot, list[Task]] = defaultdict(list)
    for task in tasks:
        found[task.slots[place]].append(task)
    return dict(sorted(found.items(), key=lambda item: SLOT_ORDER[item[0]]))


def clashes(
    before: Sequence[Task], after: Sequence[Task], until: Moment, moment: Moment
) -> Iterator[tuple[Task, ...]]:
    """Cliques that hold each pair where ``moment(after) < until(before)``, none within another.

    ``before`` are tasks of one cell, ``after`` tasks of another. Pairs wholly in the past are left out.
    """
    if not before or not after or max(map(until, before)) <= min(map(moment, after)):
        return
    if before[0].fixed and after[0].fixed:
        return
    seen = 0
    for limit in sorted({until(task) for task in before}):
        late = [task for task in after if moment(task) < limit]
        if len(late) > seen:
            seen = len(late)
            yield (*(task for task in before if until(task) >= limit), *late)


def two_apart(universe: Universe, clause: Clause) -> tuple[Task, Task]:
    """The two tasks of a finished plan that clash in a clique, the earlier first."""
    tasks = sorted((universe.by_index[index] for index in tasks_in(clause)), key=start)
    later = tasks[-1]
    earlier = [task for task in tasks if task.day != later.day or not set(task.slots) & set(later.slots)]
    return max(earlier, key=_end), later


def _end(task: Task) -> int:
    return task.end
