"""An answer from a thread came while its form was being left: its widgets were gone, then the application."""

import threading
from pathlib import Path
from typing import Any

from textual.pilot import Pilot
from textual.widgets import OptionList

from tests.tui.given import desk, drive
from tests.tui.screen_text import settle
from tui.pages import rules_page
from tui.screens.page import PageScreen


def test_an_answer_that_comes_while_a_screen_is_left_is_dropped(tmp_path: Path) -> None:
    answered: list[object] = []

    async def story(pilot: Pilot[None]) -> None:
        page, asked, gate = PageScreen(rules_page, lambda _target: None), threading.Event(), threading.Event()
        pilot.app.push_screen(page)
        await settle(pilot)
        call = pilot.app.call_from_thread

        def noted(*given: Any) -> object:
            asked.set()
            return call(*given)

        pilot.app.call_from_thread = noted  # type: ignore[method-assign, assignment]
        page.beside(gate.wait, lambda _: answered.append(page.query_one(OptionList)), "writing")
        await pilot.pause()
        gate.set()
        assert asked.wait(10), "the answer is on its way while nothing else can happen here"
        page.back()
        await pilot.app.workers.wait_for_complete()
        await settle(pilot)

    drive(desk(tmp_path), story)
    assert answered == []
