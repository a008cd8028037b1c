"""Keeps feeds up to date: looks every few seconds whether anything they are made from has changed.

It runs in a process of its own, the only one that writes: feeds, their stamps, and the days on which tokens
were used, which the server passes on. So what faces the network never holds a connection that can write.
"""

import logging
import queue
import threading
from collections.abc import Iterable
from datetime import date

from exports.feed.rendering import refresh
from rota.clock import Clock
from rota.errors import UserError
from rota.workspace.opened import Workspace, opened

DIGEST_BYTES = 32
RETRY_SECONDS = 5.0

_log = logging.getLogger("rota.feed.refresh")

Notes = queue.SimpleQueue[tuple[bytes, date]]
"""Tokens that were used, by digest, with the day."""


def watch(url: str, clock: Clock, *, every: float, notes: Notes, stop: threading.Event) -> None:
    """Refresh feeds until told to stop, once at least, through whatever happens to the database.

    Args:
        url: address of the workspace.
        clock: tells when a change was first told.
        every: seconds between two looks.
        notes: emptied into the database.
        stop: ends it.
    """
    while True:
        try:
            with opened(url, clock) as found:
                _watch(found, every, notes, stop)
            return
        except UserError as error:
            _log.warning("feeds cannot be refreshed: %s", error.text.en)
        if stop.wait(max(every, RETRY_SECONDS)):
            return


def note_line(digest: bytes, day: date) -> str:
    """A note as it goes from one process to the other."""
    return f"{digest.hex()} {day.isoformat()}\n"


def read_notes(lines: Iterable[str], notes: Notes) -> None:
    """Take notes from the other process; a line that is none is left out."""
    for line in lines:
        digest, _, day = line.strip().partition(" ")
        try:
            found = bytes.fromhex(digest), date.fromisoformat(day)
        except ValueError:
            continue
        if len(found[0]) == DIGEST_BYTES:
            notes.put(found)


def _watch(found: Workspace, every: float, notes: Notes, stop: threading.Event) -> None:
    done = ""
    while True:
        state = f"{found.store.read(lambda unit: unit.feeds.state())} {found.clock.now().date()}"
        if state != done:
            made = refresh(Workspace(found.store, found.clock))
            _log.info("%d of %d feed(s) changed", made.rendered, made.feeds)
            done = state
        _write(found, notes)
        if stop.wait(every):
            break
    _write(found, notes)


def _write(found: Workspace, notes: Notes) -> None:
    """Write the notes down; those that could not be written are not lost."""
    days = _taken(notes)
    if not days:
        return
    try:
        found.store.run(lambda unit: unit.feeds.note_fetches(days))
    except UserError:
        for note in days.items():
            notes.put(note)
        raise


def _taken(notes: Notes) -> dict[bytes, date]:
    days: dict[bytes, date] = {}
    while not notes.empty():
        digest, day = notes.get()
        days[digest] = max(day, days.get(digest, day))
    return days
