"""Parts of a problem that share no clause: each is solved alone."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from rota.scheduler.shapes import Shape


@dataclass(frozen=True, slots=True)
class Component:
    """Tasks that clauses bind together, and those clauses."""

    tasks: tuple[int, ...]
    shapes: tuple[Shape, ...]


def components(shapes: Iterable[Shape]) -> tuple[Component, ...]:
    """The parts that ``shapes`` bind together, largest first."""
    shapes = tuple(shapes)
    parent: dict[int, int] = {}

    def root(task: int) -> int:
        while parent.setdefault(task, task) != task:
            parent[task] = parent[parent[task]]
            task = parent[task]
        return task

    for shape in shapes:
        first, *others = sorted(shape.tasks)
        for other in others:
            parent[root(other)] = root(first)
        root(first)
    held: defaultdict[int, list[Shape]] = defaultdict(list)
    for shape in shapes:
        held[root(min(shape.tasks))].append(shape)
    tasks: defaultdict[int, list[int]] = defaultdict(list)
    for task in sorted(parent):
        tasks[root(task)].append(task)
    parts = [Component(tuple(tasks[key]), tuple(held[key])) for key in tasks]
    return tuple(sorted(parts, key=lambda part: (-len(part.tasks), part.tasks)))
