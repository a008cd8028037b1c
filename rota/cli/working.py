"""Long work beside this thread: who waits sees on stderr that it goes on, and for how long."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as StillRunning
from typing import TypeVar

from rota.cli.session import Session
from rota.words import Text

Answer = TypeVar("Answer")
_POLL_SECONDS = 0.5
_PLAIN_SECONDS = 10
_LINE = Text("{what} : {seconds} s", "{what}: {seconds} s")


def run(session: Session, what: Text, work: Callable[[], Answer]) -> Answer:
    """Do some work, telling how long it has been going on."""
    err, started, told = session.err, time.monotonic(), 0
    with ThreadPoolExecutor(max_workers=1) as pool:
        answer = pool.submit(work)
        while True:
            try:
                found = answer.result(timeout=_POLL_SECONDS)
            except StillRunning:
                seconds = int(time.monotonic() - started)
                line = _LINE.say(session.lang, what=what.say(session.lang), seconds=seconds)
                if err.isatty():
                    err.write("\r" + line[:79])
                    err.flush()
                elif seconds // _PLAIN_SECONDS > told:
                    told = seconds // _PLAIN_SECONDS
                    session.complain(line)
                continue
            if err.isatty() and time.monotonic() - started > _POLL_SECONDS:
                err.write("\r" + " " * 79 + "\r")
            return found
