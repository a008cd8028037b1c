"""A small desk for tests of the terminal: two posts, one week by hand, and a solver that answers at once."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from textual.pilot import Pilot

from rota import plan_file, sites
from rota.check import check
from rota.explain.grid import Cell, Judged
from rota.model.calendar import Slot
from rota.model.facts import Facts, PostId
from rota.model.plan import Placement, Plan
from rota.model.problem import Problem
from rota.scheduler.outcome import OnProgress, Outcome, Progress, Settings, Status, Stop
from rota.words import Lang
from rota.workspace import drafting
from rota.workspace.opened import Workspace
from rota.workspace.plans import StoredPlan
from tests import builders as b
from tests.cli.conftest import DAYS, small_facts, small_plan
from tui.app import RotaApp
from tui.drafts import content_of
from tui.housing import Given, Places
from tui.opening import Desk, open_desk
from tui.screens.planner import PlannerScreen
from tui.searching import Solve
from tui.shared import Shared
from tui.state import start

ONE, TWO = PostId("ASP-1"), PostId("ASP-2")
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
Story = Callable[[Pilot[None]], Awaitable[None]]


class FixedClock:
    """Always the same instant."""

    def now(self) -> datetime:
        """22 November 2026 at noon."""
        return NOW


def written(folder: Path, facts: Facts | None = None, content: plan_file.PlanFile | None = None) -> Path:
    """The small site and its plan on disk; answers with the plan."""
    site, path = folder / "site", folder / "PLAN.json"
    sites.write(facts or small_facts(), site)
    fingerprint = sites.fingerprint(sites.read(site))
    plan_file.write(path, replace(content or small_plan(), fingerprint=fingerprint))
    return path


def desk(folder: Path, facts: Facts | None = None) -> Desk:
    """The small site, opened."""
    path = folder / "PLAN.json"
    if not path.exists():
        written(folder, facts)
    return open_desk(folder / "site", path, None, None, FixedClock())


def extra(problem: Problem) -> tuple[Placement, Placement]:
    """What the fake search adds to any plan: the clinic that nobody does, and a ward for the other post."""
    del problem
    clinic = b.half_day(ONE, DAYS[1], Slot.PM, b.CH_MED, b.CLINIC)
    return clinic, b.half_day(TWO, DAYS[0], Slot.AM, b.CHU_MED)


def answering(
    change: Callable[[Plan], Plan] | None = None, status: Status = Status.BEST, **more: object
) -> Callable[[Plan], Solve]:
    """A solver that answers with a change of the plan it is built on."""

    def of(plan: Plan) -> Solve:
        def solve(
            problem: Problem, settings: Settings, on_progress: OnProgress | None, stop: Stop | None
        ) -> Outcome:
            del stop
            found = change(plan) if change else plan.change(add=extra(problem))
            report = check(problem, found)
            if on_progress is not None:
                on_progress(Progress(0.5, report.cost, report.cost / 2, 1, 2))
            return replace(Outcome(status, found, report, report.cost, 0.0, 1.0, settings.seed, 2), **more)  # type: ignore[arg-type]

        return solve

    return of


def drive(
    opened: Desk | None,
    story: Story,
    *,
    size: tuple[int, int] = (80, 24),
    lang: Lang = Lang.EN,
    solve: Solve | None = None,
    home: Path | None = None,
    shared: Shared | None = None,
) -> RotaApp:
    """Run the application without a terminal and do what the story says."""
    folder = home or (opened.path.parent if opened else Path())
    given = Given(
        lang=lang,
        places=Places(folder / "memory.json", folder / "keymap.toml"),
        clock=FixedClock(),
        solve=solve or answering()(opened.state.judged.plan if opened else small_plan().plan),
        here=folder,
        beat_seconds=None,
    )
    app = RotaApp(given, opened, shared)

    async def run() -> None:
        async with app.run_test(size=size, notifications=True) as pilot:
            await pilot.pause()
            await story(pilot)

    asyncio.run(run())
    return app


def planner(pilot: Pilot[None]) -> PlannerScreen:
    """The planner of a running application, under whatever is above it."""
    return next(screen for screen in pilot.app.screen_stack if isinstance(screen, PlannerScreen))


def cell(post: PostId, day: int, slot: Slot) -> Cell:
    """A cell of the week of the small plan, the Monday being 0."""
    return Cell(post, DAYS[0] + timedelta(days=day), slot)


def told(pilot: Pilot[None]) -> list[str]:
    """The notifications of a running application."""
    return [one.message for one in pilot.app._notifications]


def planned(found: Workspace, first: date, weeks: int) -> StoredPlan:
    """A draft of the CH in which each post does the first thing it could each half-day, with no search."""
    asked = drafting.question(found, first, weeks, site="CH")
    cells: dict[Cell, Placement] = {}
    for post in asked.problem.posts:
        for one in asked.problem.candidates(post):
            if one.line is None and asked.problem.absence(post, one.day, one.slots[0]) is None:
                cells.setdefault(Cell(post, one.day, one.slots[0]), one)
    plan = Plan.of(asked.problem.span, list(cells.values()))
    content = content_of(start(Judged.of(asked.problem, plan)), asked.opened, found.clock)
    return drafting.keep(found, asked, content, "CH")
