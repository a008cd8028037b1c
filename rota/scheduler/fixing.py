"""What the hard clauses decide before any search: forbidden tasks are out, forced ones stand.

What is already broken by the past alone cannot be cured by any plan: it is put aside, and the checker's
report tells it. What is broken by anything else is a contradiction.
"""

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from rota.rules.clauses import AtLeast, AtMost, Clause, OneFree, ShareAtLeast, Spread, tasks_in
from rota.scheduler.shapes import Linear, Range, Rests, Shape, shape_of


@dataclass(frozen=True, slots=True)
class Reduced:
    """What is left to search after everything decided is folded away."""

    values: Mapping[int, int]
    """Decided tasks: 1 stands, 0 is out."""
    shapes: tuple[Shape, ...]
    """Forms that some choice can still break."""
    constant: int
    """Price that every plan pays."""
    contradictory: bool
    """Whether some hard clause cannot be kept by any choice."""
    past_faults: tuple[Clause, ...]
    """Hard clauses that the past alone breaks."""
    hard: tuple[Shape, ...]
    """The hard forms before anything but the past was folded: what a conflict is looked for in."""


@dataclass(slots=True)
class Propagation:
    """What hard forms decide, each with the form that decided it."""

    values: dict[int, int] = field(default_factory=dict)
    reasons: dict[int, int] = field(default_factory=dict)
    """For each decided task, the number of the form that decided it."""
    broken: int | None = None
    """The number of a form that no choice keeps."""


def reduce(clauses: Iterable[Clause], past: Iterable[int]) -> Reduced:
    """Fold the past into ``clauses``, then decide all that hard clauses decide."""
    stands = dict.fromkeys(past, 1)
    hard: list[Shape] = []
    soft: list[Shape] = []
    faults: list[Clause] = []
    for clause in clauses:
        shape = shape_of(clause).fold(stands)
        if shape.weight is not None:
            soft.append(shape)
            continue
        eased = _eased(shape, stands)
        if eased is not shape:
            faults.append(clause)
        if eased.decided != 0:
            hard.append(eased)
    found = propagate(hard)
    values = stands | found.values
    shapes, constant = _folded([*hard, *soft], values)
    return Reduced(values, shapes, constant, found.broken is not None, tuple(faults), tuple(hard))


def _eased(shape: Shape, stands: Mapping[int, int]) -> Shape:
    """The hard form, loosened where the past alone breaks it: nothing may then be added to the excess."""
    if not _has_history(shape.clause, stands) or (shape.decided == 0):
        return shape
    match shape:
        case Linear() if shape.least > shape.bound:
            return replace(shape, bound=shape.least)
        case Rests() if not shape.rests:
            return replace(shape, rests=(frozenset(),))
        case Range() if shape.decided:
            return replace(shape, bound=shape.widest)
        case _:
            return shape


def _has_history(clause: Clause, stands: Mapping[int, int]) -> bool:
    """Whether a clause counts anything that was done before the span."""
    match clause:
        case AtMost() | AtLeast():
            return clause.already != 0 or any(task in stands for task in tasks_in(clause))
        case ShareAtLeast():
            return clause.whole_already != 0 or any(task in stands for task, _, _ in clause.terms)
        case OneFree():
            return any(task in stands for rest in clause.rests for task in rest)
        case Spread():
            return any(load.already or any(task in stands for task, _ in load.terms) for load in clause.loads)


def propagate(hard: Sequence[Shape]) -> Propagation:
    """Values that hard forms force, one after the other until nothing moves or a form is broken."""
    speaking: defaultdict[int, list[int]] = defaultdict(list)
    for number, shape in enumerate(hard):
        for task in shape.tasks:
            speaking[task].append(number)
    found = Propagation()
    waiting = deque(range(len(hard)))
    queued = set(waiting)
    while waiting:
        number = waiting.popleft()
        queued.discard(number)
        shape = hard[number].fold(found.values)
        if shape.decided:
            found.broken = number
            return found
        for task, value in _forced(shape):
            found.values[task], found.reasons[task] = value, number
            fresh = [other for other in speaking[task] if other not in queued]
            queued.update(fresh)
            waiting.extend(fresh)
    return found


def _forced(shape: Shape) -> list[tuple[int, int]]:
    """Tasks that a hard form leaves no choice about."""
    if shape.decided is not None:
        return []
    match shape:
        case Linear():
            room = shape.bound - shape.least
            forced = [(task, int(factor < 0)) for task, factor in shape.terms if abs(factor) > room]
            barred = [each for each in shape.together if len(each.groups) == 1 and each.amount > room]
            return [*forced, *((task, 0) for each in barred for task in sorted(each.tasks))]
        case Rests() if len(shape.rests) == 1:
            return [(task, 0) for task in sorted(shape.rests[0])]
        case _:
            return []


def _folded(shapes: Iterable[Shape], values: Mapping[int, int]) -> tuple[tuple[Shape, ...], int]:
    """The forms still open once ``values`` are decided, and the price already certain."""
    left: list[Shape] = []
    constant = 0
    for shape in shapes:
        folded = shape.fold(values)
        if folded.decided is None:
            left.append(folded)
        elif folded.weight is not None:
            constant += folded.weight * folded.decided
    return tuple(left), constant
