"""From two services' needs to a signed month, by keyboard in a real terminal, on the sample of Vitré."""

import re
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from rota.clock import SystemClock
from rota.explain import half_days
from rota.model.units import HALF_DAY
from rota.workspace import plans
from rota.workspace.opened import opened
from tests.tui import cycle
from tests.tui.cycle import Step
from tests.tui.terminal import Terminal

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed here")
POST = "ASP-GASTRO-1"
_DUE = re.compile(rf"{POST} .* CH (\S+) +CHU (\S+) ")
_PARTS = {half_days(parts): parts for parts in range(-100 * HALF_DAY, 100 * HALF_DAY)}
"""60ths of a half-day as the screen writes them: ``3½``, ``−½``, ``11+36/60``."""


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    """A terminal in an empty folder."""
    found = Terminal(tmp_path, *cycle.SIZE)
    yield found
    found.close()


def do(terminal: Terminal, steps: Sequence[Step]) -> str:
    """Do the steps, each once the one before is seen to be done; the last screen."""
    screen = ""
    for step in steps:
        if step.keys:
            before = terminal.screen()
            assert step.until not in before, f"{step} waits for what is there before:\n{before}"
            terminal.press_all(step.keys)
        screen = terminal.wait_for(step.until)
    return screen


def due(screen: str) -> tuple[int, int]:
    """60ths of a half-day still due to the CH and to the CHU, as the list of posts says."""
    found = _DUE.search(screen)
    assert found is not None, screen
    ch, chu = found.groups()
    return _PARTS[ch], _PARTS[chu]


def test_from_two_services_needs_to_a_signed_month(terminal: Terminal, tmp_path: Path) -> None:
    terminal.start(at=cycle.OCTOBER)
    do(terminal, cycle.BEGIN)
    assert "▸V Consu*" in do(terminal, cycle.DRAFT), "what was pinned stayed"
    do(terminal, cycle.AGREE)
    terminal.press("C-q")
    terminal.close()
    with opened(f"sqlite:///{tmp_path / 'rota.db'}", SystemClock()) as workspace:
        assert [one.version.state for one in plans.versions(workspace)] == ["published"]

    terminal.start("tui", "--site", "CH", at=cycle.JANUARY)
    ch, chu = due(do(terminal, cycle.OPEN))
    screen = do(terminal, cycle.CONFIRM)
    ch_then, chu_then = due(screen)
    assert ch - ch_then >= 10 * HALF_DAY, "the work at the CH is counted"
    assert chu_then == chu, "that at the CHU is not stated yet"
    ch_last, chu_last = due(do(terminal, cycle.OTHER))
    assert (ch_last, chu - chu_last >= 10 * HALF_DAY) == (ch_then, True)
    assert due(do(terminal, cycle.CLAIM)) == (ch_last, chu_last), "one site alone moves nothing"
    settled = (ch_last + HALF_DAY // 2, chu_last - HALF_DAY // 2)
    assert due(do(terminal, cycle.SETTLE)) == settled, "half of what both claimed went from one to the other"
    assert due(do(terminal, cycle.CLOSE)) == settled
    do(terminal, cycle.RULES)
