"""What the screens of a workspace share: they read beside the keyboard, and what is refused is told."""

from collections.abc import Callable
from typing import Generic, TypeVar

from textual.worker import Worker

from tui.screens.base import Spoken
from tui.shared import Shared

V = TypeVar("V")
T = TypeVar("T")


class ModeScreen(Spoken, Generic[V]):
    """Shows a frozen view of the workspace; each write, and each of others, is followed by another reading.

    A mode gives :meth:`load`, which runs in a thread and touches no widget, and :meth:`show`.
    """

    def __init__(self, shared: Shared) -> None:
        super().__init__()
        self.shared = shared
        self.view: V | None = None
        """What is shown; None until it was read for the first time."""

    def load(self, shared: Shared) -> V:
        """Read what is shown.

        Raises:
            UserError: it cannot be read; what was shown stays.
        """
        raise NotImplementedError

    def show(self, view: V) -> None:
        """Tell each widget what to show."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Speak, and read for the first time."""
        self.house.hold(self.reload(), drop=False)

    def speak(self) -> None:
        """Everything again in the language of the moment."""
        super().speak()
        if self.view is not None:
            self.show(self.view)

    def reload(self) -> Worker[None]:
        """Read again; an earlier reading that still runs is forgotten."""
        shared = self.shared.fresh()
        return self.beside(lambda: self.load(shared), self._loaded, "reading")

    def do(self, verb: Callable[[Shared], T], then: Callable[[T], None]) -> None:
        """Write something beside the keyboard, then say so and read again; one write after the other.

        Args:
            verb: A verb of the workspace, run in a thread.
            then: What is told of its answer, on the screen's own thread.
        """
        shared = self.shared.fresh()

        def done(answer: T) -> None:
            then(answer)
            self.house.live.wrote()
            self.reload()

        self.beside(lambda: verb(shared), done, "writing")

    def _loaded(self, view: V) -> None:
        self.view = view
        self.show(view)
        self.take_keys()
