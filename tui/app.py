"""The terminal application: languages, themes, modes and the actions that every screen has."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual.app import App
from textual.binding import Binding
from textual.command import CommandPalette, Provider

from rota.clock import Clock, SystemClock
from rota.service import make_plan
from rota.words import Lang, Text
from tui.actions import Keys
from tui.bindings import key_shown
from tui.help import PARTS, help_page
from tui.memory import Memory, read_keys, recall, remember
from tui.modes import MODES
from tui.opening import Desk, open_desk
from tui.palette import Everything, Jumps, placeholder
from tui.screens.base import Spoken
from tui.screens.mode import ModeScreen
from tui.screens.page import PageScreen
from tui.screens.planner import PlannerScreen
from tui.screens.welcome import WelcomeScreen
from tui.searching import Solve
from tui.shared import Shared
from tui.themes import THEMES


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


class RotaApp(App[None]):
    """Composes the parts; decides nothing of the work."""

    CSS_PATH = "rota.tcss"
    ENABLE_COMMAND_PALETTE = False
    TITLE = "rota"
    BINDINGS: ClassVar = []

    def __init__(self, given: Given, desk: Desk | None, shared: Shared | None = None) -> None:
        super().__init__()
        self.given = given
        self.desk = desk
        self.shared = shared
        self.memory: Memory = recall(given.places.memory)
        self.lang: Lang = Lang(self.memory.lang) if self.memory.lang else given.lang
        self.keys: Keys
        self.keys, self._key_troubles = read_keys(given.places.keys)
        self.typed: dict[str, Mapping[str, str]] = {}

    def _planner(self, desk: Desk) -> PlannerScreen:
        return PlannerScreen(desk, self.given.solve, self.given.clock)

    def _welcome(self) -> WelcomeScreen:
        return WelcomeScreen(self.given.here, self.open_folder)

    def begin_again(self) -> None:
        """Choose another folder."""
        self.switch_screen(self._welcome())

    def open_folder(self, folder: Path) -> None:
        """The planner on a folder.

        Raises:
            UserError: the folder or its plan cannot be read.
        """
        desk = open_desk(folder, None, None, None, self.given.clock)
        self.switch_screen(self._planner(desk))

    def on_mount(self) -> None:
        """Put on the colours remembered; begin on the planner, or where to begin."""
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = self.memory.theme
        self.push_screen(self._planner(self.desk) if self.desk else self._welcome())
        for text in self._key_troubles:
            self.tell(text, severity="warning")

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
                self.notify(told, severity="error", markup=False, timeout=10)
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
            "picture": self.take_picture,
            "quit": self.exit,
            "mode.planner": self.to_planner,
            **{mode: partial(self.to_mode, mode) for mode in MODES},
        }
        doing[action]()

    def to_planner(self) -> None:
        """Leave the mode above the planner."""
        if not isinstance(self.screen_stack[-1], PlannerScreen | WelcomeScreen):
            self.pop_screen()

    def to_mode(self, mode: str) -> None:
        """A mode of the workspace, above the planner and in place of another mode."""
        if self.shared is None:
            self.tell(NO_WORKSPACE, severity="warning")
        elif not isinstance(self.screen, ModeScreen):
            self.push_screen(MODES[mode](self.shared))
        elif self.screen.mode != mode:
            self.switch_screen(MODES[mode](self.shared))

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

    def _remember(self, **changes: str) -> None:
        self.memory = replace(self.memory, **changes)  # type: ignore[arg-type]
        remember(self.given.places.memory, self.memory)


NO_WORKSPACE = Text(
    "Il faut une base partagée : rota init DOSSIER la crée.",
    "This needs a shared workspace: rota init FOLDER makes it.",
)
