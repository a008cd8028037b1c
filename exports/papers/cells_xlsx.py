"""Cells of a workbook: what they hold and how they look."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, PatternFill
from openpyxl.styles import Side as Line

from exports.papers.model import Cell, Content, Figure, Measure, Side, Tone
from exports.papers.styles import HAIR, LOOKS, RULE
from rota.sites.faults import clean
from rota.words import Lang, Text

FONT = "Arial"
_LONGEST = 32_000
"""A cell holds 32,767 signs at most."""
_FORMATS: Mapping[Measure, tuple[int, str]] = {
    Measure.COUNT: (1, "0"),
    Measure.HALF_DAYS: (60, "0.0#"),
    Measure.MINUTES: (1440, "[h]:mm"),
    Measure.SHARE: (10_000, "0.00%"),
    Measure.CENTS: (100, '#,##0.00" €"'),
}
"""What an amount is divided by, and how the quotient is shown."""


def cell_value(content: Content, lang: Lang) -> tuple[str | float | date | None, str | None]:
    """The value of a cell, and its number format."""
    match content:
        case Text():
            return plain(content.say(lang)), None
        case str():
            return plain(content), None
        case Figure(amount, measure):
            scale, form = _FORMATS[measure]
            return (amount if scale == 1 else amount / scale), form
        case date():
            return content, "dd/mm/yyyy" if lang is Lang.FR else "d mmm yyyy"
        case None:
            return None, None


def plain(text: str) -> str:
    """Words that a workbook can hold: no sign that its format forbids, none that upsets a screen."""
    return clean(ILLEGAL_CHARACTERS_RE.sub("\N{REPLACEMENT CHARACTER}", text))[:_LONGEST]


class Looks:
    """Styles, each made once."""

    def __init__(self) -> None:
        self._known: dict[tuple[object, ...], Any] = {}

    def cell(self, at: Any, cell: Cell, side: Side, size: float, *, opens: bool, wraps: bool = False) -> None:
        """The look of a cell of a table."""
        look = LOOKS[cell.tone]
        at.font = self._font(look.ink, size, strong=cell.strong or look.strong)
        if look.fill:
            at.fill = self._once(("fill", look.fill), lambda: PatternFill("solid", fgColor=look.fill))
        at.alignment = self._once(
            ("side", side, wraps or cell.tone is Tone.HEAD),
            lambda: Alignment(
                horizontal={"centre": "center"}.get(side.value, side.value),
                vertical="center",
                wrap_text=wraps or cell.tone is Tone.HEAD,
            ),
        )
        at.border = self._once(("border", opens), lambda: _border(opens=opens))

    def words(self, at: Any, tone: Tone, size: float, *, strong: bool = False, left: bool = False) -> None:
        """The look of words outside of tables."""
        look = LOOKS[tone]
        at.font = self._font(look.ink, size, strong=strong or look.strong)
        if left:
            at.alignment = self._once(("left",), lambda: Alignment(horizontal="left", vertical="center"))

    def wrapped(self, at: Any) -> None:
        """Words over several lines."""
        at.alignment = self._once(("wrapped",), lambda: Alignment(wrap_text=True, vertical="top"))

    def _font(self, ink: str, size: float, *, strong: bool) -> Any:
        return self._once(
            ("font", ink, size, strong), lambda: Font(name=FONT, size=size, bold=strong, color=ink)
        )

    def _once(self, key: tuple[object, ...], make: Any) -> Any:
        if key not in self._known:
            self._known[key] = make()
        return self._known[key]


def _border(*, opens: bool) -> Any:
    hair, rule = Line(style="hair", color=HAIR), Line(style="thin", color=RULE)
    return Border(left=hair, right=hair, bottom=hair, top=rule if opens else hair)
