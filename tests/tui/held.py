"""What an application still holds of the screens that were left."""

import gc

from textual.app import App
from textual.pilot import Pilot
from textual.widget import Widget

from tests.tui.screen_text import settle
from tui.screens.base import Spoken

_PATIENCE = 50
"""Tenths of a second: what was read for a screen that was left is dropped when its thread ends."""


async def quiet(pilot: Pilot[None]) -> None:
    """Until nothing runs beside the screen and all of it is drawn."""
    await pilot.app.workers.wait_for_complete()
    await settle(pilot)


async def held(pilot: Pilot[None]) -> list[Spoken]:
    """The screens that nobody can come back to and that something holds for good, not for a thread's end."""
    left = _PATIENCE
    while (found := _held(pilot.app)) and left:
        left -= 1
        await pilot.pause(0.1)
    return found


def _held(app: App[None]) -> list[Spoken]:
    gc.collect()
    found = (each for each in gc.get_objects() if isinstance(each, Spoken))
    return [each for each in found if each.app is app and each not in app.screen_stack]


def widgets_there() -> int:
    """How many widgets there are, those that are on no screen any more among them."""
    gc.collect()
    return sum(isinstance(each, Widget) for each in gc.get_objects())
