"""The screen as text, and text held against a file: ``WRITE_SCREENS=1`` writes the files anew."""

import os
from pathlib import Path
from typing import Any

from textual.app import App
from textual.pilot import Pilot

from tui.widgets.open_needs import OpenNeeds

HERE = Path(__file__).parent / "screens"
WRITING = os.environ.get("WRITE_SCREENS") == "1"


def screen_text(app: App[Any]) -> str:
    """Every line of the screen, without what follows the last letter."""
    lines = ("".join(segment.text for segment in strip) for strip in app.screen._compositor.render_strips())
    return "\n".join(line.rstrip() for line in lines).rstrip() + "\n"


async def hold(pilot: Pilot[None], name: str) -> None:
    """The screen is the one that was kept under ``name``."""
    await worked_out(pilot)
    pilot.app.clear_notifications()
    await settle(pilot)
    found, path = screen_text(pilot.app), HERE / f"{name}.txt"
    if WRITING:
        path.parent.mkdir(exist_ok=True)
        path.write_text(found, encoding="utf-8", newline="\n")
    assert path.read_text(encoding="utf-8") == found, f"{name} differs; WRITE_SCREENS=1 writes it anew"


async def worked_out(pilot: Pilot[None]) -> None:
    """Until it is known who could fill the needs."""
    for screen in pilot.app.screen_stack:
        for needs in screen.query(OpenNeeds):
            needs.work_out()
    await pilot.app.workers.wait_for_complete()
    await settle(pilot)


async def settle(pilot: Pilot[None]) -> None:
    """Until every widget has drawn what it was told."""
    for _ in range(6):
        await pilot.pause()
