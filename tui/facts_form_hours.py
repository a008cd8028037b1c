"""The hours of a duty line in its form: the days and slots of a pattern, at hours of its own."""

import re
from dataclasses import replace
from datetime import time

from rota.model.calendar import HALF_DAYS, DayKind, Slot
from rota.model.facts import Facts, Shift
from rota.model.units import HALF_DAY, Parts
from rota.words import Lang, Text
from tui.facts_told import shift_told
from tui.widgets import form_fields as f

Hours = tuple[tuple[time, time], ...]
_CLOCK = f.clock_time("", Text("", ""))
_RANGE = re.compile(r"([^\s–—-]+)\s*[–—-]\s*([^\s–—-]+)")


def _read(typed: str) -> Hours:
    """``18:30-08:30 8h30–18h30``: start and end of each shift."""
    left = _RANGE.sub("", typed).strip(" ;,")
    if left:
        raise f.Mistake(NO_HOURS)
    ends = [[_CLOCK.read(word.strip(";,")) for word in both] for both in _RANGE.findall(typed)]
    return tuple((start, end) for start, end in ends)


def _show(hours: Hours, _lang: Lang) -> str:
    return " ".join(f"{start:%H:%M}-{end:%H:%M}" for start, end in hours)


def at_hours(shifts: tuple[Shift, ...], hours: Hours) -> tuple[Shift, ...]:
    """The shifts of a pattern at other hours, in their order; at its own where none are given.

    Raises:
        Mistakes: there are not as many hours as shifts.
    """
    if not hours:
        return shifts
    if len(hours) != len(shifts):
        told = {lang: " ; ".join(shift_told(shift, lang) for shift in shifts) for lang in Lang}
        text = Text(*(AS_MANY.say(lang, count=len(shifts), shifts=told[lang]) for lang in (Lang.FR, Lang.EN)))
        raise f.Mistakes({HOURS.key: text})
    return tuple(
        replace(shift, start=start, end=end) for shift, (start, end) in zip(shifts, hours, strict=True)
    )


def patterns(facts: Facts) -> tuple[f.Choice[tuple[Shift, ...]], ...]:
    """The usual hours, and those of each line there is."""
    found: list[f.Choice[tuple[Shift, ...]]]
    found = [f.Choice(USUAL, NIGHTS), f.Choice((*USUAL, SATURDAY), NIGHTS_AND_SATURDAYS)]
    for line in facts.lines:
        code = Text(f"comme {line.id}", f"as {line.id}")
        found.append(f.Choice(line.shifts, code, Text.same(line.name)))
    return tuple(found)


def uncounted(shifts: tuple[Shift, ...]) -> tuple[Shift, ...]:
    """The same, waited at home: it counts no half-day."""
    return tuple(replace(shift, parts=Parts(0)) for shift in shifts)


_NIGHT = Shift(
    days=frozenset(DayKind),
    slots=(Slot.NIGHT,),
    start=time(18, 30),
    end=time(8, 30),
    parts=Parts(2 * HALF_DAY),
)
_SUNDAY = Shift(
    days=frozenset({DayKind.SUNDAY, DayKind.HOLIDAY}),
    slots=HALF_DAYS,
    start=time(8, 30),
    end=time(18, 30),
    parts=Parts(2 * HALF_DAY),
)
USUAL = (_NIGHT, _SUNDAY)
"""Day 08:30–18:30, night 18:30–08:30 (arrêté of 30 April 2003)."""
SATURDAY = Shift(
    days=frozenset({DayKind.SATURDAY}),
    slots=(Slot.PM,),
    start=time(13),
    end=time(18, 30),
    parts=HALF_DAY,
)

HOURS_HINT = Text(
    "vide : ceux du modèle ; sinon début-fin de chaque garde : 18:30-08:30 08:30-18:30",
    "empty: those of the pattern; else start-end of each shift: 18:30-08:30 08:30-18:30",
)
NO_HOURS = Text(
    "Écrire début et fin de chaque garde ainsi : 18:30-08:30 08:30-18:30.",
    "Write start and end of each shift like 18:30-08:30 08:30-18:30.",
)
AS_MANY = Text(
    "Il faut {count} horaire(s), dans cet ordre : {shifts}.",
    "This needs {count} start-end, in this order: {shifts}.",
)
NIGHTS = Text("nuits et dimanches", "nights and Sundays")
NIGHTS_AND_SATURDAYS = Text(
    "nuits, samedis après-midi et dimanches", "nights, Saturday afternoons and Sundays"
)
HOURS: f.Field[Hours] = f.Field(
    "hours", Text("Autres horaires", "Other hours"), _read, _show, hint=HOURS_HINT
)
"""Key as the folder names it: what is wrong with hours there is told under this field."""
