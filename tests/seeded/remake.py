"""``python -m tests.seeded.remake [GROUND …]``: make the good plans again, after their folder has changed."""

import sys
from collections.abc import Sequence

from rota import plan_file, scheduler
from rota.clock import SystemClock
from rota.plan_file import PlanFile
from rota.sites import fingerprint
from tests.seeded.grounds import GROUNDS, SITE, Ground


def remake(ground: Ground) -> str:
    """Solve, and keep the plan; what came of it, in one line.

    Raises:
        AssertionError: there is no plan, or the small folder has findings.
    """
    problem = ground.asked
    outcome = scheduler.solve(problem, ground.settings)
    assert outcome.report is not None, f"{ground.code}: {outcome.status}"
    assert ground.folder != SITE or not outcome.report.findings, f"{ground.code}: {outcome.report.findings}"
    content = PlanFile.of(
        problem,
        outcome,
        settings=ground.settings,
        fingerprint=fingerprint(ground.facts),
        clock=SystemClock(),
    )
    plan_file.write(ground.path, content)
    return f"{ground.code}: {outcome.status}, {outcome.report.cost}, {len(outcome.report.findings)} findings"


def main(codes: Sequence[str]) -> None:
    """Make the grounds named, or all."""
    for code in codes or GROUNDS:
        sys.stdout.write(f"{remake(GROUNDS[code])}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
