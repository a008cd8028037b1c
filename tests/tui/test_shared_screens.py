"""The planner of a workspace and the pages before its steps as text, at two sizes, in both languages."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

from rota.workspace import agreeing, drafting
from rota.workspace.opened import Workspace
from tests.tui.given import ONE, TWO, drive, planned, planner
from tests.tui.screen_text import Way, hold, in_some_way
from tests.tui.test_sharing import calm, content_without, desk_of, question_of
from tests.workspace.given import FIRST, publish, workspace


@pytest.fixture
def found(tmp_path: Path) -> Iterator[Workspace]:
    """A published week; a change of it that the CH proposes."""
    with workspace(tmp_path) as made:
        publish(made, planned(made, FIRST, 1))
        drafting.keep(made, question_of(made, "CH"), content_without(made, ONE), "CH")
        agreeing.propose(made, "v2", "CH")
        yield made


async def to_agree(pilot: Pilot[None], _found: Workspace) -> None:
    """What changed since."""
    await pilot.press("y")


async def to_publish(pilot: Pilot[None], found: Workspace) -> None:
    """Who would be told."""
    agreeing.agree(found, "v2", "CHU")
    pilot.app.live.beat()  # type: ignore[attr-defined]
    await calm(pilot)
    await pilot.press("b")


async def to_plans(pilot: Pilot[None], _found: Workspace) -> None:
    """All plans."""
    await pilot.press("ctrl+o")


async def to_changes(pilot: Pilot[None], _found: Workspace) -> None:
    """What changed since the publication."""
    await pilot.press("m")


async def to_seats(pilot: Pilot[None], _found: Workspace) -> None:
    """Who speaks."""
    planner(pilot).action_act("site.speak")


async def to_merge(pilot: Pilot[None], found: Workspace) -> None:
    """Both versions."""
    await pilot.press("right", "delete")
    drafting.keep(found, question_of(found, "CH"), content_without(found, TWO), "CH")
    await pilot.press("ctrl+s")


async def stay(_pilot: Pilot[None], _found: Workspace) -> None:
    """The planner itself."""


SCREENS = {
    "shared": stay,
    "agree": to_agree,
    "publish": to_publish,
    "plans": to_plans,
    "changes": to_changes,
    "seats": to_seats,
    "merge": to_merge,
}


@pytest.mark.parametrize(("name", "way"), in_some_way(SCREENS))
def test_the_screen_is_as_it_was(found: Workspace, tmp_path: Path, name: str, way: Way) -> None:
    desk, shared = desk_of(found, tmp_path, "CHU")

    async def story(pilot: Pilot[None]) -> None:
        await calm(pilot)
        await SCREENS[name](pilot, found)
        await calm(pilot)
        await hold(pilot, name)

    drive(desk, story, size=way[0], lang=way[1], home=tmp_path, shared=shared)
