"""Why nothing fits: a smallest set of facts that cannot hold together, and the cheapest way out.

Hard forms are grouped by the fact that makes them: a pin, an absence, or a rule for one post. Forced values
usually lead to the clash and trace the forms it came from; else HiGHS proves it. A deletion filter then
leaves out group after group, and keeps only those without which the rest can hold.
"""

from collections.abc import Sequence

from rota.rules.base import Force, Rule
from rota.scheduler.components import components
from rota.scheduler.fixing import propagate
from rota.scheduler.groups import AVAILABILITY, PINS, culprits, group_of
from rota.scheduler.highs import Effort, Ending, Engine
from rota.scheduler.outcome import Conflict
from rota.scheduler.relax import cheapest_relaxation
from rota.scheduler.rows import formulate
from rota.scheduler.shapes import Shape


def conflict_of(hard: Sequence[Shape], suspects: frozenset[int], rules: Sequence[Rule]) -> Conflict:
    """The conflict among ``hard`` forms.

    Args:
        hard: Every hard form, with nothing folded but the past.
        suspects: Tasks of the parts that HiGHS proved impossible; empty when forced values already clash.
        rules: Their force says which facts may give way.
    """
    parts = [
        part
        for part in components(shape for shape in hard if shape.tasks)
        if not suspects or suspects.intersection(part.tasks)
    ]
    cores = {part: core for part in parts if (core := clashing(part.shapes))}
    alone = [[shape] for shape in hard if not shape.tasks and shape.decided]
    prices = _prices(rules)
    cheapest = [shape for part in cores for shape in cheapest_relaxation(part.shapes, prices)]
    cheapest.extend(shape for core in alone for shape in core if group_of(shape).rule in prices)
    smallest = _smallest(min([*cores.values(), *alone], key=len))
    return Conflict(culprits(smallest), culprits(cheapest))


def clashing(shapes: Sequence[Shape]) -> list[Shape]:
    """Some of ``shapes`` that cannot hold together; empty when all can."""
    found = propagate(shapes)
    if found.broken is not None:
        return _traced(shapes, found.broken, found.reasons)
    folded = [(shape, shape.fold(found.values)) for shape in shapes]
    for part in components(fold for _, fold in folded if fold.decided is None):
        answer = Engine(formulate(part), 0, lambda: False).run(Effort(plans=1))
        if answer.ending is Ending.IMPOSSIBLE:
            return list(shapes)
    return []


def _traced(shapes: Sequence[Shape], broken: int, reasons: dict[int, int]) -> list[Shape]:
    """The forms from which the broken one follows."""
    needed, waiting = {broken}, [broken]
    while waiting:
        for task in shapes[waiting.pop()].tasks:
            reason = reasons.get(task)
            if reason is not None and reason not in needed:
                needed.add(reason)
                waiting.append(reason)
    return [shapes[number] for number in sorted(needed)]


def _smallest(core: list[Shape]) -> list[Shape]:
    """The forms left when no group, then no single form, can be left out of the clash."""
    for group in sorted({group_of(shape) for shape in core}, reverse=True):
        without = [shape for shape in core if group_of(shape) != group]
        if len(without) < len(core):
            core = clashing(without) or core
    for shape in list(core):
        if shape in core and len(core) > 1:
            core = clashing([other for other in core if other is not shape]) or core
    return core


def _prices(rules: Sequence[Rule]) -> dict[str, int]:
    """What giving way costs: a pin least, an absence more, a convention most; a law never gives way."""
    prices = {str(rule.id): 100 for rule in rules if rule.force is not Force.LAW}
    return prices | {PINS: 10, AVAILABILITY: 30}
