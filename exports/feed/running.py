"""Runs the feed server: one worker, on this machine only unless told otherwise."""

import gc
import ipaddress
import signal
import socket
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date

import uvicorn

from exports.feed import logs
from exports.feed.app import Feeds, application
from exports.feed.companion import Companion
from exports.feed.guard import Guard
from exports.feed.limits import Misses
from exports.feed.lookup import Lookup
from exports.feed.metrics import Counters
from exports.feed.protocol import PatientProtocol
from rota.clock import Clock
from rota.errors import UserError, reason_of
from rota.sites.faults import fill, listing
from rota.store.feed_reader import FeedReader
from rota.words import Text
from rota.workspace.feeding import base_of

CONNECTIONS_MAX = 800
"""Below the 1024 files that a process may open by default."""
HEAD_BYTES_MAX = 16_384
KEEP_ALIVE_SECONDS = 30
STOP_SECONDS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How to serve."""

    url: str
    """Address of the database."""
    host: str
    port: int
    base: str
    """Public address, as it stands in links; empty for the one it listens on."""
    public: bool = False
    """Whether it may listen beyond this machine without a proxy before it."""
    proxy: str | None = None
    """Addresses of the reverse proxies whose word on the client is taken, separated by commas."""
    refresh: bool = True
    """Whether a process beside it keeps the feeds up to date."""
    level: str = "info"


def serve(settings: Settings, clock: Clock, ready: Callable[[str], None]) -> None:
    """Serve until stopped.

    Args:
        settings: how.
        clock: tells which tokens are over.
        ready: told where it listens, once it does.

    Raises:
        UserError: it may not or cannot listen there, or there is no workspace.
    """
    refuse_open_door(settings)
    logs.configure(settings.level)
    with listening(settings) as found:
        companion = Companion(settings.url, settings.level) if settings.refresh else None
        note = companion.note if companion else _unnoted
        where = f"http://{_shown(settings.host)}:{found.getsockname()[1]}"
        app = application_of(replace(settings, base=settings.base or where), clock, note)
        ready(f"{where}/")
        gc.freeze()  # what was loaded stays: no collection looks at it while requests wait
        if companion:
            companion.start()
        try:
            with suppress(KeyboardInterrupt):
                signal.signal(
                    signal.SIGTERM, signal.default_int_handler
                )  # uvicorn raises it again at its end
                uvicorn.Server(config_of(settings, app)).run(sockets=[found])
        finally:
            if companion:
                companion.stop()


def application_of(settings: Settings, clock: Clock, note: Callable[[bytes, date], None]) -> Guard:
    """The application over the database of the settings."""
    lookup = Lookup(FeedReader(settings.url))
    return application(Feeds(lookup, clock, base_of(settings.base), note, Misses(), Counters()))


def config_of(settings: Settings, app: Guard) -> uvicorn.Config:
    """How uvicorn runs it: no access log, no name of the software, no patience without end."""
    return uvicorn.Config(
        app,
        http=PatientProtocol,
        ws="none",
        loop="asyncio",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=settings.proxy is not None,
        forwarded_allow_ips=settings.proxy or "",
        limit_concurrency=CONNECTIONS_MAX,
        h11_max_incomplete_event_size=HEAD_BYTES_MAX,
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=STOP_SECONDS,
    )


def refuse_open_door(settings: Settings) -> None:
    """Refuse to listen beyond this machine by oversight.

    Raises:
        UserError: neither was it said to be wanted, nor is there a proxy.
    """
    if not (settings.public or settings.proxy or _is_local(settings.host)):
        raise UserError(fill(_OPEN, {"host": settings.host}))


def listening(settings: Settings) -> socket.socket:
    """The socket.

    Raises:
        UserError: nothing can be opened there.
    """
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((settings.host, settings.port))
        made.listen(2048)
    except OSError as error:
        made.close()
        where = listing([f"{_shown(settings.host)}:{settings.port}"])
        raise UserError(fill(_TAKEN, {"where": where, "reason": reason_of(error)})) from error
    return made


def _is_local(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _unnoted(_digest: bytes, _day: date) -> None:
    """Nobody writes: the days of fetches are not kept."""


_OPEN = Text(
    "{host} n’est pas cette machine seule : tout le réseau pourrait lire les plannings en clair. Mettre un"
    " serveur mandataire devant et le nommer (--proxy 10.0.0.1), ou dire que c’est voulu : --public.",
    "{host} is not this machine alone: the whole network could read rotas in the clear. Put a reverse proxy"
    " before it and name it (--proxy 10.0.0.1), or say that it is wanted: --public.",
)
_TAKEN = Text(
    "Impossible d’écouter sur {where} ({reason}). Donner un autre port : --port.",
    "It cannot listen on {where} ({reason}). Give another port: --port.",
)
