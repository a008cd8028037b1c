"""A workspace whose published December breaks a share and a rest: for the modes that judge and print."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from rota.check import check
from rota.model.calendar import HALF_DAYS
from rota.model.facts import Facts
from rota.model.plan import Placement, Plan
from rota.scheduler.outcome import Outcome, Settings, Status
from rota.workspace import drafting
from rota.workspace.opened import Workspace
from tests import builders as b
from tests.tui.given import ONE, TWO
from tests.workspace.given import FIRST, publish, workspace
from tui.shared import Shared

LATER = datetime(2026, 12, 18, 8, tzinfo=UTC)
"""The third Friday of the plan: three weeks are over, one is to come."""
WEEKS = 4


def placements() -> list[Placement]:
    """Four weeks: one post has four half-days of ten at the CH, the other five."""
    found = []
    for number in range(10 * WEEKS):
        week, half = divmod(number, 10)
        day, slot = FIRST + timedelta(days=7 * week + half // 2), HALF_DAYS[half % 2]
        for post, at_ch in ((ONE, 4), (TWO, 4 + 2 * (week % 2))):
            service = b.CH_MED if half < at_ch else b.CHU_MED
            found.append(b.half_day(post, day, slot, service))
    return found


@contextmanager
def published(folder: Path, facts: Facts | None = None, now: datetime = LATER) -> Iterator[Shared]:
    """The workspace, and the CH as the site that reads it."""
    with workspace(folder, facts, now) as found:
        yield Shared(_planned(found), found.site("CH"))


def _planned(found: Workspace) -> Workspace:
    asked = drafting.question(found, FIRST, WEEKS, site="CH", on=None)
    plan = Plan.of(asked.problem.span, placements())
    report = check(asked.problem, plan)
    outcome = Outcome(Status.BEST, plan, report, report.cost, 0.0, 1.0, 0, 1)
    content = drafting.file_of(asked, outcome, Settings(), found.clock)
    publish(found, drafting.keep(found, asked, content, "CH"))
    return Workspace(found.store, found.clock)
