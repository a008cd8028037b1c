"""The compliance mode: lights of every rule, gauges and trend of the post under the cursor, what is ahead."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Footer, Static

from rota.explain.grid import Cell
from rota.model.calendar import Period
from rota.model.facts import PostId
from rota.words import Lang, Text
from tui import compliance as c
from tui import compliance_pages as told_pages
from tui import pages
from tui.actions import Where
from tui.compliance import Asked, Look, Table, View
from tui.compliance_charts import gauges_told
from tui.compliance_reading import read
from tui.compliance_told import cell_told, filter_told, title_told
from tui.ledger_place import LedgerPlace
from tui.pages import Entry as Line
from tui.pages import Target, ToAct, ToRule
from tui.screens.mode import ModeScreen
from tui.screens.page import Maker, PageScreen
from tui.screens.planner import PlannerScreen
from tui.shared import Shared
from tui.widgets.lights import LightChosen, LightsGrid
from tui.widgets.room import Resized, Room


class ComplianceScreen(ModeScreen[View]):
    """Where each post stands, for medical affairs and heads of service."""

    where: ClassVar[Where] = Where.COMPLIANCE
    mode: ClassVar[str] = "mode.compliance"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (112, "-wide")]  # noqa: RUF012 (as Textual has it)
    VERTICAL_BREAKPOINTS = [(0, "-short"), (34, "-tall")]  # noqa: RUF012
    DEFAULT_CSS = """
    ComplianceScreen .line {
        height: 1; padding: 0 1; background: $panel; text-wrap: nowrap; text-overflow: ellipsis;
    }
    ComplianceScreen LightsGrid { height: 1fr; }
    ComplianceScreen #below { height: 9; background: $surface; }
    ComplianceScreen.-tall #below { height: 15; }
    ComplianceScreen #cell { width: 1fr; padding: 0 1; scrollbar-size: 1 1; }
    ComplianceScreen #gauges { width: 46%; max-width: 64; padding: 0 1; border-left: solid $panel; }
    ComplianceScreen #cell > Static, ComplianceScreen #gauges > Static { height: auto; }
    """

    def __init__(self, shared: Shared) -> None:
        super().__init__(shared)
        self.asked = Asked(Period.CONTRACT, shared.workspace.today)
        self.look = Look()
        self.table = Table((), (), {}, 0)
        self.doing = self._doing()

    def _doing(self) -> dict[str, Callable[[], object]]:
        """What each action does."""
        moves = {
            "left": (0, -1),
            "right": (0, 1),
            "up": (-1, 0),
            "down": (1, 0),
            "first": (0, -_FAR),
            "last": (0, _FAR),
        }
        return {
            **{f"compliance.{name}": partial(self._move, *by) for name, by in moves.items()},
            "compliance.cell": self.open_cell,
            "compliance.rule": self.open_rule,
            "compliance.ahead": self.open_ahead,
            "compliance.trend": self.open_trend,
            "compliance.filter": lambda: self.become(
                replace(self.look, faults_only=not self.look.faults_only)
            ),
            "compliance.order": lambda: self.become(
                replace(self.look, worst_first=not self.look.worst_first)
            ),
            "compliance.site": self._next_site,
            "compliance.kind": lambda: self.become(c.next_kind(self.look)),
            "compliance.period": lambda: self.ask(self.asked.next_kind(self.shared.workspace.today)),
            "compliance.before": lambda: self.ask(self.asked.moved(-1)),
            "compliance.after": lambda: self.ask(self.asked.moved(1)),
            "compliance.next": lambda: self.become(c.next_fault(self.look, self.table, 1)),
            "compliance.previous": lambda: self.become(c.next_fault(self.look, self.table, -1)),
            "compliance.export": self.export,
            "compliance.reload": self.reload,
            "compliance.back": lambda: self.house.everywhere("mode.planner"),
        }

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        yield Static(READING.say(self.lang), id="title", classes="line", markup=False)
        yield LightsGrid()
        with Horizontal(id="below"):
            with VerticalScroll(id="cell", can_focus=False):
                yield Static(markup=False)
            with Room(id="gauges", can_focus=False):
                yield Static(markup=False)
        yield Static(id="status", classes="line", markup=False)
        yield Footer(compact=True, show_command_palette=False)

    def on_mount(self) -> None:
        """Read, the keyboard on the lights."""
        self.query_one(LightsGrid).focus()

    @on(Resized)
    def _resized(self) -> None:
        """Gauges take the room there is."""
        self._show_below()

    def load(self, shared: Shared) -> View:
        """Judge the period, and foresee with all that is known."""
        return read(shared.workspace, self.asked)

    def show(self, view: View) -> None:
        """Everything that was read, as it is looked at."""
        self.table = c.table(view, self.look)
        self.look = c.within(self.look, self.table)
        lang = self.lang
        self.query_one("#title", Static).update(title_told(view, self.look, self.table, lang), layout=False)
        self.query_one(LightsGrid).show(self.table, self.look, lang)
        status = filter_told(self.look, self.table, lang) if view.standing else NOTHING_KNOWN.say(lang)
        self.query_one("#status", Static).update(status, layout=False)
        self._show_below()

    def _show_below(self) -> None:
        if self.view is None:
            return
        cell, gauges = self.query_one("#cell Static", Static), self.query_one("#gauges Static", Static)
        if self.view.standing is None:
            cell.update(NOTHING_KNOWN_MORE.say(self.lang))
        else:
            cell.update(cell_told(self.view, self.look, self.table, self.lang))
        room = self.query_one("#gauges").content_size
        gauges.update(gauges_told(self.view, self.look, self.lang, room.width, room.height))
        self.query_one("#cell").scroll_home(animate=False)

    def become(self, look: Look) -> None:
        """Look at the same in another way."""
        self.look = look
        if self.view is not None:
            self.show(self.view)

    def ask(self, asked: Asked) -> None:
        """Judge another period."""
        if asked != self.asked:
            self.asked = asked
            self.query_one("#status", Static).update(READING.say(self.lang), layout=False)
            self.reload()

    def _move(self, rows: int, columns: int) -> None:
        self.become(c.move(self.look, self.table, rows, columns))

    def _next_site(self) -> None:
        if self.view is not None:
            self.become(c.next_site(self.look, self.view))

    @on(LightChosen)
    def light_chosen(self, event: LightChosen) -> None:
        """The mouse pointed at a cell, or chose it."""
        self.query_one(LightsGrid).focus()
        self.become(replace(self.look, cursor=event.cursor))
        if event.chosen:
            self.open_cell()

    def open_cell(self) -> None:
        """The findings of the cell under the cursor."""
        view, look, shown = self.view, self.look, self.table
        if view is not None and look.cursor is not None:
            self.read(lambda lang: told_pages.cell_page(view, look, shown, self.go, lang))

    def open_rule(self) -> None:
        """The rule under the cursor."""
        if self.look.cursor is not None:
            rule = self.look.cursor.rule
            self.read(lambda lang: pages.rule_page(rule, lang))

    def open_ahead(self) -> None:
        """What will be crossed."""
        view, site = self.view, self.look.site
        if view is not None:
            self.read(lambda lang: told_pages.ahead_page(view, site, self.go, lang))

    def open_trend(self) -> None:
        """The trend of the post under the cursor, of the first one elsewhere."""
        view, cursor = self.view, self.look.cursor
        if view is None or not view.trends:
            return
        post = PostId(cursor.who) if cursor and cursor.who in view.trends else next(iter(view.trends))
        trend = view.trends[post]
        self.read(lambda lang: told_pages.trend_page(view, trend, lang))

    def export(self) -> None:
        """Write the compliance report of what is looked at."""
        span, judged = self.asked.span, EVERYTHING
        if self.asked.period is Period.MONTH:
            judged = f"{self.asked.day:%Y-%m}"
        elif span is not None and self.shared.workspace.today in span:
            judged = str(self.asked.period)
        self.house.export(kind=COMPLIANCE, judged=judged, site=self.look.site)

    def read(self, maker: Maker) -> None:
        """Show a page; what is chosen there is done here."""
        self.app.push_screen(PageScreen(maker, _follow), self._chosen)

    def _chosen(self, target: Target | None) -> None:
        if isinstance(target, ToAct):
            target.act()

    def go(self, cell: Cell) -> None:
        """What is over leads to the ledger, what is to come to the plan."""
        if self.view is not None and cell.day <= self.view.as_of:
            self.to_ledger(cell)
        else:
            self.to_plan(cell)

    def to_ledger(self, cell: Cell) -> None:
        """The month of a post in the ledger."""
        from tui.screens.ledger import LedgerScreen  # noqa: PLC0415 (loaded when asked for)

        screen = LedgerScreen(self.shared)
        screen.place = LedgerPlace(f"{cell.day:%Y-%m}", cell.post)
        self.app.switch_screen(screen)

    def to_plan(self, cell: Cell) -> None:
        """A cell in the planner, where the plan that is open holds its day."""
        planner = next((one for one in self.app.screen_stack if isinstance(one, PlannerScreen)), None)
        if planner is None or cell.day not in planner.state.judged.plan.span:
            self.house.tell(OTHER_PLAN, severity="warning", day=f"{cell.day:%d/%m/%Y}")
            return
        self.house.everywhere("mode.planner")
        planner.go(cell)

    def legend(self, lang: Lang) -> list[Line]:
        """What the letters mean."""
        return told_pages.legend(lang)


def _follow(target: Target) -> Maker | None:
    return partial(pages.rule_page, target.rule) if isinstance(target, ToRule) else None


EVERYTHING, COMPLIANCE = "all", "compliance"
"""As the form of exports names them."""
_FAR = 10_000
"""Further than any table."""
READING = Text("Lecture…", "Reading…")
NOTHING_KNOWN = Text("Rien n’est connu de cette période.", "Nothing is known of this period.")
NOTHING_KNOWN_MORE = Text(
    "Rien n’est connu de cette période : aucun planning publié, aucun travail relevé.\n"
    "Page préc. : période précédente · p : autre période",
    "Nothing is known of this period: no plan published, no work recorded.\n"
    "PgUp: period before · p: another period",
)
OTHER_PLAN = Text(
    "Le planning ouvert ne contient pas le {day} : F2, puis ouvrir celui de ces semaines.",
    "The plan that is open does not hold {day}: F2, then open that of those weeks.",
)
