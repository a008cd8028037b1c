"""Half-years, as reports name them."""

import re
from datetime import date

from rota.model.calendar import Span

HALF_YEAR = re.compile(r"(20\d\d)-S([12])", re.ASCII)
"""``2026-S2``: July to December 2026."""


def half_year(year: int, half: int) -> Span:
    """The first or second half of a calendar year."""
    first, last = (date(year, 1, 1), date(year, 6, 30)), (date(year, 7, 1), date(year, 12, 31))
    return Span(*(first if half == 1 else last))


def half_year_of(day: date) -> Span:
    """The half-year of a day."""
    return half_year(day.year, 1 if day.month <= 6 else 2)
