"""What charts are made of: bars against a limit, series of figures, strong colours."""

from collections.abc import Mapping
from dataclasses import dataclass

from exports.papers.model import Figure, Measure, Tone
from exports.papers.told import told
from rota.words import Lang, Text

INKS: Mapping[Tone, str] = {
    Tone.SITE_1: "2F6DA8",
    Tone.SITE_2: "BF7310",
    Tone.SITE_3: "4A8A4F",
    Tone.SITE_4: "8E6BB0",
    Tone.GOOD: "3B8A4E",
    Tone.NEAR: "B98700",
    Tone.BAD: "C0392B",
    Tone.MUTED: "9AA3AF",
}
"""Colours of charts by tone: as on tables, but strong enough for a line."""
UNITS: Mapping[Measure, int] = {
    Measure.COUNT: 1,
    Measure.HALF_DAYS: 60,
    Measure.MINUTES: 60,
    Measure.SHARE: 100,
    Measure.CENTS: 100,
}
"""What one unit of an axis holds: a half-day, an hour, a per cent, a euro."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One figure against its limit."""

    name: str
    amount: int
    limit: int
    floor: bool
    """Whether the limit is a minimum."""
    tone: Tone

    def against(self, measure: Measure, lang: Lang) -> str:
        """``44,04 % (≥ 50 %)``."""
        sign = "≥" if self.floor else "≤"
        amount, limit = told(Figure(self.amount, measure), lang), told(Figure(self.limit, measure), lang)
        return f"{amount} ({sign} {limit})"


@dataclass(frozen=True, slots=True)
class Series:
    """The figures of one name, one for each category; None where there is none."""

    name: Text | str
    amounts: tuple[int | None, ...]
    tone: Tone
    dashed: bool = False
