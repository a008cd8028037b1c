"""Propose, agree, publish and choose a plan from the planner, each step looked at before it is taken."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

from rota.store import PlanState
from rota.workspace import agreeing, drafting, plans
from rota.workspace.opened import Workspace
from tests.tui.given import ONE, TWO, drive, planned, planner, told
from tests.tui.screen_text import screen_text, settle
from tests.tui.test_sharing import calm, content_without, desk_of, question_of
from tests.workspace.given import FIRST, publish, workspace
from tui.screens.form import FormScreen


@pytest.fixture
def found(tmp_path: Path) -> Iterator[Workspace]:
    """A workspace with a week that the CH drafted."""
    with workspace(tmp_path) as made:
        planned(made, FIRST, 1)
        yield made


def _last(found: Workspace) -> plans.StoredPlan:
    return plans.versions(found)[-1]


def test_a_draft_is_proposed_and_awaits_the_other_site(found: Workspace, tmp_path: Path) -> None:
    desk, shared = desk_of(found, tmp_path)

    async def story(pilot: Pilot[None]) -> None:
        await calm(pilot)
        assert "Propose" in screen_text(pilot.app).splitlines()[-1]
        await pilot.press("delete", "p")
        await calm(pilot)
        assert any("Save first" in one for one in told(pilot))
        await pilot.press("ctrl+s")
        await calm(pilot)
        await pilot.press("p")
        await calm(pilot)
        assert "v2 proposed, awaits CHU" in screen_text(pilot.app)
        assert "Propose" not in screen_text(pilot.app).splitlines()[-1]
        await pilot.press("b")
        await calm(pilot)
        assert any("awaits the agreement of: CHU" in one for one in told(pilot))

    drive(desk, story, home=tmp_path, shared=shared)
    assert _last(found).version.state is PlanState.PROPOSED


def test_agreeing_shows_what_changed_since_the_version_known(found: Workspace, tmp_path: Path) -> None:
    agreeing.propose(found, "v1", "CH")
    agreeing.agree(found, "v1", "CHU")
    gone = content_without(found, ONE)
    drafting.keep(found, question_of(found, "CH"), gone, "CH")
    agreeing.propose(found, "v2", "CH")
    desk, shared = desk_of(found, tmp_path, "CHU")

    async def story(pilot: Pilot[None]) -> None:
        await calm(pilot)
        assert "Agree" in screen_text(pilot.app).splitlines()[-1]
        await pilot.press("y")
        await calm(pilot)
        shown = screen_text(pilot.app)
        assert "Changed since 2026-11-30/v1, which your site knows: 1 cell(s)" in shown
        assert "Findings new" in shown
        assert "ASP-1" in shown
        await pilot.press("enter")
        await calm(pilot)
        assert "v2 agreed" in screen_text(pilot.app)

    drive(desk, story, home=tmp_path, shared=shared, size=(100, 40))
    assert _last(found).version.state is PlanState.AGREED


def test_a_site_that_knows_no_version_is_told_that_all_is_new(found: Workspace, tmp_path: Path) -> None:
    agreeing.propose(found, "v1", "CH")
    desk, shared = desk_of(found, tmp_path, "CHU")

    async def story(pilot: Pilot[None]) -> None:
        await calm(pilot)
        await pilot.press("y")
        await calm(pilot)
        assert "all of it is new" in screen_text(pilot.app)
        assert "Needs that nobody fills" in screen_text(pilot.app) or "Every need" in screen_text(pilot.app)
        await pilot.press("escape")
        await settle(pilot)
        assert planner(pilot).stored is not None

    drive(desk, story, home=tmp_path, shared=shared, size=(100, 40))
    assert _last(found).version.state is PlanState.PROPOSED, "looking is not agreeing"


def test_publishing_says_first_who_will_be_told(found: Workspace, tmp_path: Path) -> None:
    agreeing.propose(found, "v1", "CH")
    agreeing.agree(found, "v1", "CHU")
    desk, shared = desk_of(found, tmp_path)

    async def story(pilot: Pilot[None]) -> None:
        await calm(pilot)
        await pilot.press("b")
        await calm(pilot)
        shown = screen_text(pilot.app)
        assert "To be told" in shown
        assert "new, 0 gone, from" in shown
        assert _last(found).version.state is PlanState.AGREED
        await pilot.press("home", "enter")
        await calm(pilot)
        assert "v1 published" in screen_text(pilot.app)
        assert any("in the ledger" in one for one in told(pilot))
        assert planner(pilot).state.problem.published is not None

    drive(desk, story, home=tmp_path, shared=shared, size=(100, 40))
    assert _last(found).version.state is PlanState.PUBLISHED


def test_a_published_plan_changes_only_for_a_reason(found: Workspace, tmp_path: Path) -> None:
    publish(found, plans.find(found, "v1"))
    drafting.keep(found, question_of(found, "CH"), content_without(found, TWO), "CH")
    agreeing.propose(found, "v2", "CH")
    agreeing.agree(found, "v2", "CHU")
    desk, shared = desk_of(found, tmp_path)

    async def story(pilot: Pilot[None]) -> None:
        await calm(pilot)
        await pilot.press("b")
        await calm(pilot)
        shown = screen_text(pilot.app)
        assert "why does it change?" in shown
        assert "Publish: an exchange between doctors" in shown
        assert "0 new, 1 gone" in shown
        for _ in range(4):
            await pilot.press("down")
        await pilot.press("enter")
        await calm(pilot)
        assert isinstance(pilot.app.screen, FormScreen)
        await pilot.press(*"study", "enter")
        await calm(pilot)
        await calm(pilot)
        assert "v2 published" in screen_text(pilot.app)

    drive(desk, story, home=tmp_path, shared=shared, size=(100, 40))
    sources = {entry.draft.source for entries in found.ledgers().values() for entry in entries}
    assert any(source.endswith(":study") for source in sources)


def test_any_version_is_opened_and_new_weeks_are_begun(found: Workspace, tmp_path: Path) -> None:
    drafting.keep(found, question_of(found, "CHU"), content_without(found, TWO), "CHU")
    desk, shared = desk_of(found, tmp_path)

    async def story(pilot: Pilot[None]) -> None:
        await calm(pilot)
        await pilot.press("ctrl+o")
        await calm(pilot)
        shown = screen_text(pilot.app)
        assert "▸ v2   draft" in shown
        await pilot.press("down", "enter")
        await calm(pilot)
        assert "! v2 saved since" in screen_text(pilot.app)
        stored = planner(pilot).stored
        assert stored is not None
        assert stored.asked.based_on == 1
        await pilot.press("ctrl+n")
        await calm(pilot)
        assert isinstance(pilot.app.screen, FormScreen)
        await pilot.press("enter")
        await calm(pilot)
        await calm(pilot)
        assert len(planner(pilot).state.problem.span) == 28
        assert planner(pilot).state.problem.span.first > FIRST

    drive(desk, story, home=tmp_path, shared=shared)
    again, _ = desk_of(found, tmp_path)
    assert again.state.problem.span.first == FIRST
