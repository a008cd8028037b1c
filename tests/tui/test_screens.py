"""Each screen as text, at two sizes, in both languages: the files are read by people when they change."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

import pytest
from rich.color import Color
from textual.pilot import Pilot

from rota.words import Lang
from tests.tui.given import FixedClock, desk, drive
from tests.tui.screen_text import SMALL, Way, hold, in_some_way, screen_text, settle
from tui.app import RotaApp
from tui.housing import Given, Places
from tui.themes import THEMES

SCREENS: dict[str, Sequence[str]] = {
    "post": (),
    "service": ("2",),
    "all": ("3",),
    "four-weeks": ("3", "z"),
    "needs": ("o",),
    "edit": ("right", "down", "enter"),
    "why": ("w",),
    "findings": ("f",),
    "hole": ("o", "enter"),
    "rule": ("f", "end", "enter"),
    "help": ("f1",),
    "proposal": ("s",),
}
"""The keys that lead to each screen."""


@pytest.mark.parametrize(("name", "way"), in_some_way(SCREENS))
def test_the_screen_is_as_it_was(tmp_path: Path, name: str, way: Way) -> None:
    async def story(pilot: Pilot[None]) -> None:
        for key in SCREENS[name]:
            await pilot.press(key)
            await pilot.app.workers.wait_for_complete()
            await settle(pilot)
        await hold(pilot, name)

    drive(desk(tmp_path), story, size=way[0], lang=way[1])


def test_where_to_begin_is_as_it_was(tmp_path: Path) -> None:
    async def story(pilot: Pilot[None]) -> None:
        await hold(pilot, "welcome")

    drive(None, story, lang=Lang.FR, home=tmp_path)


def _colours(app: RotaApp) -> set[Color]:
    found = set()
    for strip in app.screen._compositor.render_strips():
        for segment in strip:
            if segment.style:
                found |= {colour for colour in (segment.style.color, segment.style.bgcolor) if colour}
    return found


def test_without_colour_letters_and_marks_carry_everything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: dict[str, str] = {}

    async def story(pilot: Pilot[None]) -> None:
        pilot.app.clear_notifications()
        await settle(pilot)
        assert isinstance(pilot.app, RotaApp)
        shown["no colour" if pilot.app.no_color else pilot.app.theme] = screen_text(pilot.app)
        if not pilot.app.no_color:
            for _ in THEMES[1:]:
                await pilot.press("ctrl+t")
                await settle(pilot)
                shown[pilot.app.theme] = screen_text(pilot.app)

    drive(desk(tmp_path), story)
    monkeypatch.setenv("NO_COLOR", "1")
    app = drive(desk(tmp_path), story)
    assert app.no_color
    assert len(shown) == len(THEMES) + 1
    assert len(set(shown.values())) == 1, "the text does not depend on colours"


def test_a_terminal_without_colour_is_sent_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    places = Places(tmp_path / "memory.json", tmp_path / "keymap.toml")
    app = RotaApp(Given(Lang.FR, places, FixedClock()), desk(tmp_path))

    async def run() -> None:
        async with app.run_test(size=SMALL) as pilot:
            await settle(pilot)
            triplets = [colour.triplet for colour in _colours(app) if colour.triplet]
            assert triplets
            assert all(one.red == one.green == one.blue for one in triplets)

    asyncio.run(run())
