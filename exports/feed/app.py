"""The feed server as an application: routes, and what each is answered.

==============================  =======================================================================
``/cal/<token>/planning.ics``   the feed
``/cal/<token>/``               how to subscribe to it, for whoever opens it in a browser
``/``                           the same without any feed: public
``/robots.txt``                 all allowed: Google fetches no feed from a path that is not
``/health``, ``/metrics``       for the machines that watch over it
==============================  =======================================================================

A feed is answered 200, 304, 404 (unknown), 410 (revoked or over: programs stop asking), 405 (other methods),
429 (too many unknown ones from one address) or 503 (nothing known yet). What is answered does not depend on
``Accept``: some programs send none.
"""

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from exports.feed import metrics, words
from exports.feed.answers import RETRY_SECONDS, feed_answer, plain_answer
from exports.feed.guard import TOKEN, WHAT, Guard
from exports.feed.limits import RETRY_SECONDS as MISS_SECONDS
from exports.feed.limits import Misses
from exports.feed.lookup import Found, Lookup
from exports.feed.page import page
from exports.feed.shelf import Ready
from rota.clock import Clock
from rota.store.calendar_feed import TokenState, token_id
from rota.workspace.feeding import FILE, TOKEN_CHARACTERS, digest_of, links

_TOKEN = re.compile(rf"[A-Za-z0-9_-]{{{TOKEN_CHARACTERS}}}", re.ASCII)
_GET = ["GET"]


@dataclass
class Feeds:
    """What the answers are made from."""

    lookup: Lookup
    clock: Clock
    base: str
    """The public address of the server, as it stands in links."""
    note: Callable[[bytes, date], None]
    """Told of each day on which a token was used."""
    misses: Misses
    counters: metrics.Counters


def application(feeds: Feeds) -> Guard:
    """The application over some feeds."""

    @asynccontextmanager
    async def running(_: Starlette) -> AsyncIterator[None]:
        await asyncio.to_thread(feeds.lookup.start)
        yield
        await asyncio.to_thread(feeds.lookup.stop)

    answers = _Answers(feeds)
    made = Starlette(
        routes=[
            Route(f"/cal/{{token}}/{FILE}", answers.feed, methods=_GET),
            Route("/cal/{token}/", answers.subscribe, methods=_GET),
            Route("/", answers.root, methods=_GET),
            Route("/robots.txt", answers.robots, methods=_GET),
            Route("/health", answers.health, methods=_GET),
            Route("/metrics", answers.metrics, methods=_GET),
        ],
        exception_handlers={HTTPException: answers.refused},
        lifespan=running,
    )
    made.router.redirect_slashes = False  # a redirection would repeat the token
    return Guard(made, feeds.counters)


class _Answers:
    """One method a route."""

    def __init__(self, feeds: Feeds) -> None:
        self._feeds = feeds

    async def feed(self, request: Request) -> Response:
        """The calendar."""
        request.scope[WHAT] = "feed"
        found = await self._found(request)
        return found if isinstance(found, Response) else feed_answer(found, request.headers)

    async def subscribe(self, request: Request) -> Response:
        """How to subscribe to one feed."""
        request.scope[WHAT] = "page"
        found = await self._found(request)
        if isinstance(found, Response):
            return found
        return page(links(self._feeds.base, request.path_params["token"]))

    async def root(self, request: Request) -> Response:
        """How to subscribe, without any feed."""
        request.scope[WHAT] = "root"
        return page()

    async def robots(self, request: Request) -> Response:
        """Everything may be fetched; that nothing is listed is said by a header."""
        request.scope[WHAT] = "robots"
        return Response("User-agent: *\nAllow: /\n", media_type="text/plain")

    async def health(self, request: Request) -> Response:
        """Whether feeds can be answered, and whether from the database."""
        request.scope[WHAT] = "health"
        lookup = self._feeds.lookup
        known = bool(lookup.shelf.feeds) or not lookup.away
        status = "unavailable" if not known else "stale" if lookup.away else "ok"
        told = {"status": status, "database": "away" if lookup.away else "up"}
        headers = {"Cache-Control": "no-store"}
        return JSONResponse(told, 200 if known else 503, headers=headers)

    async def metrics(self, request: Request) -> Response:
        """Counts."""
        request.scope[WHAT] = "metrics"
        lookup = self._feeds.lookup
        gauges = {
            "database_up": 0.0 if lookup.away else 1.0,
            "feeds": len(lookup.shelf.feeds),
            "tokens": sum(not one.revoked for one in lookup.shelf.openings.values()),
            "addresses_slowed": len(self._feeds.misses),
        }
        told = metrics.told(self._feeds.counters, gauges)
        return Response(told, media_type="text/plain; version=0.0.4", headers={"Cache-Control": "no-store"})

    async def refused(self, request: Request, error: Exception) -> Response:
        """No such path, or another method."""
        assert isinstance(error, HTTPException)
        if error.status_code == 405:
            return plain_answer(405, "GET, HEAD", Allow="GET, HEAD")
        return self._missed(request)

    async def _found(self, request: Request) -> Ready | Response:
        """The feed of the token in the path, or the answer that there is none."""
        token = request.path_params["token"]
        if not _TOKEN.fullmatch(token):
            return self._missed(request)
        digest = digest_of(token)
        limited = self._feeds.misses.limited(_address(request))
        if limited and digest not in self._feeds.lookup.shelf.openings:
            return self._missed(request)
        found = await self._feeds.lookup.find(digest)
        if found.opening is None:
            return self._missed(request) if found.known else _later()
        request.scope[TOKEN] = token_id(digest)
        return self._opened(digest, found)

    def _opened(self, digest: bytes, found: Found) -> Ready | Response:
        assert found.opening is not None
        now = self._feeds.clock.now()
        if found.opening.state(now) is not TokenState.ACTIVE:
            return plain_answer(410, words.both(words.GONE))
        if found.feed is None:
            return _later()
        self._feeds.note(digest, now.date())
        return found.feed

    def _missed(self, request: Request) -> Response:
        """404; 429 for an address that has missed too often."""
        address = _address(request)
        if self._feeds.misses.limited(address):
            told = {"Retry-After": str(MISS_SECONDS)}
            return plain_answer(429, words.both(words.TOO_MANY), **told)
        self._feeds.misses.note(address)
        return plain_answer(404, words.both(words.UNKNOWN))


def _address(request: Request) -> str:
    return request.client.host if request.client else ""


def _later() -> Response:
    return plain_answer(503, words.both(words.LATER), **{"Retry-After": str(RETRY_SECONDS)})
