"""Text in the two languages of the product, side by side.

Kept in the code, next to what it names, so that a sentence cannot drift from its translation.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from string import Formatter


class Lang(StrEnum):
    """A language of the interface."""

    FR = "fr"
    EN = "en"


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence in French and English, with the same ``{placeholders}`` in both."""

    fr: str
    en: str

    @staticmethod
    def same(words: str) -> "Text":
        """Words that are the same in both languages, such as the number of an article of law."""
        return Text(words, words)

    def say(self, lang: Lang, **values: object) -> str:
        """The sentence in ``lang`` with its placeholders filled."""
        pattern = self.fr if lang is Lang.FR else self.en
        return pattern.format(**values) if values else pattern

    def placeholders(self) -> frozenset[str]:
        """Names of the placeholders.

        Raises:
            ValueError: the two languages do not name the same ones.
        """
        french, english = (
            frozenset(name for _, name, _, _ in Formatter().parse(pattern) if name)
            for pattern in (self.fr, self.en)
        )
        if french != english:
            raise ValueError(f"{self!r}: the two languages name other placeholders")
        return french


GLUE = "\ue000"
"""Stands for a space at which no line may break; one column wide, and no space to those who break lines."""
_GLUED = re.compile("(?<=«) | (?=[:;?!»%](?:$|[^\\w]))")


def glued(words: str) -> str:
    """The words, as many letters, with :data:`GLUE` before French signs and inside French quotes."""
    return _GLUED.sub(GLUE, words)


WEEKDAYS = (
    Text("lundi", "Monday"),
    Text("mardi", "Tuesday"),
    Text("mercredi", "Wednesday"),
    Text("jeudi", "Thursday"),
    Text("vendredi", "Friday"),
    Text("samedi", "Saturday"),
    Text("dimanche", "Sunday"),
)
"""Names of the days, Monday first, as :meth:`datetime.date.weekday` counts them."""

MONTHS = (
    Text("janvier", "January"),
    Text("février", "February"),
    Text("mars", "March"),
    Text("avril", "April"),
    Text("mai", "May"),
    Text("juin", "June"),
    Text("juillet", "July"),
    Text("août", "August"),
    Text("septembre", "September"),
    Text("octobre", "October"),
    Text("novembre", "November"),
    Text("décembre", "December"),
)
"""Names of the months, January first."""


def day_name(day: date, lang: Lang) -> str:
    """``mardi 1 décembre 2026`` or ``Tuesday 1 December 2026``."""
    weekday = WEEKDAYS[day.weekday()].say(lang)
    month = MONTHS[day.month - 1].say(lang)
    return f"{weekday} {day.day} {month} {day.year}"


def day_short(day: date, lang: Lang) -> str:
    """``mar. 01/12`` or ``Tue 01/12``: day of the week, day and month."""
    weekday = WEEKDAYS[day.weekday()].say(lang)[:3]
    dot = "." if lang is Lang.FR else ""
    return f"{weekday}{dot} {day:%d/%m}"
