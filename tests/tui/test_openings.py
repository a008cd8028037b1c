"""What is opened is opened beside the keyboard: one at a time, given up with Escape, closed when left."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event

import pytest
from textual.pilot import Pilot

from rota import sites
from rota.clock import Clock
from rota.errors import UserError
from rota.store.errors import NoStore
from rota.words import Text
from rota.workspace import starting
from rota.workspace.opened import Workspace, opened
from tests.tui.given import FixedClock, drive, planner, told
from tests.workspace.given import small
from tui import openings
from tui.screens.page import PageScreen
from tui.screens.planner import PlannerScreen
from tui.screens.welcome import WelcomeScreen


class Slow:
    """Opens a workspace when the test says so, and counts what is open."""

    def __init__(self) -> None:
        self.asked, self.may = Event(), Event()
        self.begun = self.closed = 0
        self.refusal: UserError | None = None

    @contextmanager
    def __call__(self, url: str, clock: Clock) -> Iterator[Workspace]:
        """In place of :func:`opened`."""
        self.begun += 1
        self.asked.set()
        assert self.may.wait(30)
        if self.refusal is not None:
            raise self.refusal
        try:
            with opened(url, clock) as found:
                yield found
        finally:
            self.closed += 1


@pytest.fixture
def slow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Slow]:
    """A workspace where the application begins, which is slow to open."""
    sites.write(small(), tmp_path / "source")
    starting.init(tmp_path / "source", f"sqlite:///{tmp_path / 'rota.db'}", FixedClock())
    one = Slow()
    monkeypatch.setattr(openings, "opened", one)
    yield one
    one.may.set()


async def asked(pilot: Pilot[None], slow: Slow, *keys: str) -> None:
    """Press, and wait until the opening has begun and it is told that it is slow."""
    await pilot.press(*keys)
    assert await asyncio.to_thread(slow.asked.wait, 30)
    while not any("Opening rota.db" in one for one in told(pilot)):
        await pilot.pause(0.05)


async def answered(pilot: Pilot[None], slow: Slow) -> None:
    """Let it open, and wait until all that follows is done."""
    slow.may.set()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


def test_enter_twice_opens_once_and_the_screen_still_answers(tmp_path: Path, slow: Slow) -> None:
    async def story(pilot: Pilot[None]) -> None:
        await asked(pilot, slow, "enter")
        list_ = pilot.app.screen.query_one("OptionList")
        list_.action_select()  # type: ignore[attr-defined]
        await pilot.resize_terminal(100, 30)
        await pilot.pause()
        assert pilot.app.screen.size.width == 100, "the screen is laid out while it opens"
        assert isinstance(pilot.app.screen, WelcomeScreen)
        await answered(pilot, slow)
        assert slow.begun == 1
        assert planner(pilot).stored is not None

    drive(None, story, home=tmp_path)
    assert slow.closed == 1


def test_escape_gives_an_opening_up_and_what_was_opened_is_closed(tmp_path: Path, slow: Slow) -> None:
    async def story(pilot: Pilot[None]) -> None:
        await asked(pilot, slow, "enter")
        await pilot.press("escape")
        slow.may.set()
        while not slow.closed:
            await pilot.pause(0.02)
        await pilot.pause()
        assert isinstance(pilot.app.screen, WelcomeScreen)
        await pilot.press("enter")
        await answered(pilot, slow)
        assert isinstance(planner(pilot), PlannerScreen), "it can be opened again"

    drive(None, story, home=tmp_path)
    assert slow.begun == slow.closed == 2


def test_a_refusal_is_told_and_the_screen_stays(tmp_path: Path, slow: Slow) -> None:
    slow.refusal = NoStore(Text("aucune base", "no workspace there"))

    async def story(pilot: Pilot[None]) -> None:
        await asked(pilot, slow, "enter")
        await answered(pilot, slow)
        assert isinstance(pilot.app.screen, PageScreen)
        assert isinstance(pilot.app.screen_stack[-2], WelcomeScreen)

    drive(None, story, home=tmp_path)


def test_a_workspace_that_is_left_for_another_is_closed_then(tmp_path: Path, slow: Slow) -> None:
    slow.may.set()

    async def story(pilot: Pilot[None]) -> None:
        await pilot.press("enter")
        await answered(pilot, slow)
        for times in (1, 2):
            pilot.app.begin_again()  # type: ignore[attr-defined]
            await pilot.pause()
            await pilot.press("enter")
            await answered(pilot, slow)
            assert slow.closed == times
            assert slow.begun == times + 1

    drive(None, story, home=tmp_path)
    assert slow.begun == slow.closed
