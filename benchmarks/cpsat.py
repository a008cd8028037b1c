"""Measures CP-SAT on the same clauses: ``python -m benchmarks.cpsat NAME SECONDS``.

It never shares a process with HiGHS: the two libraries cannot be loaded together. Eight workers, whatever
the number of cores: with fewer CP-SAT finds no bound.
"""

import sys
from collections.abc import Iterable
from time import monotonic
from typing import Any

import ortools
from ortools.sat.python import cp_model

from benchmarks.instances import WORKS
from benchmarks.measure import Measure, megabytes, send
from rota.rules import RULES
from rota.scheduler.reading import read
from rota.scheduler.shapes import Linear, Range, Rests, Shape, steps

_WORKERS = 8


class _Model:
    """The shapes of a problem as a CP-SAT model."""

    def __init__(self) -> None:
        self.model = cp_model.CpModel()
        self.x: dict[int, Any] = {}
        self.costs: list[Any] = []

    def task(self, task: int) -> Any:
        if task not in self.x:
            self.x[task] = self.model.new_bool_var(f"x{task}")
        return self.x[task]

    def add(self, shape: Shape) -> None:
        match shape:
            case Linear():
                total = sum(factor * self.task(task) for task, factor in shape.terms)
                total += sum(each.amount * self._met(each.groups) for each in shape.together)
                most = steps(shape.most - shape.bound, shape.step)
                self.model.add(total - shape.step * self._excess(shape, most) <= shape.bound)
            case Rests():
                kept = []
                for rest in shape.rests:
                    free = self.model.new_bool_var("")
                    self.model.add_bool_and([~self.task(task) for task in rest]).only_enforce_if(free)
                    kept.append(free)
                self.model.add(sum(kept) + self._excess(shape, 1) >= 1)
            case Range():
                self._range(shape)

    def _met(self, groups: Iterable[Iterable[int]]) -> Any:
        """A helper that must be 1 where every group has a standing task."""
        met = self.model.new_bool_var("")
        wanting = []
        for group in groups:
            empty = self.model.new_bool_var("")
            self.model.add_bool_and([~self.task(task) for task in group]).only_enforce_if(empty)
            wanting.append(empty)
        self.model.add_bool_or([met, *wanting])
        return met

    def _range(self, shape: Range) -> None:
        top = max(held + sum(max(0, f) for _, f in terms) for terms, held in shape.loads)
        highest, lowest = (self.model.new_int_var(0, top, "") for _ in range(2))
        for terms, held in shape.loads:
            load = held + sum(factor * self.task(task) for task, factor in terms)
            self.model.add(load <= highest)
            self.model.add(load >= lowest)
        most = steps(shape.widest - shape.bound, shape.step)
        self.model.add(highest - lowest - shape.step * self._excess(shape, most) <= shape.bound)

    def _excess(self, shape: Shape, most: int) -> Any:
        if shape.weight is None:
            return 0
        excess = self.model.new_int_var(0, most, "")
        self.costs.append(shape.weight * excess)
        return excess


class _First(cp_model.CpSolverSolutionCallback):  # type: ignore[misc]
    """Notes when the first plan came."""

    def __init__(self, started: float) -> None:
        super().__init__()
        self.seconds: float | None = None
        self._started = started

    def on_solution_callback(self) -> None:
        if self.seconds is None:
            self.seconds = monotonic() - self._started


def main(name: str, seconds: float) -> None:
    work = next(work for work in WORKS if work.name == name)
    problem = work.make()
    started = monotonic()
    _, reduced = read(problem, RULES)
    model = _Model()
    for shape in reduced.shapes:
        model.add(shape)
    model.model.minimize(sum(model.costs) + reduced.constant)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = _WORKERS
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.relative_gap_limit = work.gap
    first = _First(started)
    status = solver.solve(model.model, first)
    found = status in {cp_model.OPTIMAL, cp_model.FEASIBLE}
    send(
        Measure(
            solver=f"CP-SAT {ortools.__version__}, {_WORKERS} workers",
            seconds=monotonic() - started,
            first_seconds=first.seconds,
            cost=round(solver.objective_value) if found else None,
            bound=solver.best_objective_bound,
            megabytes=megabytes(),
            note=solver.status_name(status).lower(),
        )
    )


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]))
