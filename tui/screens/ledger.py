"""The ledger: a month of one post or all posts of a month, its balances, and what is done with them."""

from collections.abc import Callable
from functools import partial

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Footer, Static

from rota.model.facts import PostId
from rota.words import Lang, Text
from tui import ledger_place as places
from tui.ledger_pages import balance_page
from tui.ledger_words import STANDINGS, STANDINGS_LONG
from tui.pages import Entry
from tui.screens.ledger_closing import LedgerClosing
from tui.screens.ledger_importing import LedgerImporting
from tui.screens.ledger_taking import LedgerTaking
from tui.shared import Shared
from tui.widgets.ledger_lines import LedgerLines


class LedgerScreen(LedgerClosing, LedgerTaking, LedgerImporting):
    """Where worked time is confirmed, compared, decided and closed."""

    VERTICAL_BREAKPOINTS = [(0, "-short"), (34, "-tall")]  # noqa: RUF012 (as Textual has it)
    DEFAULT_CSS = """
    LedgerScreen #title {
        height: 1; padding: 0 1; background: $panel; text-wrap: nowrap; text-overflow: ellipsis;
    }
    LedgerScreen #line { height: 2; padding: 0 1; background: $surface; }
    LedgerScreen #balance { height: auto; max-height: 6; padding: 0 1; background: $panel; }
    LedgerScreen.-tall #line { height: 3; }
    LedgerScreen.-tall #balance { max-height: 9; }
    """

    def __init__(self, shared: Shared) -> None:
        super().__init__(shared)
        self.doing: dict[str, Callable[[], object]] = {
            "ledger.open": self.open,
            "ledger.confirm": self.confirm,
            "ledger.enter": self.enter,
            "ledger.settle": self.settle,
            "ledger.reconcile": self.count,
            "ledger.close": self.close,
            "ledger.view": self.switch_view,
            "ledger.differences": self.all_differences,
            "ledger.missing": self.missing,
            "ledger.balance": self.balance,
            "ledger.import": self.import_file,
            "ledger.take-back": self.take_back,
            "ledger.reopen": self.reopen,
            "ledger.site": lambda: self.become(places.site_by(self.place, self.sites)),
            "ledger.next": partial(self.to_next, 1),
            "ledger.previous": partial(self.to_next, -1),
            "ledger.post-before": partial(self._post_by, -1),
            "ledger.post-after": partial(self._post_by, 1),
            "ledger.month-before": lambda: self.become(places.month_by(self.place, -1)),
            "ledger.month-after": lambda: self.become(places.month_by(self.place, 1)),
            "ledger.back": self.back,
        }

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        yield Static(READING.say(self.lang), id="title", markup=False)
        yield LedgerLines()
        yield Static(id="line", markup=False)
        yield Static(id="balance", markup=False)
        yield Footer(compact=True, show_command_palette=False)

    def on_mount(self) -> None:
        """The keys go to the lines."""
        self.query_one(LedgerLines).focus_lines()

    def on_ledger_lines_moved(self) -> None:
        """Tell more of the line under the cursor."""
        self.tell_line()

    def on_ledger_lines_chosen(self) -> None:
        """The mouse opens a line."""
        self.open()

    def check_action(
        self,
        action: str,  # noqa: ARG002 (all actions of ours are ``act``, told apart by their parameter)
        parameters: tuple[object, ...],
    ) -> bool | None:
        """Hides what makes no sense where all posts are shown."""
        one = self.place.post is not None
        match parameters:
            case ("ledger.take-back",) | ("ledger.next",) | ("ledger.previous",):
                return one
            case ("ledger.reopen",):
                return self.view is not None
        return True

    def switch_view(self) -> None:
        """From one post to all of them, and back."""
        if self.place.post is not None:
            self.become(places.to_post(self.place, None))
        elif self.post_here is not None:
            self.become(places.to_post(self.place, self.post_here))

    def look_at(self, post: PostId) -> None:
        """Go to a post."""
        self.become(places.to_post(self.place, post))

    def _post_by(self, step: int) -> None:
        self.become(places.post_by(self.place, self.posts, step))

    def balance(self) -> None:
        """Every figure of the post."""
        post, view = self.post_here, self.view
        if post is not None and view is not None:
            self.read(lambda lang: balance_page(view, post, view.balances.get(post), lang))

    def back(self) -> None:
        """From a post to all of them, from there to the planner."""
        if self.place.post is not None:
            self.become(places.to_post(self.place, None))
        else:
            self.house.everywhere("mode.planner")

    def legend(self, lang: Lang) -> list[Entry]:
        """What the marks of lines mean."""
        return [
            Entry(Content.assemble((f"{STANDINGS[standing][0]:<9}", "bold"), told.say(lang)))
            for standing, told in STANDINGS_LONG.items()
        ]


READING = Text("Lecture du registre…", "Reading the ledger…")
