"""The feeds mode: who reads which calendar on which device; add, rotate, revoke."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import DataTable, Footer, Static

from rota.sites.faults import clean
from rota.store.calendar_feed import Token
from rota.words import Text
from rota.workspace import feed_words, feeding
from rota.workspace.feeding import HERE, Made
from tui import feeds as told
from tui.actions import Where
from tui.feeds import View
from tui.feeds_form import new_form, rendered
from tui.screens.feeds_token import TokenScreen
from tui.screens.form import FormScreen
from tui.screens.form_question import Question, QuestionScreen
from tui.screens.mode import ModeScreen
from tui.shared import Shared


class FeedsScreen(ModeScreen[View]):
    """One line for each device."""

    where: ClassVar[Where] = Where.FEEDS
    mode: ClassVar[str] = "mode.feeds"
    DEFAULT_CSS = """
    FeedsScreen .line {
        height: 1; padding: 0 1; background: $panel; text-wrap: nowrap; text-overflow: ellipsis;
    }
    FeedsScreen DataTable { height: 1fr; background: $background; scrollbar-size: 1 1; }
    FeedsScreen #detail { height: 6; padding: 0 1; background: $surface; }
    """

    def __init__(self, shared: Shared) -> None:
        super().__init__(shared)
        self.revoked = False
        """Whether revoked ones are listed."""
        self.listed: tuple[Token, ...] = ()
        self.doing = {
            "feeds.create": self.create,
            "feeds.rotate": self.rotate,
            "feeds.revoke": self.revoke,
            "feeds.filter": self.filter,
            "feeds.reload": self.reload,
            "feeds.back": lambda: self.house.everywhere("mode.planner"),
        }

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        yield Static(READING.say(self.lang), id="title", classes="line", markup=False)
        yield DataTable(cursor_type="row", zebra_stripes=False)
        yield Static(id="detail", markup=False)
        yield Static(id="status", classes="line", markup=False)
        yield Footer(compact=True, show_command_palette=False)

    def on_mount(self) -> None:
        """Read, the keyboard on the list."""
        self.query_one(DataTable).focus()

    def load(self, shared: Shared) -> View:
        """Every token."""
        workspace = shared.workspace
        return View(feeding.listed(workspace), workspace.clock.now(), workspace.problem, feed_words.address())

    def show(self, view: View) -> None:
        """List them."""
        table, lang = self.query_one(DataTable), self.lang
        here = table.cursor_row
        self.listed = told.shown(view, revoked=self.revoked)
        table.clear(columns=True)
        table.add_columns(*(column.say(lang) for column in told.COLUMNS))
        for token in self.listed:
            table.add_row(*told.row(token, view, lang))
        if self.listed:
            table.move_cursor(row=min(here, len(self.listed) - 1))
        self.query_one("#title", Static).update(told.title_told(view, self.listed, lang))
        where = LOCAL.say(lang) if view.base == HERE else ADDRESS.say(lang, address=clean(view.base))
        self.query_one("#status", Static).update(where)
        self._show_detail()

    def on_data_table_row_highlighted(self) -> None:
        """Tell of the one under the cursor."""
        self._show_detail()

    def _show_detail(self) -> None:
        if self.view is not None:
            self.query_one("#detail", Static).update(told.detail_told(self.token, self.view, self.lang))
            self.take_keys()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Nothing to rotate or revoke without a token that still opens something."""
        if parameters and parameters[0] in {"feeds.rotate", "feeds.revoke"}:
            return self.token is not None and self.token.revoked_at is None
        return True

    @property
    def token(self) -> Token | None:
        """The one under the cursor."""
        row = self.query_one(DataTable).cursor_row if self.is_mounted else 0
        return self.listed[row] if 0 <= row < len(self.listed) else None

    def filter(self) -> None:
        """Revoked ones too, or not."""
        self.revoked = not self.revoked
        if self.view is not None:
            self.show(self.view)

    def look_at(self, code: str) -> None:
        """The first device that reads the calendar of a post or a service."""
        row = next((n for n, token in enumerate(self.listed) if token.feed.about.code == code), None)
        if row is None:
            self.house.tell(UNREAD, code=clean(code))
        else:
            self.query_one(DataTable).move_cursor(row=row)

    def create(self) -> None:
        """Ask for whom and on which device."""
        if self.view is not None:
            form = new_form(self.view.problem.facts, self.shared, self.lang)
            self.app.push_screen(FormScreen(form), self._made)

    def rotate(self) -> None:
        """Another address for a device, once that is sure."""
        token = self.token
        if token is not None:
            self._ask(ROTATE, token, lambda: self.do(lambda shared: _rotated(shared, token), self._made))

    def revoke(self) -> None:
        """No address for a device, once that is sure."""
        token = self.token
        if token is not None:
            self._ask(REVOKE, token, lambda: self.do(lambda shared: _revoked(shared, token), self._gone))

    def _ask(self, asked: "_Asked", token: Token, then: Callable[[], None]) -> None:
        names = {"device": clean(token.device), "code": clean(token.feed.about.code)}
        question = Question(
            title=asked.title,
            told=lambda lang: Content(asked.told.say(lang, **names)),
            yes=asked.yes,
            no=KEEP,
        )
        self.app.push_screen(QuestionScreen(question), lambda yes: then() if yes else None)

    def _made(self, made: Made | None) -> None:
        """Show the address, this once."""
        if made is not None:
            base = self.view.base if self.view else HERE
            self.app.push_screen(TokenScreen(made, feeding.links(base, made.token), local=base == HERE))
            self.reload()

    def _gone(self, token: Token) -> None:
        self.house.tell(REVOKED, device=clean(token.device), code=clean(token.feed.about.code))


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question before an address ends."""

    title: Text
    told: Text
    yes: Text


def _rotated(shared: Shared, token: Token) -> Made:
    return rendered(shared.workspace, feeding.rotate(shared.workspace, token))


def _revoked(shared: Shared, token: Token) -> Token:
    return feeding.revoke(shared.workspace, token)[0]


READING = Text("Lecture…", "Reading…")
LOCAL = Text(
    "Adresse : cette machine seulement ; la publique se donne par ROTA_FEED_URL.",
    "Address: this machine only; the public one is given by ROTA_FEED_URL.",
)
ADDRESS = Text("Adresse : {address}", "Address: {address}")
KEEP = Text("Ne rien changer", "Change nothing")
ROTATE = _Asked(
    Text("Renouveler l’adresse ?", "Rotate the address?"),
    Text(
        "{code}, « {device} » : l’adresse actuelle cesse aussitôt ; la nouvelle est à donner à l’appareil.",
        "{code}, “{device}”: the present address ends at once; the new one has to be given to the device.",
    ),
    Text("Renouveler", "Rotate"),
)
REVOKE = _Asked(
    Text("Révoquer l’adresse ?", "Revoke the address?"),
    Text(
        "{code}, « {device} » : l’agenda ne sera plus lu. Une autre adresse peut être donnée ensuite.",
        "{code}, “{device}”: the calendar will be read no more. Another address can be given later.",
    ),
    Text("Révoquer", "Revoke"),
)
UNREAD = Text("Aucun appareil ne lit {code} ; a en ajoute un.", "No device reads {code}; a adds one.")
REVOKED = Text(
    "L’adresse de {code}, « {device} », est révoquée.", "The address of {code}, “{device}”, is revoked."
)
