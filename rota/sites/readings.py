"""How plain values are read: texts, numbers, choices, days, hours, half-days of the week, quantities."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, time
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar

from rota.model.calendar import SLOT_ORDER, Slot
from rota.model.facts import WeekSlot
from rota.model.units import HALF_DAY, Parts
from rota.sites import reading_troubles as troubles
from rota.sites.csv_text import FORMULA, FORMULA_STARTS
from rota.sites.faults import listing, nearest, upsetting
from rota.sites.record import Reading, Wrong
from rota.sites.schema import TEXT_CHARACTERS_MAX

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)

DAY_FIRST, DAY_LAST = date(1950, 1, 1), date(2150, 12, 31)
"""Days outside are typing errors."""

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_FRENCH_WEEKDAYS = ("lun", "mar", "mer", "jeu", "ven", "sam", "dim")
WEEKDAY_NUMBERS: Mapping[str, int] = {
    **{name: number for number, name in enumerate(WEEKDAYS)},
    **{name: number for number, name in enumerate(_FRENCH_WEEKDAYS)},
}
HALVES: Mapping[str, Slot] = {"am": Slot.AM, "pm": Slot.PM}
_FLAGS: Mapping[str, bool] = {
    **dict.fromkeys(("true", "yes", "oui", "vrai", "1"), True),
    **dict.fromkeys(("false", "no", "non", "faux", "0"), False),
}


def text_of(value: object) -> str:
    """A free text: one line that a screen and a spreadsheet can show.

    Raises:
        Wrong: it is none.
    """
    if not isinstance(value, str):
        raise Wrong(troubles.NOT_A_TEXT, found=value)
    if len(value) > TEXT_CHARACTERS_MAX:
        raise Wrong(troubles.LONG_TEXT, count=len(value), limit=TEXT_CHARACTERS_MAX)
    if value.startswith(FORMULA_STARTS):
        raise Wrong(FORMULA, found=value)
    upset = upsetting(value)
    if upset:
        raise Wrong(troubles.UNSHOWN, code=f"U+{ord(upset):04X}")
    return value


def _name(value: object) -> str:
    name = text_of(value)
    if not name.strip():
        raise Wrong(troubles.BLANK)
    return name


FREE_TEXT = Reading(text_of, "")
NAME = Reading(_name, "")


def whole(low: int, high: int) -> Reading[int]:
    """Reads a whole number from ``low`` to ``high``."""

    def parse(value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise Wrong(troubles.NOT_WHOLE, found=value, low=low, high=high)
        if not low <= value <= high:
            raise Wrong(troubles.OUT_OF_RANGE, found=value, low=low, high=high)
        return value

    return Reading(parse, low, _number)


def _number(text: str) -> object:
    """A CSV cell as a whole number, if it is one."""
    return int(text) if re.fullmatch(r"-?[0-9]{1,12}", text) else text


def choice(kind: type[E], allowed: tuple[E, ...] = ()) -> Reading[E]:
    """Reads one of the values of ``kind``, or one of those ``allowed``."""
    names = {member.value: member for member in allowed or tuple(kind)}

    def parse(value: object) -> E:
        if not isinstance(value, str) or value not in names:
            raise _no_choice(value, names)
        return names[value]

    return Reading(parse, next(iter(names.values())), str.lower)


def one_of(names: Mapping[str, T], known: tuple[str, ...] = ()) -> Reading[T]:
    """Reads a word that stands for a value; ``known`` are the words we tell, by default all."""
    told = known or tuple(names)

    def parse(value: object) -> T:
        if not isinstance(value, str) or value.lower() not in names:
            raise _no_choice(value, told)
        return names[value.lower()]

    return Reading(parse, next(iter(names.values())))


def _no_choice(value: object, names: Iterable[str]) -> Wrong:
    told = tuple(names)
    return Wrong(
        troubles.NO_CHOICE,
        near=nearest(str(value), told),
        needle=str(value),
        found=value,
        known=listing(told),
    )


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise Wrong(troubles.NOT_A_FLAG, found=value)
    return value


def _flag_word(text: str) -> object:
    return _FLAGS.get(text.lower(), text)


FLAG = Reading(_flag, False, _flag_word)


def day_of(value: object) -> date:
    """A day: a TOML date, or the text ``2026-11-02``.

    Raises:
        Wrong: it is none.
    """
    if isinstance(value, str):
        value = _iso_day(value)
    if not isinstance(value, date) or type(value) is not date:
        raise Wrong(troubles.NOT_A_DAY, found=value)
    if not DAY_FIRST <= value <= DAY_LAST:
        raise Wrong(troubles.FAR_DAY, found=value.isoformat(), needle=value.isoformat())
    return value


def _iso_day(text: str) -> date:
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise Wrong(troubles.NO_SUCH_DAY, found=text, needle=text) from None
    french = re.fullmatch(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})", text)
    if french:
        iso = f"{french[3]}-{french[2]:0>2}-{french[1]:0>2}"
        raise Wrong(troubles.FRENCH_DAY, found=text, needle=text, iso=iso)
    raise Wrong(troubles.NOT_A_DAY, found=text, needle=text)


DAY = Reading(day_of, DAY_FIRST)


def _days(value: object) -> tuple[date, ...]:
    return tuple(day_of(word) for word in str(value).split())


DAYS: Reading[tuple[date, ...]] = Reading(_days, ())
"""Reads days separated by spaces, from a CSV cell."""


def listed(parse_one: Callable[[str], T]) -> Reading[tuple[T, ...]]:
    """Reads a list of texts, each made into a value."""

    def parse(value: object) -> tuple[T, ...]:
        if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
            raise Wrong(troubles.NOT_A_LIST, found=value)
        words: list[str] = value
        for place, word in enumerate(words):
            if word in words[:place]:
                raise Wrong(troubles.LISTED_TWICE, found=word)
        return tuple(parse_one(word) for word in words)

    return Reading(parse, ())


def hours_of(value: object) -> tuple[time, time]:
    """``08:30-13:00`` as start and end.

    Raises:
        Wrong: it is not written so.
    """
    hour = r"([01]?[0-9]|2[0-3]):([0-5][0-9])"
    found = re.fullmatch(rf"{hour} ?[-–] ?{hour}", value) if isinstance(value, str) else None
    if found is None:
        raise Wrong(troubles.NOT_HOURS, found=value)
    return time(int(found[1]), int(found[2])), time(int(found[3]), int(found[4]))


HOURS = Reading(hours_of, (time(0), time(0)))


def week_slots_of(word: str) -> frozenset[WeekSlot]:
    """``mon-am``, ``mon`` (both halves), ``mon-fri``, ``mon-fri-am``: half-days of a week.

    Raises:
        Wrong: it is not written so.
    """
    parts = word.lower().split("-")
    halves = (HALVES[parts.pop()],) if parts[-1] in HALVES else tuple(HALVES.values())
    numbers = [WEEKDAY_NUMBERS.get(part) for part in parts]
    first, last = numbers[0] if numbers else None, numbers[-1] if numbers else None
    if first is None or last is None or len(numbers) > 2 or last < first:
        raise Wrong(troubles.NO_WEEK_SLOT, needle=f'"{word}"', found=word)
    return frozenset((number, half) for number in range(first, last + 1) for half in halves)


def _week_slots(value: object) -> frozenset[WeekSlot]:
    return frozenset().union(*_WEEK_SLOT_LIST.parse(value))


_WEEK_SLOT_LIST = listed(week_slots_of)
WEEK_SLOTS: Reading[frozenset[WeekSlot]] = Reading(_week_slots, frozenset())


def week_slot_name(slot: WeekSlot) -> str:
    """``mon-am``."""
    return f"{WEEKDAYS[slot[0]]}-{slot[1].value}"


def week_slot_order(slot: WeekSlot) -> tuple[int, int]:
    """Sorts half-days of a week."""
    return slot[0], SLOT_ORDER[slot[1]]


def parts_of(half_days: Fraction) -> Parts:
    """Half-days as 60ths.

    Raises:
        Wrong: it is no whole number of them.
    """
    parts = half_days * HALF_DAY
    if parts.denominator != 1:
        raise Wrong(troubles.NOT_60THS, found=float(half_days))
    return Parts(parts.numerator)


def half_days(most: int) -> Reading[Parts]:
    """Reads a number of half-days up to ``most``: 2, 0.5, 37.5, ``"37+20/60"``."""

    def parse(value: object) -> Parts:
        amount = _amount(value)
        if amount is None:
            raise Wrong(troubles.NOT_HALF_DAYS, found=value, most=most)
        if not 0 <= amount <= most:
            raise Wrong(troubles.OUT_OF_RANGE, found=value, low=0, high=most)
        return parts_of(amount)

    return Reading(parse, Parts(0))


def _amount(value: object) -> Fraction | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return Fraction(value)
    text = format(value) if isinstance(value, Decimal) else value
    if not isinstance(text, str):
        return None
    found = re.fullmatch(r"(-?[0-9]{1,6})(?:[.,]([0-9]{1,6}))?", text)
    if found:
        return Fraction(f"{found[1]}.{found[2] or 0}")
    found = re.fullmatch(r"(?:([0-9]{1,6})\+)?([0-9]{1,2})/60", text)
    return Fraction(int(found[1] or 0) * HALF_DAY + int(found[2]), HALF_DAY) if found else None


def half_days_text(parts: Parts) -> str:
    """60ths as half-days, in the shortest exact way: ``2``, ``37.5``, ``37+20/60``."""
    whole_half_days, rest = divmod(parts, HALF_DAY)
    if rest % 3:
        return f"{whole_half_days}+{rest}/60" if whole_half_days else f"{rest}/60"
    hundredths = rest * 100 // HALF_DAY
    return f"{whole_half_days}.{hundredths:02d}".rstrip("0").rstrip(".")
