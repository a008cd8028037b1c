"""Prints the table: ``python -m benchmarks [--ours] [--seconds S] [name...]``."""

import argparse
import importlib.util
import os
import platform
import subprocess
import sys
from pathlib import Path

from benchmarks.instances import WORKS, Work
from benchmarks.measure import Measure, received

_COLUMNS = "{:10} {:42} {:>8} {:>6} {:>8} {:>9} {:>7} {:>5}  {}"


def main() -> None:
    words = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    words.add_argument("name", nargs="*", help=", ".join(work.name for work in WORKS))
    words.add_argument("--ours", action="store_true", help="leave the other solvers out")
    words.add_argument("--seconds", type=float, default=60.0, help="time given to each other solver")
    asked = words.parse_args()
    unknown = set(asked.name) - {work.name for work in WORKS}
    if unknown:
        words.error(f"unknown: {', '.join(sorted(unknown))}")
    print(
        f"{platform.platform()}, {os.cpu_count()} cores, {_processor()}, Python {platform.python_version()}"
    )
    print(_COLUMNS.format("work", "solver", "seconds", "first", "cost", "bound", "gap", "MB", "note"))
    for work in WORKS:
        if not asked.name or work.name in asked.name:
            _measure(work, others=not asked.ours, seconds=asked.seconds)


def _measure(work: Work, *, others: bool, seconds: float) -> None:
    print(f"{work.name}: {work.reach}", flush=True)
    _row(work, _run("ours", work.name))
    if not others:
        return
    if importlib.util.find_spec("ortools") is None:
        print("  CP-SAT is not installed: pip install --group bench")
    else:
        _row(work, _run("cpsat", work.name, str(seconds)))
    _row(work, _run("cbc", work.name, str(seconds)))


def _run(module: str, *words: str) -> Measure | None:
    """One measure, in a process of its own; None when it fails."""
    command = [sys.executable, "-m", f"benchmarks.{module}", *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"  {module} failed: {done.stderr.strip().splitlines()[-1:]}")
        return None
    return received(done.stdout.strip().splitlines()[-1])


def _row(work: Work, measure: Measure | None) -> None:
    if measure is None:
        return
    first = "" if measure.first_seconds is None else f"{measure.first_seconds:.1f}"
    cost = "none" if measure.cost is None else str(measure.cost)
    bound = "none" if measure.bound is None else f"{measure.bound:.0f}"
    gap = "" if measure.gap is None else f"{measure.gap:.2%}"
    seconds = f"{measure.seconds:.2f}"
    shown = (work.name, measure.solver, seconds, first, cost, bound, gap, measure.megabytes, measure.note)
    print(_COLUMNS.format(*shown), flush=True)


def _processor() -> str:
    """The name of the processor, where the system tells it."""
    try:
        with Path("/proc/cpuinfo").open(encoding="utf-8") as lines:
            return next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), "")
    except OSError:
        return platform.processor()


if __name__ == "__main__":
    main()
