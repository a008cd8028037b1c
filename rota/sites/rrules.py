"""RRULEs that a weekly grid can use: whole days, no endless search for a day that never comes.

dateutil walks to the year 9999 when a rule has no occurrence. So only a part of RFC 5545 is accepted,
and a rule must occur within a few years: a day-by-day search of our own says so before dateutil is asked.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from rota.sites.faults import Trouble, listing, nearest
from rota.sites.record import Wrong
from rota.words import Text

YEARS_SEARCHED = 8
"""A rule for 29 February occurs within that time."""
ORIGIN = date(2000, 1, 3)
"""Day from which a rule without a start is counted, as :mod:`rota.model.recurrence` does."""

_FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_PARTS = ("FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS")
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_DAY = r"[+-]?[1-5]?(?:MO|TU|WE|TH|FR|SA|SU)"
_DAYS_OF_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_SHAPES = {
    "INTERVAL": r"[1-9][0-9]{0,2}",
    "COUNT": r"[1-9][0-9]{0,3}",
    "UNTIL": r"[0-9]{8}",
    "WKST": r"MO|SU",
    "BYDAY": rf"{_DAY}(?:,{_DAY}){{0,20}}",
    "BYMONTHDAY": r"-?[1-9][0-9]?(?:,-?[1-9][0-9]?){0,61}",
    "BYMONTH": r"(?:[1-9]|1[0-2])(?:,(?:[1-9]|1[0-2])){0,11}",
    "BYSETPOS": r"-?[1-9][0-9]?(?:,-?[1-9][0-9]?){0,30}",
}


def rrule_of(text: str, start: date | None) -> str:
    """``text``, when it is a rule we can use, counted from ``start``.

    Raises:
        Wrong: it is not.
    """
    parts = _parts(text)
    if start is None and {"INTERVAL", "COUNT"} & set(parts) and parts.get("INTERVAL") != "1":
        raise Wrong(NO_START, needle=text)
    if not _occurs(text, start or ORIGIN):
        raise Wrong(NEVER, found=text, years=YEARS_SEARCHED, needle=text)
    return text


def _parts(text: str) -> dict[str, str]:
    parts: dict[str, str] = {}
    for word in text.split(";"):
        name, _, value = word.partition("=")
        if name not in _PARTS or name in parts:
            raise Wrong(NO_PART, near=nearest(name, _PARTS), found=name, known=listing(_PARTS), needle=word)
        parts[name] = value
        if name != "FREQ" and not re.fullmatch(_SHAPES[name], value):
            raise Wrong(BAD_PART, found=value, name=name, needle=word)
    frequency = parts.get("FREQ", "")
    if frequency not in _FREQUENCIES:
        near = nearest(frequency, _FREQUENCIES)
        raise Wrong(BAD_FREQUENCY, near=near, found=frequency, known=listing(_FREQUENCIES), needle=text)
    numbered = {word[0] not in "MTWFS" for word in _words(parts, "BYDAY")}
    if frequency in {"DAILY", "WEEKLY"} and (True in numbered or "BYSETPOS" in parts):
        raise Wrong(NO_NUMBER, needle=text)
    if {"COUNT", "UNTIL"} <= set(parts):
        raise Wrong(TWO_ENDS, needle=text)
    if len(numbered) > 1:
        raise Wrong(MIXED_DAYS, needle=parts["BYDAY"])
    return parts


@lru_cache(maxsize=4096)
def _occurs(text: str, start: date) -> bool:
    """Whether dateutil takes the rule, and it has a day within the years searched."""
    from dateutil.rrule import rrulestr  # noqa: PLC0415  (most folders have no RRULE)

    if first_day(text, start) is None:
        return False
    try:
        rule = rrulestr(text, dtstart=datetime.combine(start, time()))
    except ValueError as error:
        raise Wrong(REFUSED, needle=text, reason=str(error)) from None
    return next(iter(rule), None) is not None


def first_day(text: str, start: date) -> date | None:
    """The first day of a rule, looked for day by day; None when none comes within the years searched."""
    rule = _Rule.of(_parts(text), start)
    if rule.impossible:
        return None
    positions = rule.positions
    for days in rule.periods():
        found = [day for day in days if rule.matches(day)]
        if positions and found:
            places = {place - 1 if place > 0 else len(found) + place for place in positions}
            found = [day for place, day in enumerate(found) if place in places]
        for day in found:
            if day >= start:
                return day if rule.until is None or day <= rule.until else None
    return None


@dataclass(frozen=True)
class _Rule:
    frequency: str
    start: date
    interval: int
    week_start: int
    until: date | None
    weekdays: frozenset[tuple[int, int]]
    """(0 or the how-manieth, weekday)."""
    month_days: frozenset[int]
    months: frozenset[int]
    positions: frozenset[int]

    @staticmethod
    def of(parts: dict[str, str], start: date) -> "_Rule":
        frequency = parts["FREQ"]
        weekdays = frozenset((int(w[:-2] or 0), _DAYS.index(w[-2:])) for w in _words(parts, "BYDAY"))
        month_days = frozenset(int(word) for word in _words(parts, "BYMONTHDAY"))
        months = frozenset(int(word) for word in _words(parts, "BYMONTH"))
        if not weekdays and not month_days:
            if frequency == "WEEKLY":
                weekdays = frozenset({(0, start.weekday())})
            elif frequency != "DAILY":
                month_days = frozenset({start.day})
            if frequency == "YEARLY":
                months = months or frozenset({start.month})
        return _Rule(
            frequency=frequency,
            start=start,
            interval=int(parts.get("INTERVAL", 1)),
            week_start=6 if parts.get("WKST") == "SU" else 0,
            until=_until(parts.get("UNTIL")),
            weekdays=weekdays,
            month_days=month_days,
            months=months,
            positions=frozenset(int(word) for word in _words(parts, "BYSETPOS")),
        )

    @property
    def impossible(self) -> bool:
        """Whether none of its months has any of its days: 30 February."""
        longest = max(_DAYS_OF_MONTH[month - 1] for month in self.months or range(1, 13))
        return bool(self.month_days) and min(map(abs, self.month_days)) > longest

    def periods(self) -> Iterator[Iterator[date]]:
        """The days of each period that the interval keeps."""
        last = date(self.start.year + YEARS_SEARCHED, 12, 31)
        first = self._period_start()
        while first <= last:
            yield (first + timedelta(days=n) for n in range(self._length(first)))
            first = self._after(first)

    def _period_start(self) -> date:
        start = self.start
        match self.frequency:
            case "DAILY":
                return start
            case "WEEKLY":
                return start - timedelta(days=(start.weekday() - self.week_start) % 7)
            case "MONTHLY":
                return start.replace(day=1)
            case _:
                return start.replace(month=1, day=1)

    def _length(self, first: date) -> int:
        match self.frequency:
            case "DAILY":
                return 1
            case "WEEKLY":
                return 7
            case "MONTHLY":
                return monthrange(first.year, first.month)[1]
            case _:
                return (date(first.year, 12, 31) - first).days + 1

    def _after(self, first: date) -> date:
        match self.frequency:
            case "DAILY":
                return first + timedelta(days=self.interval)
            case "WEEKLY":
                return first + timedelta(days=7 * self.interval)
            case "MONTHLY":
                months = first.year * 12 + first.month - 1 + self.interval
                return date(months // 12, months % 12 + 1, 1)
            case _:
                return date(first.year + self.interval, 1, 1)

    def matches(self, day: date) -> bool:
        if self.months and day.month not in self.months:
            return False
        length = monthrange(day.year, day.month)[1]
        if self.month_days and self.month_days.isdisjoint({day.day, day.day - length - 1}):
            return False
        return not self.weekdays or any(self._is_weekday(day, *weekday) for weekday in self.weekdays)

    def _is_weekday(self, day: date, number: int, weekday: int) -> bool:
        if day.weekday() != weekday:
            return False
        if number == 0:
            return True
        if self.frequency == "YEARLY" and not self.months:
            first, last = date(day.year, 1, 1), date(day.year, 12, 31)
        else:
            first, last = day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])
        return number in {(day - first).days // 7 + 1, -((last - day).days // 7) - 1}


def _words(parts: dict[str, str], name: str) -> list[str]:
    return parts[name].split(",") if name in parts else []


def _until(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        raise Wrong(BAD_PART, found=text, name="UNTIL", needle=text) from None


NO_PART = Trouble(
    Text(
        "« {found} » n’est pas un élément de RRULE admis ici.",
        "“{found}” is no part of an RRULE accepted here.",
    ),
    Text("Éléments admis : {known}.", "Parts accepted: {known}."),
)
BAD_PART = Trouble(
    Text("« {found} » ne convient pas à {name}.", "“{found}” does not suit {name}."),
    Text(
        "Par exemple INTERVAL=2, BYDAY=1MO,3MO, BYMONTHDAY=15, UNTIL=20271231.",
        "For instance INTERVAL=2, BYDAY=1MO,3MO, BYMONTHDAY=15, UNTIL=20271231.",
    ),
)
BAD_FREQUENCY = Trouble(
    Text("« {found} » n’est pas une fréquence admise.", "“{found}” is no frequency accepted here."),
    Text("FREQ vaut l’un de : {known}.", "FREQ is one of: {known}."),
)
NO_NUMBER = Trouble(
    Text(
        "Un rang (1MO, BYSETPOS) n’a de sens que par mois ou par an.",
        "A rank (1MO, BYSETPOS) makes sense only by month or by year.",
    ),
    Text("Écrire FREQ=MONTHLY, ou ôter le rang.", "Write FREQ=MONTHLY, or drop the rank."),
)
TWO_ENDS = Trouble(
    Text("Cette règle a deux fins, COUNT et UNTIL.", "This rule has two ends, COUNT and UNTIL."),
    Text("N’en garder qu’une.", "Keep one only."),
)
MIXED_DAYS = Trouble(
    Text("Cette règle mêle des jours avec et sans rang.", "This rule mixes days with and without a rank."),
    Text("En faire deux lignes.", "Make two lines of it."),
)
NO_START = Trouble(
    Text(
        "Cette règle compte des intervalles ou des fois sans dire à partir de quand.",
        "This rule counts intervals or times without saying from when.",
    ),
    Text("Donner la première date dans la colonne from.", "Give the first date in the column from."),
)
NEVER = Trouble(
    Text(
        "Cette règle ne tombe aucun jour en {years} ans.", "This rule falls on no day within {years} years."
    ),
    Text("Vérifier les jours, les mois et la date de début.", "Check its days, months and starting date."),
)
REFUSED = Trouble(
    Text("Cette règle est refusée : {reason}.", "This rule is refused: {reason}."),
    Text(
        "La simplifier, par exemple FREQ=WEEKLY;BYDAY=TU.",
        "Make it simpler, for instance FREQ=WEEKLY;BYDAY=TU.",
    ),
)
