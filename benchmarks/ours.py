"""Measures our scheduler: ``python -m benchmarks.ours NAME``."""

import sys
from importlib.metadata import version
from time import monotonic

from benchmarks.instances import WORKS
from benchmarks.measure import Measure, megabytes, send
from rota.scheduler import solve
from rota.scheduler.outcome import Progress, Settings


def main(name: str) -> None:
    work = next(work for work in WORKS if work.name == name)
    problem = work.make()
    first: list[float] = []

    def note(progress: Progress) -> None:
        if progress.cost is not None and not first:
            first.append(progress.seconds)

    started = monotonic()
    outcome = solve(problem, Settings(gap=work.gap, time_limit_seconds=work.time_limit_seconds), note)
    send(
        Measure(
            solver=f"rota (PuLP {version('pulp')}, HiGHS {version('highspy')})",
            seconds=monotonic() - started,
            first_seconds=first[0] if first else None,
            cost=outcome.report.cost if outcome.report else None,
            bound=outcome.bound,
            megabytes=megabytes(),
            note=f"{outcome.status}, {outcome.stopped_by}, {outcome.components} components",
        )
    )


if __name__ == "__main__":
    main(sys.argv[1])
