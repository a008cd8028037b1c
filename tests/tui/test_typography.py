"""No line of the screen begins with a French sign, nor ends with an opening quote."""

import pytest
from textual.content import Content

from tui.typography import keep_signs


def lines(words: str, width: int) -> list[str]:
    """What the screen shows of some words."""
    keep_signs()
    return [line.plain.rstrip() for line in Content(words).wrap(width)]


@pytest.mark.parametrize(
    ("words", "width", "shown"),
    [
        ("retenu pour cette base ; la", 22, ["retenu pour cette", "base ; la"]),
        ("R 47,3 % → 48,7 %", 16, ["R 47,3 % →", "48,7 %"]),
        ("la commande « Faire »", 14, ["la commande", "« Faire »"]),
        ("one; two: three 48.7%", 11, ["one; two:", "three 48.7%"]),
        ("abc : def", 4, ["abc", ":", "def"]),
    ],
)
def test_signs_stay_with_their_word(words: str, width: int, shown: list[str]) -> None:
    assert lines(words, width) == shown
