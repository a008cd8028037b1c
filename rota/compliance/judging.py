"""The whole judgement: lights over worked and planned time, what will be crossed, what would keep it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from rota.compliance.balance import Balance
from rota.compliance.forecast import crossings, horizon_of
from rota.compliance.lights import lines
from rota.compliance.moves import with_moves
from rota.compliance.standing import Crossing, Light, Line, Standing
from rota.model.calendar import Span
from rota.model.plan import Plan
from rota.model.problem import Problem
from rota.words import Text


def compliance(
    problem: Problem,
    worked: Plan,
    planned: Plan,
    as_of: date,
    *,
    balances: Sequence[Balance] = (),
    try_moves: bool = True,
) -> Standing:
    """Where every rule stands over worked and planned time.

    Args:
        problem: the facts, with what the ledger says before (``past``, opening balances).
        worked: what was done, from the ledger.
        planned: what is published or drafted; where something was worked in a cell, that stands.
        as_of: the last day that is over.
        balances: of the posts, for the leave they have left.
        try_moves: whether edits of the plan are tried to repair a share that will be missed.
    """
    known = together(worked, planned)
    past = tuple(placement for placement in problem.past if placement.day < known.span.first)
    whole = replace(problem, span=known.span, past=past)
    rights = {balance.post: balance.leave for balance in balances}
    found = crossings(whole, known, as_of, rights)
    if try_moves:
        found = with_moves(whole, known, planned.span, as_of, found)
    return Standing(
        as_of=as_of,
        known=known.span,
        horizon=horizon_of(whole, known),
        lines=tuple(_foreseen(line, found) for line in lines(whole, known, frozenset(worked.placements))),
        crossings=found,
    )


def together(worked: Plan, planned: Plan) -> Plan:
    """What was worked, and what is planned in the cells where nothing was."""
    taken = {(p.post, p.day, slot) for p in worked.placements for slot in p.slots}
    left = [p for p in planned.placements if not any((p.post, p.day, slot) in taken for slot in p.slots)]
    span = Span(min(worked.span.first, planned.span.first), max(worked.span.last, planned.span.last))
    return Plan.of(span, [*worked.placements, *left])


def _foreseen(line: Line, found: Sequence[Crossing]) -> Line:
    """A kept line that will be crossed is amber, and says when."""
    mine = next((c for c in found if _same(line, c)), None)
    if mine is None or line.light in {Light.RED, Light.AMBER}:
        return line
    return replace(line, light=Light.AMBER, measured=mine.measured, limit=mine.limit, told=_told(mine))


def _same(line: Line, crossing: Crossing) -> bool:
    return (line.rule, line.who, line.site) == (crossing.what, crossing.post, crossing.site)


def _told(crossing: Crossing) -> Text:
    return Text(f"Prévu : {crossing.told.fr}", f"Foreseen: {crossing.told.en}")
