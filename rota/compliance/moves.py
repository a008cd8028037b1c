"""Edits of the plan that give a site the share it will miss: tried one after the other, without a solver.

Each half-day of day service at another site, after the day that is over, may go to the site: alone, or both
halves of a day together, which splits no day. Among those the law allows the cheapest for each half-day is
taken, then the next is sought on the plan so changed. It may miss a cheaper set; it never breaks a law.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from rota.check import recheck
from rota.compliance.standing import Crossing, Move, Repair
from rota.explain.edits import displaced, effect
from rota.explain.grid import Cell, Judged
from rota.model.calendar import HALF_DAYS, Span
from rota.model.facts import SiteId
from rota.model.plan import Placement, Plan
from rota.model.problem import Problem
from rota.rules.site_share import MinimumShare

TRIES_PER_CELL = 2
"""Contents tried in one cell: what is asked of the post there comes first."""
MOVES_MAX = 6
"""Half-days beyond which no single edits are sought: the month should be planned again."""


def with_moves(
    problem: Problem, known: Plan, planned: Span, as_of: date, found: Sequence[Crossing]
) -> tuple[Crossing, ...]:
    """Crossings of a share with edits of the plan that would keep it, where there are some."""
    shares = [c for c in found if c.what == MinimumShare.id and 0 < c.repair.half_days <= MOVES_MAX]
    if not shares:
        return tuple(found)
    trial = _Trial(Judged.of(problem, known), planned, as_of)
    repaired = {id(crossing): trial.repair(crossing) for crossing in shares}
    return tuple(replace(crossing, repair=repaired.get(id(crossing), crossing.repair)) for crossing in found)


@dataclass(frozen=True, slots=True)
class _Trial:
    start: Judged
    """The plan as it is; what could be asked is read from it once."""
    planned: Span
    as_of: date

    def repair(self, crossing: Crossing) -> Repair:
        """The repair with the edits that do it, if single edits can."""
        moves, left, now = list[Move](), crossing.repair.half_days, self.start
        while left > 0:
            options = list(self._options(now, crossing, left))
            if not options:
                return crossing.repair
            best = min(options, key=_rank)
            moves.append(best)
            left -= len(best.add)
            plan = now.plan.change(remove=best.remove, add=best.add)
            now = Judged(now.problem, plan, recheck(now.problem, now.plan, now.report, plan))
        return replace(crossing.repair, moves=tuple(moves))

    def _options(self, now: Judged, crossing: Crossing, left: int) -> Iterator[Move]:
        """Half-days, and whole days, that the law lets the site have."""
        for day in self.planned:
            if crossing.site is None or day <= self.as_of or not crossing.since <= day <= crossing.on:
                continue
            cells = [Cell(crossing.post, day, slot) for slot in HALF_DAYS]
            contents = [self._contents(now, cell, crossing.site) for cell in cells]
            tries = [_move(now, (new,)) for each in contents for new in each]
            if left > 1 and all(contents):
                tries.append(_move(now, tuple(each[0] for each in contents)))
            yield from (move for move in tries if move is not None)

    def _contents(self, now: Judged, cell: Cell, site: SiteId) -> list[Placement]:
        """What the site could ask in a cell that day service fills elsewhere; what it needs comes first."""
        here, services = now.plan.at(cell.post, cell.day, cell.slot), now.problem.services
        if len(here) != 1 or here[0].activity is None or services[here[0].service].site == site:
            return []
        there = [
            new
            for new in self.start.candidates(cell)
            if new.activity and not new.remote and services[new.service].site == site
        ]
        asked = [new for new in there if (new.service, new.day, cell.slot) in now.problem.demands]
        return list(dict.fromkeys((*asked, *there)))[:TRIES_PER_CELL]


def _rank(move: Move) -> tuple[int, int, str]:
    """Cheapest for each half-day first, then the smaller edit."""
    return -(-move.cost // len(move.add)), len(move.add), repr(move.add)


def _move(judged: Judged, new: tuple[Placement, ...]) -> Move | None:
    remove = tuple(old for placement in new for old in displaced(judged.plan, placement))
    after = judged.plan.change(remove=remove, add=new)
    told = effect(judged.problem, judged.plan, judged.report, after)
    return Move(remove, new, told.cost) if told.lawful else None
