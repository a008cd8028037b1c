"""Runs HiGHS on a formulation and reads HiGHS's own status: PuLP's is wrong when a run is interrupted.

PuLP hands the problem over once; each run then starts from a fresh solver, so that equal calls give equal
answers whatever was run before. The time limit is kept by a callback: HiGHS's own counts all runs together.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import ceil, inf, isfinite
from typing import Any

import highspy
import numpy as np
import numpy.typing as npt
import pulp

from rota.scheduler.rows import Formulation

Vector = npt.NDArray[np.float64]
Interrupt = Callable[[], bool]
"""Asked often during a run; True ends it."""

_MODEL_STATUS = highspy.HighsModelStatus
_CALLBACK = highspy.cb.HighsCallbackType
_FEASIBLE = 2
"""HiGHS's ``primal_solution_status`` when it holds a feasible point."""
_NEARLY_ONE_STEP = 0.999


class Ending(StrEnum):
    """How a run ended."""

    DONE = "done"
    """Within the gap asked."""
    LIMIT = "limit"
    """At the limit of nodes or of improving plans."""
    INTERRUPTED = "interrupted"
    IMPOSSIBLE = "impossible"


@dataclass(frozen=True, slots=True)
class Answer:
    """What one run found."""

    ending: Ending
    values: Vector | None
    """A value for each column; None when no plan was found."""
    cost: int | None
    bound: float
    nodes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """How far one run goes; all but the interruption are deterministic."""

    gap: float = 0.0
    nodes: int | None = None
    plans: int | None = None
    """Improving plans after which it stops."""


class Engine:
    """A formulation handed over to HiGHS, ready for any number of runs."""

    def __init__(self, formulation: Formulation, seed: int, interrupt: Interrupt) -> None:
        self.formulation = formulation
        self._interrupt = interrupt
        self._seed = seed
        order = _hand_over(formulation.problem)
        self._model = formulation.problem.solverModel.getLp()
        self._model.offset_ = float(formulation.constant)  # the gap is relative to what people pay
        self.column = {name: number for number, name in enumerate(order)}
        self.lower: Vector = np.array(self._model.col_lower_, dtype=np.float64)
        self.upper: Vector = np.array(self._model.col_upper_, dtype=np.float64)
        self.size = len(order)

    def run(
        self,
        effort: Effort,
        *,
        start: Vector | None = None,
        fixed: npt.NDArray[np.int32] | None = None,
        on_state: Callable[[float, float], None] | None = None,
    ) -> Answer:
        """Search from ``start``, with the columns ``fixed`` held at its values.

        ``on_state`` is told the cost of the best plan and the bound as they move.
        """
        constant = self.formulation.constant
        if self.size == 0:
            return Answer(Ending.DONE, np.zeros(0), constant, constant, 0)
        solver = self._solver(effort)
        if fixed is not None and start is not None:
            held = start[fixed]
            solver.changeColsBounds(len(fixed), fixed, held, held)
        if start is not None:
            solver.setSolution(self.size, np.arange(self.size, dtype=np.int32), start)
        self._listen(solver, on_state)
        solver.run()
        return self._read(solver)

    def relaxation(self) -> float:
        """The bound that the relaxation alone gives: far below the price of cuts."""
        if self.size == 0:
            return self.formulation.constant
        solver = self._solver(Effort())
        solver.setOptionValue("solve_relaxation", True)
        solver.run()
        if solver.getModelStatus() != _MODEL_STATUS.kOptimal:
            return -inf
        return self._rounded(solver.getInfo().objective_function_value, None)

    def _solver(self, effort: Effort) -> Any:
        solver = highspy.Highs()
        grain = self.formulation.grain
        options: dict[str, object] = {
            "output_flag": False,
            "threads": 1,
            "random_seed": self._seed,
            "mip_heuristic_run_rens": False,  # neighbourhoods of our own find plans in less work
            "mip_heuristic_run_rins": False,
            "mip_pscost_minreliable": 0,  # trying each branching first costs more than it saves here
            "mip_pool_soft_limit": 1000,  # most cuts of these problems are soon useless
            "mip_rel_gap": effort.gap,
            "mip_abs_gap": _NEARLY_ONE_STEP * grain if grain else 1e-6,
        }
        if effort.nodes is not None:
            options["mip_max_nodes"] = effort.nodes
        if effort.plans is not None:
            options["mip_max_improving_sols"] = effort.plans
        for name, value in options.items():
            solver.setOptionValue(name, value)
        solver.passModel(self._model)
        return solver

    def _listen(self, solver: Any, on_state: Callable[[float, float], None] | None) -> None:
        def hear(kind: int, _message: str, said: Any, answer: Any, _data: object) -> None:
            if kind == int(_CALLBACK.kCallbackMipInterrupt) and self._interrupt():
                answer.user_interrupt = True
            if on_state is not None and kind != int(_CALLBACK.kCallbackLogging):
                on_state(said.mip_primal_bound, said.mip_dual_bound)

        solver.setCallback(hear, None)
        solver.startCallback(_CALLBACK.kCallbackMipInterrupt)

    def _read(self, solver: Any) -> Answer:
        status, info = solver.getModelStatus(), solver.getInfo()
        ending = _ENDINGS.get(status, Ending.LIMIT)
        nodes = max(0, int(info.mip_node_count))
        if ending is Ending.IMPOSSIBLE:
            return Answer(ending, None, None, inf, nodes)
        values, cost = None, None
        if info.primal_solution_status == _FEASIBLE and isfinite(info.objective_function_value):
            values = np.rint(np.array(solver.getSolution().col_value, dtype=np.float64))
            cost = round(info.objective_function_value)
        return Answer(ending, values, cost, self._rounded(info.mip_dual_bound, cost), nodes)

    def _rounded(self, bound: float, cost: int | None) -> float:
        """The bound, raised to the next price a plan can have."""
        constant, grain = self.formulation.constant, self.formulation.grain
        if grain == 0:
            return constant
        if not isfinite(bound):
            return -inf
        raised = constant + grain * ceil((bound - constant) / grain - 1e-6)
        return raised if cost is None else min(raised, cost)


_ENDINGS = {
    _MODEL_STATUS.kOptimal: Ending.DONE,
    _MODEL_STATUS.kModelEmpty: Ending.DONE,
    _MODEL_STATUS.kInfeasible: Ending.IMPOSSIBLE,
    _MODEL_STATUS.kUnboundedOrInfeasible: Ending.IMPOSSIBLE,
    _MODEL_STATUS.kInterrupt: Ending.INTERRUPTED,
    _MODEL_STATUS.kTimeLimit: Ending.INTERRUPTED,
}


def _hand_over(problem: Any) -> Sequence[str]:
    """Give a PuLP problem to HiGHS, and the names of its columns in HiGHS's order."""
    through = pulp.HiGHS(msg=False, threads=1)
    through.createAndConfigureSolver(problem)
    through.buildSolverModel(problem)
    exported = getattr(problem, "exported_variables", problem.variables)
    return [variable.name for variable in exported()]
