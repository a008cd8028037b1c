"""How fast the terminal answers: ``python -m benchmarks.tui``. Seconds of wall clock; run it alone."""

import asyncio
import fcntl
import os
import platform
import pty
import resource
import select
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median
from typing import NamedTuple

from rota import plan_file
from rota.clock import SystemClock
from rota.explain.grid import Cell, Judged
from rota.model.calendar import Slot
from rota.model.plan import Placement, Plan
from rota.service import Opened, make_problem, open_site
from rota.words import Lang
from rota.workspace import drafting, starting
from rota.workspace.opened import opened
from tui import state as s
from tui.app import RotaApp
from tui.drafts import content_of
from tui.housing import Given, Places
from tui.opening import Desk, open_desk
from tui.screens.planner import PlannerScreen
from tui.starting import keep_what_is_there
from tui.state import Show, View

ROOT = Path(__file__).parent.parent
FIRST = date(2026, 11, 30)
SIZE = (200, 60)
_ROW = "{:48} {:>7.3f} {:>7.3f} {:>9.3f} {:>6} {:>6g}"


class Took(NamedTuple):
    """Seconds."""

    clock: float
    processor: float


def filled(opened: Opened) -> Judged:
    """Four weeks in which each post does the first thing it could each half-day: full, not good."""
    problem = make_problem(opened, FIRST, 4)
    found: dict[Cell, Placement] = {}
    for post in problem.posts:
        for one in problem.candidates(post):
            cell = Cell(post, one.day, one.slots[0])
            if one.line is None and problem.absence(post, one.day, one.slots[0]) is None:
                found.setdefault(cell, one)
    return Judged.of(problem, Plan.of(problem.span, list(found.values())))


def written(folder: Path, site: str) -> tuple[Path, Path]:
    """A sample with a full plan beside it."""
    opened = open_site(ROOT / "sample_sites" / site)
    path = folder / f"{site}.json"
    plan_file.write(path, content_of(s.start(filled(opened)), opened, SystemClock()))
    return opened.folder, path


def started_on(site: Path, plan: Path) -> Took:
    """Seconds from the command until the planner of a folder shows its first post."""
    return started(["tui", str(site), "--plan", str(plan)], ROOT, plan.parent, b"ASP-")


def shared(folder: Path, site: str, plan: Path) -> Path:
    """A folder with a workspace made from a sample, the plan in it as a draft."""
    home = folder / f"{site}-shared"
    home.mkdir()
    url = f"sqlite:///{(home / 'rota.db').as_posix()}"
    starting.init(ROOT / "sample_sites" / site, url, SystemClock())
    with opened(url, SystemClock()) as workspace:
        drafting.keep_file(workspace, plan, site=workspace.facts.conventions[0].employer)
    return home


def started_shared(home: Path) -> Took:
    """Seconds from the command until the planner of a workspace shows its first post."""
    with opened(f"sqlite:///{(home / 'rota.db').as_posix()}", SystemClock()) as workspace:
        site = workspace.facts.conventions[0].employer
    return started(["tui", "--site", site], home, home, b"ASP-")


def started(words: list[str], where: Path, home: Path, wanted: bytes) -> Took:
    """Seconds from the command until the first screen holds ``wanted``."""
    main, other = pty.openpty()
    fcntl.ioctl(other, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    command = [sys.executable, "-m", "rota", *words]
    busy = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    began, seen = time.perf_counter(), b""
    environment = {**os.environ, "TERM": "xterm-256color", "HOME": str(home), "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command, cwd=where, stdin=other, stdout=other, stderr=other, env=environment
    ) as run:
        os.close(other)
        while wanted not in seen and time.perf_counter() - began < 60:
            if select.select([main], [], [], 0.1)[0]:
                seen += os.read(main, 65536)
        took = time.perf_counter() - began
        run.kill()
    os.close(main)
    return Took(took, resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - busy)


async def timed(screen: PlannerScreen, act: Callable[[], None]) -> Took:
    """How long until an act is drawn, in seconds of the clock and of the processor."""
    done = asyncio.Event()
    began, busy = time.perf_counter(), time.process_time()
    act()
    screen.call_after_refresh(done.set)
    await done.wait()
    return Took(time.perf_counter() - began, time.process_time() - busy)


async def measured(desk: Desk, folder: Path) -> None:
    """First paint, cursor, edit with its check, on all posts over four weeks."""
    app = RotaApp(Given(Lang.EN, Places(folder / "memory.json", folder / "keys.toml")), desk)
    keep_what_is_there()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        screen = next(one for one in app.screen_stack if isinstance(one, PlannerScreen))
        wide = replace(screen.state, view=View(Show.ALL, None, 4))
        _tell("first paint, 54 posts × 4 weeks", [await timed(screen, lambda: screen.become(wide))], 1.0)
        keys = ["right", "down", "left", "down"] * 10
        moves = [await timed(screen, partial(screen.action_act, f"move.{key}")) for key in keys]
        _tell("cursor move, repainted", moves, 0.05)
        screen.become(s.move(screen.state, Cell(screen.state.cursor.post, FIRST, Slot.AM)))
        edits = []
        for _ in range(10):
            edits.append(await timed(screen, lambda: screen.action_act("cell.clear")))
            edits.append(await timed(screen, lambda: screen.action_act("undo")))
        _tell("edit with its live check, repainted", edits, 0.1)


def _tell(what: str, times: list[Took], reach: float) -> None:
    middle = median(took.clock for took in times)
    worst = max(took.clock for took in times)
    busy = median(took.processor for took in times)
    print(_ROW.format(what, middle, worst, busy, len(times), reach), flush=True)


def main() -> None:
    """Print the table."""
    load, python = os.getloadavg()[0], platform.python_version()
    print(f"{platform.platform()}, {os.cpu_count()} cores, Python {python}, load {load:.1f}")
    print("{:48} {:>7} {:>7} {:>9} {:>6} {:>6}".format("", "clock", "worst", "processor", "times", "reach"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        site, plan = written(folder, "vitre")
        starts = [started_on(site, plan) for _ in range(3)]
        _tell("vitre, folder: from the command to the screen", starts, 1.5)
        home = shared(folder, "vitre", plan)
        starts = [started_shared(home) for _ in range(3)]
        _tell("vitre, workspace: from the command to the screen", starts, 1.5)
        site, plan = written(folder, "rennes_district")
        _tell("district, folder: from the command to the screen", [started_on(site, plan)], 3.0)
        asyncio.run(measured(open_desk(site, plan, None, None, SystemClock()), folder))


if __name__ == "__main__":
    main()
