"""Measures the naive model with PuLP and CBC: ``python -m benchmarks.cbc NAME SECONDS``.

One piece, nothing merged: tasks that exclude each other are told two by two, each rest task by task.
PuLP 4 ships no CBC: the measure is then not made.
"""

import re
import sys
from importlib.metadata import version
from itertools import combinations, product
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import Any

import pulp

from benchmarks.instances import WORKS
from benchmarks.measure import Measure, megabytes, send
from rota.rules import RULES
from rota.scheduler.reading import read
from rota.scheduler.shapes import Linear, Range, Rests, Shape, steps


class _Model:
    """The shapes of a problem as plain rows."""

    def __init__(self) -> None:
        self.problem = pulp.LpProblem("naive", pulp.LpMinimize)
        self.x: dict[int, Any] = {}
        self.costs: list[Any] = []
        self._helpers = 0

    def task(self, task: int) -> Any:
        if task not in self.x:
            self.x[task] = self.problem.add_variable(f"x{task}", 0, 1, pulp.LpInteger)
        return self.x[task]

    def helper(self, upper: int, kind: str = pulp.LpInteger) -> Any:
        self._helpers += 1
        return self.problem.add_variable(f"z{self._helpers}", 0, upper, kind)

    def add(self, shape: Shape) -> None:
        match shape:
            case Linear():
                self._linear(shape)
            case Rests():
                kept = [self.helper(1) for _ in shape.rests]
                for free, rest in zip(kept, shape.rests, strict=True):
                    for task in sorted(rest):
                        self.problem += self.task(task) + free <= 1
                self.problem += pulp.lpSum(kept) + self._excess(shape, 1) >= 1
            case Range():
                self._range(shape)

    def _linear(self, shape: Linear) -> None:
        plain = shape.weight is None and not shape.together
        if plain and shape.bound == 1 and all(factor == 1 for _, factor in shape.terms):
            for (a, _), (b, _) in combinations(shape.terms, 2):
                self.problem += self.task(a) + self.task(b) <= 1
            return
        total = pulp.lpSum(factor * self.task(task) for task, factor in shape.terms)
        for each in shape.together:
            met = self.helper(1)
            for tasks in product(*each.groups):
                self.problem += pulp.lpSum(self.task(task) for task in tasks) - met <= len(tasks) - 1
            total += each.amount * met
        most = steps(shape.most - shape.bound, shape.step)
        self.problem += total - shape.step * self._excess(shape, most) <= shape.bound

    def _range(self, shape: Range) -> None:
        top = max(held + sum(max(0, f) for _, f in terms) for terms, held in shape.loads)
        highest, lowest = (self.helper(top, pulp.LpContinuous) for _ in range(2))
        for terms, held in shape.loads:
            load = held + pulp.lpSum(factor * self.task(task) for task, factor in terms)
            self.problem += load <= highest
            self.problem += load >= lowest
        most = steps(shape.widest - shape.bound, shape.step)
        self.problem += highest - lowest - shape.step * self._excess(shape, most) <= shape.bound

    def _excess(self, shape: Shape, most: int) -> Any:
        if shape.weight is None:
            return 0
        excess = self.helper(most)
        self.costs.append(shape.weight * excess)
        return excess


def bound_in(log: str) -> float | None:
    """The bound that CBC writes at its end; none is written where it proved the plan best."""
    found = re.search(r"^Lower bound:\s+(\S+)$", log, re.MULTILINE)
    return float(found.group(1)) if found else None


def main(name: str, seconds: float) -> None:
    if not hasattr(pulp, "PULP_CBC_CMD") or not pulp.PULP_CBC_CMD().available():
        raise SystemExit("this PuLP ships no CBC")
    work = next(work for work in WORKS if work.name == name)
    problem = work.make()
    started = monotonic()
    _, reduced = read(problem, RULES)
    model = _Model()
    for shape in reduced.shapes:
        model.add(shape)
    model.problem += pulp.lpSum(model.costs)
    with TemporaryDirectory() as folder:
        log = Path(folder) / "cbc.log"
        solver = pulp.PULP_CBC_CMD(msg=False, timeLimit=seconds, gapRel=work.gap or None, logPath=str(log))
        model.problem.solve(solver)
        said = log.read_text(encoding="utf-8")
    found = model.problem.sol_status in {pulp.LpSolutionOptimal, pulp.LpSolutionIntegerFeasible}
    cost = round(pulp.value(model.problem.objective) or 0) + reduced.constant if found else None
    low = bound_in(said)
    send(
        Measure(
            solver=f"naive PuLP {version('pulp')} + CBC",
            seconds=monotonic() - started,
            first_seconds=None,
            cost=cost,
            bound=cost if low is None else low + reduced.constant,
            megabytes=megabytes(),
            note="stopped" if "Stopped on time" in said else "done",
        )
    )


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]))
