"""The same application in a browser, through textual-serve: for one person, behind a key.

Whoever opens the address the terminal shows has the application with all the rights of the one who started
it. So the address holds a key of 256 bits, new at each start, that becomes a cookie no other site can send;
names that the browser was tricked into (DNS rebinding) and pages of other origins are refused.
"""

import ipaddress
import secrets
import shlex
import subprocess
import sys
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import aiohttp_jinja2
from aiohttp import web
from textual_serve.server import Server

from rota.errors import UserError, reason_of
from rota.words import Lang, Text

COOKIE = "rota-key"
_KEY_BYTES = 32
_TEMPLATES = Path(__file__).parent / "browser"
_HEADERS = {
    "Content-Security-Policy": "default-src 'self' 'unsafe-inline' data: ws: wss:; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}
Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass(frozen=True, slots=True)
class Door:
    """Where the application is served."""

    host: str = "127.0.0.1"
    port: int = 8000
    url: str | None = None
    """The address people open, where a reverse proxy stands before it."""

    @property
    def address(self) -> str:
        """What a browser opens, without the key."""
        shown = f"[{self.host}]" if ":" in self.host else self.host
        return (self.url or f"http://{shown}:{self.port}").rstrip("/")

    @property
    def is_local(self) -> bool:
        """Whether only this machine can reach it."""
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"


class Browser(Server):  # type: ignore[misc]
    """The server of textual-serve behind a key, with a page of our own that asks nobody else for anything."""

    def __init__(self, words: Sequence[str], door: Door, lang: Lang, told: Callable[[str], None]) -> None:
        command = [sys.executable, "-m", "rota", "--lang", str(lang), "tui", *words]
        super().__init__(
            subprocess.list2cmdline(command) if sys.platform == "win32" else shlex.join(command),
            host=door.host,
            port=door.port,
            title="rota",
            public_url=door.address,
            templates_path=_TEMPLATES,
        )
        self._door, self._lang, self._told = door, lang, told
        self.key = secrets.token_urlsafe(_KEY_BYTES)

    def serve(self, debug: bool = False) -> None:
        """Serve until interrupted; the address is told once it answers. It holds the key: nothing logs it."""
        del debug
        address = f"{self._door.address}/?key={self.key}"
        web.run_app(
            self._make_app(),
            host=self.host,
            port=self.port,
            print=lambda *_: self._told(address),
            access_log=None,
        )

    async def on_startup(self, app: web.Application) -> None:
        """Nothing of textual-serve’s own is shown."""

    async def _make_app(self) -> web.Application:
        app: web.Application = await super()._make_app()
        app.middlewares.append(self._guard)
        return app

    @aiohttp_jinja2.template("app_index.html")
    async def handle_index(self, request: web.Request) -> dict[str, Any]:
        """The page that holds the terminal."""
        del request
        told = {"begun": BEGUN, "ended": ENDED, "again": AGAIN}
        return {
            "lang": str(self._lang),
            "told": {name: text.say(self._lang) for name, text in told.items()},
            "statics": f"{self._door.address}/static/",
            "websocket": f"ws{self._door.address.removeprefix('http')}/ws",
        }

    @web.middleware
    async def _guard(self, request: web.Request, handler: Answer) -> web.StreamResponse:
        if not self._is_ours(request):
            return self._refused(FOREIGN)
        if request.path == "/" and _same(request.query.get("key", ""), self.key):
            response: web.StreamResponse = web.Response(status=303, headers={"Location": "/"})
            response.set_cookie(COOKIE, self.key, httponly=True, samesite="Strict", secure=self._secure)
        elif _same(request.cookies.get(COOKIE, ""), self.key):
            response = await handler(request)
        else:
            return self._refused(NO_KEY)
        if not response.prepared:
            response.headers.update(_HEADERS)
        return response

    @property
    def _secure(self) -> bool:
        return self._door.address.startswith("https:")

    def _is_ours(self, request: web.Request) -> bool:
        """Whether the browser means this address, and was not sent here by another page."""
        names = {urlsplit(self._door.address).hostname}
        if self._door.is_local:
            names |= {"localhost", "127.0.0.1", "::1"}
        origin = request.headers.get("Origin")
        asked = urlsplit(f"//{request.host}").hostname
        return asked in names and (origin is None or urlsplit(origin).netloc == request.host)

    def _refused(self, text: Text) -> web.Response:
        return web.Response(status=403, text=text.say(self._lang) + "\n", headers=_HEADERS)


def _same(given: str, key: str) -> bool:
    return secrets.compare_digest(given.encode(), key.encode())


def serve(words: Sequence[str], door: Door, lang: Lang, told: Callable[[str], None]) -> None:
    """Serve until interrupted.

    Args:
        words: What follows ``rota tui``.
        door: Where to listen.
        lang: The language to begin with.
        told: Is told the address, key included.

    Raises:
        UserError: the address cannot be had.
    """
    try:
        Browser(words, door, lang, told).serve()
    except OSError as error:
        why = reason_of(error)
        french, english = (
            text.format(host=door.host, port=door.port, reason=reason)
            for text, reason in ((TAKEN.fr, why.fr), (TAKEN.en, why.en))
        )
        raise UserError(Text(french, english)) from error


BEGUN = Text("rota s’ouvre…", "rota is opening…")
ENDED = Text(
    "L’application est fermée ; le brouillon est gardé.", "The application is closed; the draft is kept."
)
AGAIN = Text("Rouvrir", "Open again")
NO_KEY = Text(
    "Ouvrir l’adresse que montre le terminal, avec sa clé.",
    "Open the address that the terminal shows, with its key.",
)
FOREIGN = Text(
    "Cette adresse n’est pas celle de rota, ou une autre page l’a demandée.",
    "This is not the address of rota, or another page asked for it.",
)
TAKEN = Text(
    "{host}:{port} ne peut pas être écouté ({reason}) : choisir un autre --port.",
    "{host}:{port} cannot be listened on ({reason}): choose another --port.",
)
