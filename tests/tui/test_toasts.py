"""What is told covers nothing: it has lines of its own, for which the rest of the screen makes room."""

from pathlib import Path

import pytest
from textual.geometry import Region
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets._toast import Toast, ToastRack

from rota.words import Lang, Text
from tests.tui.form_keys import calm
from tests.tui.given import drive
from tests.tui.screen_text import screen_text
from tests.workspace.given import FIRST, workspace
from tui.app import RotaApp
from tui.opening_shared import begin
from tui.shared import Shared

TOLD = Text("Enregistré ; u annule. {more}", "Saved; u undoes it. {more}")
LONG = "Ce qui est long tient sur deux lignes, et rien de ce qui est dit ne manque à la fin."
SIZE = (80, 24)


def covered(pilot: Pilot[None]) -> list[Widget]:
    """What lies under something that is told."""
    screen = pilot.app.screen
    told = [region for toast in screen.query(Toast) if (region := _visible(toast))]
    assert told
    rack = screen.query_one(ToastRack)
    others = [one for one in screen.query("*") if one.display and rack not in one.ancestors_with_self]
    return [
        one
        for one in others
        if not list(one.children) and any(_visible(one).overlaps(region) for region in told)
    ]


def _visible(widget: Widget) -> Region:
    region = widget.region
    for above in widget.ancestors:
        if isinstance(above, Widget):
            region = region.intersection(above.region)
    return region


@pytest.mark.parametrize("mode", ["f2", "f3", "f4", "f5", "f6", "f7", "f1", "ctrl+n"])
def test_what_is_told_covers_nothing_in_any_mode(tmp_path: Path, mode: str) -> None:
    async def story(pilot: Pilot[None]) -> None:
        app = pilot.app
        assert isinstance(app, RotaApp)
        await calm(pilot)
        await pilot.press(mode)
        await calm(pilot)
        for more in ("1", LONG, "3", "4"):
            app.tell(TOLD, more=more)
            await calm(pilot)
            assert covered(pilot) == [], screen_text(app)
            shown = " ".join(screen_text(app).replace("▌", "").split())
            assert f"Enregistré ; u annule. {more}" in shown, "the last one is seen whole"
        footer = screen_text(app).splitlines()[SIZE[1] - 1]
        assert "F1" in footer or "esc" in footer.lower(), footer

    with workspace(tmp_path) as found:
        shared = Shared(found, found.facts.sites[0].id)
        desk = begin(shared, tmp_path, FIRST, 1)
        drive(desk, story, size=SIZE, lang=Lang.FR, home=tmp_path, shared=shared)
