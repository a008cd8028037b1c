"""What is asked of the solver, and the search beside the keyboard."""

import threading
from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum

from rota.errors import RotaError
from rota.model.calendar import SLOT_ORDER
from rota.model.plan import Pin
from rota.model.problem import Problem
from rota.scheduler.outcome import OnProgress, Outcome, Settings, Stop
from rota.service.planning import PAST
from tui.state import AppState

Solve = Callable[[Problem, Settings, OnProgress | None, Stop | None], Outcome]
"""What looks for a plan: :func:`rota.service.make_plan`, or what a test gives."""


class Scope(StrEnum):
    """What may move."""

    ALL = "all"
    """Everything but the pins."""
    FEW = "few"
    """Everything, but what is planned now changes as little as can be."""
    POST = "post"
    """Only the post under the cursor."""


def asked(state: AppState, scope: Scope) -> Problem:
    """The question of a search: a copy of its own, since the search runs beside the screen."""
    problem = replace(state.problem)
    match scope:
        case Scope.ALL:
            return problem
        case Scope.FEW:
            return replace(problem, published=state.judged.plan)
        case Scope.POST:
            return replace(problem, pins=(*problem.pins, *_others_held(state)))


def _others_held(state: AppState) -> list[Pin]:
    """Every cell of the other posts as it is."""
    held = []
    known = {(pin.post, pin.day, pin.slot) for pin in state.problem.pins}
    for post in state.problem.posts:
        if post == state.cursor.post:
            continue
        for day in state.judged.plan.span:
            if not state.problem.employed(post, day):
                continue
            for slot in SLOT_ORDER:
                here = state.judged.plan.at(post, day, slot)
                if (post, day, slot) not in known and (not here or here[0].slots[0] is slot):
                    held.append(Pin(PAST, post, day, slot, here[0] if here else None))
    return held


class Search:
    """One search: asked, running, stopped or ended."""

    def __init__(self, problem: Problem, settings: Settings, scope: Scope) -> None:
        self.problem, self.settings, self.scope = problem, settings, scope
        self._stopping = threading.Event()

    def stop(self) -> None:
        """Keep the best plan so far."""
        self._stopping.set()

    @property
    def stopping(self) -> bool:
        """Whether it was asked to stop."""
        return self._stopping.is_set()

    def run(
        self,
        solve: Solve,
        on_progress: OnProgress,
        ended: Callable[[Outcome], None],
        failed: Callable[[str], None],
    ) -> None:
        """Search, in a thread; exactly one of ``ended`` and ``failed`` is called."""
        try:
            outcome = solve(self.problem, self.settings, on_progress, self._stopping.is_set)
        except RotaError as error:
            failed(str(error))
            return
        ended(outcome)
