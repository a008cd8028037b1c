"""Contents of cells in words, for the papers that hold words only."""

from datetime import date

from exports.papers.model import Content, Figure, Measure
from rota.compliance.amounts import hours, percent
from rota.compliance.sums import euros
from rota.sites.faults import clean
from rota.words import MONTHS, Lang, Text


def told(content: Content, lang: Lang) -> str:
    """A content as a person reads it; nothing a user wrote can upset a page."""
    match content:
        case None:
            return ""
        case Text():
            return content.say(lang)
        case str():
            return clean(content)
        case date():
            return day(content, lang)
        case Figure():
            return figure(content, lang)


def day(of: date, lang: Lang) -> str:
    """``04/01/2027`` or ``4 Jan 2027``."""
    if lang is Lang.FR:
        return f"{of:%d/%m/%Y}"
    return f"{of.day} {MONTHS[of.month - 1].say(lang)[:3]} {of.year}"


def figure(of: Figure, lang: Lang) -> str:
    """A quantity: ``12,5``, ``37 h 30``, ``51,2 %``, ``422,03 €``."""
    match of.measure:
        case Measure.COUNT:
            return _signed(str(abs(of.amount)), of.amount)
        case Measure.HALF_DAYS:
            return _signed(decimal(abs(of.amount), lang), of.amount)
        case Measure.MINUTES:
            return hours(of.amount)
        case Measure.SHARE:
            return percent(of.amount, lang)
        case Measure.CENTS:
            return euros(of.amount, lang)


def decimal(parts: int, lang: Lang) -> str:
    """60ths as a decimal number of at most two places: each 60th reads differently."""
    text = f"{parts / 60:.2f}".rstrip("0").rstrip(".")
    return text.replace(".", ",") if lang is Lang.FR else text


def _signed(text: str, amount: int) -> str:
    return f"−{text}" if amount < 0 else text
