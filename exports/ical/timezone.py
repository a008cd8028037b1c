"""A VTIMEZONE with one yearly rule for each of its two changes, worked out from the time-zone data.

Many calendar programs read the rules we send and nothing else, and several of them misread lists of dates;
``Calendar.add_missing_timezones()`` of icalendar writes such lists, an hour off. So we write yearly rules.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

from rota.model.calendar import zone

YEARS = 30
"""Years over which a rule must hold: long enough that "fourth" and "last" Sunday never look alike."""

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_STEP = timedelta(days=7)
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Change:
    """The clocks go from one offset to another."""

    wall: datetime
    """Naive: what clocks show just before they are changed."""
    before: timedelta
    after: timedelta
    name: str
    """Of the time after it."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A day of each year: a weekday within a month."""

    month: int
    weekday: int
    ordinal: int | None
    """1 for the first such weekday, -1 for the last; None where ``days`` bound it."""
    days: tuple[int, ...] = ()

    def rrule(self) -> dict[str, object]:
        """The rule in the words of iCalendar."""
        day = WEEKDAYS[self.weekday]
        if self.ordinal is not None:
            return {"FREQ": "YEARLY", "BYMONTH": self.month, "BYDAY": f"{self.ordinal}{day}"}
        return {"FREQ": "YEARLY", "BYMONTH": self.month, "BYDAY": day, "BYMONTHDAY": list(self.days)}

    def first_day(self) -> date:
        """The day of the rule in 1970, from which it is counted."""
        days = (date(1970, 1, 1) + timedelta(days=n) for n in range(365))
        return next(day for day in days if day.month == self.month and self._holds(day))

    def _holds(self, day: date) -> bool:
        if day.weekday() != self.weekday:
            return False
        return day.day in self.days if self.ordinal is None else self.ordinal in _ordinals(day)


@cache
def vtimezone(name: str, first_year: int) -> Timezone | None:
    """The component of an IANA zone, right from the start of ``first_year`` on.

    None when the zone keeps no steady yearly rule (it follows the moon, or has just changed its law): then
    times must be written in UTC.
    """
    changes = list(_changes(name, first_year))
    component = Timezone()
    component.add("TZID", name)
    if not changes:
        start = datetime(first_year, 1, 1, tzinfo=zone(name))
        component.add_component(_constant(start))
        return component
    kinds = {(change.before, change.after, change.name): change.wall.month for change in changes}
    if len(kinds) != 2 or len(changes) != 2 * YEARS:
        return None
    for kind in sorted(kinds, key=kinds.__getitem__):
        of_kind = [change for change in changes if (change.before, change.after, change.name) == kind]
        rule = _rule(of_kind)
        if rule is None:
            return None
        component.add_component(_yearly(of_kind[0], rule))
    return component


def _changes(name: str, first_year: int) -> Iterator[Change]:
    """All changes of the offset in :data:`YEARS` years, found by looking at each week."""
    moment = datetime(first_year, 1, 1, tzinfo=UTC)
    end = moment.replace(year=first_year + YEARS)
    while moment < end:
        following = min(moment + _STEP, end)
        if _state(name, moment) != _state(name, following):
            yield _change_between(name, moment, following)
        moment = following


def _change_between(name: str, low: datetime, high: datetime) -> Change:
    earlier = _state(name, low)
    while high - low > _MINUTE:
        middle = low + (high - low) // _MINUTE // 2 * _MINUTE
        low, high = (middle, high) if _state(name, middle) == earlier else (low, middle)
    (before, _), (after, label) = earlier, _state(name, high)
    return Change((high + before).replace(tzinfo=None), before, after, label)


def _state(name: str, moment: datetime) -> tuple[timedelta, str]:
    local = moment.astimezone(zone(name))
    return local.utcoffset() or timedelta(0), local.tzname() or name


def _rule(changes: Sequence[Change]) -> Rule | None:
    """The rule that gives exactly these changes, one a year; None if there is none."""
    walls = [change.wall for change in changes]
    months, weekdays = {wall.month for wall in walls}, {wall.weekday() for wall in walls}
    times, years = {wall.time() for wall in walls}, {wall.year for wall in walls}
    if [len(months), len(weekdays), len(times), len(years)] != [1, 1, 1, len(walls)]:
        return None
    month, weekday = months.pop(), weekdays.pop()
    ordinals = set.intersection(*(_ordinals(wall) for wall in walls))
    if ordinals:
        return Rule(month, weekday, min(ordinals))
    days = sorted({wall.day for wall in walls})
    return Rule(month, weekday, None, tuple(days)) if days[-1] - days[0] == 6 else None


def _ordinals(day: date) -> set[int]:
    """What the weekday of ``day`` is within its month, counted from either end."""
    last = {-1} if (day + timedelta(days=7)).month != day.month else set()
    return {(day.day - 1) // 7 + 1} | last


def _constant(moment: datetime) -> TimezoneStandard:
    offset = moment.utcoffset() or timedelta(0)
    part = TimezoneStandard()
    part.DTSTART = datetime(1970, 1, 1)  # noqa: DTZ001  (local by definition)
    part.TZOFFSETFROM = part.TZOFFSETTO = offset
    part.add("TZNAME", moment.tzname() or "")
    return part


def _yearly(change: Change, rule: Rule) -> TimezoneStandard | TimezoneDaylight:
    part = TimezoneDaylight() if change.after > change.before else TimezoneStandard()
    part.DTSTART = datetime.combine(rule.first_day(), change.wall.time())
    part.TZOFFSETFROM, part.TZOFFSETTO = change.before, change.after
    part.add("TZNAME", change.name)
    part.add("RRULE", rule.rrule())
    return part
