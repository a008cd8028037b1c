"""Takes the pictures of ``cycle.md``: the steps of ``tests/tui/cycle.py``, each after the one before."""

import asyncio
import re
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import patch

from textual.pilot import Pilot
from textual.widgets._toast import Toast

from rota.model.problem import Problem
from rota.scheduler.outcome import OnProgress, Outcome, Settings, Stop
from rota.service import make_plan
from rota.words import Lang
from rota.workspace.opened import opened
from tests.tui import cycle
from tests.tui.screen_text import screen_text
from tui.app import RotaApp
from tui.housing import Given, Places
from tui.opening_shared import open_shared
from tui.shared import Shared

HERE = Path(__file__).parent
_FONT_FACE = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
_ROUNDS, _BEAT = 1200, 0.05
PLANNING = (cycle.BEGIN, cycle.DRAFT, cycle.AGREE)
MONTH = (
    cycle.OPEN,
    cycle.CONFIRM,
    cycle.OTHER,
    cycle.CLAIM,
    cycle.SETTLE,
    cycle.CLOSE,
    cycle.RULES,
)
PICTURES = tuple(step.picture for part in (*PLANNING, *MONTH) for step in part if step.picture)


class Standing:
    """A clock that stands still."""

    def __init__(self, at: str) -> None:
        self._at = datetime.fromisoformat(at).replace(tzinfo=UTC)

    def now(self) -> datetime:
        """Always the same instant."""
        return self._at


def solve(problem: Problem, settings: Settings, on_progress: OnProgress | None, stop: Stop | None) -> Outcome:
    """The real search, told to have taken the same time everywhere."""
    return replace(make_plan(problem, settings, on_progress, stop), seconds=3.0)


def given(folder: Path, at: str) -> Given:
    """What comes from outside."""
    places = Places(folder / "memory.json", folder / "keymap.toml")
    return Given(Lang.FR, places, Standing(at), solve, folder, beat_seconds=None)


async def play(app: RotaApp, parts: Sequence[tuple[cycle.Step, ...]]) -> None:
    """Do the steps, and take their pictures."""
    async with app.run_test(size=cycle.SIZE, notifications=True) as pilot:
        for step in (step for part in parts for step in part):
            for key in step.keys:
                await _press(pilot, key)
            await _wait(pilot, step)
            if step.picture:
                await _take(pilot, step.picture)


async def _press(pilot: Pilot[None], key: str) -> None:
    """A key, or several letters with a space among them."""
    await pilot.press(*("space" if one == " " else one for one in key) if " " in key else (key,))


async def _wait(pilot: Pilot[None], step: cycle.Step) -> None:
    for _ in range(_ROUNDS):
        await pilot.pause(_BEAT)
        if step.until in screen_text(pilot.app):
            return
    raise SystemExit(f"{step.until!r} did not come:\n{screen_text(pilot.app)}")


async def _take(pilot: Pilot[None], name: str) -> None:
    """What the screen shows once nothing is under way, without what was told in passing."""
    await pilot.app.workers.wait_for_complete()
    pilot.app.clear_notifications()
    for screen in pilot.app.screen_stack:
        await screen.query(Toast).remove()
    await pilot.pause(_BEAT * 10)
    image = pilot.app.export_screenshot(title="rota")
    (HERE / f"{name}.svg").write_text(_FONT_FACE.sub("", image), encoding="utf-8")


def main() -> None:
    """All of it, in one workspace; salts are no secret here, so that the pictures are the same each time."""
    with tempfile.TemporaryDirectory() as name, patch("secrets.token_bytes", bytes):
        folder = Path(name)
        asyncio.run(play(RotaApp(given(folder, cycle.OCTOBER), None), PLANNING))
        late = given(folder, cycle.JANUARY)
        with opened(f"sqlite:///{(folder / 'rota.db').as_posix()}", late.clock) as workspace:
            shared = Shared(workspace, workspace.site("CH"))
            app = RotaApp(late, open_shared(shared, folder), shared)
            asyncio.run(play(app, MONTH))


if __name__ == "__main__":
    main()
