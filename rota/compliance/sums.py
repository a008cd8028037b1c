"""Amounts of money with what they rest on: the value’s first day, its source, how far it is confirmed.

Whole cents, gross, from the dated files of :mod:`rota.parameters`. What nobody has chosen, or no text states,
has no amount. These figures help to check a payslip or a report; none of them decides what is paid.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rota.compliance.cells import Cell, csv_text
from rota.model.calendar import Span
from rota.parameters import Bracket, Version
from rota.rules.base import Source
from rota.words import Lang, Text

COLUMNS = (
    *("code", "name", "known", "euros", "cents", "told", "first", "last"),
    *("value_since", "source", "read_on", "confidence", "claims_law"),
)
"""Columns of the CSV."""


class Known(StrEnum):
    """Why there is an amount, or none."""

    COMPUTED = "computed"
    NOT_CHOSEN = "not-chosen"
    """Someone has to choose a file or state a local value."""
    NOT_STATED = "not-stated"
    """The text that was read has no amount for this case, or none on this day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """One amount with what it rests on."""

    code: str
    name: Text
    known: Known
    cents: int | None
    told: Text
    span: Span
    since: date | None = None
    """The day from which the value holds."""
    source: Source | None = None

    @property
    def claims_law(self) -> bool:
        """Whether a text was read that says so; else it is a setting or a usage."""
        return self.source is not None and self.source.confidence in {"H", "M"}


def best(version: Version, amount: int, of: int, sites: int = 1) -> Bracket | None:
    """The best of the brackets that hold for ``amount`` ÷ ``of``."""
    holding = [b for b in version.brackets if b.holds(amount, of) and sites >= b.sites]
    return max(holding, key=lambda b: (b.cents or 0, b.at_least or b.above or 0), default=None)


def euros(cents: int, lang: Lang) -> str:
    """``422,03 €`` or ``€422.03``."""
    sign, left = ("-", -cents) if cents < 0 else ("", cents)
    whole = f"{left // 100:,}".replace(",", " " if lang is Lang.FR else ",")
    if lang is Lang.FR:
        return f"{sign}{whole},{left % 100:02d} €"
    return f"{sign}€{whole}.{left % 100:02d}"


def to_csv(sums: Iterable[Sum], lang: Lang) -> str:
    """Sums as CSV."""
    return csv_text(COLUMNS, (_cells(each, lang) for each in sums), lang)


def _cells(of: Sum, lang: Lang) -> tuple[Cell, ...]:
    source = of.source
    return (
        *(of.code, of.name.say(lang), of.known.value),
        None if of.cents is None else of.cents / 100,
        *(of.cents, of.told.say(lang), of.span.first, of.span.last, of.since),
        *((source.title.say(lang), source.read_on, source.confidence) if source else (None, None, None)),
        int(of.claims_law),
    )
