"""The terminal application: what it begins on, what is opened in it, and what others do meanwhile."""

from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from typing import Any, ClassVar

from textual.screen import Screen
from textual.worker import Worker

from rota.errors import UserError
from rota.model.facts import SiteId
from rota.words import Text
from tui.forgetting import DrawnByItself
from tui.going import NO_WORKSPACE, Going
from tui.housing import Given
from tui.live import Live
from tui.modes import MODES
from tui.news import News, told
from tui.opening import Desk
from tui.openings import Arrived, Openings, Refused
from tui.pages import Target, ToAct
from tui.palette import Everything, Jumps
from tui.screens.mode import ModeScreen
from tui.screens.page import PageScreen
from tui.screens.planner import PlannerScreen
from tui.screens.planner_sharing import Sharing
from tui.screens.welcome import WelcomeScreen
from tui.seats import seats_page
from tui.shared import Shared
from tui.themes import THEMES
from tui.welcome import Beginning


class RotaApp(Going):
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
        super().__init__(given, shared)
        self.desk = desk
        self.live = Live(self)
        self.openings = Openings(self, given.here, given.clock)
        self._seated = seated
        self._left = left if left is not None else ExitStack()

    def _planner(self, desk: Desk) -> PlannerScreen:
        return PlannerScreen(desk, self.given.solve, self.given.clock, self.state_folder)

    def _welcome(self) -> WelcomeScreen:
        return WelcomeScreen(self.given.here, self.begin)

    def begin_again(self) -> None:
        """Choose another folder."""
        self.to_planner()
        self.switch_screen(self._welcome())

    def begin(self, beginning: Beginning, refused: Refused) -> None:
        """The planner on what was chosen: a folder, or a workspace."""
        self.openings.begin(beginning, refused)

    def enter(self, arrived: Arrived) -> None:
        """The planner on what was opened; the workspace that was left for it is closed."""
        self.to_planner()
        self.shared = shared = arrived.shared
        self.switch_screen(self._planner(arrived.desk))
        self.live.follow(shared)
        if arrived.left is not None:
            before, self._left = self._left, arrived.left
            self.beside(before.close)
        elif shared is not None:
            self._seat(shared.name, shared.site)
        if not arrived.known:
            self.call_after_refresh(self.choose_seat)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """What was awaited may have come."""
        if event.worker.is_finished:
            self.let_in()

    def share_folder(self) -> None:
        """Make a workspace from the folder that is open, its plan kept as a draft."""
        planner = self._bottom
        if not isinstance(planner, Sharing) or planner.stored is not None:
            self.tell(SHARED_ALREADY, severity="warning")
            return
        if planner.state.unsaved:
            planner.save()
        if not planner.state.unsaved:
            self.openings.share(planner.desk, self._refused)

    def _refused(self, error: UserError) -> None:
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
        if site == shared.site:
            self._seat(shared.name, site)
        else:
            self.openings.sit(shared, site, self._refused)

    def _seat(self, workspace: str, site: SiteId) -> None:
        self.remember(seats={**self.memory.seats, workspace: str(site)})
        self.tell(SPEAKS, site=site)

    def turn_to(self, desk: Desk) -> None:
        """The planner on another plan, which is opened first the next time."""
        self.to_planner()
        self.switch_screen(self._planner(desk))
        if desk.stored is not None:
            self.remember(plans={**self.memory.plans, desk.stored.shared.name: desk.stored.asked.plan})

    @property
    def _bottom(self) -> Screen[Any]:
        """The planner, or where one begins: what is under every mode."""
        return next(one for one in self.screen_stack if isinstance(one, PlannerScreen | WelcomeScreen))

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
        for text in self.key_troubles:
            self.tell(text, severity="warning")
        self.live.follow(self.shared)
        self.typed.sweep()
        if self.given.beat_seconds is not None:
            self.set_interval(self.given.beat_seconds, self.live.beat)
        if self.shared is not None and not self._seated:
            self.call_after_refresh(self.choose_seat)

    def on_unmount(self) -> None:
        """Close what was opened here."""
        self.typed.close()
        self._left.close()

    def get_default_screen(self) -> Screen[Any]:
        """What is under the planner."""
        return DrawnByItself(id="_default")

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


SHARED_ALREADY = Text("Ceci est déjà une base partagée.", "This is a shared workspace already.")
SPEAKS = Text("Vous parlez pour {site}.", "You speak for {site}.")
