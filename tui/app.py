"""The terminal application: languages, themes, modes and the actions that every screen has."""

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from textual.app import App
from textual.binding import Binding
from textual.command import CommandPalette, Provider
from textual.screen import Screen
from textual.worker import Worker

from rota.clock import Clock, SystemClock
from rota.errors import UserError
from rota.model.facts import SiteId
from rota.service import make_plan
from rota.words import Lang, Text
from rota.workspace.opened import opened
from tui.actions import Keys
from tui.bindings import key_shown
from tui.help import PARTS, help_page
from tui.live import Live
from tui.memory import Memory, read_keys, recall, remember
from tui.modes import MODES
from tui.news import News, told
from tui.opening import Desk, open_desk
from tui.opening_shared import open_shared
from tui.pages import Target, ToAct
from tui.palette import Everything, Jumps, placeholder
from tui.screens.base import Spoken
from tui.screens.mode import ModeScreen
from tui.screens.page import PageScreen
from tui.screens.planner import PlannerScreen
from tui.screens.planner_sharing import Sharing
from tui.screens.welcome import WelcomeScreen
from tui.searching import Solve
from tui.seats import seat_of, seats_page
from tui.shared import Shared
from tui.themes import THEMES
from tui.welcome import Beginning, ToJoin, ToMake, ToOpen, make, make_workspace


@dataclass(frozen=True, slots=True)
class Places:
    """Where the application keeps what is its own."""

    memory: Path
    keys: Path


@dataclass(frozen=True, slots=True)
class Given:
    """All that comes from outside, so that a test can give its own."""

    lang: Lang
    places: Places
    clock: Clock = field(default_factory=SystemClock)
    solve: Solve = make_plan
    here: Path = Path()
    """Where folders are looked for."""
    beat_seconds: float | None = 2.5
    """How often the workspace is asked whether others wrote; None when something else asks."""


class RotaApp(App[None]):
    """Composes the parts; decides nothing of the work."""

    CSS_PATH = "rota.tcss"
    ENABLE_COMMAND_PALETTE = False
    TITLE = "rota"
    BINDINGS: ClassVar = []

    def __init__(
        self,
        given: Given,
        desk: Desk | None,
        shared: Shared | None = None,
        *,
        seated: bool = True,
        left: ExitStack | None = None,
    ) -> None:
        """Compose it.

        Args:
            given: What comes from outside.
            desk: What the planner begins on; None where nothing was named.
            shared: The workspace.
            seated: Whether it is known for whom the person speaks; else that is asked first.
            left: What is closed at the end: a workspace made here is added.
        """
        super().__init__()
        self.given = given
        self.desk = desk
        self.shared = shared
        self.live = Live(self)
        self._seated = seated
        self._left = left if left is not None else ExitStack()
        self.memory: Memory = recall(given.places.memory)
        self.lang: Lang = Lang(self.memory.lang) if self.memory.lang else given.lang
        self.keys: Keys
        self.keys, self._key_troubles = read_keys(given.places.keys)
        self.typed: dict[str, Mapping[str, str]] = {}

    @property
    def state_folder(self) -> Path:
        """Where the application keeps what is its own."""
        return self.given.places.memory.parent

    def _planner(self, desk: Desk) -> PlannerScreen:
        return PlannerScreen(desk, self.given.solve, self.given.clock, self.state_folder)

    def _welcome(self) -> WelcomeScreen:
        return WelcomeScreen(self.given.here, self.begin)

    def begin_again(self) -> None:
        """Choose another folder."""
        self.to_planner()
        self.switch_screen(self._welcome())

    def begin(self, beginning: Beginning) -> None:
        """The planner on what was chosen: a folder, or a workspace.

        Raises:
            UserError: it cannot be read or made.
        """
        match beginning:
            case ToOpen(folder):
                self.open_folder(folder)
            case ToMake(shared=False):
                self.open_folder(make(beginning))
            case ToMake():
                self.open_workspace(make_workspace(make(beginning), self.given.here, self.given.clock))
            case ToJoin(url):
                self.open_workspace(url)

    def open_folder(self, folder: Path) -> None:
        """The planner on a folder.

        Raises:
            UserError: the folder or its plan cannot be read.
        """
        desk = open_desk(folder, None, None, None, self.given.clock)
        self.shared = None
        self.live.follow(None)
        self.switch_screen(self._planner(desk))

    def open_workspace(self, url: str) -> None:
        """The planner on a workspace, for the site that the person spoke for last, else asked.

        Raises:
            UserError: it cannot be read.
        """
        workspace = self._left.enter_context(opened(url, self.given.clock))
        site, known = seat_of(workspace, self.memory, None)
        shared = Shared(workspace, site)
        desk = open_shared(shared, self.state_folder, self.memory.plans.get(shared.name))
        self.shared = shared
        self.switch_screen(self._planner(desk))
        self.live.follow(shared)
        if not known:
            self.call_after_refresh(self.choose_seat)

    def share_folder(self) -> None:
        """Make a workspace from the folder that is open, its plan kept as a draft."""
        planner = self._bottom
        if not isinstance(planner, Sharing) or planner.stored is not None:
            self.tell(SHARED_ALREADY, severity="warning")
            return
        if planner.state.unsaved:
            planner.save()
        desk = planner.desk
        try:
            url = make_workspace(desk.opened.folder, self.given.here, self.given.clock, plan=desk.path)
            self.to_planner()
            self.open_workspace(url)
        except UserError as error:
            self.tell(error.text, severity="error")

    def choose_seat(self) -> None:
        """Ask for which site the person speaks."""
        shared = self.shared
        if shared is None:
            self.tell(NO_WORKSPACE, severity="warning")
            return
        self.to_planner()

        def chosen(target: Target | None) -> None:
            if isinstance(target, ToAct):
                target.act()

        facts, site = shared.workspace.facts, shared.site
        maker = partial(seats_page, facts, site, self.speak_for)
        self.push_screen(PageScreen(maker, lambda _target: None), chosen)

    def speak_for(self, site: SiteId) -> None:
        """Read, agree and sign in the name of a site."""
        shared = self.shared
        if shared is None:
            return
        seats = {**self.memory.seats, shared.name: str(site)}
        self._remember(seats=seats)
        if site != shared.site:
            self.shared = replace(shared, site=site)
            plan = self.memory.plans.get(shared.name)
            self.switch_screen(self._planner(open_shared(self.shared, self.state_folder, plan)))
            self.live.follow(self.shared)
        self.tell(SPEAKS, site=site)

    def turn_to(self, desk: Desk) -> None:
        """The planner on another plan, which is opened first the next time."""
        self.to_planner()
        self.switch_screen(self._planner(desk))
        if desk.stored is not None:
            self._remember(plans={**self.memory.plans, desk.stored.shared.name: desk.stored.asked.plan})

    @property
    def _bottom(self) -> Screen[Any]:
        """The planner, or where one begins: what is under every mode."""
        return next(one for one in self.screen_stack if isinstance(one, PlannerScreen | WelcomeScreen))

    def beside(self, work: Callable[[], None]) -> Worker[None]:
        """Run something in a thread."""
        return self.run_worker(work, thread=True, group="pulse")

    def back(self, act: Callable[..., None], *values: object) -> None:
        """From a thread, do something on the application's own one; nothing once it has ended."""
        if self.is_running:
            self.call_from_thread(act, *values)

    def heard(self, news: News) -> None:
        """Tell what others did; every open screen takes it."""
        for text, values in told(news):
            self.tell(text, **values)
        for screen in self.screen_stack:
            if isinstance(screen, Sharing):
                screen.heard(news)
            elif isinstance(screen, ModeScreen):
                screen.reload()

    def marked(self) -> None:
        """The title says whether the database answers."""
        for screen in self.screen_stack:
            if isinstance(screen, Sharing):
                screen.show()

    def on_mount(self) -> None:
        """Put on the colours remembered; begin on the planner, or where to begin."""
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = self.memory.theme
        self.push_screen(self._planner(self.desk) if self.desk else self._welcome())
        for text in self._key_troubles:
            self.tell(text, severity="warning")
        self.live.follow(self.shared)
        if self.given.beat_seconds is not None:
            self.set_interval(self.given.beat_seconds, self.live.beat)
        if self.shared is not None and not self._seated:
            self.call_after_refresh(self.choose_seat)

    def on_unmount(self) -> None:
        """Close what was opened here."""
        self._left.close()

    def get_key_display(self, binding: Binding) -> str:
        """Keys in as few letters as can be."""
        return key_shown(binding.key)

    def get_css_variables(self) -> dict[str, str]:
        """The looks of our themes, known before the first of them is put on."""
        return {**THEMES[0].variables, **super().get_css_variables()}

    def tell(self, text: Text, *, severity: str = "information", **values: object) -> None:
        """A notification, which never needs an answer."""
        told = text.say(self.lang, **values)
        match severity:
            case "warning":
                self.notify(told, severity="warning", markup=False)
            case "error":
                self.notify(told, severity="error", markup=False, timeout=2 * self.NOTIFICATION_TIMEOUT)
            case _:
                self.notify(told, markup=False)

    def everywhere(self, action: str) -> None:
        """Do an action that every screen has."""
        doing: dict[str, Callable[[], None]] = {
            "help": self.show_help,
            "palette": lambda: self.search_among(Everything),
            "jump": lambda: self.search_among(Jumps),
            "language": self.switch_language,
            "theme": self.next_theme,
            "open": self.begin_again,
            "site.speak": self.choose_seat,
            "share": self.share_folder,
            "picture": self.take_picture,
            "quit": self.exit,
            "mode.planner": self.to_planner,
            "export": self.export,
            **{mode: partial(self.to_mode, mode) for mode in MODES},
        }
        doing[action]()

    def to_planner(self) -> None:
        """Leave everything that is above the planner."""
        self._leave_all_but(PlannerScreen, WelcomeScreen)

    def _leave_all_but(self, *kinds: type[Screen[Any]]) -> None:
        """Leave what is above a screen of one of these kinds."""
        while not isinstance(self.screen, kinds) and len(self.screen_stack) > 1:
            self.pop_screen()

    def to_mode(self, mode: str) -> None:
        """A mode of the workspace, above the planner and in place of another mode."""
        if self.shared is None:
            self.tell(NO_WORKSPACE, severity="warning")
            return
        self._leave_all_but(ModeScreen, PlannerScreen, WelcomeScreen)
        if not isinstance(self.screen, ModeScreen):
            self.push_screen(MODES[mode](self.shared))
        elif self.screen.mode != mode:
            self.switch_screen(MODES[mode](self.shared))

    def export(self, **starts: object) -> None:
        """Write a paper or calendars; ``starts`` stand in some fields at first."""
        if self.shared is None:
            self.tell(NO_WORKSPACE, severity="warning")
            return
        from tui.screens.exporting import open_exports  # noqa: PLC0415 (papers are loaded by those who write)

        open_exports(self, self.shared, starts)

    def show_help(self) -> None:
        """Help on the screen and on what has the focus."""
        screen = self.screen
        if not isinstance(screen, Spoken):
            return
        part = PARTS.get(type(self.focused).__name__)
        self.push_screen(
            PageScreen(
                lambda lang: help_page(screen.where, part, screen.legend(lang), self.keys, lang),
                lambda _target: None,
            )
        )

    def search_among(self, provider: type[Provider]) -> None:
        """The command palette."""
        if not self.screen.has_class("--textual-command-palette"):
            hint = placeholder(self.lang, only_jumps=provider is Jumps)
            self.push_screen(CommandPalette([provider], placeholder=hint, id="--command-palette"))

    def take_picture(self) -> None:
        """An SVG of the screen, where downloads go."""
        self.deliver_screenshot()

    def switch_language(self) -> None:
        """French to English and back, on every open screen."""
        self.lang = Lang.EN if self.lang is Lang.FR else Lang.FR
        self._remember(lang=str(self.lang))
        for screen in self.screen_stack:
            if isinstance(screen, Spoken):
                screen.speak()

    def next_theme(self) -> None:
        """Dark, light, high contrast."""
        names = [theme.name for theme in THEMES]
        place = names.index(self.theme) if self.theme in names else -1
        self.theme = names[(place + 1) % len(names)]
        self._remember(theme=self.theme)

    def _remember(self, **changes: Any) -> None:
        self.memory = replace(self.memory, **changes)
        remember(self.given.places.memory, self.memory)


NO_WORKSPACE = Text(
    "Il faut une base partagée : rota init DOSSIER la crée.",
    "This needs a shared workspace: rota init FOLDER makes it.",
)
SHARED_ALREADY = Text("Ceci est déjà une base partagée.", "This is a shared workspace already.")
SPEAKS = Text("Vous parlez pour {site}.", "You speak for {site}.")
