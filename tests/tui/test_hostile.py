"""Names that hold markup, escape sequences or sixty letters are shown clean; random keys break nothing."""

import gc
import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from rota.explain.grid import Judged
from rota.model.facts import Facts
from rota.store import Store
from rota.workspace.opened import opened
from tests.cli.conftest import small_facts, small_plan
from tests.tui.given import FixedClock, desk, drive, planned
from tests.tui.held import held, quiet
from tests.tui.screen_text import screen_text, settle
from tests.workspace.given import FIRST, NOVEMBER, At, publish, small
from tui.actions import ACTIONS, BY_ID, Where
from tui.app import RotaApp
from tui.modes import MODES
from tui.opening import Desk
from tui.opening_shared import open_shared
from tui.screens.planner import PlannerScreen
from tui.screens.welcome import WelcomeScreen
from tui.shared import Shared
from tui.state import start

NAMES = (
    "[bold red]Bloc[/] [@click=app.quit]x[/]",
    "a\x1b[31mrouge\x1b]0;titre\x07\x9b2J",
    "é" * 60,
    "[/]",
    "日本語の診療所 \u202eabc\u200b",
    "{post} %s \\[x",
)

PRINTABLE = tuple(name if name.isprintable() else "[i]%d{x}" for name in NAMES)
"""Those that a folder, and so a workspace, may hold."""


def hostile(plain: Facts, names: Sequence[str] = NAMES, marks: str = "[é") -> Facts:
    """The small facts with names that nobody should have."""
    return replace(
        plain,
        name=names[0],
        sites=tuple(replace(one, name=names[n], mark=marks[n]) for n, one in enumerate(plain.sites)),
        services=tuple(replace(one, name=names[n + 2]) for n, one in enumerate(plain.services)),
        activities=tuple(replace(one, name=names[n % len(names)]) for n, one in enumerate(plain.activities)),
        lines=tuple(replace(one, name=names[n + 4]) for n, one in enumerate(plain.lines)),
        posts=tuple(replace(one, specialty=names[n + 1]) for n, one in enumerate(plain.posts)),
    )


def hostile_desk(folder: Path) -> Desk:
    """A desk that no reader of folders would let through."""
    plain = desk(folder)
    facts = hostile(small_facts())
    content = small_plan()
    return replace(
        plain,
        opened=replace(plain.opened, facts=facts),
        state=start(Judged.of(content.problem(facts), content.plan)),
    )


SCREENS = ("w", "f1", "f", "o", "enter", "2", "3", "g", "ctrl+p", "s")


@pytest.mark.parametrize("size", [(80, 24), (140, 40)])
def test_hostile_names_are_shown_clean_on_every_screen(tmp_path: Path, size: tuple[int, int]) -> None:
    async def story(pilot: Pilot[None]) -> None:
        for key in SCREENS:
            await pilot.press(key)
            await pilot.app.workers.wait_for_complete()
            await settle(pilot)
            shown = screen_text(pilot.app)
            assert all(letter.isprintable() for letter in shown.replace("\n", ""))
            assert "red]Bloc" in shown or "Bloc" not in shown, "markup is text, not markup"
            while len(pilot.app.screen_stack) > 2:
                await pilot.press("escape")
                await settle(pilot)

    drive(hostile_desk(tmp_path), story, size=size)


def test_a_search_in_the_palette_shows_names_as_they_are(tmp_path: Path) -> None:
    async def story(pilot: Pilot[None]) -> None:
        await pilot.press("ctrl+p", *"service")
        for _ in range(200):
            await settle(pilot)
            if "Service CH-MED  [/]" in screen_text(pilot.app):
                return
        raise AssertionError(screen_text(pilot.app))

    drive(hostile_desk(tmp_path), story)


def keys(seed: int, count: int) -> list[str]:
    """Random keys: those of actions, of lists, and letters; nothing that ends the application."""
    known = [key for action in ACTIONS for key in action.keys.split(",") if key and action.id != "quit"]
    others = ["enter", "escape", "tab", "shift+tab", "up", "down", "left", "right", "f7", "e", "é", "$", "9"]
    chooser = random.Random(seed)
    return chooser.choices([*known, *others, "down", "enter", "escape"], k=count)


async def pressed(pilot: Pilot[None], typed: Sequence[str]) -> int:
    """Press keys, from time to time in another size, then leave all; how many objects are there then.

    Objects are counted, not what the process was given: that follows the highest moment, and the system.
    """
    for number, key in enumerate(typed):
        await pilot.press(key)
        if number % 50 == 0:
            await pilot.resize_terminal(*random.Random(number).choice([(80, 24), (140, 40), (40, 10)]))
    await quiet(pilot)
    for _ in range(8):
        await pilot.press("escape")
    await pilot.press("f2")
    await quiet(pilot)
    assert isinstance(pilot.app.screen, PlannerScreen | WelcomeScreen), "every page and mode was left"
    assert len(pilot.app.screen_stack) == 2
    assert await held(pilot) == [], "screens that were left are still held"
    return len(gc.get_objects())


@pytest.fixture
def staying(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The palette may be asked to quit: here it does not; what it writes is the test's own."""
    monkeypatch.setattr(RotaApp, "exit", lambda _self: None)
    monkeypatch.chdir(tmp_path)


@pytest.mark.usefixtures("staying")
def test_random_keys_break_nothing(tmp_path: Path) -> None:
    async def story(pilot: Pilot[None]) -> None:
        await pressed(pilot, keys(1, 90))

    drive(desk(tmp_path), story)


@pytest.fixture
def shared(tmp_path: Path) -> Iterator[Shared]:
    """A published week on a workspace with names that nobody should have."""
    clock = At(NOVEMBER)
    Store.create(f"sqlite:///{tmp_path / 'rota.db'}", hostile(small(), PRINTABLE, "Xé"), clock=clock).close()
    with opened(f"sqlite:///{tmp_path / 'rota.db'}", clock) as found:
        publish(found, planned(found, FIRST, 1))
        yield Shared(found, found.site("CH"))


@pytest.mark.usefixtures("staying")
@pytest.mark.parametrize("mode", MODES)
def test_random_keys_in_each_mode(shared: Shared, tmp_path: Path, mode: str) -> None:
    async def story(pilot: Pilot[None]) -> None:
        await pilot.press(BY_ID[mode].keys)
        await pressed(pilot, keys(3, 12))

    drive(open_shared(shared, tmp_path), story, home=tmp_path, shared=shared)


MORE = 100_000
"""Objects that caches of the terminal and what can be undone may add; a footer that held its keys added
130 000 in four hundred keys."""


@pytest.mark.slow
@pytest.mark.usefixtures("staying")
@pytest.mark.parametrize("seed", [2, 4])
def test_two_thousand_random_keys_over_all_modes_and_memory_stays(
    shared: Shared, tmp_path: Path, seed: int
) -> None:
    there: list[int] = []

    async def story(pilot: Pilot[None]) -> None:
        typed = keys(seed, 2000)
        for half in typed[:1000], typed[1000:]:
            there.append(await pressed(pilot, half))

    drive(open_shared(shared, tmp_path), story, home=tmp_path, shared=shared)
    assert there[1] - there[0] < MORE, f"{there}: more objects after the second thousand than after the first"


def test_the_table_of_actions_is_what_is_pressed() -> None:
    assert {action.where for action in ACTIONS} == set(Where) - {Where.WELCOME}
    assert FixedClock().now().tzinfo is not None
