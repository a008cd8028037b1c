"""Findings become sentences, in French and English, from what the rule itself says."""

from rota.check import Finding
from rota.model.calendar import Slot, Span
from rota.model.problem import Problem
from rota.rules import BY_ID
from rota.rules.base import Unit
from rota.words import Lang, Text, day_short

_SLOTS = {
    Slot.AM: Text("matin", "morning"),
    Slot.PM: Text("après-midi", "afternoon"),
    Slot.NIGHT: Text("nuit", "night"),
}

PLACEHOLDERS = frozenset(
    {
        "post",
        "posts",
        "when",
        "half",
        "cells",
        "measured",
        "limit",
        "site",
        "service",
        "activity",
        "line",
        "owner",
    }
)
"""What the ``finding`` text of a rule may name."""


def sentence(finding: Finding, problem: Problem, lang: Lang) -> str:
    """The finding as one sentence with its figures."""
    about = finding.about
    return BY_ID[finding.rule].finding.say(
        lang,
        post=about.posts[0] if about.posts else about.owner,
        posts=", ".join(about.posts),
        when=when(about.span, about.slot, lang),
        cells=_cells(about.span, about.slot, lang),
        half=_SLOTS[about.slot].say(lang) if about.slot else "",
        measured=amount(finding.measured, finding.unit, lang),
        limit=amount(finding.limit, finding.unit, lang),
        site=problem.sites[about.site].name if about.site else "",
        service=problem.services[about.service].name if about.service else "",
        activity=problem.activities[about.activity].name if about.activity else "",
        line=problem.lines[about.line].name if about.line else "",
        owner=about.owner,
    )


def _cells(span: Span, slot: Slot | None, lang: Lang) -> str:
    """As :func:`when`; two days with the half they share: ``du mar. 02/06 au mar. 09/06 (matin)``."""
    shared = f" ({_SLOTS[slot].say(lang)})" if slot and span.first != span.last else ""
    return when(span, slot, lang) + shared


def when(span: Span, slot: Slot | None, lang: Lang) -> str:
    """``le mar. 01/12 matin``, ``du mar. 01/12 au jeu. 03/12``; the same in English."""
    first, last = day_short(span.first, lang), day_short(span.last, lang)
    if span.first != span.last:
        return Text(f"du {first} au {last}", f"from {first} to {last}").say(lang)
    part = f" {_SLOTS[slot].say(lang)}" if slot else ""
    return Text(f"le {first}{part}", f"on {first}{part}").say(lang)


def amount(value: int, unit: Unit, lang: Lang) -> str:
    """A quantity with its unit, exact: nothing is rounded away."""
    point = "," if lang is Lang.FR else "."
    match unit:
        case Unit.MINUTES:
            sign, left = ("-", -value) if value < 0 else ("", value)
            return f"{sign}{left // 60} h {left % 60:02d}" if left % 60 else f"{sign}{left // 60} h"
        case Unit.PARTS:
            return Text(f"{half_days(value)} demi-journée(s)", f"{half_days(value)} half-day(s)").say(lang)
        case Unit.PERCENT:
            whole, hundredths = divmod(value, 100)
            decimals = f"{point}{hundredths:02d}".rstrip("0") if hundredths else ""
            return f"{whole}{decimals} %" if lang is Lang.FR else f"{whole}{decimals}%"
        case Unit.DAYS:
            return Text(f"{value} jour(s)", f"{value} day(s)").say(lang)
        case Unit.MONTHS:
            return f"{value} mois" if lang is Lang.FR else f"{value} month(s)"
        case Unit.COUNT:
            return str(value)


_FRACTIONS = {0: "", 15: "¼", 20: "⅓", 30: "½", 40: "⅔", 45: "¾"}


def half_days(parts: int) -> str:
    """60ths of a half-day as half-days: ``10``, ``9½``, ``−2⅓``, ``1+7/60``."""
    whole, rest = divmod(abs(parts), 60)
    sign = "−" if parts < 0 else ""
    if rest in _FRACTIONS:
        told = f"{whole}{_FRACTIONS[rest]}" if whole or not rest else _FRACTIONS[rest]
    else:
        told = f"{whole}+{rest}/60" if whole else f"{rest}/60"
    return f"{sign}{told}"
