"""Solving beside the keyboard, and the proposal: compared, chosen from, accepted or refused."""

import threading
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from rota import plan_file
from rota.check import check
from rota.errors import SolverDisagrees
from rota.explain.grid import Judged
from rota.model.calendar import Slot, Span
from rota.model.problem import Problem
from rota.scheduler.outcome import (
    Conflict,
    Culprit,
    OnProgress,
    Outcome,
    Progress,
    Settings,
    Status,
    Stop,
)
from rota.service.planning import PAST
from tests import builders as b
from tests.cli.conftest import DAYS, small_facts, small_plan
from tests.tui.given import ONE, TWO, answering, cell, desk, drive, extra, planner, told
from tests.tui.screen_text import screen_text, settle
from tui import state as s
from tui.proposal import Offer, Proposal, counts, propose, toggle, toggle_post
from tui.screens.page import PageScreen
from tui.screens.planner import PlannerScreen
from tui.screens.proposal import ProposalScreen
from tui.searching import Scope, Solve, asked


async def solved(pilot: Pilot[None], key: str = "s") -> None:
    """Press the key of a search and wait for its answer."""
    await pilot.press(key)
    await pilot.app.workers.wait_for_complete()
    await settle(pilot)


def test_a_proposal_is_accepted_whole_with_its_proof_and_undone(tmp_path: Path) -> None:
    opened = desk(tmp_path)

    async def story(pilot: Pilot[None]) -> None:
        screen = planner(pilot)
        before = screen.state.draft
        await solved(pilot)
        shown = screen_text(pilot.app)
        assert "2/2 change(s) kept" in shown
        assert "proved best" in shown
        assert "free → CH CLINIC" in shown.replace("V ", "CH ")
        await pilot.press("a")
        await settle(pilot)
        assert set(extra(screen.state.problem)) <= set(screen.state.judged.plan.placements)
        await pilot.press("ctrl+s", "u")
        await settle(pilot)
        assert screen.state.draft == before

    drive(opened, story)
    content = plan_file.read(opened.path, opened.opened.facts, opened.opened.fingerprint)
    assert content.status is Status.BEST
    assert content.bound is not None


def test_a_proposal_is_accepted_by_cell_and_by_post(tmp_path: Path) -> None:
    opened = desk(tmp_path)

    async def story(pilot: Pilot[None]) -> None:
        screen = planner(pilot)
        clinic, ward = extra(screen.state.problem)
        await solved(pilot)
        await pilot.press("space")
        await settle(pilot)
        assert "1/2 change(s) kept" in screen_text(pilot.app)
        await pilot.press("enter", "p", "a")
        await settle(pilot)
        assert ward in screen.state.judged.plan.placements
        assert clinic not in screen.state.judged.plan.placements
        await pilot.press("ctrl+s")
        await settle(pilot)

    drive(opened, story)
    content = plan_file.read(opened.path, opened.opened.facts, opened.opened.fingerprint)
    assert content.status is Status.STOPPED, "a part of a proved plan is not proved"
    assert content.bound is None


def test_a_proposal_waits_or_is_refused(tmp_path: Path) -> None:
    async def story(pilot: Pilot[None]) -> None:
        screen = planner(pilot)
        before = screen.state.draft
        await solved(pilot)
        await pilot.press("t", "a")
        await settle(pilot)
        assert isinstance(pilot.app.screen, ProposalScreen), "nothing is kept: nothing to accept"
        await pilot.press("escape", "d")
        await settle(pilot)
        assert isinstance(pilot.app.screen, ProposalScreen)
        await pilot.press("r")
        await settle(pilot)
        assert isinstance(pilot.app.screen, PlannerScreen)
        assert screen.offer is None
        assert screen.state.draft == before

    drive(desk(tmp_path), story)


def test_the_plan_that_is_there_is_told_so(tmp_path: Path) -> None:
    opened = desk(tmp_path)

    async def story(pilot: Pilot[None]) -> None:
        await solved(pilot)
        assert isinstance(pilot.app.screen, PlannerScreen)
        assert any("this very plan" in one for one in told(pilot))
        assert planner(pilot).state.proof is not None

    drive(opened, story, solve=answering(lambda plan: plan)(opened.state.judged.plan))


def waiting(begun: threading.Event) -> Solve:
    """A search that ends only when it is told to stop."""

    def solve(
        problem: Problem, settings: Settings, on_progress: OnProgress | None, stop: Stop | None
    ) -> Outcome:
        assert on_progress is not None
        assert stop is not None
        on_progress(Progress(3.0, 6581, 6336.0, 7, 8))
        begun.set()
        held = threading.Event()
        while not stop():
            held.wait(0.01)
        report = check(problem, small_plan().plan)
        return Outcome(Status.STOPPED, small_plan().plan, report, 1.0, 0.5, 3.0, settings.seed, 8)

    return solve


def test_a_search_shows_how_it_goes_and_stops_when_asked(tmp_path: Path) -> None:
    begun = threading.Event()

    async def story(pilot: Pilot[None]) -> None:
        screen = planner(pilot)
        await pilot.press("s")
        begun.wait(5)
        await settle(pilot)
        shown = screen_text(pilot.app)
        assert "7/8 parts · price 6581 · bound 6336 · gap 3.7%" in shown
        assert "x Stop" in shown
        screen.action_act("plan.repair")
        await pilot.press("delete")
        assert any("running already" in one for one in told(pilot))
        assert screen.state.unsaved, "the plan stays free to be edited"
        await pilot.press("x")
        await pilot.app.workers.wait_for_complete()
        await settle(pilot)
        assert screen.search is None
        assert isinstance(pilot.app.screen, ProposalScreen)
        assert "search stopped after 3 s" in screen_text(pilot.app)

    drive(desk(tmp_path), story, solve=waiting(begun))


def test_leaving_stops_the_search(tmp_path: Path) -> None:
    begun = threading.Event()

    async def story(pilot: Pilot[None]) -> None:
        await pilot.press("s")
        begun.wait(5)
        await pilot.press("ctrl+q")

    drive(desk(tmp_path), story, solve=waiting(begun))


def test_a_conflict_is_a_page_that_leads_to_the_cell(tmp_path: Path) -> None:
    fact = f"{ONE} {DAYS[0]} pm"
    pin = Culprit("pin", "CH-MED", "pins", fact, (ONE,), Span(DAYS[0], DAYS[0]))
    law = Culprit("rule", "law", "daily-rest", "", (ONE,), Span(DAYS[0], DAYS[1]))

    def solve(
        problem: Problem, settings: Settings, on_progress: OnProgress | None, stop: Stop | None
    ) -> Outcome:
        del problem, on_progress, stop
        conflict = Conflict((pin, law), (pin,))
        return Outcome(Status.IMPOSSIBLE, None, None, 0.0, 0.0, 1.0, settings.seed, 1, conflict)

    async def story(pilot: Pilot[None]) -> None:
        await solved(pilot)
        assert isinstance(pilot.app.screen, PageScreen)
        assert "CH-MED pinned ASP-1" in screen_text(pilot.app)
        await pilot.press("enter")
        await settle(pilot)
        assert planner(pilot).state.cursor == cell(ONE, 0, Slot.PM)

    drive(desk(tmp_path), story, solve=solve)


@pytest.mark.parametrize("broken", [True, False])
def test_a_search_without_a_plan_changes_nothing(tmp_path: Path, broken: bool) -> None:
    def solve(
        problem: Problem, settings: Settings, on_progress: OnProgress | None, stop: Stop | None
    ) -> Outcome:
        del problem, on_progress, stop
        if broken:
            raise SolverDisagrees("[red]a clause[/red]")
        return Outcome(Status.NO_PLAN, None, None, 0.0, 1.0, 60.0, settings.seed, 1)

    async def story(pilot: Pilot[None]) -> None:
        before = planner(pilot).state
        await solved(pilot)
        assert planner(pilot).state == before
        assert any(("a clause" in one) if broken else ("No plan was found" in one) for one in told(pilot))

    drive(desk(tmp_path), story, solve=solve)


def test_what_is_asked_depends_on_the_scope() -> None:
    content = small_plan()
    state = s.start(Judged.of(content.problem(small_facts()), content.plan))
    whole, few, post = (asked(state, scope) for scope in (Scope.ALL, Scope.FEW, Scope.POST))
    assert whole == state.problem
    assert whole is not state.problem, "the search has a copy of its own"
    assert few.published == content.plan
    held = [pin for pin in post.pins if pin.owner == PAST]
    assert {pin.post for pin in held} == {TWO}
    assert check(post, content.plan).lawful == check(state.problem, content.plan).lawful


def base() -> Proposal:
    """A proposal that moves one half-day, and a duty of two for another."""
    content = small_plan()
    judged = Judged.of(content.problem(small_facts()), content.plan)
    gone = judged.at(cell(TWO, 6, Slot.AM))
    plan = content.plan.change(remove=gone, add=(b.half_day(ONE, DAYS[1], Slot.PM, b.CH_MED, b.CLINIC),))
    outcome = Outcome(Status.BEST, plan, None, 0.0, 0.0, 1.0, 0, 1)
    return propose(judged, Offer(plan, outcome, whole=True))


def test_a_duty_goes_with_all_its_half_days() -> None:
    proposal = base()
    duty = next(unit for unit in proposal.units if unit.post == TWO)
    assert len(duty.changes) == 2
    place = proposal.units.index(duty)
    dropped = toggle(proposal, (place,))
    assert duty.before[0] in dropped.plan.placements
    assert toggle(dropped, (place,)) == proposal


def test_what_is_kept_is_judged_as_a_plan_of_its_own() -> None:
    proposal = base()
    assert proposal.plan == proposal.offer.plan
    for post in (ONE, TWO):
        part = toggle_post(proposal, post)
        assert part.judged.report.by_subject == check(part.base.problem, part.plan).by_subject
        assert sum(counts(part, post).values()) == 0
    nothing = toggle(proposal, tuple(range(len(proposal.units))))
    assert nothing.plan == nothing.base.plan
    assert nothing.effect.cost == 0


def test_the_proof_holds_for_its_very_draft_only(tmp_path: Path) -> None:
    opened = desk(tmp_path)

    async def story(pilot: Pilot[None]) -> None:
        screen = planner(pilot)
        await solved(pilot)
        await pilot.press("a", "space")
        assert screen.state.proof is not None
        assert screen.state.proof.draft != screen.state.draft

    drive(opened, story)
    assert replace(opened.state, proof=None) == opened.state
