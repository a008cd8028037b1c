"""The planner: the grid, what is open beside it, the findings of the cell under it."""

from collections.abc import Callable
from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Footer

from rota.check import Finding
from rota.clock import Clock
from rota.words import Lang
from tui import pages
from tui import state as s
from tui.doing import PURE
from tui.help import legend
from tui.messages import CellChosen, CursorMoved, NeedChosen
from tui.opening import Desk
from tui.pages import Entry
from tui.screens.planner_merging import Merging
from tui.screens.planner_search import Searching
from tui.screens.planner_stepping import Stepping
from tui.searching import Scope, Solve
from tui.steps import STEPS, step_possible
from tui.titles import title_of
from tui.widgets.cell_panel import CellPanel
from tui.widgets.lines import StatusLine, TitleLine
from tui.widgets.open_needs import OpenNeeds
from tui.widgets.week_grid import WeekGrid


class PlannerScreen(Searching, Stepping, Merging):
    """What a head of service works on."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (112, "-wide")]  # noqa: RUF012 (as Textual has it)
    VERTICAL_BREAKPOINTS = [(0, "-short"), (34, "-tall")]  # noqa: RUF012
    DEFAULT_CSS = """
    PlannerScreen #middle { height: 1fr; }
    PlannerScreen WeekGrid { width: 1fr; height: 1fr; }
    PlannerScreen OpenNeeds { width: 42; }
    PlannerScreen.-narrow OpenNeeds { display: none; width: 1fr; }
    PlannerScreen.-narrow.-needs OpenNeeds { display: block; }
    PlannerScreen.-narrow.-needs WeekGrid { display: none; }
    PlannerScreen.-tall CellPanel { height: 11; }
    """

    def __init__(self, desk: Desk, solve: Solve, clock: Clock, state_folder: Path) -> None:
        super().__init__(desk)
        self.solve, self.clock, self.state_folder = solve, clock, state_folder
        self.doing = self._doing()

    def _doing(self) -> dict[str, Callable[[], object]]:
        """What each action does."""
        return {
            **{action: self._pure(action) for action in PURE},
            "cell.edit": self.edit_cell,
            "cell.why": self.explain_cell,
            "findings.all": lambda: self.read(lambda lang: pages.findings_page(self.state.judged, lang)),
            "needs.focus": self.to_needs,
            "plan.solve": lambda: self.look_for(Scope.ALL),
            "plan.repair": lambda: self.look_for(Scope.FEW),
            "plan.solve-post": lambda: self.look_for(Scope.POST),
            "plan.stop": self.stop_search,
            "plan.proposal": self.compare,
            "plan.save": self.save,
            "plan.propose": self.propose,
            "plan.agree": self.look_before_agreeing,
            "plan.publish": self.look_before_publishing,
            "plan.changes": self.show_changes,
            "plan.choose": self.choose_plan,
            "plan.begin": self.begin_plan,
            "calendars.export": self.export_calendars,
            "desk.open": lambda: self.house.everywhere("open"),
            "desk.share": lambda: self.house.everywhere("share"),
            "jump": lambda: self.house.everywhere("jump"),
        }

    def _pure(self, action: str) -> Callable[[], None]:
        return lambda: self.attempt(PURE[action])

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        yield TitleLine()
        with Horizontal(id="middle"):
            yield WeekGrid()
            yield OpenNeeds()
        yield CellPanel()
        yield StatusLine()
        yield Footer(compact=True, show_command_palette=False)

    def on_mount(self) -> None:
        """Show the state, and what is to be known of how it was opened."""
        self.begin_keeping()
        self.query_one(WeekGrid).focus()
        for text in self.desk.told:
            self.house.tell(text)

    def on_unmount(self) -> None:
        """Stop what runs, write what is left."""
        self.end_keeping()

    def speak(self) -> None:
        """Everything again in the language of the moment."""
        super().speak()
        self.show()

    def check_action(
        self,
        action: str,  # noqa: ARG002 (all actions of ours are ``act``, told apart by their parameter)
        parameters: tuple[object, ...],
    ) -> bool | None:
        """Hides what makes no sense now; greys what will again."""
        match parameters:
            case ("plan.stop",):
                return self.search is not None
            case ("plan.solve",):
                return self.search is None
            case ("plan.proposal",):
                return self.offer is not None and self.search is None
            case ("undo",):
                return True if self.state.done else None
        return True

    def show(self) -> None:
        """Tell each widget what to show."""
        state, lang = self.state, self.lang
        self.query_one(TitleLine).show(state, title_of(self.desk, lost=self.house.live.lost, lang=lang), lang)
        self.query_one(WeekGrid).show(state, lang)
        self.query_one(OpenNeeds).show(state, lang)
        self.query_one(CellPanel).show(state, lang)
        self.query_one(StatusLine).show(state, lang, self.search_told)
        steps = (step for step in STEPS if self._next(step))
        offered = (bool(state.done), self.search is not None, self.offer is not None, *steps)
        if offered != self._offered:
            self._offered = offered
            self.take_keys()

    _offered: tuple[object, ...] = ()

    def offers(self, action: str) -> bool:
        """The footer holds the next step only."""
        return self._next(action) if action in STEPS else super().offers(action)

    def _next(self, step: str) -> bool:
        return not self.state.unsaved and step_possible(self.stored, step)

    @on(CursorMoved)
    def cursor_moved(self, event: CursorMoved) -> None:
        """The mouse put the cursor somewhere."""
        self.query_one(WeekGrid).focus()
        self.become(s.move(self.state, event.cell))

    @on(CellChosen)
    def cell_chosen(self, event: CellChosen) -> None:
        """A double click edits."""
        self.become(s.move(self.state, event.cell))
        self.edit_cell()

    @on(NeedChosen)
    def need_chosen(self, event: NeedChosen) -> None:
        """Why a need is open, and who could fill it."""
        self.explain_hole(event.finding)

    def edit_cell(self) -> None:
        """What the cell can hold."""
        cell = self.state.cursor
        self.read(lambda lang: pages.edit_page(self.state.judged, cell, lang))

    def explain_cell(self) -> None:
        """Why the cell is as it is."""
        cell = self.state.cursor
        findings = self.state.reading.findings(cell)
        self.read(lambda lang: pages.why_page(self.state.judged, cell, findings, lang))

    def explain_hole(self, finding: Finding) -> None:
        """Who could fill what is missing."""
        self.read(lambda lang: pages.hole_page(self.state.judged, finding, lang))

    def to_needs(self) -> None:
        """To the open needs, and back."""
        needs, grid = self.query_one(OpenNeeds), self.query_one(WeekGrid)
        back = needs.has_focus
        self.set_class(not back, "-needs")
        self.call_after_refresh((grid if back else needs).focus)

    def legend(self, lang: Lang) -> list[Entry]:
        """What the marks of the grid mean."""
        return legend(self.state.problem, lang)
