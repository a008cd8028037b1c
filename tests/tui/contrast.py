"""How well what stands on the screen can be told from its ground, as WCAG 2.2 reckons it."""

from collections.abc import Iterator
from typing import Any

from rich.color import Color
from rich.style import Style
from textual.app import App

TEXT, MARKS = 4.5, 3.0
"""The least ratio of letters and figures (WCAG 1.4.3), and of marks and bars (1.4.11)."""
_FRAMES = frozenset("╭╮╰╯─│┌┐└┘━┃┏┓┗┛▁▂▃▄▅▆▇█▎▌▊▏▕▔ ")
"""Frames, scroll bars and the ground of bars, which say nothing that letters do not."""


def faint(app: App[Any]) -> Iterator[str]:
    """What cannot be read on the screen: the words, their two colours and the ratio between them.

    What shines through from under the screen on top is meant to be faint.
    """
    own = [child.region for child in app.screen.children]
    for row, strip in enumerate(app.screen._compositor.render_strips()):
        column = 0
        for segment in strip:
            here = column, row
            column += segment.cell_length
            if set(segment.text) <= _FRAMES or not any(region.contains_point(here) for region in own):
                continue
            least = TEXT if any(letter.isalnum() for letter in segment.text) else MARKS
            front, ground = colours(segment.style or Style.null())
            if (ratio := contrast(front, ground)) < least:
                yield f"{segment.text.strip()!r}: {_hex(front)} on {_hex(ground)} is {ratio:.2f}"


def colours(style: Style) -> tuple[Color, Color]:
    """Front and ground as they are shown."""
    front, ground = style.color, style.bgcolor
    assert front is not None, f"{style}: the colour is left to the terminal"
    assert ground is not None, f"{style}: the ground is left to the terminal"
    assert not style.dim, f"{style}: how faint this is hangs on the terminal"
    return (ground, front) if style.reverse else (front, ground)


def contrast(one: Color, other: Color) -> float:
    """From 1, the same, to 21, black on white."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Color) -> float:
    weights = (0.2126, 0.7152, 0.0722)
    return sum(weight * _linear(part / 255) for weight, part in zip(weights, _triplet(colour), strict=True))


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _triplet(colour: Color) -> tuple[int, int, int]:
    red, green, blue = colour.get_truecolor()
    return red, green, blue


def _hex(colour: Color) -> str:
    return colour.get_truecolor().hex
