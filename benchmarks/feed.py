"""Measures the feed server: ``python -m benchmarks.feed [--requests N] [--seconds S]``.

A workspace with 500 tokens is made (:mod:`benchmarks.feed_filling`), then ``rota feed serve`` runs in a
process of its own, as users run it, with its log in a file. Requests come at a fixed rate over 32 connections
that stay open, as from a reverse proxy, and each is timed from the moment at which it was due: a server that
falls behind cannot hide it.
"""

import argparse
import asyncio
import gc
import os
import platform
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from time import perf_counter

from benchmarks import feed_filling
from rota.clock import SystemClock
from rota.workspace.address import VARIABLE

CONNECTIONS = 32
UNCHANGED_PER_SECOND, WHOLE_PER_SECOND = 500, 150
P99_SECONDS = 0.05
_COLUMNS = "{:34} {:>8} {:>9} {:>9} {:>9} {:>7} {:>7}  {}"
_WARM = 5000


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of some requests."""

    seconds: float
    times: list[float]
    statuses: frozenset[int]
    bytes: int

    def at(self, share: float) -> float:
        """The time within which a share of them was answered, in milliseconds."""
        times = sorted(self.times)
        return times[min(len(times) - 1, int(share * len(times)))] * 1000


class Connection:
    """One connection that stays open; one request at a time."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.lock = asyncio.Lock()
        self.reader: asyncio.StreamReader | None = None
        self.writer: asyncio.StreamWriter | None = None

    async def ask(self, request: bytes) -> tuple[int, int]:
        """Status and size of the answer."""
        async with self.lock:
            if self.writer is None or self.reader is None:
                self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)
            self.writer.write(request)
            head = await self.reader.readuntil(b"\r\n\r\n")
            status = int(head[9:12])
            length = re.search(rb"content-length: (\d+)", head)
            size = int(length[1]) if length and status != 304 else 0
            if size:
                await self.reader.readexactly(size)
            return status, size

    def close(self) -> None:
        """Close it."""
        if self.writer is not None:
            self.writer.close()


async def load(port: int, requests: list[bytes], count: int, per_second: float | None) -> Taken:
    """So many requests at a rate; as fast as they are answered when there is none."""
    connections = [Connection(port) for _ in range(CONNECTIONS)]
    due, turn, chosen = perf_counter(), cycle(connections), cycle(requests)
    times: list[float] = []
    answers: list[tuple[int, int]] = []

    async def one(connection: Connection, request: bytes, moment: float) -> None:
        answers.append(await connection.ask(request))
        times.append(perf_counter() - moment)

    began = perf_counter()
    if per_second is None:
        left = iter(range(count))

        async def work(connection: Connection) -> None:
            for _ in left:
                await one(connection, next(chosen), perf_counter())

        await asyncio.gather(*(work(connection) for connection in connections))
    else:
        tasks = []
        for number in range(count):
            moment = due + number / per_second
            await asyncio.sleep(max(0.0, moment - perf_counter()))
            tasks.append(asyncio.ensure_future(one(next(turn), next(chosen), moment)))
        await asyncio.gather(*tasks)
    seconds = perf_counter() - began
    for connection in connections:
        connection.close()
    return Taken(seconds, times, frozenset(status for status, _ in answers), sum(size for _, size in answers))


@contextmanager
def server(url: str, log: Path) -> Iterator[tuple[int, int]]:
    """The server; its port and the number of its process."""
    words = ["-m", "rota", "feed", "serve", "--port", "0", "--no-refresh", "--lang", "en"]
    with log.open("wb") as stream:
        run = subprocess.Popen(
            [sys.executable, *words], stdout=stream, stderr=stream, env={**os.environ, VARIABLE: url}
        )
    try:
        while not (found := re.search(r"127\.0\.0\.1:(\d+)/[\s\S]*startup complete", log.read_text())):
            if run.poll() is not None:
                raise SystemExit(log.read_text())
            try:
                run.wait(0.1)
            except subprocess.TimeoutExpired:
                continue
        yield int(found[1]), run.pid
    finally:
        run.terminate()
        run.wait()


def resident(pid: int) -> float:
    """Megabytes of memory that a process holds now."""
    text = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    found = re.search(r"VmRSS:\s+(\d+)", text)
    assert found, "Linux tells it"
    return int(found[1]) / 1024


def main() -> None:
    """All measures."""
    words = argparse.ArgumentParser(prog="python -m benchmarks.feed", description=__doc__)
    words.add_argument("--requests", type=int, default=100_000, help="for the measure of memory")
    words.add_argument("--seconds", type=int, default=20, help="for each measure at a rate")
    asked = words.parse_args()
    with tempfile.TemporaryDirectory(prefix="rota-feed-") as folder:
        url, log = f"sqlite:///{folder}/rota.db", Path(folder) / "log"
        began = perf_counter()
        tokens, made = feed_filling.fill(url, SystemClock())
        filled = perf_counter() - began
        print(f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()},", end=" ")
        print(f"load {os.getloadavg()[0]:.1f}")
        print(f"{len(tokens)} tokens, {made.rendered} feeds; made and rendered in {filled:.0f} s")
        print(_COLUMNS.format("what", "req/s", "p50 ms", "p99 ms", "worst", "MB/s", "MB", "to reach"))
        with server(url, log) as (port, pid):
            _measures(port, pid, tokens, asked.seconds, asked.requests)


def _measures(port: int, pid: int, tokens: tuple[str, ...], seconds: int, requests: int) -> None:
    def ask(headers: str) -> list[bytes]:
        told = [f"GET /cal/{one}/planning.ics HTTP/1.1\r\nHost: x\r\n{headers}\r\n" for one in tokens]
        return [request.encode() for request in told]

    unchanged, packed, plain = ask("If-None-Match: *\r\n"), ask("Accept-Encoding: gzip\r\n"), ask("")
    _run(port, packed, _WARM, None)

    def row(what: str, taken: Taken, reach: str, fine: Callable[[Taken], bool]) -> None:
        size = taken.bytes / taken.seconds / 1e6
        rate = len(taken.times) / taken.seconds
        verdict = "reached" if fine(taken) else "NOT REACHED"
        figures = (f"{taken.at(0.5):.1f}", f"{taken.at(0.99):.1f}", f"{taken.at(1):.0f}", f"{size:.1f}")
        print(
            _COLUMNS.format(what, f"{rate:.0f}", *figures, f"{resident(pid):.0f}", f"{reach}: {verdict}"),
            flush=True,
        )

    def unchanged_fine(taken: Taken) -> bool:
        return taken.statuses == {304} and taken.at(0.99) < P99_SECONDS * 1000

    def whole_fine(taken: Taken) -> bool:
        return taken.statuses == {200} and len(taken.times) / taken.seconds > 0.98 * WHOLE_PER_SECOND

    row("304 at 500 a second", _run(port, unchanged, UNCHANGED_PER_SECOND * seconds, UNCHANGED_PER_SECOND),
        "p99 < 50 ms", unchanged_fine)  # fmt: skip
    row("whole, gzip, at 150 a second", _run(port, packed, WHOLE_PER_SECOND * seconds, WHOLE_PER_SECOND),
        "150 a second", whole_fine)  # fmt: skip
    row("whole, plain, at 150 a second", _run(port, plain, WHOLE_PER_SECOND * seconds, WHOLE_PER_SECOND),
        "150 a second", whole_fine)  # fmt: skip
    row(
        "304, as fast as it goes",
        _run(port, unchanged, 10_000, None),
        "–",
        lambda taken: taken.statuses == {304},
    )
    before, mixed = (
        resident(pid),
        [request for three in zip(unchanged, packed, plain, strict=True) for request in three],
    )
    taken = _run(port, mixed, requests, None)
    row(f"{requests} mixed, all at once", taken, f"memory flat, from {before:.0f} MB",
        lambda _: resident(pid) < before * 1.05 + 2)  # fmt: skip


def _run(port: int, requests: list[bytes], count: int, per_second: float | None) -> Taken:
    gc.collect()
    gc.disable()  # a collection here would look like a slow answer
    try:
        return asyncio.run(load(port, requests, count, per_second))
    finally:
        gc.enable()


if __name__ == "__main__":
    main()
