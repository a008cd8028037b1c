"""What the ledger knows of the days: work done, and work published that is still to be answered."""

from datetime import date

from rota.model.plan import Placement
from rota.model.problem import Problem
from rota.reconcile.reconciling import Entries
from rota.reconcile.worked import pending_placements, worked_placements


def placements(
    problem: Problem, ledgers: Entries, *, first: date = date.min, last: date = date.max
) -> tuple[Placement, ...]:
    """What each post did or is to do from ``first`` to ``last``, corrections netted."""
    found = {*worked_placements(ledgers, problem), *pending_placements(ledgers, problem)}
    return tuple(sorted((p for p in found if first <= p.day <= last), key=_place))


def _place(placement: Placement) -> tuple[object, ...]:
    return (*placement.key, placement.slots)
