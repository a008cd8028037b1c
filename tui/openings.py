"""Folders and workspaces are opened beside the keyboard: a remote database may be slow to answer."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from textual.worker import Worker, get_current_worker

from rota.clock import Clock
from rota.errors import UserError
from rota.model.facts import SiteId
from rota.sites.faults import clean
from rota.words import Text
from rota.workspace.address import FILE
from rota.workspace.opened import opened
from tui.memory import Memory
from tui.opening import Desk, open_desk
from tui.opening_shared import open_shared
from tui.seats import seat_of
from tui.shared import Shared
from tui.welcome import Beginning, ToJoin, ToMake, ToOpen, make, make_workspace

Refused = Callable[[UserError], None]


@dataclass(frozen=True, slots=True)
class Arrived:
    """What was opened, and what closes it."""

    desk: Desk
    shared: Shared | None
    known: bool
    """Whether it is known for whom the person speaks."""
    left: ExitStack | None
    """What to close when it is left; None where it is the workspace that is open already."""


class Door(Protocol):
    """What the application gives: somewhere to run, someone to tell, a place for what was opened."""

    memory: Memory

    @property
    def state_folder(self) -> Path:
        """Where the application keeps what is its own."""

    def beside(self, work: Callable[[], None]) -> Worker[None]:
        """Run something in a thread."""

    def back(self, act: Callable[..., None], *values: object) -> None:
        """From that thread, do something on the screen's own one."""

    def hold(self, worker: Worker[Any], text: Text, *, name: str) -> None:
        """Let no key in until a worker has answered; Escape forgets the answer."""

    def tell(self, text: Text, *, severity: str = "information", **values: object) -> None:
        """A notification, which never needs an answer."""

    def enter(self, arrived: Arrived) -> None:
        """The planner on what was opened."""


class Openings:
    """One opening at a time; one that nobody waits for any more is closed as soon as it is there."""

    def __init__(self, door: Door, here: Path, clock: Clock) -> None:
        self._door, self._here, self._clock = door, here, clock
        self._worker: Worker[None] | None = None

    def begin(self, beginning: Beginning, refused: Refused) -> None:
        """Open, make or join what was chosen."""
        memory = self._door.memory
        match beginning:
            case ToOpen(folder):
                self._open(folder.name or str(folder), lambda left: self._folder(folder, left), refused)
            case ToMake(folder=folder, shared=False):
                self._open(folder.name, lambda left: self._folder(make(beginning), left), refused)
            case ToMake():

                def made(left: ExitStack) -> Arrived:
                    url = make_workspace(make(beginning), self._here, self._clock)
                    return self._workspace(url, memory, left)

                self._open(FILE, made, refused)
            case ToJoin(url):
                name = url.rpartition("/")[2].partition("?")[0]
                self._open(name, lambda left: self._workspace(url, memory, left), refused)

    def share(self, desk: Desk, refused: Refused) -> None:
        """Make a workspace from a folder that is open, its plan kept as a draft, and open it."""
        memory = self._door.memory

        def work(left: ExitStack) -> Arrived:
            url = make_workspace(desk.opened.folder, self._here, self._clock, plan=desk.path)
            return self._workspace(url, memory, left)

        self._open(FILE, work, refused)

    def sit(self, shared: Shared, site: SiteId, refused: Refused) -> None:
        """The same workspace, another site speaking."""
        seated, plan = replace(shared, site=site), self._door.memory.plans.get(shared.name)

        def work(_left: ExitStack) -> Arrived:
            fresh = seated.fresh()
            return Arrived(open_shared(fresh, self._door.state_folder, plan), fresh, known=True, left=None)

        self._open(site, work, refused)

    def _folder(self, folder: Path, left: ExitStack) -> Arrived:
        return Arrived(open_desk(folder, None, None, None, self._clock), None, known=True, left=left)

    def _workspace(self, url: str, memory: Memory, left: ExitStack) -> Arrived:
        """For the site that the person spoke for last, else asked."""
        workspace = left.enter_context(opened(url, self._clock))
        site, known = seat_of(workspace, memory, None)
        shared = Shared(workspace, site)
        desk = open_shared(shared, self._door.state_folder, memory.plans.get(shared.name))
        return Arrived(desk, shared, known, left)

    def _open(self, name: str, work: Callable[[ExitStack], Arrived], refused: Refused) -> None:
        """Beside the keyboard, unless something is being opened already."""
        if self._worker is not None and not (self._worker.is_finished or self._worker.is_cancelled):
            return

        def run() -> None:
            worker = get_current_worker()
            left, taken = ExitStack(), list[Worker[None]]()
            answer: Callable[[], None]
            try:
                try:
                    answer = partial(self._door.enter, work(left))
                except UserError as error:
                    left.close()
                    answer = partial(refused, error)
                if not worker.is_cancelled:
                    self._door.back(self._answer, worker, answer, taken)
            finally:
                if not taken:
                    left.close()

        self._worker = worker = self._door.beside(run)
        self._door.hold(worker, OPENING, name=clean(name))

    def _answer(self, worker: Worker[None], answer: Callable[[], None], taken: list[Worker[None]]) -> None:
        """Go on with an answer that is still waited for."""
        if not worker.is_cancelled:
            taken.append(worker)
            answer()


OPENING = Text("Ouverture de {name}… Échap l’abandonne.", "Opening {name}… Escape gives it up.")
