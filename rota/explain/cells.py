"""One cell of one post: what it is, what it serves, and what every alternative would change."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from rota.explain.edits import Effect, clear, displaced, effect, put
from rota.explain.grid import Cell, Judged, State
from rota.model.calendar import month_of
from rota.model.facts import Absence, DutyLine, Need, PostId
from rota.model.plan import Pin, Placement
from rota.model.problem import Problem


@dataclass(frozen=True, slots=True)
class ServedNeed:
    """A need that a placement serves."""

    need: Need
    by: tuple[PostId, ...]
    """All posts that serve it on that half-day, in the order of the folder."""


@dataclass(frozen=True, slots=True)
class ServedLine:
    """A duty line that a placement serves."""

    line: DutyLine
    taken: int
    """Duties that the shared posts take in the month of the placement."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another content of a cell, and what it would change."""

    placement: Placement | None
    """None leaves the cell free."""
    displaced: tuple[Placement, ...]
    """What it would push out."""
    effect: Effect


@dataclass(frozen=True, slots=True)
class CellStory:
    """All that can be said of one cell."""

    cell: Cell
    state: State
    placements: tuple[Placement, ...]
    absence: Absence | None
    pin: Pin | None
    serves: tuple[ServedNeed | ServedLine, ...]
    alternatives: tuple[Alternative, ...]
    """Those the law allows first, cheapest first; then the others, fewest LAW findings first."""

    @property
    def without(self) -> Effect | None:
        """What leaving the cell free would change; None when it is free already."""
        return next((other.effect for other in self.alternatives if other.placement is None), None)


def story(judged: Judged, cell: Cell) -> CellStory:
    """The story of one cell."""
    here = judged.plan.at(cell.post, cell.day, cell.slot)
    return CellStory(
        cell=cell,
        state=judged.state(cell),
        placements=here,
        absence=judged.problem.absence(cell.post, cell.day, cell.slot),
        pin=judged.pin(cell),
        serves=tuple(served for placement in here for served in _served(judged, placement)),
        alternatives=alternatives(judged, cell),
    )


def alternatives(judged: Judged, cell: Cell) -> tuple[Alternative, ...]:
    """Every other content of a cell with its effect."""
    problem, plan, report = judged.problem, judged.plan, judged.report
    here = plan.at(cell.post, cell.day, cell.slot)
    found = [
        Alternative(
            candidate, displaced(plan, candidate), effect(problem, plan, report, put(plan, candidate))
        )
        for candidate in judged.candidates(cell)
        if candidate not in here
    ]
    if here:
        freed = effect(problem, plan, report, clear(plan, cell.post, cell.day, cell.slot))
        found.append(Alternative(None, here, freed))
    return tuple(sorted(found, key=rank))


def rank(other: Alternative) -> tuple[int, int, str]:
    """Sorts alternatives: lawful ones first, then by price."""
    return len(other.effect.broken), other.effect.cost, repr(other.placement)


def qualified(problem: Problem, post: PostId, need: Need) -> bool:
    """Whether a post has the skill a need asks."""
    return need.skill is None or need.skill in problem.posts[post].skills


def _served(judged: Judged, placement: Placement) -> Iterator[ServedNeed | ServedLine]:
    problem, day = judged.problem, placement.day
    if placement.line is not None:
        month = month_of(day)
        taken = sum(other.line == placement.line and other.day in month for other in judged.plan.placements)
        yield ServedLine(problem.lines[placement.line], taken)
        return
    for demand in problem.demands.get((placement.service, day, placement.slots[0]), ()):
        need = demand.need
        if need.activity == placement.activity and qualified(problem, placement.post, need):
            yield ServedNeed(need, _doing(judged, need, day))


def _doing(judged: Judged, need: Need, day: date) -> tuple[PostId, ...]:
    return tuple(
        post.id
        for post in judged.problem.facts.posts
        if qualified(judged.problem, post.id, need)
        and any(
            (other.service, other.activity) == (need.service, need.activity)
            for other in judged.at(Cell(post.id, day, need.slot))
        )
    )
