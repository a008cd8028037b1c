"""The command palette speaks the language of the screen."""

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList

from rota.words import Lang
from tests.tui.given import desk, drive
from tests.tui.screen_text import settle


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
