"""What holds every kept screen to be readable finds what is not."""

import asyncio

import pytest
from rich.color import Color
from textual.app import App, ComposeResult
from textual.widgets import Static

from tests.tui.contrast import contrast, faint


def test_ratios_are_those_of_the_guideline() -> None:
    white, black, grey = (Color.parse(code) for code in ("#FFFFFF", "#000000", "#767676"))
    assert contrast(black, white) == pytest.approx(21)
    assert contrast(white, white) == 1
    assert contrast(grey, white) == contrast(white, grey) == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize(
    ("words", "colour", "readable"),
    [
        ("letters", "#767676", True),
        ("letters", "#808080", False),
        ("●", "#808080", True),
        ("●", "#AAAAAA", False),
    ],
)
def test_letters_must_be_clearer_than_marks(words: str, colour: str, readable: bool) -> None:
    class Page(App[None]):
        CSS = f"Static {{ color: {colour}; background: #FFFFFF; }}"

        def compose(self) -> ComposeResult:
            yield Static(words)

    async def found() -> list[str]:
        app = Page()
        async with app.run_test() as pilot:
            await pilot.pause()
            return list(faint(app))

    assert (asyncio.run(found()) == []) is readable
