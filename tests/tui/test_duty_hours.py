"""The hours of a duty line are typed in its form: start and end of each shift, told before they are saved."""

from datetime import time
from pathlib import Path

import pytest
from textual.pilot import Pilot

from rota.words import Lang
from tests.tui.form_keys import typed
from tests.tui.screen_text import screen_text
from tests.tui.test_facts import facts_mode, now
from tui.facts_form_hours import HOURS
from tui.shared import Shared
from tui.widgets.form_fields import Mistake

NEW = (
    "a", "code=CH-NEW", "name=Night", "service=CH-MED", "kind=on-site duty", "shift=nights and Sundays",
    "asked_per_month=3",
)  # fmt: skip


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The effect of a form is worked out without waiting."""
    monkeypatch.setattr("tui.screens.form._CALM_SECONDS", 0.001)


@pytest.mark.parametrize(
    "text",
    ["18:00-8:00 8:00-18:00", "18h - 8h ; 8h–18h", "18h00—08h00, 8h-18h00", "18:00 -8:00 8:00- 18:00;"],
)
def test_hours_are_read_as_people_write_them(text: str) -> None:
    assert HOURS.read(text) == ((time(18), time(8)), (time(8), time(18)))
    assert HOURS.show(HOURS.read(text), Lang.FR) == "18:00-08:00 08:00-18:00"
    assert HOURS.read("") == ()


@pytest.mark.parametrize("text", ["18:00", "18:00-25:00", "18:00-8:00 8:00", "x-y", "-", "18:00-8:00-9:00"])
def test_what_is_no_hours_is_told(text: str) -> None:
    with pytest.raises(Mistake):
        HOURS.read(text)


def test_a_line_takes_hours_of_its_own(tmp_path: Path) -> None:
    async def story(pilot: Pilot[None], shared: Shared) -> None:
        await typed(pilot, *NEW, "hours=18:00-08:00")
        assert "This needs 2 start-end, in this order: night 18:30–08:30" in _shown(pilot)
        await typed(pilot, "hours=18:00-08:00 18:00-08:00", "enter")
        assert "These hours end on the next day" in _shown(pilot)
        await typed(pilot, "hours=18:00-08:00 08:00-18:00")
        assert "night 18:00–08:00" in _shown(pilot)
        assert "morning + afternoon 08:00–18:00" in _shown(pilot)
        await typed(pilot, "enter")
        line = now(shared).facts.lines[-1]
        hours = [(shift.start, shift.end) for shift in line.shifts]
        assert (line.id, hours) == ("CH-NEW", [(time(18), time(8)), (time(8), time(18))])
        await typed(pilot, "enter", "hours=19:00-08:00 08:00-19:00", "enter")
        changed = now(shared).facts.lines[-1]
        assert [shift.start for shift in changed.shifts] == [time(19), time(8)]
        assert [shift.days for shift in changed.shifts] == [shift.days for shift in line.shifts]

    facts_mode(tmp_path, story, "2", size=(140, 50))


def test_without_other_hours_those_of_the_pattern_stay(tmp_path: Path) -> None:
    async def story(pilot: Pilot[None], shared: Shared) -> None:
        await typed(pilot, *NEW, "enter")
        shifts = now(shared).facts.lines[-1].shifts
        assert [shift.start for shift in shifts] == [time(18, 30), time(8, 30)]

    facts_mode(tmp_path, story, "2")


def _shown(pilot: Pilot[None]) -> str:
    return " ".join(screen_text(pilot.app).replace("│", "").split())
