"""The screen as text, and text held against a file: ``WRITE_SCREENS=1`` writes the files anew."""

import os
from collections.abc import AsyncIterator, Iterable
from difflib import unified_diff
from pathlib import Path
from typing import Any

from textual.app import App
from textual.filter import Monochrome
from textual.geometry import Size
from textual.pilot import Pilot
from textual.widgets._toast import ToastHolder, ToastRack

from rota.words import Lang
from tests.tui.contrast import faint
from tui.app import RotaApp
from tui.themes import THEMES
from tui.widgets.open_needs import OpenNeeds

HERE = Path(__file__).parent / "screens"
WRITING = os.environ.get("WRITE_SCREENS") == "1"
SMALL, LARGE = (80, 24), (140, 40)
Way = tuple[tuple[int, int], Lang]
WAYS: list[Way] = [(SMALL, Lang.FR), (SMALL, Lang.EN), (LARGE, Lang.EN), (LARGE, Lang.FR)]
"""How each screen is kept. Opened in one of these ways, it is turned into the others in this order, round."""
_COLOURS = 2
"""Rounds after which new colours are drawn: nothing is laid out anew."""
_PATIENCE = 20
"""How often a screen that is not yet the one that is kept is looked at again."""


def in_some_way(names: Iterable[str]) -> list[tuple[str, Way]]:
    """Of screens that are opened each in an application of its own, in which way each is opened."""
    return [(name, WAYS[place % len(WAYS)]) for place, name in enumerate(names)]


def screen_text(app: App[Any]) -> str:
    """Every line of the screen, without what follows the last letter."""
    lines = ("".join(segment.text for segment in strip) for strip in app.screen._compositor.render_strips())
    return "\n".join(line.rstrip() for line in lines).rstrip() + "\n"


async def hold(pilot: Pilot[None], name: str) -> None:
    """The screen is the one kept under ``name``, however it is come to, and can be read in each theme.

    The screen after it is opened at the size and in the language in which this one was turned last, so that
    in the end screens were opened and turned in every way.
    """
    app = pilot.app
    assert isinstance(app, RotaApp)
    opened = WAYS.index(((app.size.width, app.size.height), app.lang))
    await keep(pilot, name)
    await readable(pilot, name)
    for size, lang in WAYS[opened + 1 :] + WAYS[:opened]:
        await turn(pilot, size, lang)
        await keep(pilot, name)


async def turn(pilot: Pilot[None], size: tuple[int, int], lang: Lang) -> None:
    """The same screen in a language and at a size."""
    app = pilot.app
    assert isinstance(app, RotaApp)
    if app.lang is not lang:
        app.switch_language()
    if app.size != Size(*size):
        await pilot.resize_terminal(*size)


async def keep(pilot: Pilot[None], name: str) -> None:
    """The screen is the one kept for this size and this language, or becomes it soon on a slow machine."""
    await alone(pilot)
    app = pilot.app
    assert isinstance(app, RotaApp)
    name = f"{name}-{app.size.width}x{app.size.height}-{app.lang}"
    found, path = screen_text(app), HERE / f"{name}.txt"
    for _ in range(0 if WRITING else _PATIENCE):
        if found == path.read_text(encoding="utf-8"):
            break
        await pilot.pause(0.05)
        await alone(pilot)
        found = screen_text(app)
    if WRITING:
        path.parent.mkdir(exist_ok=True)
        path.write_text(found, encoding="utf-8", newline="\n")
    kept = path.read_text(encoding="utf-8")
    differ = "\n".join(unified_diff(kept.splitlines(), found.splitlines(), "kept", "found", lineterm="", n=0))
    assert kept == found, f"{name} differs; WRITE_SCREENS=1 writes it anew\n{differ}"


async def readable(pilot: Pilot[None], name: str) -> None:
    """In each theme and without colour the text is the same, and none of it is faint."""
    shown = screen_text(pilot.app)
    async for theme in looks(pilot):
        assert screen_text(pilot.app) == shown, f"{name} says something else in {theme}"
        unread = "\n".join(sorted(set(faint(pilot.app))))
        assert not unread, f"{name} cannot be read in {theme}\n{unread}"


async def looks(pilot: Pilot[None]) -> AsyncIterator[str]:
    """One theme after the other, and the first again as ``NO_COLOR`` shows it."""
    app = pilot.app
    for theme in (*THEMES[1:], THEMES[0]):
        app.theme = theme.name
        await redraw(pilot, _COLOURS)
        yield theme.name
    app.no_color = True
    app._filters.append(Monochrome())
    app.refresh_css(animate=False)
    await redraw(pilot, _COLOURS)
    yield "no colour"
    app.no_color = False
    app._filters.pop()
    app.refresh_css(animate=False)


async def alone(pilot: Pilot[None]) -> None:
    """Until all is worked out, with no notification on the screen nor on what shines through it."""
    await settle(pilot, 2)
    start_working_out(pilot)
    await pilot.app.workers.wait_for_complete()
    pilot.app.clear_notifications()
    for screen in pilot.app.screen_stack:
        screen.query_one(ToastRack).show(pilot.app._notifications)
        await screen.query(ToastHolder).remove()
    await redraw(pilot, 4)


async def worked_out(pilot: Pilot[None]) -> None:
    """Until it is known who could fill the needs."""
    start_working_out(pilot)
    await pilot.app.workers.wait_for_complete()
    await settle(pilot)


def start_working_out(pilot: Pilot[None]) -> None:
    """Ask at once who could fill the needs, which a screen otherwise does a little later."""
    for screen in pilot.app.screen_stack:
        for needs in screen.query(OpenNeeds):
            needs.work_out()


async def settle(pilot: Pilot[None], rounds: int = 6) -> None:
    """Until every widget has drawn what it was told."""
    for _ in range(rounds):
        await pilot.pause()


async def redraw(pilot: Pilot[None], rounds: int) -> None:
    """Settle, with what shines through from under the screen on top, which else is drawn when it may."""
    for screen in pilot.app.screen_stack[:-1]:
        screen.refresh(layout=True)
    await settle(pilot, rounds)
    for screen in pilot.app.screen_stack[:-1]:
        screen._on_timer_update()
    pilot.app.screen.refresh()
    await settle(pilot, 2)
