"""Faults as a person reads them: place, excerpt with the offending text underlined, what, remedy."""

import re
import unicodedata
from collections.abc import Iterable
from textwrap import fill

from rota.errors import Fault
from rota.sites.faults import LEAD_CHARACTERS
from rota.words import Lang

WIDTH = 80


def render_faults(faults: Iterable[Fault], lang: Lang) -> str:
    """All faults, one block each, an empty line between two; no colour, 80 columns."""
    return "\n\n".join(_block(fault, lang) for fault in faults)


def _block(fault: Fault, lang: Lang) -> str:
    said = f"{fault.what.say(lang)} {fault.remedy.say(lang)}"
    sentence = fill(
        _french_spaces(said) if lang is Lang.FR else said,
        WIDTH,
        break_long_words=False,
        break_on_hyphens=False,
    )
    heading = [_heading(fault)] if fault.file else []
    return "\n".join([*heading, *_picture(fault), sentence])


def _french_spaces(text: str) -> str:
    """``text`` with the spaces that French typography never breaks a line at."""
    return re.sub(r"(?<=«) | (?=[»?!:;%])", "\N{NO-BREAK SPACE}", text)


def _heading(fault: Fault) -> str:
    parts = [fault.file, *(str(number) for number in (fault.line, fault.column) if number)]
    return ":".join(parts)


def _picture(fault: Fault) -> list[str]:
    """The offending line with its number, and ``^^^^`` under what is wrong."""
    if not fault.excerpt:
        return []
    number = str(fault.line)
    lines = [f"{number} | {fault.excerpt}"]
    start = fault.column - 1
    if fault.excerpt.startswith("…"):
        start = LEAD_CHARACTERS + 1
    if fault.marked and fault.excerpt[start : start + len(fault.marked)] == fault.marked:
        lead = " " * _width(fault.excerpt[:start])
        lines.append(f"{' ' * len(number)} | {lead}{'^' * _width(fault.marked)}")
    return lines


def _width(text: str) -> int:
    """Columns of a terminal that ``text`` takes."""
    return sum(
        0 if unicodedata.combining(character) else 1 + (unicodedata.east_asian_width(character) in "WF")
        for character in text
    )
