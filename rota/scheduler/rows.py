"""One component as columns and rows of a PuLP problem: one small function for each form.

Only calls that PuLP 3.3.2 and PuLP 4 share are used. Rows are named ``r0``, ``r1``… and a table says which
clause made which row: PuLP mangles any other name.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import product
from math import gcd
from typing import Any

import pulp

from rota.rules.clauses import Clause, Term
from rota.scheduler.cliques import Exclusions
from rota.scheduler.components import Component
from rota.scheduler.shapes import Linear, Range, Rests, Shape, steps


@dataclass(slots=True)
class Formulation:
    """A component as a mixed-integer problem."""

    problem: Any
    """The PuLP problem."""
    tasks: dict[int, str] = field(default_factory=dict)
    """The column of each task."""
    clauses: dict[str, Clause] = field(default_factory=dict)
    """The clause that made each row; of a row merged from several, the first."""
    constant: int = 0
    """Price that every plan of the component pays."""
    grain: int = 0
    """Every price is the constant plus a multiple of it."""


def formulate(component: Component) -> Formulation:
    """The tightest formulation known of ``component``."""
    return _Writer(component).written()


class _Writer:
    """Columns and rows of one component while they are being written."""

    def __init__(self, component: Component) -> None:
        self.problem = pulp.LpProblem("rota", pulp.LpMinimize)
        self.clauses: dict[str, Clause] = {}
        self.costs: dict[Any, int] = {}
        self.constant = 0
        self.shapes = component.shapes
        self.x = {
            task: self.problem.add_variable(f"x{number:06}", 0, 1, pulp.LpInteger)
            for number, task in enumerate(component.tasks)
        }
        self.exclusions = Exclusions(
            shape.tasks for shape in component.shapes if isinstance(shape, Linear) and _is_clique(shape)
        )
        self._helpers = 0
        self._rests: dict[frozenset[int], Any] = {}
        self._meetings: dict[tuple[frozenset[int], ...], Any] = {}

    def written(self) -> Formulation:
        """The whole formulation."""
        self._cliques()
        for shape in self.shapes:
            self._write(shape)
        costs = {variable: cost for variable, cost in self.costs.items() if cost}
        self.problem.setObjective(_expression(costs))
        return Formulation(
            self.problem,
            {task: variable.name for task, variable in self.x.items()},
            self.clauses,
            self.constant,
            gcd(*costs.values()),
        )

    def _write(self, shape: Shape) -> None:
        match shape:
            case Linear() if shape.weight is None:
                if not _is_clique(shape):
                    self._row(self._sum(shape), shape.bound, shape.clause)
            case Linear() if self.exclusions.exclusive(shape.tasks):
                self._priced_choice(shape)
            case Linear():
                self._priced_sum(shape)
            case Rests():
                self._one_rest(shape)
            case Range():
                self._range(shape)

    def _cliques(self) -> None:
        """At most one of each largest set of tasks that exclude each other."""
        source = {
            shape.tasks: shape.clause
            for shape in self.shapes
            if isinstance(shape, Linear) and _is_clique(shape)
        }
        by_task: dict[int, Clause] = {}
        for tasks, clause in source.items():
            by_task.update(dict.fromkeys(tasks, clause))
        for clique in self.exclusions.largest():
            clause = source.get(clique) or by_task[min(clique)]
            self._row({self.x[task]: 1 for task in sorted(clique)}, 1, clause)

    def _priced_choice(self, shape: Linear) -> None:
        """At most one of the tasks stands: the excess is a price on each, without any helper."""
        assert shape.weight is not None
        base = shape.excess(())
        self.constant += shape.weight * base
        for task in sorted(shape.tasks):
            self._price(self.x[task], shape.weight * (shape.excess((task,)) - base))

    def _priced_sum(self, shape: Linear) -> None:
        """Σ terms − step × excess ≤ bound."""
        assert shape.weight is not None
        low, high = (steps(end - shape.bound, shape.step) for end in (shape.least, shape.most))
        self.constant += shape.weight * low
        excess = self._helper(high - low)
        self._price(excess, shape.weight)
        terms = self._sum(shape) | {excess: -shape.step}
        self._row(terms, shape.bound + low * shape.step, shape.clause)

    def _one_rest(self, shape: Rests) -> None:
        """Σ kept rests (+ excess) ≥ 1."""
        terms = {self._rest(rest, shape.clause): -1 for rest in shape.rests}
        if shape.weight is not None:
            excess = self._helper(1)
            self._price(excess, shape.weight)
            terms[excess] = -1
        self._row(terms, -1, shape.clause)

    def _rest(self, rest: frozenset[int], clause: Clause) -> Any:
        """The helper that is 1 only if no task of ``rest`` stands; one for all clauses that speak of it."""
        if rest not in self._rests:
            kept = self._rests[rest] = self._helper(1)
            for part in self.exclusions.parted(rest):
                self._row({self.x[task]: 1 for task in part} | {kept: 1}, 1, clause)
        return self._rests[rest]

    def _range(self, shape: Range) -> None:
        """Lowest ≤ each load ≤ highest; highest − lowest (− step × excess) ≤ bound."""
        tops = [held + sum(max(0, factor) for _, factor in terms) for terms, held in shape.loads]
        lows = [held + sum(min(0, factor) for _, factor in terms) for terms, held in shape.loads]
        highest, lowest = (self._helper(max(tops), min(lows)) for _ in range(2))
        for terms, held in shape.loads:
            load = self._terms(terms)
            self._row(load | {highest: -1}, -held, shape.clause)
            self._row(
                {variable: -factor for variable, factor in load.items()} | {lowest: 1}, held, shape.clause
            )
        width = {highest: 1, lowest: -1}
        if shape.weight is not None:
            excess = self._helper(steps(shape.widest - shape.bound, shape.step))
            self._price(excess, shape.weight)
            width[excess] = -shape.step
        self._row(width, shape.bound, shape.clause)

    def _sum(self, shape: Linear) -> dict[Any, int]:
        """The terms, and a helper for each meeting that is not excluded anyway."""
        terms = self._terms(shape.terms)
        for each in shape.together:
            if len(each.groups) == 1 or not self.exclusions.exclusive(each.tasks):
                meeting = self._meeting(each.groups, shape.clause)
                terms[meeting] = terms.get(meeting, 0) + each.amount
        return terms

    def _meeting(self, groups: tuple[frozenset[int], ...], clause: Clause) -> Any:
        """The helper that is 0 only if some group has no task that stands; one for all clauses that ask."""
        if groups not in self._meetings:
            met = self._meetings[groups] = self._helper(1)
            for parts in product(*map(self.exclusions.parted, groups)):
                together = {self.x[task]: 1 for part in parts for task in part}
                self._row(together | {met: -1}, len(parts) - 1, clause)
        return self._meetings[groups]

    def _terms(self, terms: Iterable[Term]) -> dict[Any, int]:
        return {self.x[task]: factor for task, factor in terms}

    def _price(self, variable: Any, cost: int) -> None:
        self.costs[variable] = self.costs.get(variable, 0) + cost

    def _helper(self, upper: int, lower: int = 0) -> Any:
        self._helpers += 1
        return self.problem.add_variable(f"z{self._helpers:06}", lower, upper, pulp.LpInteger)

    def _row(self, terms: Mapping[Any, int], bound: int, clause: Clause) -> None:
        name = f"r{len(self.clauses)}"
        self.clauses[name] = clause
        self.problem += (_expression(terms) <= bound, name)


def _is_clique(shape: Linear) -> bool:
    """Whether the form says that at most one of its tasks stands."""
    plain = shape.weight is None and not shape.together
    return plain and shape.bound == 1 and all(factor == 1 for _, factor in shape.terms)


def _expression(terms: Mapping[Any, int]) -> Any:
    """A PuLP expression: PuLP 4 builds it by a class method, PuLP 3 by the constructor."""
    build = getattr(pulp.LpAffineExpression, "from_dict", pulp.LpAffineExpression)
    return build(dict(terms))
