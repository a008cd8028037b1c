"""What all parts of the planner rest on: one state, one way to leave it for the next, pages above it."""

from collections.abc import Callable
from dataclasses import replace
from typing import ClassVar

from rota.explain.grid import Cell
from rota.words import Text
from tui import pages
from tui import state as s
from tui.actions import Where
from tui.doing import within
from tui.opening import Desk
from tui.pages import Target, ToAct, ToCell, ToEdit, ToHole, ToRule
from tui.screens.base import Spoken
from tui.screens.page import Maker, PageScreen
from tui.state import AppState, Refusal, Show
from tui.widgets.week_grid import WeekGrid

Act = Callable[[AppState], tuple[AppState, Text | None]]
"""From a state to the next, and what is told of it."""


class PlannerBase(Spoken):
    """Holds the state; every change goes through :meth:`become`."""

    where: ClassVar[Where] = Where.PLANNER
    mode: ClassVar[str] = "mode.planner"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.state: AppState = desk.state

    def attempt(self, act: Act) -> None:
        """The state that an act leads to; a refusal is told."""
        try:
            state, told = act(self.state)
        except Refusal as refusal:
            self.house.tell(refusal.text, severity="warning")
            return
        self.become(state)
        if told is not None:
            self.house.tell(told)

    def become(self, state: AppState) -> None:
        """The only way a state is left for the next."""
        before, self.state = self.state, state
        if before.draft != state.draft or before.saved != state.saved:
            self.drafted()
        self.show()

    @property
    def busy(self) -> bool:
        """Whether something works on the plan beside the keyboard."""
        return False

    def drafted(self) -> None:
        """Another draft, to be kept."""

    def show(self) -> None:
        """Tell each widget what to show."""

    def read(self, maker: Maker) -> None:
        """Show a page; what is chosen there is done here."""
        self.app.push_screen(PageScreen(maker, self._follow), self._chosen)

    def _follow(self, target: Target) -> Maker | None:
        match target:
            case ToRule(rule):
                return lambda lang: pages.rule_page(rule, lang)
            case ToHole(finding):
                return lambda lang: pages.hole_page(self.state.judged, finding, lang)
            case ToCell() | ToEdit() | ToAct():
                return None

    def _chosen(self, target: Target | None) -> None:
        self.query_one(WeekGrid).focus()
        match target:
            case ToCell(cell):
                self.go(cell)
            case ToEdit(cell, placement):
                self.go(cell)
                self.attempt(lambda state: (s.edit(state, cell, placement), None))
            case ToAct(act):
                act()

    def go(self, cell: Cell) -> None:
        """The cursor on a cell, the view following it."""
        self.query_one(WeekGrid).focus()
        state = s.move(self.state, cell)
        if state.view.show is Show.SERVICE and cell.post not in s.posts_shown(state):
            state = replace(state, view=replace(state.view, show=Show.POST, service=None))
        self.become(within(state))
