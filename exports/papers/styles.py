"""How tones look, on every kind of paper: pale enough to be printed in grey, dark enough to be told apart."""

from collections.abc import Mapping
from dataclasses import dataclass

from exports.papers.model import Tone


@dataclass(frozen=True, slots=True)
class Look:
    """Colours as six hexadecimal digits; no fill where there is none."""

    fill: str | None = None
    ink: str = "1F2430"
    strong: bool = False


LOOKS: Mapping[Tone, Look] = {
    Tone.PLAIN: Look(),
    Tone.HEAD: Look("E3E8EF", strong=True),
    Tone.TOTAL: Look("F1F3F6", strong=True),
    Tone.MUTED: Look(ink="6B7280"),
    Tone.WEEKEND: Look("E6E7EA"),
    Tone.HOLIDAY: Look("D9D2C5"),
    Tone.SITE_1: Look("D6E6F5"),
    Tone.SITE_2: Look("FCE8C8"),
    Tone.SITE_3: Look("DDF0DA"),
    Tone.SITE_4: Look("EADDF2"),
    Tone.LEAVE: Look("FFFFFF", ink="5B6472"),
    Tone.REST: Look("FFFFFF", ink="5B6472"),
    Tone.GOOD: Look("DCF1E0", ink="14532D"),
    Tone.NEAR: Look("FDF0C8", ink="6B4A00"),
    Tone.BAD: Look("F9D9D5", ink="7F1D1D", strong=True),
}
"""The look of each tone."""

RULE = "9AA3AF"
"""Lines between groups of rows."""
HAIR = "D5D9E0"
"""Lines between cells."""
