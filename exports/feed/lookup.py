"""Asks the database about tokens, in a thread of its own: a database that hangs delays nobody for long.

Each request is looked up after it came, so a token that was revoked is refused at once; requests that
wait together are looked up together. While the database is away, what is on the shelf answers.
"""

import asyncio
import logging
import queue
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass

from exports.feed.shelf import Ready, Shelf
from rota.errors import UserError
from rota.store.feed_reader import FeedReader, Opening

WAIT_SECONDS = 2.0
"""A request waits no longer for the database; then it is answered from the shelf."""
RELOAD_SECONDS = 30.0
"""How often the whole shelf is read again, so that it is complete when the database goes away."""
RETRY_SECONDS = 1.0

_log = logging.getLogger("rota.feed")


@dataclass(frozen=True, slots=True)
class Found:
    """What is known of a token."""

    opening: Opening | None
    """None when there is no such token."""
    feed: Ready | None
    known: bool = True
    """Whether anything could be found out: False when the database is away and the shelf does not know."""


@dataclass(frozen=True, slots=True)
class _Asked:
    digest: bytes
    settle: Callable[[bool, Opening | None], None]
    """Called in the thread: whether the database answered, and what the token opens."""


class Lookup:
    """Finds feeds by the digests of tokens."""

    def __init__(self, reader: FeedReader, *, monotonic: Callable[[], float] = time.monotonic) -> None:
        self.shelf = Shelf()
        self.away = True
        """The database did not answer when it was last asked."""
        self._reader = reader
        self._monotonic = monotonic
        self._asked: queue.SimpleQueue[_Asked | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._work, name="feed-lookup", daemon=True)
        self._reload_at = 0.0

    def start(self) -> None:
        """Read the shelf, and begin to answer."""
        self._reload()
        self._thread.start()

    def stop(self) -> None:
        """End the thread and close the database."""
        self._asked.put(None)
        self._thread.join()
        self._reader.close()

    async def find(self, digest: bytes) -> Found:
        """What a token opens."""
        if self.away:
            return self._on_shelf(digest)
        loop = asyncio.get_running_loop()
        told: asyncio.Future[tuple[bool, Opening | None]] = loop.create_future()
        self._asked.put(_Asked(digest, lambda *given: _soon(loop, told, given)))
        try:
            answered, opening = await asyncio.wait_for(told, WAIT_SECONDS)
        except TimeoutError:
            return self._on_shelf(digest)
        if not answered:
            return self._on_shelf(digest)
        return Found(opening, self.shelf.feed_of(opening) if opening else None)

    def _on_shelf(self, digest: bytes) -> Found:
        opening = self.shelf.openings.get(digest)
        return Found(opening, self.shelf.feed_of(opening) if opening else None, known=opening is not None)

    def _work(self) -> None:
        while True:
            batch = self._next()
            if batch is None:
                return
            if batch:
                self._answer(batch)
            if self._monotonic() >= self._reload_at:
                self._reload()

    def _next(self) -> list[_Asked] | None:
        """All who wait; nobody when it is time to read the shelf again, None at the end."""
        left = max(0.0, self._reload_at - self._monotonic())
        batch: list[_Asked | None] = []
        try:
            batch.append(self._asked.get(timeout=left) if left else self._asked.get_nowait())
            while True:
                batch.append(self._asked.get_nowait())
        except queue.Empty:
            pass
        waiting = [one for one in batch if one is not None]
        if len(waiting) == len(batch):
            return waiting
        for one in waiting:
            one.settle(False, None)
        return None

    def _answer(self, batch: list[_Asked]) -> None:
        found = self._read([one.digest for one in batch])
        for one in batch:
            opening = None if found is None else found.get(one.digest)
            if opening is not None:
                self.shelf.openings[one.digest] = opening
            one.settle(found is not None, opening)

    def _reload(self) -> None:
        found = self._read(None)
        if found is not None:
            self.shelf.keep_only(found)
        self._reload_at = self._monotonic() + (RETRY_SECONDS if self.away else RELOAD_SECONDS)

    def _read(self, digests: list[bytes] | None) -> Mapping[bytes, Opening] | None:
        """What tokens open, with their feeds put on the shelf; None when the database is away."""
        try:
            found = self._reader.openings(digests)
            broken = self.shelf.put(self._reader.bodies(self.shelf.behind(found)))
        except UserError as error:
            self._tell(away=True, why=error.text.en)
            return None
        except Exception as error:
            _log.error("a bug while reading the database: %s", type(error).__name__, exc_info=error)
            self._tell(away=True, why="a bug")
            return None
        if broken:
            _log.error("%d feed(s) in the database are not what was rendered: not served", broken)
        self._tell(away=False)
        return found

    def _tell(self, *, away: bool, why: str = "") -> None:
        if away and (not self.away or not self._thread.is_alive()):
            _log.warning("database away (%s): answering from memory", why)
        elif self.away and not away:
            _log.info("database answers")
        if away:
            self._reload_at = min(self._reload_at, self._monotonic() + RETRY_SECONDS)
        self.away = away


def _soon(
    loop: asyncio.AbstractEventLoop,
    told: "asyncio.Future[tuple[bool, Opening | None]]",
    given: tuple[bool, Opening | None],
) -> None:
    """Answer in the loop of the request; one that has ended waits for nothing."""

    def settle() -> None:
        if not told.done():
            told.set_result(given)

    with suppress(RuntimeError):
        loop.call_soon_threadsafe(settle)
