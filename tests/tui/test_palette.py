"""The command palette speaks the language of the screen, and goes everywhere from everywhere."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, OptionList

from rota.model.calendar import month_of, week_name
from rota.model.facts import ServiceId
from rota.store.calendar_feed import About, Subject
from rota.words import Lang
from rota.workspace import feeding
from tests.cli.conftest import DAYS
from tests.tui.given import ONE, TWO, desk, drive, planner, told
from tests.tui.ledger_given import january, prepare
from tests.tui.screen_text import screen_text, settle
from tui.facts import Filter
from tui.palette import folded
from tui.screens.base import Spoken
from tui.screens.compliance import ComplianceScreen
from tui.screens.facts import FactsScreen
from tui.screens.feeds import FeedsScreen
from tui.screens.ledger import LedgerScreen
from tui.screens.planner import PlannerScreen
from tui.shared import Shared

Mode = TypeVar("Mode", bound=Spoken)


@pytest.mark.parametrize(
    ("lang", "nothing"), [(Lang.FR, "Rien de ce nom"), (Lang.EN, "Nothing of that name")]
)
def test_what_is_not_found_is_told_and_does_nothing(tmp_path: Path, lang: Lang, nothing: str) -> None:
    async def story(pilot: Pilot[None]) -> None:
        await pilot.press("ctrl+p", *"qqzzxx")
        await pilot.app.workers.wait_for_complete()
        await settle(pilot)
        told = pilot.app.screen.query_one(OptionList)
        assert [str(told.get_option_at_index(n).prompt) for n in range(told.option_count)] == [nothing]
        await pilot.press("enter")
        await settle(pilot)

    drive(desk(tmp_path), story, lang=lang)


async def jump(pilot: Pilot[None], typed: str) -> None:
    """Go to the first thing that the palette finds."""
    await pilot.press("ctrl+p")
    await settle(pilot)
    pilot.app.screen.query_one(Input).value = typed
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await settle(pilot)
    await pilot.press("enter")
    await pilot.app.workers.wait_for_complete()
    await settle(pilot)


async def opened(pilot: Pilot[None], key: str, kind: type[Mode]) -> Mode:
    """A mode, read."""
    await pilot.press(key)
    await pilot.app.workers.wait_for_complete()
    await settle(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, kind)
    return screen


@pytest.fixture
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shared]:
    """A published week of December, in January."""
    prepared = prepare(tmp_path_factory.mktemp("palette"))
    with january(prepared, tmp_path_factory.mktemp("january")) as found:
        yield found


def test_a_post_is_gone_to_in_the_mode_one_is_in(shared: Shared, tmp_path: Path) -> None:
    about = About(subject=Subject.POST, code=str(TWO), lang=Lang.EN)
    feeding.create(shared.workspace, replace(about, code=str(ONE)), "first")
    feeding.create(shared.workspace, about, "second")

    async def story(pilot: Pilot[None]) -> None:
        ledger = await opened(pilot, "f3", LedgerScreen)
        await jump(pilot, "post asp 2")
        assert ledger.place.post == TWO
        await jump(pilot, "november 2026")
        assert ledger.place.month == "2026-11"
        compliance = await opened(pilot, "f4", ComplianceScreen)
        for wanted, who in (("post asp 2", TWO), ("post asp 1", ONE), ("service chu med", "CHU-MED")):
            await jump(pilot, wanted)
            assert compliance.look.cursor is not None
            assert compliance.look.cursor.who == who
        await jump(pilot, "month december 2026")
        assert compliance.asked.span == month_of(date(2026, 12, 1))
        facts = await opened(pilot, "f5", FactsScreen)
        await jump(pilot, "post asp 2")
        assert facts.chosen == Filter(post=TWO)
        await jump(pilot, "service ch med")
        assert facts.chosen == Filter(service=ServiceId("CH-MED"))
        feeds = await opened(pilot, "f6", FeedsScreen)
        for post, device in (("1", "first"), ("2", "second")):
            await jump(pilot, f"post asp {post}")
            assert feeds.token is not None
            assert feeds.token.device == device
        await jump(pilot, "service ch med")
        assert told(pilot)[-1] == "No device reads CH-MED; a adds one."

    drive(desk(tmp_path), story, shared=shared)


@pytest.mark.parametrize("key", ["f2", "f3", "f4", "f5", "f6"])
def test_a_rule_is_read_and_a_week_gone_to_from_every_mode(shared: Shared, tmp_path: Path, key: str) -> None:
    async def story(pilot: Pilot[None]) -> None:
        await opened(pilot, key, Spoken)
        await jump(pilot, "rule daily rest")
        assert "R6152-27" in screen_text(pilot.app), "its text and its sources"
        await pilot.press("escape")
        await jump(pilot, f"week {week_name(DAYS[0])}")
        assert isinstance(pilot.app.screen, PlannerScreen)
        assert planner(pilot).state.cursor.day == DAYS[0]

    drive(desk(tmp_path), story, shared=shared)


def test_a_service_is_gone_to_in_the_planner_from_the_ledger(shared: Shared, tmp_path: Path) -> None:
    async def story(pilot: Pilot[None]) -> None:
        await opened(pilot, "f3", LedgerScreen)
        await jump(pilot, "service chu med")
        assert isinstance(pilot.app.screen, PlannerScreen)
        assert planner(pilot).state.view.service == "CHU-MED"

    drive(desk(tmp_path), story, shared=shared)


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("gastro 1", "Poste ASP-GASTRO-1  Gastro-entérologie"),
        ("PEDIATRIE", "Poste ASP-PEDIA-1  Pédiatrie"),
        ("pédia", "Poste ASP-PEDIA-1  Pediatrie"),
        ("coeur", "Service CH-COEUR  Cœur et vaisseaux"),
        ("dec", "Mois décembre 2026  2026-12"),
        ("de\u0301c", "Mois décembre 2026  2026-12"),
    ],
)
def test_names_are_found_without_accents_and_codes_by_their_parts(query: str, name: str) -> None:
    assert folded(query) in folded(name)
