"""What was just saved lost the cursor: a resize drew the list again before the new item had been read."""

import threading
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.tui.form_keys import calm, typed
from tests.tui.screen_text import settle
from tests.tui.test_facts import facts_mode
from tui.facts import FactsView
from tui.screens.facts import FactsScreen
from tui.shared import Shared

NEW = (
    "a",
    "code=CH-NEW",
    "name=Night",
    "service=CH-MED",
    "kind=on-site duty",
    "shift=CH-GUARD",
    "asked_per_month=3",
)


def test_the_cursor_goes_to_what_was_saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gate, held, read = threading.Event(), threading.Event(), FactsScreen.load

    def slow(screen: FactsScreen, shared: Shared) -> FactsView:
        held.set()
        assert gate.wait(20)
        return read(screen, shared)

    async def story(pilot: Pilot[None], shared: Shared) -> None:
        del shared
        await typed(pilot, *NEW)
        monkeypatch.setattr(FactsScreen, "load", slow)
        await pilot.press("enter")
        while not held.is_set():
            await pilot.pause(0.01)
        await pilot.resize_terminal(100, 30)
        await settle(pilot)
        gate.set()
        await calm(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, FactsScreen)
        assert screen.item is not None
        assert screen.item.id == "CH-NEW"

    facts_mode(tmp_path, story, "2", size=(140, 50))
