"""Hours and shares as the tables of the ledger tell them: ``12 h 30``, ``51,2 %``."""

from rota.words import Lang


def hours(minutes: int) -> str:
    """Minutes as hours."""
    whole, rest = divmod(abs(minutes), 60)
    return f"{'−' if minutes < 0 else ''}{whole} h {rest:02d}"


def percent(hundredths: int, lang: Lang) -> str:
    """Hundredths of a per cent."""
    told = f"{hundredths / 100:.2f}".rstrip("0").rstrip(".")
    return f"{told.replace('.', ',')} %" if lang is Lang.FR else f"{told}%"
