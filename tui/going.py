"""Where one can go from everywhere: modes, help, the palette, papers."""

from typing import Any

from textual.command import CommandPalette, Provider
from textual.screen import Screen

from rota.words import Text
from tui.help import PARTS, help_page
from tui.housing import Housing
from tui.modes import MODES
from tui.palette import Jumps, placeholder
from tui.screens.base import Spoken
from tui.screens.mode import ModeScreen
from tui.screens.page import PageScreen
from tui.screens.planner import PlannerScreen
from tui.screens.welcome import WelcomeScreen


class Going(Housing):
    """Leads to each mode above the planner, and back."""

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


NO_WORKSPACE = Text(
    "Il faut une base partagée : rota init DOSSIER la crée.",
    "This needs a shared workspace: rota init FOLDER makes it.",
)
