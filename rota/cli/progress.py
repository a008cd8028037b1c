"""A search under way: its progress on stderr, and Ctrl-C that stops it with the best plan so far."""

import signal
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as StillRunning
from types import FrameType
from typing import TypeVar

from rota.cli.session import Session
from rota.scheduler.outcome import OnProgress, Progress, Stop
from rota.words import Lang, Text

Answer = TypeVar("Answer")

_POLL_SECONDS = 0.2
_PLAIN_SECONDS = 10.0
"""Between two lines where nobody watches."""
_LINE = Text(
    "{seconds} s · {done}/{all} parties · prix {cost} · borne {bound} · écart {gap} %",
    "{seconds} s · {done}/{all} parts · price {cost} · bound {bound} · gap {gap}%",
)
_STOPPING = Text(
    "Arrêt demandé : le meilleur planning trouvé sera gardé (Ctrl-C encore pour tout abandonner).",
    "Stopping: the best plan so far will be kept (Ctrl-C again to give up).",
)


class Watch:
    """What is shown of a search while it runs."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.latest: Progress | None = None
        self.stopping = threading.Event()
        self._said_at = 0.0
        self._shown = ""

    def run(self, search: Callable[[OnProgress, Stop], Answer]) -> Answer:
        """Run a search beside this thread, so that the keyboard is always heard."""
        former = self._listen()
        try:
            with ThreadPoolExecutor(max_workers=1) as pool:
                answer = pool.submit(search, self._note, self.stopping.is_set)
                while True:
                    try:
                        return answer.result(timeout=_POLL_SECONDS)
                    except StillRunning:
                        self._show()
        finally:
            self._erase()
            if former is not None:
                signal.signal(signal.SIGINT, former)

    def _listen(self) -> "signal._HANDLER":
        """Take Ctrl-C, where this is the thread that can."""
        if threading.current_thread() is not threading.main_thread():
            return None
        return signal.signal(signal.SIGINT, self._interrupt)

    def _interrupt(self, _signal: int, _frame: FrameType | None) -> None:
        if self.stopping.is_set():
            raise KeyboardInterrupt
        self.stopping.set()
        self._erase()
        self.session.note(_STOPPING)

    def _note(self, progress: Progress) -> None:
        self.latest = progress

    def _show(self) -> None:
        latest, err = self.latest, self.session.err
        if latest is None:
            return
        told = line_of(latest, self.session.lang)
        if err.isatty():
            err.write("\r" + told[:79].ljust(len(self._shown)))
            err.flush()
            self._shown = told[:79]
        elif latest.seconds - self._said_at >= _PLAIN_SECONDS:
            self._said_at = latest.seconds
            self.session.complain(told)

    def _erase(self) -> None:
        if self._shown:
            self.session.err.write("\r" + " " * len(self._shown) + "\r")
            self.session.err.flush()
            self._shown = ""


def line_of(progress: Progress, lang: Lang) -> str:
    """``12 s · 3/7 parts · price 5698 · bound 5400 · gap 5.2%``."""
    cost = progress.cost
    gap = "?" if cost is None else f"{100 * max(0.0, cost - progress.bound) / cost if cost else 0:.1f}"
    return _LINE.say(
        lang,
        seconds=int(progress.seconds),
        done=progress.components_done,
        all=progress.components,
        cost="?" if cost is None else cost,
        bound=int(progress.bound),
        gap=gap.replace(".", ",") if lang is Lang.FR else gap,
    )
