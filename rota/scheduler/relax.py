"""The cheapest way out of a conflict: which facts to give up, at the least price."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from rota.scheduler.components import components
from rota.scheduler.fixing import propagate
from rota.scheduler.groups import Group, group_of
from rota.scheduler.highs import Effort, Engine
from rota.scheduler.rows import formulate
from rota.scheduler.shapes import Linear, Range, Rests, Shape


def cheapest_relaxation(shapes: Sequence[Shape], prices: Mapping[str, int]) -> list[Shape]:
    """The forms of the facts that cost least to give up so that the others hold; empty when none may.

    Each fact that may give way gets a choice of its own, a task of negative number: 1 keeps the fact.
    """
    kept: dict[Group, int] = {}
    for shape in shapes:
        group = group_of(shape)
        if group.rule in prices and not isinstance(shape, Range):
            kept.setdefault(group, -1 - len(kept))
    eased = [_eased(shape, kept[group]) if (group := group_of(shape)) in kept else shape for shape in shapes]
    found = propagate(eased)
    if found.broken is not None:
        return []
    priced = [
        Linear(((choice, -1),), -1, prices[group.rule], 1, shapes[0].clause) for group, choice in kept.items()
    ]
    given_up = {choice for choice, value in found.values.items() if choice < 0 and value == 0}
    folded = (shape.fold(found.values) for shape in [*eased, *priced])
    for part in components(shape for shape in folded if shape.decided is None):
        engine = Engine(formulate(part), 0, lambda: False)
        values = engine.run(Effort()).values
        if values is None:
            return []
        names = engine.formulation.tasks
        given_up.update(task for task in part.tasks if task < 0 and not values[engine.column[names[task]]])
    return [shape for shape in shapes if kept.get(group_of(shape)) in given_up]


def _eased(shape: Shape, choice: int) -> Shape:
    """The form, kept only when ``choice`` stands."""
    match shape:
        case Linear():
            room = max(0, shape.most - shape.bound)
            return replace(shape, terms=(*shape.terms, (choice, room)), bound=shape.bound + room)
        case Rests():
            return replace(shape, rests=(*shape.rests, frozenset({choice})))
        case Range():
            return shape
