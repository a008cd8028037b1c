"""What goes on in the workspace while the screen is looked at: others write, the database goes and comes."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from rota.errors import UserError
from rota.store.errors import NoStore, StoreBusy
from rota.store.pulse import Pulse, pulse
from rota.words import Text
from tui.news import News, news_of
from tui.shared import Shared

if TYPE_CHECKING:
    from textual.worker import Worker

_SILENT_BEATS = 4
"""So many beats without an answer, and the database is said to be out of reach."""


class Heart(Protocol):
    """What the application gives: somewhere to run, someone to tell."""

    def beside(self, work: Callable[[], None]) -> "Worker[None]":
        """Run something in a thread."""

    def back(self, act: Callable[..., None], *values: object) -> None:
        """From that thread, do something on the screen's own one."""

    def tell(self, text: Text, *, severity: str = "information", **values: object) -> None:
        """A notification, which never needs an answer."""

    def heard(self, news: News) -> None:
        """Each open screen takes what is new."""

    def marked(self) -> None:
        """The mark of a lost connection came or went."""


class Live:
    """The pulse of one workspace, taken from time to time."""

    def __init__(self, heart: Heart) -> None:
        self._heart = heart
        self.shared: Shared | None = None
        self.lost = False
        """Whether the database was out of reach the last time it was asked."""
        self._before: Pulse | None = None
        self._waiting = 0
        self._mine = False

    def follow(self, shared: Shared | None) -> None:
        """Another workspace, or another site speaking."""
        if shared is None or self.shared is None or shared.name != self.shared.name:
            self._before, self._waiting, self.lost = None, 0, False
        self.shared = shared
        self.beat()

    def beat(self) -> None:
        """Ask, unless an answer is still waited for."""
        shared = self.shared
        if shared is None:
            return
        if self._waiting:
            self._waiting += 1
            if self._waiting > _SILENT_BEATS:
                self._lose()
            return
        self._waiting = 1

        def work() -> None:
            try:
                found = shared.workspace.store.read(pulse)
            except UserError:
                self._heart.back(self._failed, shared)
            else:
                self._heart.back(self._beaten, shared, found)

        self._heart.beside(work)

    def wrote(self) -> None:
        """What changes next was written here."""
        self._mine = True
        self.beat()

    def refused(self, error: UserError) -> None:
        """Tell a refusal of the workspace; a lost connection once."""
        if isinstance(error, StoreBusy | NoStore):
            self._lose()
        else:
            self._heart.tell(error.text, severity="error")

    def _lose(self) -> None:
        if not self.lost:
            self.lost = True
            self._heart.tell(LOST, severity="error")
            self._heart.marked()

    def _failed(self, shared: Shared) -> None:
        """Whatever the reason is, the database could not be asked."""
        self._waiting = 0
        if shared is self.shared:
            self._lose()

    def _beaten(self, shared: Shared, found: Pulse) -> None:
        self._waiting = 0
        if self.shared is None or shared.name != self.shared.name:
            return
        if self.lost:
            self.lost = False
            self._heart.tell(BACK)
            self._heart.marked()
        before, self._before = self._before, found
        if before == found:
            return
        news = news_of(before or found, found, self.shared.site, mine=self._mine)
        self._mine = False
        self._heart.heard(news)


LOST = Text(
    "Base injoignable : rien n’est perdu, le brouillon est gardé ici ; elle est réessayée sans cesse.",
    "Database out of reach: nothing is lost, the draft is kept here; it is tried again all the time.",
)
BACK = Text("La base répond de nouveau.", "The database answers again.")
