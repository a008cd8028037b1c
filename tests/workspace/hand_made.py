"""A plan made by hand in a small workspace: no solver, the same every time."""

from datetime import timedelta

from rota.check import check
from rota.model.calendar import Slot
from rota.model.plan import Placement, Plan
from rota.scheduler.outcome import Outcome, Status
from rota.workspace import drafting
from rota.workspace.opened import Workspace
from rota.workspace.plans import StoredPlan
from tests import builders as b
from tests.workspace.given import FIRST, SETTINGS, small

ONE, TWO = (post.id for post in small().posts)


def work(weeks: int) -> list[Placement]:
    """Every second Monday clinic for the second post, theatre each Wednesday for the first, one night."""
    mondays = [FIRST + timedelta(days=7 * week) for week in range(weeks)]
    found = [b.half_day(ONE, day + timedelta(days=2), Slot.AM, b.CHU_MED, b.THEATRE) for day in mondays]
    found += [b.half_day(TWO, day, Slot.AM, b.CH_MED, b.CLINIC) for day in mondays[::2]]
    night = Placement(TWO, FIRST + timedelta(days=3), (Slot.NIGHT,), b.CH_MED, line=b.GUARD)
    return [*found, night]


def planned(found: Workspace, weeks: int) -> StoredPlan:
    """That work as a draft of the CH."""
    asked = drafting.question(found, FIRST, weeks, site="CH")
    plan = Plan.of(asked.problem.span, work(weeks))
    report = check(asked.problem, plan)
    outcome = Outcome(Status.BEST, plan, report, report.cost, 0.0, 0.0, 0, 1)
    return drafting.keep(found, asked, drafting.file_of(asked, outcome, SETTINGS, found.clock), "CH")
