"""Measures the ledger: ``python -m benchmarks.ledger [--entries N] [--folder F]``.

A workspace of a million entries is made (:mod:`benchmarks.ledger_filling`), then each measure is taken in a
process of its own, with the functions and commands that a user calls.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter

from sqlalchemy import func, select

from benchmarks import ledger_filling
from benchmarks.measure import megabytes
from rota.clock import SystemClock
from rota.ledger.writer import month_span
from rota.store import Store
from rota.store.tables import ENTRY
from rota.workspace.attending import import_attendance
from rota.workspace.opened import Workspace, opened
from rota.workspace.standing import balances_of, span_of

LINES = 10_000
_SITE, _SATURDAY = "CHU-RENNES", 5
_COLUMNS = "{:30} {:>10} {:>10} {:>9} {:>6}  {}"


@dataclass(frozen=True, slots=True)
class Taken:
    """One measure."""

    what: str
    seconds: float
    processor: float
    """Seconds of processor, of all processes: they hardly hang on what else the machine does."""
    reach: str = ""
    note: str = ""
    megabytes: int = 0


class Watch:
    """Runs from when it is made."""

    def __init__(self) -> None:
        self._clock, self._processor = perf_counter(), _processor()

    def read(self) -> tuple[float, float]:
        """Seconds by the clock, and of processor."""
        return perf_counter() - self._clock, _processor() - self._processor


def _processor() -> float:
    """Of this process and of its children that have ended."""
    return sum(os.times()[:4])


def filled(url: str, entries: int) -> Iterator[Taken]:
    """The workspace is made: every entry goes through the store, its triggers and its constraints."""
    district, watch = ledger_filling.facts(), Watch()
    with Store.create(url, district, clock=ledger_filling.Seconds()) as store:
        count = ledger_filling.fill(store, district, entries)
    took = watch.read()
    note = f"{count} entries, {count / took[0]:.0f} a second, {_file(url).stat().st_size >> 20} MB of file"
    yield Taken("append", *took, "", note)


def opening(url: str, _entries: int) -> Iterator[Taken]:
    """A start: the first of a day looks at every page, the others at the protections."""
    for what in ("open, first of a day", "open"):
        watch = Watch()
        with opened(url, ledger_filling.Seconds()):
            yield Taken(what, *watch.read())


def verifying(url: str, entries: int) -> Iterator[Taken]:
    """``rota ledger verify``: the whole command, its start included."""
    took, said = _command(url, "ledger", "verify", "--format", "json")
    ledgers = json.loads(said)["ledgers"]
    assert not any(one["faults"] or one["slots"] for one in ledgers), "no ledger has a fault"
    assert sum(one["count"] for one in ledgers) >= entries, "every entry was seen"
    yield Taken("rota ledger verify", *took, "30 s", f"{len(ledgers)} ledgers")


def balances(url: str, _entries: int) -> Iterator[Taken]:
    """The balance of one post over one month, for each post; then the whole command for one."""
    with opened(url, ledger_filling.Seconds()) as found:
        posts = [each.post for each in found.facts.conventions[: ledger_filling.POSTS]]
        day = _last_day(found)
        span = span_of(found, "month", day)
        taken: list[tuple[float, float]] = []
        for post in posts:
            watch = Watch()
            balances_of(found, span, day, [post])
            taken.append(watch.read())
        count, _ = found.store.head(found.contracts()[posts[0]].id)
    clock, processor = zip(*taken, strict=True)
    note = f"median of {len(posts)} posts of about {count} entries; the slowest {max(clock) * 1000:.0f} ms"
    yield Taken("month balance of one post", median(clock), median(processor), "0.05 s", note)
    whole, _ = _command(url, "balance", "--post", posts[0], "--as-of", day.isoformat())
    yield Taken("rota balance --post", *whole, "", "the whole command")


def importing(url: str, _entries: int) -> Iterator[Taken]:
    """10,000 lines of one site over months that hold statements already."""
    with opened(url, ledger_filling.Seconds()) as found:
        path = _file(url).with_name("attendance.csv")
        path.write_text("\n".join(_lines(found)) + "\n", encoding="utf-8")
        watch = Watch()
        made = import_attendance(found, path, _SITE)
        took = watch.read()
    assert (made.lines, made.rejected) == (LINES, ()), "every line is taken"
    yield Taken(
        "import of 10,000 lines",
        *took,
        "10 s",
        "the same file again" if made.before else f"{made.entries} entries",
    )


STEPS: dict[str, Callable[[str, int], Iterator[Taken]]] = {
    each.__name__: each for each in (filled, opening, verifying, balances, importing)
}


def main() -> None:
    words = argparse.ArgumentParser(prog="python -m benchmarks.ledger", description=__doc__)
    words.add_argument("--entries", type=int, default=1_000_000)
    words.add_argument(
        "--folder", type=Path, help="where the file is made, kept and used again; else it is removed"
    )
    words.add_argument("--step", choices=STEPS, help=argparse.SUPPRESS)
    asked = words.parse_args()
    if asked.step:
        for taken in STEPS[asked.step](_url(asked.folder), asked.entries):
            print(json.dumps(asdict(taken) | {"megabytes": megabytes()}), flush=True)
        return
    print(
        f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}, load {_load()}"
    )
    print(_COLUMNS.format("what", "seconds", "processor", "to reach", "MB", "note  (load before)"))
    with tempfile.TemporaryDirectory() as folder:
        kept = asked.folder or Path(folder)
        for step in STEPS:
            if step != filled.__name__ or not _file(_url(kept)).exists():
                _measure(step, kept, asked.entries)
    print(f"load {_load()} at the end")


def _measure(step: str, folder: Path, entries: int) -> None:
    command = [sys.executable, "-m", "benchmarks.ledger", "--step", step, "--folder", str(folder)]
    load = _load()
    done = subprocess.run([*command, "--entries", str(entries)], capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"  {step} failed: {done.stderr.strip().splitlines()[-1:]}")
    for line in done.stdout.splitlines():
        taken = Taken(**json.loads(line))
        times = f"{taken.seconds:.3f}", f"{taken.processor:.3f}"
        note = f"{taken.note}  ({load})"
        print(_COLUMNS.format(taken.what, *times, taken.reach, taken.megabytes, note), flush=True)


def _command(url: str, *words: str) -> tuple[tuple[float, float], str]:
    """A command of ours, not the first of its day; how long it took, and what it said."""
    with opened(url, SystemClock()):
        pass
    watch = Watch()
    done = subprocess.run(
        [sys.executable, "-m", "rota", *words],
        env={**os.environ, "ROTA_DATABASE_URL": url},
        capture_output=True,
        text=True,
        check=True,
    )
    return watch.read(), done.stdout


def _last_day(found: Workspace) -> date:
    """The last day of the last month that each of the ledgers has."""
    contracts = list(found.contracts().values())[: ledger_filling.POSTS]
    months = found.store.read(
        lambda unit: [
            str(
                unit.connection.scalar(
                    select(func.max(ENTRY.c.month)).where(ENTRY.c.contract == each.id.bytes)
                )
            )
            for each in contracts
        ]
    )
    return min(month_span(min(months)).last, found.today)


def _lines(found: Workspace) -> list[str]:
    """A file of the teaching hospital, the latest days first."""
    services = {
        convention.post: share.services[0]
        for convention in found.facts.conventions[: ledger_filling.POSTS]
        for share in convention.shares
        if share.site == _SITE
    }
    lines, day = ["post,date,half,work,minutes"], _last_day(found)
    while len(lines) <= LINES:
        for post, service in services.items():
            for half, minutes in (("am", 240), ("pm", 270)):
                if day.weekday() < _SATURDAY:
                    lines.append(f"{post},{day},{half},{service}/WARD,{minutes}")
        day -= timedelta(days=1)
    return lines[: LINES + 1]


def _url(folder: Path) -> str:
    return f"sqlite:///{folder / 'ledger.db'}"


def _file(url: str) -> Path:
    return Path(url.removeprefix("sqlite:///"))


def _load() -> str:
    return f"{os.getloadavg()[0]:.1f}"


if __name__ == "__main__":
    main()
