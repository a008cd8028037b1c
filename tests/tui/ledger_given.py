"""A workspace in January with a published week of December, for the tests of the ledger mode."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

from textual.pilot import Pilot

from rota.check import check
from rota.ledger.writer import month_span
from rota.model.calendar import HALF_DAYS, Slot
from rota.model.facts import Facts
from rota.model.plan import Placement, Plan
from rota.reconcile import Stated
from rota.scheduler.outcome import Outcome, Settings, Status
from rota.workspace import attending, drafting
from rota.workspace.opened import Workspace
from rota.workspace.standing import balances_of
from tests import builders as b
from tests.tui.given import ONE, TWO
from tests.tui.screen_text import screen_text
from tests.workspace.given import FIRST, JANUARY, NOVEMBER, publish, workspace
from tui.screens.ledger import LedgerScreen
from tui.shared import Shared

MONDAY = FIRST + timedelta(days=7)
TUESDAY, WEDNESDAY = MONDAY + timedelta(days=1), MONDAY + timedelta(days=2)
MONTH = "2026-12"
DECEMBER = month_span(MONTH)


def placements() -> list[Placement]:
    """One week: the first post is at the CH until Tuesday, the other from Wednesday on."""
    found = []
    for number in range(10):
        day, slot = MONDAY + timedelta(days=number // 2), HALF_DAYS[number % 2]
        early = number < 4
        found.append(b.half_day(ONE, day, slot, b.CH_MED if early else b.CHU_MED))
        found.append(b.half_day(TWO, day, slot, b.CHU_MED if early else b.CH_MED))
    return found


def prepare(folder: Path, facts: Facts | None = None) -> Path:
    """A folder with the workspace in it, to be copied."""
    with workspace(folder, facts, NOVEMBER) as found:
        asked = drafting.question(found, MONDAY, 1, site="CH", on=None)
        plan = Plan.of(asked.problem.span, placements())
        report = check(asked.problem, plan)
        outcome = Outcome(Status.BEST, plan, report, report.cost, 0.0, 1.0, 0, 1)
        content = drafting.file_of(asked, outcome, Settings(), found.clock)
        publish(found, drafting.keep(found, asked, content, "CH"))
    return folder


@contextmanager
def january(prepared: Path, folder: Path, site: str = "CH") -> Iterator[Shared]:
    """A copy of the prepared workspace, in January."""
    place = folder / "workspace"
    if not place.exists():
        shutil.copytree(prepared, place)
    with workspace(place, now=JANUARY) as found:
        yield Shared(found, found.site(site))


def contradicted(of: Workspace) -> None:
    """Both sites claim the first Monday morning."""
    for site in ("CH", "CHU"):
        state(of, site, MONDAY, Slot.AM)


def state(of: Workspace, site: str, day: date, slot: Slot) -> None:
    """A site states that the first post was there."""
    attending.state(of, site, ONE, Stated(day=day, slots=(slot,)))


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Keys, each with all that it sets going."""
    for key in keys:
        await pilot.press(key)
        await rest(pilot)


async def write(pilot: Pilot[None], text: str, *keys: str) -> None:
    """Text typed at once, then keys."""
    await pilot.press(*text)
    await press(pilot, *keys)


async def wait_for(pilot: Pilot[None], text: str) -> None:
    """Until the screen says something: the effect of a form comes a moment after the last key."""
    for _ in range(40):
        await rest(pilot)
        if text in screen_text(pilot.app):
            return
    raise AssertionError(f"{text!r} is never told:\n{screen_text(pilot.app)}")


async def rest(pilot: Pilot[None]) -> None:
    """Until nothing runs any more."""
    for _ in range(2):
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()


async def opened(pilot: Pilot[None], *keys: str) -> LedgerScreen:
    """The mode, read, after some keys."""
    await press(pilot, "f3", *keys)
    return ledger(pilot)


def ledger(pilot: Pilot[None]) -> LedgerScreen:
    """The mode of a running application, under whatever is above it."""
    return next(one for one in pilot.app.screen_stack if isinstance(one, LedgerScreen))


def due(of: Shared) -> dict[str, int]:
    """What is still due to each site of the first post, in 60ths, as the database says now."""
    (balance,) = balances_of(of.fresh().workspace, DECEMBER, DECEMBER.last, [ONE])
    return {one.site: one.due for one in balance.sites}
