"""What all screens share: one language at a time, keys from the table of actions, one door for actions."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, TypeVar, cast

from textual.binding import BindingsMap
from textual.worker import Worker, get_current_worker

from rota.errors import UserError
from rota.words import Lang, Text
from tui.actions import BY_ID, Keys, Where
from tui.bindings import bindings
from tui.forgetting import DrawnByItself
from tui.pages import Entry

if TYPE_CHECKING:
    from tui.form_keeping import FormKey, KeptForms
    from tui.live import Live
    from tui.opening import Desk
    from tui.shared import Shared

T = TypeVar("T")


class House(Protocol):
    """What screens ask of the application."""

    lang: Lang
    keys: Keys
    live: "Live"
    """What is known of the workspace, beside the keyboard."""
    shared: "Shared | None"
    """The workspace; None on a folder."""
    typed: "KeptForms"
    """What was typed in forms that were not saved."""

    def form_key(self, form: str) -> "FormKey":
        """The key of a form of the workspace that is open."""

    def everywhere(self, action: str) -> None:
        """Do an action that every screen has."""

    def export(self, **starts: object) -> None:
        """Write a paper; ``starts`` stand in some fields of its form at first."""

    def hold(self, worker: Worker[Any], *, drop: bool = True) -> None:
        """Let no key in until a worker has answered; ``drop``: Escape forgets the answer too."""

    def let_in(self) -> None:
        """What was awaited may have come."""

    def turn_to(self, desk: "Desk") -> None:
        """The planner on something else."""

    def tell(self, text: Text, *, severity: str = "information", **values: object) -> None:
        """A notification, which never needs an answer."""


class Spoken(DrawnByItself):
    """A screen whose words and keys follow the language."""

    where: ClassVar[Where]
    mode: ClassVar[str] = ""
    """The action that leads here from everywhere; none for what is above a mode."""

    def __init__(self) -> None:
        super().__init__()
        self._given = self._bindings
        self.doing: dict[str, Callable[[], object]] = {}
        """What each action of this screen does."""

    @property
    def house(self) -> House:
        """The application."""
        return cast("House", self.app)

    @property
    def lang(self) -> Lang:
        """The language of the moment."""
        return self.house.lang

    def on_mount(self) -> None:
        """Speak from the start."""
        self.speak()

    def on_resize(self) -> None:
        """The footer holds what fits."""
        self.take_keys()

    @property
    def standing(self) -> bool:
        """Whether the screen is still there: one that was left has no widgets to tell anything."""
        return self in self.app.screen_stack

    def beside(
        self,
        work: Callable[[], T],
        then: Callable[[T], None],
        group: str,
        refused: Callable[[UserError], None] | None = None,
        *,
        opens: bool = False,
    ) -> Worker[None]:
        """Do something beside the keyboard, then go on with its answer on the screen's own thread.

        Args:
            work: Runs in a thread and touches no widget.
            then: What is done with its answer.
            group: ``reading`` forgets an earlier reading that still runs; writes are never forgotten.
            refused: What is done with a refusal; it is told where nothing else is said.
            opens: Whether the answer opens another screen, for which the keys typed meanwhile are meant.
        """

        def here(act: Callable[[Any], None], value: object) -> None:
            if self.standing:
                act(value)

        def run() -> None:
            worker = get_current_worker()
            try:
                answer = work()
            except UserError as error:
                if not worker.is_cancelled:
                    self.app.call_from_thread(here, refused or self.house.live.refused, error)
                return
            if not worker.is_cancelled:
                self.app.call_from_thread(here, then, answer)

        worker = self.run_worker(run, thread=True, group=group, exclusive=group == "reading")
        if opens:
            self.house.hold(worker)
        return worker

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """What was awaited may have come."""
        if event.worker.is_finished:
            self.house.let_in()

    def speak(self) -> None:
        """Take the keys and the words of the language of the moment."""
        self.take_keys()

    def take_keys(self) -> None:
        """The bindings of the moment, as many of them in the footer as there is room for."""
        own = bindings(
            self.where,
            self.lang,
            self.house.keys,
            self.app.size.width,
            self.offers,
        )
        self._bindings = BindingsMap.merge([BindingsMap(own), self._given])
        self.refresh_bindings()

    def offers(self, action: str) -> bool:
        """Whether the footer has a place for an action now; other modes are a workspace's."""
        if action.startswith("mode."):
            return self.mode not in {"", action} and self.house.shared is not None
        return self.check_action("act", (action,)) is not False

    def legend(self, lang: Lang) -> list[Entry]:  # noqa: ARG002 (screens with marks say more)
        """What the marks of the screen mean; most screens have none."""
        return []

    def action_act(self, action: str) -> None:
        """Do one action of the table."""
        if BY_ID[action].where is Where.EVERYWHERE:
            self.house.everywhere(action)
        else:
            self.doing[action]()
