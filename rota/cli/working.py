"""Long work beside this thread: who waits sees on stderr how far it is; Ctrl-C gives it up as a whole."""

import signal
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as StillRunning
from contextlib import contextmanager
from types import FrameType
from typing import Generic, TypeVar

from rota.cli.session import Session
from rota.words import Text
from rota.workspace.noting import Note

Answer = TypeVar("Answer")
Work = Callable[[Note], Answer]

_POLL_SECONDS = 0.2
_PLAIN_SECONDS = 10
_WIDTH = 79
_LINE = Text("{what} : {done}{seconds} s", "{what}: {done}{seconds} s")
_DONE = Text("{done}/{all} · ", "{done}/{all} · ")
_STOPPING = Text(
    "Arrêt demandé : ce qui est commencé est défait.", "Stopping: what was begun is being undone."
)
_NOTHING = Text("Rien n’a été écrit.", "Nothing was written.")


class _GivenUp(Exception):
    """Raised within the work: its transaction is rolled back."""


def run(session: Session, what: Text, work: Work[Answer]) -> Answer:
    """Do some work, telling how far it is.

    Raises:
        KeyboardInterrupt: it was given up; nothing of it is written.
    """
    return _Watch(session, what, work).run()


class _Watch(Generic[Answer]):
    """Some work while it is done."""

    def __init__(self, session: Session, what: Text, work: Work[Answer]) -> None:
        self.session, self.what, self.work = session, what, work
        self.stopping = threading.Event()
        self._started, self._told, self._shown = time.monotonic(), 0, 0
        self._far: tuple[int, int] = (0, 0)

    def run(self) -> Answer:
        """What the work gives."""
        with self._listening(), ThreadPoolExecutor(max_workers=1) as pool:
            answer = pool.submit(self.work, self._note)
            try:
                while True:
                    try:
                        return answer.result(timeout=_POLL_SECONDS)
                    except StillRunning:
                        self._show()
            except _GivenUp:
                self._erase()
                self.session.note(_NOTHING)
                raise KeyboardInterrupt from None
            finally:
                self._erase()

    def _note(self, done: int, whole: int, what: Text | None = None, /) -> None:
        self._far, self.what = (done, whole), what or self.what
        if self.stopping.is_set():
            raise _GivenUp

    @contextmanager
    def _listening(self) -> Iterator[None]:
        """Take Ctrl-C, where this is the thread that can."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        former = signal.signal(signal.SIGINT, self._interrupt)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, former)

    def _interrupt(self, _signal: int, _frame: FrameType | None) -> None:
        if not self.stopping.is_set():
            self.stopping.set()
            self._erase()
            self.session.note(_STOPPING)

    def _show(self) -> None:
        seconds, err = int(time.monotonic() - self._started), self.session.err
        line = self._line(seconds)
        if err.isatty():
            err.write("\r" + line.ljust(self._shown))
            err.flush()
            self._shown = len(line)
        elif seconds // _PLAIN_SECONDS > self._told:
            self._told = seconds // _PLAIN_SECONDS
            self.session.complain(line)

    def _line(self, seconds: int) -> str:
        done, whole = self._far
        far = _DONE.say(self.session.lang, done=done, all=whole) if whole else ""
        what = self.what.say(self.session.lang)
        return _LINE.say(self.session.lang, what=what, done=far, seconds=seconds)[:_WIDTH]

    def _erase(self) -> None:
        if self._shown:
            self.session.err.write("\r" + " " * self._shown + "\r")
            self.session.err.flush()
            self._shown = 0
