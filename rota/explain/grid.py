"""A plan with its report, as a grid: what each cell is, indexed once for a whole district."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property
from itertools import chain

from rota.check import Report, check
from rota.model.calendar import HALF_DAYS, Slot
from rota.model.facts import DutyKind, PostId
from rota.model.plan import Pin, Placement, Plan
from rota.model.problem import Problem


class State(StrEnum):
    """What a cell is."""

    WORK = "work"
    AWAY = "away"
    """An absence holds it."""
    REST = "rest"
    """The rest after a night on site."""
    HOLIDAY = "holiday"
    """A public holiday at all sites of the post."""
    CLOSED = "closed"
    """No site of the post runs day service then: an evening, a Sunday."""
    OUTSIDE = "outside"
    """The convention of the post does not hold that day."""
    FREE = "free"
    """Nothing is asked, though something could be."""


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """A half-day or a night of one post."""

    post: PostId
    day: date
    slot: Slot


@dataclass(frozen=True)
class Judged:
    """A plan, what it was made from, and what the checker says of it."""

    problem: Problem
    plan: Plan
    report: Report

    @staticmethod
    def of(problem: Problem, plan: Plan) -> "Judged":
        """A plan judged now."""
        return Judged(problem, plan, check(problem, plan))

    def then(self, problem: Problem, plan: Plan, report: Report) -> "Judged":
        """Another plan over the same facts and days: what could be asked of whom is worked out once."""
        other, kept = Judged(problem, plan, report), {"_candidates_of", "_candidates", "_published"}
        vars(other).update({name: value for name, value in vars(self).items() if name in kept})
        return other

    @cached_property
    def _cells(self) -> Mapping[Cell, tuple[Placement, ...]]:
        return _by_cell(dict.fromkeys((*self.problem.past, *self.plan.placements)))

    @cached_property
    def _pins(self) -> Mapping[Cell, Pin]:
        return {Cell(pin.post, pin.day, pin.slot): pin for pin in self.problem.pins}

    @cached_property
    def _candidates_of(self) -> Mapping[PostId, tuple[Placement, ...]]:
        problem = self.problem
        return {post: tuple(dict.fromkeys(problem.candidates(post))) for post in problem.posts}

    @cached_property
    def _candidates(self) -> Mapping[Cell, tuple[Placement, ...]]:
        return _by_cell(chain.from_iterable(self._candidates_of.values()))

    def candidates_of(self, post: PostId) -> tuple[Placement, ...]:
        """Everything that could be asked of one post."""
        return self._candidates_of[post]

    def at(self, cell: Cell) -> tuple[Placement, ...]:
        """What stands in one cell, past or planned."""
        return self._cells.get(cell, ())

    @cached_property
    def _published(self) -> Mapping[Cell, tuple[Placement, ...]]:
        return _by_cell(self.problem.published.placements if self.problem.published else ())

    def published_at(self, cell: Cell) -> tuple[Placement, ...]:
        """What the published plan holds in one cell."""
        return self._published.get(cell, ())

    def pin(self, cell: Cell) -> Pin | None:
        """The pin of one cell."""
        return self._pins.get(cell)

    def candidates(self, cell: Cell) -> tuple[Placement, ...]:
        """Everything that could be asked in one cell."""
        return self._candidates.get(cell, ())

    def state(self, cell: Cell) -> State:
        """What a cell is; work comes first, so that work on a day of leave shows."""
        if self.at(cell):
            return State.WORK
        if not self.problem.employed(cell.post, cell.day):
            return State.OUTSIDE
        if self.problem.absence(cell.post, cell.day, cell.slot):
            return State.AWAY
        if self._rests(cell):
            return State.REST
        return self._asked_nothing(cell)

    def _rests(self, cell: Cell) -> bool:
        if cell.slot not in HALF_DAYS:
            return False
        eve = self.at(Cell(cell.post, cell.day - timedelta(days=1), Slot.NIGHT))
        lines = self.problem.lines
        return any(night.line and lines[night.line].kind is DutyKind.ON_SITE for night in eve)

    def _asked_nothing(self, cell: Cell) -> State:
        problem, day = self.problem, cell.day
        sites = {service.site for service in problem.services_of(cell.post)}
        if cell.slot in HALF_DAYS and sites and all(problem.holiday(site, day) for site in sites):
            return State.HOLIDAY
        is_open = any(problem.is_open(site, day, cell.slot) for site in sites)
        return State.FREE if is_open else State.CLOSED


def _by_cell(placements: Iterable[Placement]) -> Mapping[Cell, tuple[Placement, ...]]:
    found: defaultdict[Cell, list[Placement]] = defaultdict(list)
    for placement in placements:
        for slot in placement.slots:
            found[Cell(placement.post, placement.day, slot)].append(placement)
    return {cell: tuple(here) for cell, here in found.items()}
