"""What is typed in one go on a line that lags does what it does when each key waits for the one before."""

import random
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.worker import Worker

from rota.store import Store
from rota.workspace.opened import opened
from tests.tui.given import desk, drive, planned, told
from tests.tui.screen_text import screen_text, settle, worked_out
from tests.workspace.given import FIRST, NOVEMBER, At, publish, small
from tui.actions import BY_ID
from tui.app import RotaApp
from tui.keyboard import AWAITED
from tui.ledger_view import LedgerView
from tui.modes import MODES
from tui.opening_shared import open_shared
from tui.screens.ledger import LedgerScreen
from tui.screens.mode import ModeScreen
from tui.screens.page import PageScreen
from tui.screens.planner import PlannerScreen
from tui.shared import Shared


def in_one_go(pilot: Pilot[None], *keys: str) -> None:
    """All keys before the application has handled the first."""
    driver = pilot.app._driver
    assert driver is not None
    for key in keys:
        letter = key if len(key) == 1 else None
        event = events.Key(_character_to_key(key) if letter else key, letter)
        event.set_sender(pilot.app)
        driver.send_message(event)


async def rest(pilot: Pilot[None]) -> None:
    """Until nothing runs and nothing waits."""
    for _ in range(6):
        await settle(pilot)
        await worked_out(pilot)
    pilot.app.clear_notifications()
    await settle(pilot)


def after(keys: list[str], folder: Path, *, fast: bool) -> str:
    """The screen after some keys on the small plan."""
    at_last = ""

    async def story(pilot: Pilot[None]) -> None:
        nonlocal at_last
        if fast:
            in_one_go(pilot, *keys)
        else:
            for key in keys:
                await pilot.press(key)
                await pilot.app.workers.wait_for_complete()
                await settle(pilot)
        await rest(pilot)
        at_last = screen_text(pilot.app)

    folder.mkdir()
    drive(desk(folder), story)
    return at_last


def shown(pilot: Pilot[None]) -> type:
    """What kind of screen is shown."""
    return type(pilot.app.screen)


KEYS = (
    *("right", "down", "left", "up", "enter", "escape", "w", "f", "o", "2", "3", "1"),
    *("f1", "tab", "u", "p", "delete", "end", "e", "ctrl+p", "z"),
)


@pytest.mark.parametrize(
    "keys",
    [
        ["end", "p", "o", "escape", "3", "o", "delete", "w"],
        ["z", "ctrl+p", "down", "down", "end", "p", "u", "w"],
        ["enter", "z", "left", "u", "down", "escape", "z", "enter"],
        *(random.Random(seed).choices(KEYS, k=8) for seed in (5, 11)),
    ],
    ids=" ".join,
)
def test_keys_in_one_go_do_what_they_do_one_by_one(tmp_path: Path, keys: list[str]) -> None:
    assert after(keys, tmp_path / "fast", fast=True) == after(keys, tmp_path / "slow", fast=False)


@pytest.fixture
def shared(tmp_path: Path) -> Iterator[Shared]:
    """A published week."""
    clock = At(NOVEMBER)
    Store.create(f"sqlite:///{tmp_path / 'rota.db'}", small(), clock=clock).close()
    with opened(f"sqlite:///{tmp_path / 'rota.db'}", clock) as found:
        publish(found, planned(found, FIRST, 1))
        yield Shared(found, found.site("CH"))


@pytest.mark.parametrize("mode", MODES)
def test_a_mode_is_read_once_and_keys_wait_for_it(
    shared: Shared, tmp_path: Path, mode: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads, reload = list[str](), ModeScreen.reload

    def counted(self: ModeScreen[Any]) -> Worker[None]:
        reads.append(self.mode)
        return reload(self)

    monkeypatch.setattr(ModeScreen, "reload", counted)

    async def story(pilot: Pilot[None]) -> None:
        in_one_go(pilot, BY_ID[mode].keys, "f1", "escape", "escape")
        await rest(pilot)
        assert reads == [mode]
        assert shown(pilot) is PlannerScreen, "help came and went, then the mode"

    drive(open_shared(shared, tmp_path), story, home=tmp_path, shared=shared)


def test_a_slow_answer_is_told_of_and_escape_waits_no_more(
    shared: Shared, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers, load = threading.Event(), LedgerScreen.load

    def slow(self: LedgerScreen, given: Shared) -> LedgerView:
        answers.wait(60)
        return load(self, given)

    monkeypatch.setattr(LedgerScreen, "load", slow)

    async def until_told(pilot: Pilot[None]) -> None:
        while AWAITED.en not in told(pilot):
            await pilot.pause(0.05)

    async def story(pilot: Pilot[None]) -> None:
        assert isinstance(pilot.app, RotaApp)
        in_one_go(pilot, "f3", "f1", "f1")
        await until_told(pilot)
        assert shown(pilot) is LedgerScreen, "help waits"
        in_one_go(pilot, "escape", "f1")
        await settle(pilot)
        assert shown(pilot) is PageScreen, "what is typed now waits no more"
        in_one_go(pilot, "escape", "f2")
        await settle(pilot)
        assert shown(pilot) is PlannerScreen
        answers.set()
        await rest(pilot)
        assert shown(pilot) is PlannerScreen

    try:
        drive(open_shared(shared, tmp_path), story, home=tmp_path, shared=shared)
    finally:
        answers.set()
