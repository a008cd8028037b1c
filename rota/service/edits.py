"""What an edit would change, before it is made."""

from dataclasses import dataclass

from rota.explain.edits import Effect, clear, displaced, effect, put
from rota.explain.grid import Cell, Judged
from rota.model.plan import Placement, Plan


@dataclass(frozen=True, slots=True)
class WhatIf:
    """An edit of one cell, priced."""

    cell: Cell
    before: tuple[Placement, ...]
    after: Placement | None
    displaced: tuple[Placement, ...]
    """All that the edit takes away: a duty goes with all its cells."""
    plan: Plan
    """The plan with the edit."""
    effect: Effect


def what_if(judged: Judged, cell: Cell, content: Placement | None) -> WhatIf:
    """The findings and the price of putting ``content`` in a cell; None frees it."""
    plan = judged.plan
    here = plan.at(cell.post, cell.day, cell.slot)
    after = clear(plan, cell.post, cell.day, cell.slot) if content is None else put(plan, content)
    pushed = here if content is None else displaced(plan, content)
    return WhatIf(cell, here, content, pushed, after, effect(judged.problem, plan, judged.report, after))
