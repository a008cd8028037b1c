"""Workspaces for tests: a small one with two posts, and that of Vitré; clocks that stand still."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from rota import sites
from rota.model.calendar import Slot
from rota.model.facts import Facts
from rota.scheduler.outcome import Settings
from rota.service import make_plan
from rota.workspace import agreeing, drafting, starting
from rota.workspace.opened import Workspace, opened
from rota.workspace.plans import StoredPlan
from tests import builders as b

NOVEMBER, JANUARY = datetime(2026, 11, 22, 9, tzinfo=UTC), datetime(2027, 1, 4, 8, tzinfo=UTC)
FIRST = b.MONDAY
"""A Monday within the conventions of the small site."""
SETTINGS = Settings(gap=0.9, time_limit_seconds=60, phases=1)
"""Ends by its gap: what is found does not hang on how busy the machine is."""
BOTH = ("CH", "CHU")


@dataclass
class At:
    """A clock that is set by hand."""

    moment: datetime

    def now(self) -> datetime:
        return self.moment


def small() -> Facts:
    """Two posts, two sites, a clinic and a theatre list a week."""
    plain = b.facts(posts=2)
    needs = (
        b.need("MON-CLINIC", b.CH_MED, b.CLINIC, 0, Slot.AM),
        b.need("WED-THEATRE", b.CHU_MED, b.THEATRE, 2, Slot.AM),
    )
    return replace(plain, needs=needs)


@contextmanager
def workspace(folder: Path, facts: Facts | None = None, now: datetime = NOVEMBER) -> Iterator[Workspace]:
    """A workspace made from facts; the same one again when it is there."""
    url, clock = f"sqlite:///{(folder / 'rota.db').as_posix()}", At(now)
    if not (folder / "rota.db").exists():
        sites.write(facts or small(), folder / "site")
        starting.init(folder / "site", url, clock)
    with opened(url, clock) as found:
        yield found


def draft(found: Workspace, first: date, weeks: int, site: str = "CH", on: str | None = None) -> StoredPlan:
    """A plan stored as a draft."""
    asked = drafting.question(found, first, weeks, site=site, on=on)
    outcome = make_plan(asked.problem, SETTINGS)
    return drafting.keep(found, asked, drafting.file_of(asked, outcome, SETTINGS, found.clock), site)


def publish(found: Workspace, plan: StoredPlan, reason: str | None = None) -> agreeing.Publication:
    """Every site agrees, and the plan is in force."""
    agreeing.propose(found, plan.name, "CH")
    for site in agreeing.concerned(found.facts, plan.span):
        agreeing.agree(found, plan.name, site)
    return agreeing.publish(found, plan.name, "CH", reason)
