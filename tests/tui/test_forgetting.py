"""Screens that were left are let go, whatever was begun, drawn or laid out while they were shown."""

from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

from rota.store import Store
from rota.workspace.opened import opened
from tests.tui.given import drive, planned, planner
from tests.tui.held import held, quiet, widgets_there
from tests.workspace.given import FIRST, NOVEMBER, At, publish, small
from tui.app import RotaApp
from tui.opening_shared import open_shared
from tui.shared import Shared


async def pressed(pilot: Pilot[None], *keys: str) -> None:
    """Press keys, each after what the one before it began."""
    for key in keys:
        await pilot.press(key)
        await quiet(pilot)


async def sized_under_a_page(pilot: Pilot[None]) -> None:
    """The planner shows fewer widgets and other scroll bars; some of them are told of nothing more."""
    await pressed(pilot, "f1")
    for size in (40, 10), (140, 40), (80, 24):
        await pilot.resize_terminal(*size)
        await quiet(pilot)
    await pressed(pilot, "escape")


async def opened_by_an_answer(pilot: Pilot[None]) -> None:
    """What an answer opens is begun where the answer came in."""
    assert isinstance(pilot.app, RotaApp)
    desk = planner(pilot).desk
    planner(pilot).beside(lambda: desk, pilot.app.turn_to, "reading")
    await quiet(pilot)


async def read_in_a_thread(pilot: Pilot[None]) -> None:
    """The threads of the pool then wait for other work."""
    await pressed(pilot, "f3", "f5", "f6", "f2")


async def drawn_as_a_picture(pilot: Pilot[None]) -> None:
    """A picture of a page is also one of what lies under it."""
    await pressed(pilot, "f5", "f1")
    pilot.app.export_screenshot()
    await pressed(pilot, "escape", "f2")


async def put_on_other_colours(pilot: Pilot[None]) -> None:
    """The application then draws the screens anew."""
    await pressed(pilot, "f5", "f1", "ctrl+t", "escape", "f2")


async def pointed_at(pilot: Pilot[None]) -> None:
    """What is under the mouse is drawn to be known."""
    await pressed(pilot, "f5", "f1")
    await pilot.hover("#title")
    await pressed(pilot, "escape", "f2")


@pytest.fixture
def shared(tmp_path: Path) -> Iterator[Shared]:
    """A published week."""
    clock = At(NOVEMBER)
    url = f"sqlite:///{tmp_path / 'rota.db'}"
    Store.create(url, small(), clock=clock).close()
    with opened(url, clock) as found:
        publish(found, planned(found, FIRST, 1))
        yield Shared(found, found.site("CH"))


@pytest.mark.parametrize(
    "way",
    [
        sized_under_a_page,
        opened_by_an_answer,
        read_in_a_thread,
        drawn_as_a_picture,
        put_on_other_colours,
        pointed_at,
    ],
)
def test_what_was_left_is_let_go(
    shared: Shared, tmp_path: Path, way: Callable[[Pilot[None]], Awaitable[None]]
) -> None:
    async def story(pilot: Pilot[None]) -> None:
        await quiet(pilot)
        await way(pilot)
        assert pilot.app.screen is planner(pilot)
        assert await held(pilot) == []

    drive(open_shared(shared, tmp_path), story, home=tmp_path, shared=shared)


def test_keys_of_the_footer_that_were_made_anew_are_let_go(shared: Shared, tmp_path: Path) -> None:
    async def story(pilot: Pilot[None]) -> None:
        there: list[int] = []
        for _ in range(3):
            await pressed(pilot, "ctrl+l", "ctrl+l", "ctrl+l", "ctrl+l")
            there.append(widgets_there())
        assert there[2] <= there[0] + 2, "the footer holds at most what it made last"

    drive(open_shared(shared, tmp_path), story, home=tmp_path, shared=shared)
