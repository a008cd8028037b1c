"""The planner on a workspace: versions, drafts that survive, who speaks, what others write meanwhile."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from rota import sites
from rota.model.calendar import Slot
from rota.model.facts import PostId
from rota.plan_file import PlanFile
from rota.workspace import drafting, plans
from rota.workspace.opened import Workspace, opened
from tests.tui import given
from tests.tui.given import ONE, TWO, FixedClock, drive, planned, planner, told
from tests.tui.screen_text import screen_text, settle
from tests.workspace.given import FIRST, publish, small, workspace
from tui.app import RotaApp
from tui.opening import Desk
from tui.opening_shared import begin, open_shared
from tui.screens.mode import ModeScreen
from tui.screens.page import PageScreen
from tui.shared import Shared
from tui.welcome import ToJoin


@pytest.fixture
def found(tmp_path: Path) -> Iterator[Workspace]:
    """A workspace with a week that the CH drafted."""
    with workspace(tmp_path) as made:
        planned(made, FIRST, 1)
        yield made


def at(found: Workspace, site: str = "CH") -> Shared:
    """The desk of a site."""
    return Shared(Workspace(found.store, FixedClock()), found.site(site))


def desk_of(found: Workspace, folder: Path, site: str = "CH") -> tuple[Desk, Shared]:
    """What a site opens."""
    shared = at(found, site)
    return open_shared(shared, folder), shared


async def calm(pilot: Pilot[None]) -> None:
    """Until what runs beside the keyboard is done and drawn."""
    await pilot.pause()
    while running := list(pilot.app.workers):
        await pilot.app.workers.wait_for_complete(running)
        await pilot.pause()
    await pilot.pause()


async def beat(pilot: Pilot[None]) -> None:
    """The workspace is asked whether others wrote."""
    assert isinstance(pilot.app, RotaApp)
    pilot.app.live.beat()
    await calm(pilot)


def test_what_is_saved_is_the_next_version_and_everyone_sees_who_speaks(
    found: Workspace, tmp_path: Path
) -> None:
    desk, shared = desk_of(found, tmp_path)

    async def story(pilot: Pilot[None]) -> None:
        await calm(pilot)
        assert screen_text(pilot.app).startswith(" CH  ASP-1 (1/2)")
        assert "v1 draft" in screen_text(pilot.app)
        await pilot.press("delete")
        assert planner(pilot).state.unsaved
        await pilot.press("ctrl+s")
        await calm(pilot)
        assert "v2 draft" in screen_text(pilot.app)
        assert not planner(pilot).state.unsaved
        await pilot.press("ctrl+s")
        await calm(pilot)

    drive(desk, story, home=tmp_path, shared=shared)
    assert [one.version.version for one in plans.versions(found)] == [1, 2], (
        "the same plan twice is one version"
    )
    last = plans.content_of(found.facts, plans.versions(found)[-1].version)
    assert not last.plan.at(ONE, FIRST, Slot.AM)
    assert not list(tmp_path.glob(".*.draft"))


def test_a_draft_survives_and_is_known_by_the_version_it_was_made_on(
    found: Workspace, tmp_path: Path
) -> None:
    desk, shared = desk_of(found, tmp_path)

    async def cleared(pilot: Pilot[None]) -> None:
        await calm(pilot)
        await pilot.press("delete")
        await calm(pilot)
        assert planner(pilot).state.unsaved

    drive(desk, cleared, home=tmp_path, shared=shared)
    assert [path.name for path in tmp_path.glob(".*.draft")] == [f".rota-CH-{FIRST}-v1.json.draft"]
    again, _ = desk_of(found, tmp_path)
    assert again.state.unsaved
    assert not desk_of(found, tmp_path, "CHU")[0].state.unsaved, (
        "the draft of one site is not that of another"
    )
    drafting.keep(found, question_of(found, "CHU"), content_without(found, TWO), "CHU")
    later, _ = desk_of(found, tmp_path)
    assert later.stored is not None
    assert later.stored.asked.based_on == 1
    assert later.stored.overtaken
    assert any("CHU saved" in text.en for text in later.told)


def test_an_edit_that_is_not_saved_is_there_again_whatever_was_opened_between(
    found: Workspace, tmp_path: Path
) -> None:
    desk, shared = desk_of(found, tmp_path)

    async def edited(pilot: Pilot[None]) -> bool:
        await calm(pilot)
        state = planner(pilot).state
        return state.unsaved and not state.judged.at(state.cursor)

    async def story(pilot: Pilot[None]) -> None:
        app = pilot.app
        assert isinstance(app, RotaApp)
        await calm(pilot)
        await pilot.press("delete")
        assert await edited(pilot)
        app.speak_for(found.site("CHU"))
        await calm(pilot)
        assert app.shared is not None
        assert app.shared.site == "CHU"
        app.speak_for(found.site("CH"))
        assert await edited(pilot), "another site spoke between"
        app.begin_again()
        await calm(pilot)
        assert app.shared is not None
        app.openings.begin(ToJoin(f"sqlite:///{tmp_path / 'rota.db'}"), app.live.refused)
        assert await edited(pilot), "the first screen was between"

    drive(desk, story, home=tmp_path, shared=shared)


def question_of(found: Workspace, site: str) -> drafting.Question:
    """What a site asks that has seen the last version."""
    return drafting.question(found, FIRST, 1, site=site, on="latest")


def content_without(found: Workspace, post: PostId) -> PlanFile:
    """The last version with one placement of a post taken out."""
    stored = plans.versions(found)[-1]
    content = plans.content_of(found.facts, stored.version)
    gone = tuple(one for one in content.plan.placements if one.post == post)[:1]
    return replace(content, plan=content.plan.change(remove=gone))


def test_new_weeks_without_a_version_are_kept_as_a_draft_too(tmp_path: Path) -> None:
    with workspace(tmp_path) as made:
        shared = at(made)
        desk = begin(shared, tmp_path, FIRST, 1)

        async def pinned(pilot: Pilot[None]) -> None:
            assert "new" in screen_text(pilot.app)
            await calm(pilot)
            await pilot.press("space")
            await calm(pilot)

        drive(desk, pinned, home=tmp_path, shared=shared)
        again = open_shared(shared, tmp_path)
        assert again.state.problem.span.first == FIRST
        assert again.state.unsaved
        (path,) = tmp_path.glob(".*.draft")
        path.write_text("{", encoding="utf-8")
        assert not open_shared(shared, tmp_path).state.unsaved, "what cannot be read stops nobody"


def test_a_published_plan_is_what_changes_are_marked_against(found: Workspace, tmp_path: Path) -> None:
    publish(found, plans.find(found, "v1"))
    desk, shared = desk_of(found, tmp_path)

    async def story(pilot: Pilot[None]) -> None:
        await calm(pilot)
        assert "v1 published" in screen_text(pilot.app)
        await pilot.press("delete")
        await settle(pilot)
        assert "!" in screen_text(pilot.app)
        assert "published:" in screen_text(pilot.app)

    drive(desk, story, home=tmp_path, shared=shared)


def test_the_first_time_it_is_asked_who_speaks_and_remembered(found: Workspace, tmp_path: Path) -> None:
    desk, shared = desk_of(found, tmp_path)

    async def story(pilot: Pilot[None]) -> None:
        await calm(pilot)
        assert isinstance(pilot.app, RotaApp)
        planner(pilot).action_act("site.speak")
        await settle(pilot)
        assert isinstance(pilot.app.screen, PageScreen)
        await pilot.press("down", "enter")
        await calm(pilot)
        assert screen_text(pilot.app).startswith(" CHU  ASP-1")
        assert any("CHU" in one for one in told(pilot))

    drive(desk, story, home=tmp_path, shared=shared)
    assert list(json.loads((tmp_path / "memory.json").read_text())["seats"].values()) == ["CHU"]


def test_a_folder_is_made_a_workspace_with_its_plan(tmp_path: Path) -> None:
    async def story(pilot: Pilot[None]) -> None:
        await calm(pilot)
        await pilot.press("delete")
        planner(pilot).action_act("desk.share")
        await calm(pilot)
        stored = planner(pilot).desk.stored
        assert stored is not None
        assert stored.seen is not None
        await pilot.press("enter")
        await calm(pilot)

    drive(given.desk(tmp_path), story)
    assert (tmp_path / "rota.db").is_file()
    with opened(f"sqlite:///{tmp_path / 'rota.db'}", FixedClock()) as made:
        (only,) = plans.versions(made)
        assert not plans.content_of(made.facts, only.version).plan.at(ONE, only.span.first, Slot.AM)


def test_where_to_begin_offers_a_workspace_made_from_a_sample(tmp_path: Path) -> None:
    async def story(pilot: Pilot[None]) -> None:
        await calm(pilot)
        assert "Make a workspace" in screen_text(pilot.app)
        await pilot.press("down", "enter")
        await calm(pilot)
        await pilot.press("enter")
        await calm(pilot)
        assert planner(pilot).desk.stored is not None
        planner(pilot).action_act("desk.open")
        await settle(pilot)
        assert "Open the workspace" in screen_text(pilot.app)
        await pilot.press("home", "enter")
        await calm(pilot)
        assert planner(pilot).desk.stored is not None

    drive(None, story, home=tmp_path)
    assert (tmp_path / "rota.db").is_file()
    assert sites.read(tmp_path / "minimal").posts


def test_what_another_site_saves_is_shown_where_nothing_here_is_unsaved(
    found: Workspace, tmp_path: Path
) -> None:
    desk, shared = desk_of(found, tmp_path)

    async def story(pilot: Pilot[None]) -> None:
        await beat(pilot)
        drafting.keep(found, question_of(found, "CHU"), content_without(found, TWO), "CHU")
        await beat(pilot)
        assert any("CHU saved" in one for one in told(pilot))
        assert "v2 draft" in screen_text(pilot.app)
        assert (
            planner(pilot).state.judged.plan
            == plans.content_of(found.facts, plans.versions(found)[1].version).plan
        )
        await pilot.press("u")
        assert planner(pilot).state.unsaved

    drive(desk, story, home=tmp_path, shared=shared)


def test_own_changes_stay_while_another_version_is_only_marked(found: Workspace, tmp_path: Path) -> None:
    desk, shared = desk_of(found, tmp_path)

    async def story(pilot: Pilot[None]) -> None:
        await beat(pilot)
        await pilot.press("delete")
        mine = planner(pilot).state.draft
        drafting.keep(found, question_of(found, "CHU"), content_without(found, TWO), "CHU")
        await beat(pilot)
        assert screen_text(pilot.app).startswith(" ! v2 saved since  CH ")
        assert planner(pilot).state.draft == mine

    drive(desk, story, home=tmp_path, shared=shared)


def test_a_publication_by_another_site_is_told_and_taken(found: Workspace, tmp_path: Path) -> None:
    desk, shared = desk_of(found, tmp_path, "CHU")

    async def story(pilot: Pilot[None]) -> None:
        await beat(pilot)
        publish(found, plans.find(found, "v1"))
        await beat(pilot)
        assert any("CH published" in one for one in told(pilot))
        assert "v1 published" in screen_text(pilot.app)
        assert planner(pilot).state.problem.published is not None

    drive(desk, story, home=tmp_path, shared=shared)


def test_facts_that_change_judge_the_plan_anew(found: Workspace, tmp_path: Path) -> None:
    desk, shared = desk_of(found, tmp_path)

    async def story(pilot: Pilot[None]) -> None:
        await beat(pilot)
        await pilot.press("delete")
        before = planner(pilot).state
        changed = small()
        found.store.save_facts(replace(changed, needs=changed.needs[:1]), found.store.fingerprint())
        await beat(pilot)
        after = planner(pilot).state
        assert len(after.problem.facts.needs) == 1
        assert after.draft == before.draft
        assert after.done == before.done
        assert any("facts have changed" in one for one in told(pilot))

    drive(desk, story, home=tmp_path, shared=shared)


def test_modes_lead_to_each_other_and_back_from_any_depth(found: Workspace, tmp_path: Path) -> None:
    desk, shared = desk_of(found, tmp_path)

    async def story(pilot: Pilot[None]) -> None:
        await calm(pilot)
        for key in ("f4", "f1", "f6", "f1", "f1"):
            await pilot.press(key)
            await calm(pilot)
        modes = [screen for screen in pilot.app.screen_stack if isinstance(screen, ModeScreen)]
        assert [mode.mode for mode in modes] == ["mode.feeds"]
        await pilot.press("f2")
        await calm(pilot)
        assert pilot.app.screen is planner(pilot)

    drive(desk, story, home=tmp_path, shared=shared)


def test_an_open_mode_reads_again_when_others_wrote(found: Workspace, tmp_path: Path) -> None:
    desk, shared = desk_of(found, tmp_path)

    async def story(pilot: Pilot[None]) -> None:
        await beat(pilot)
        await pilot.press("f6")
        await calm(pilot)
        mode = pilot.app.screen
        assert isinstance(mode, ModeScreen)
        before = mode.view
        await beat(pilot)
        assert mode.view is before, "nothing was written"
        drafting.keep(found, question_of(found, "CHU"), content_without(found, TWO), "CHU")
        await beat(pilot)
        assert mode.view is not before

    drive(desk, story, home=tmp_path, shared=shared)
