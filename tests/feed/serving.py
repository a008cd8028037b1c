"""The real server in a thread, and a client that says exactly what it is told to."""

import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

import uvicorn

from exports.feed.app import Feeds, application
from exports.feed.guard import Guard
from exports.feed.limits import Misses
from exports.feed.lookup import Lookup
from exports.feed.metrics import Counters
from exports.feed.running import Settings, config_of, listening
from rota.store.feed_reader import FeedReader
from tests.feed.given import At


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass
class Served:
    """A server that runs."""

    port: int
    feeds: Feeds
    noted: list[tuple[bytes, date]]

    def get(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """One request on a connection of its own."""
        told = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
        request = f"{method} {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{told}\r\n"
        return parsed(self.raw(request.encode()))

    def raw(self, data: bytes) -> bytes:
        """Whatever the server answers to these bytes, until it closes."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=10) as client:
            client.sendall(data)
            found = b""
            try:
                while more := client.recv(65_536):
                    found += more
            except ConnectionResetError:
                pass
            return found


def parsed(data: bytes) -> Answer:
    head, _, body = data.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    return Answer(int(first.split(" ")[1]), headers, body)


def path_of(token: str) -> str:
    return f"/cal/{token}/planning.ics"


@contextmanager
def serving(
    url: str, clock: At, *, proxy: str | None = None, misses: Misses | None = None
) -> Iterator[Served]:
    """The server over a database, on a free port, until the block ends."""
    settings = Settings(url=url, host="127.0.0.1", port=0, base="https://rota.example.org", proxy=proxy)
    noted: list[tuple[bytes, date]] = []
    lookup = Lookup(FeedReader(url))
    feeds = Feeds(
        lookup, clock, settings.base, lambda *one: noted.append(one), misses or Misses(), Counters()
    )
    app: Guard = application(feeds)
    with listening(settings) as found:
        server = uvicorn.Server(config_of(settings, app))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [found]}, daemon=True)
        thread.start()
        while not server.started:
            assert thread.is_alive()
            thread.join(0.005)
        try:
            yield Served(found.getsockname()[1], feeds, noted)
        finally:
            server.should_exit = True
            thread.join()
