"""Work behind the keyboard: of what is asked for under a name, the last is always done."""

import threading
from collections.abc import Callable

_PAUSE_SECONDS = 0.05
"""The screen comes first: what is typed is on the disk a moment after it is shown."""


class Behind:
    """One thread, which begins with the first job."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._turn = threading.Condition()
        self._wanted: dict[str, Callable[[], None]] = {}
        self._working = self._closed = self._hurried = False
        self._thread: threading.Thread | None = None

    def ask(self, name: str, job: Callable[[], None]) -> None:
        """Do this soon; an earlier job of the same name that still waits is skipped."""
        with self._turn:
            self._wanted[name] = job
            self._closed = False
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name=self._name, daemon=True)
                self._thread.start()
            self._turn.notify_all()

    def settle(self) -> None:
        """Wait until what was asked for is done."""
        with self._turn:
            self._hurried = True
            self._turn.notify_all()
            self._turn.wait_for(lambda: not self._wanted and not self._working, timeout=10)
            self._hurried = False

    def close(self) -> None:
        """Do what is left and end."""
        with self._turn:
            self._closed = True
            self._turn.notify_all()
            thread, self._thread = self._thread, None
        if thread is not None:
            thread.join(timeout=10)

    def _run(self) -> None:
        while jobs := self._next():
            for job in jobs:
                job()
            with self._turn:
                self._working = False
                self._turn.notify_all()

    def _next(self) -> list[Callable[[], None]]:
        """What is to be done; nothing when all is done and no more will come."""
        with self._turn:
            self._turn.wait_for(lambda: self._wanted or self._closed)
            self._turn.wait_for(lambda: self._closed or self._hurried, timeout=_PAUSE_SECONDS)
            jobs = list(self._wanted.values())
            self._wanted.clear()
            self._working = bool(jobs)
            return jobs
