"""The process beside the server that refreshes feeds: started, told of fetches, started again if it ends."""

import logging
import os
import queue
import subprocess
import sys
import threading
from contextlib import suppress
from datetime import date

from exports.feed.watching import note_line
from rota.workspace.address import VARIABLE

WATCH_SECONDS = 5
RESTART_SECONDS = 10.0
STOP_SECONDS = 30.0

_log = logging.getLogger("rota.feed")


class Companion:
    """``rota feed refresh --watch`` as a child; its end is that of its standard input."""

    def __init__(self, url: str, level: str) -> None:
        self._url, self._level = url, level
        self._notes: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._noted: dict[bytes, date] = {}
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._work, name="feed-companion", daemon=True)

    def start(self) -> None:
        """Start it."""
        self._thread.start()

    def stop(self) -> None:
        """End it, once it has written what it was told."""
        self._stopping.set()
        self._notes.put(None)
        self._thread.join(timeout=STOP_SECONDS)

    def note(self, digest: bytes, day: date) -> None:
        """Tell it that a token was used; once a day is enough."""
        if self._noted.get(digest) != day:
            self._noted[digest] = day
            self._notes.put(note_line(digest, day))

    def _work(self) -> None:
        ended = False
        while not ended:
            with self._child() as child:
                ended = self._pass_on(child)
                with suppress(OSError):
                    if child.stdin:
                        child.stdin.close()
            if not ended:
                _log.warning("the process that refreshes feeds ended (%s): started again", child.returncode)
                self._stopping.wait(RESTART_SECONDS)

    def _child(self) -> "subprocess.Popen[str]":
        words = ["-m", "rota", "feed", "refresh", "--watch", str(WATCH_SECONDS), "--notes"]
        return subprocess.Popen(
            [sys.executable, *words, "--log-level", self._level],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            env={**os.environ, VARIABLE: self._url},
            text=True,
            start_new_session=True,
        )

    def _pass_on(self, child: "subprocess.Popen[str]") -> bool:
        """Pass notes on; tell whether it was the end of them rather than of the child."""
        while child.poll() is None:
            try:
                line = self._notes.get(timeout=1.0)
            except queue.Empty:
                continue
            if line is None:
                return True
            try:
                assert child.stdin
                child.stdin.write(line)
                child.stdin.flush()
            except OSError:
                self._notes.put(line)
                return False
        return False
