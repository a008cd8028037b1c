"""The calendar: half-days and nights, weeks, months, four-month periods, instants.

A plan is a grid of days × slots. Wall times become instants (UTC minutes) as soon as possible:
the nights the clocks change are 13 h and 15 h long, and only instants know it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import cache
from zoneinfo import ZoneInfo

from rota.model.units import Instant


class Slot(StrEnum):
    """A part of a day that holds at most one thing."""

    AM = "am"
    PM = "pm"
    NIGHT = "night"
    """From the evening of the day to the morning after it."""


HALF_DAYS = (Slot.AM, Slot.PM)
"""The two half-days; a night is no half-day though it counts for two."""

SLOT_ORDER = {Slot.AM: 0, Slot.PM: 1, Slot.NIGHT: 2}


class Period(StrEnum):
    """A reference period over which a quantity is judged."""

    WEEK = "week"
    MONTH = "month"
    FOUR_MONTHS = "four-months"
    CONTRACT = "contract"


class DayKind(StrEnum):
    """What a day is for duty."""

    WEEKDAY = "weekday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"
    HOLIDAY = "holiday"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Days from ``first`` to ``last``, both included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"span ends on {self.last}, before it starts on {self.first}")

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def __len__(self) -> int:
        return (self.last - self.first).days + 1

    def __iter__(self) -> Iterator[date]:
        return (self.first + timedelta(days=n) for n in range(len(self)))

    def meet(self, other: "Span") -> "Span | None":
        """The days both spans hold, or None."""
        first, last = max(self.first, other.first), min(self.last, other.last)
        return Span(first, last) if first <= last else None


def week_of(day: date) -> Span:
    """The ISO week of ``day``, Monday to Sunday."""
    monday = day - timedelta(days=day.weekday())
    return Span(monday, monday + timedelta(days=6))


def month_of(day: date) -> Span:
    """The calendar month of ``day``."""
    following = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
    return Span(day.replace(day=1), following - timedelta(days=1))


def four_months_of(day: date) -> Span:
    """The four-month period (quadrimestre) of ``day``: from 1 January, 1 May or 1 September."""
    first = date(day.year, (day.month - 1) // 4 * 4 + 1, 1)
    last = month_of(first.replace(month=first.month + 3)).last
    return Span(first, last)


def week_name(day: date) -> str:
    """``2026-W49``: the ISO name of the week of ``day``."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def periods(span: Span, period: Period, contract: Span) -> Iterator[Span]:
    """The whole reference periods that touch ``span``, in order; each reaches beyond it where it does."""
    if period is Period.CONTRACT:
        if contract.meet(span):
            yield contract
        return
    of = {Period.WEEK: week_of, Period.MONTH: month_of, Period.FOUR_MONTHS: four_months_of}[period]
    day = span.first
    while day <= span.last:
        whole = of(day)
        yield whole
        day = whole.last + timedelta(days=1)


@cache
def zone(name: str) -> ZoneInfo:
    """The time zone of an IANA name."""
    return ZoneInfo(name)


@cache
def instant(day: date, wall: time, timezone: str) -> Instant:
    """The instant at which clocks of ``timezone`` show ``wall`` on ``day``.

    A wall time that the spring change skips means the instant it would have been without the change;
    one that the autumn change repeats means its first occurrence.
    """
    return Instant(int(datetime.combine(day, wall, zone(timezone)).timestamp()) // 60)


def wall_clock(moment: Instant, timezone: str) -> datetime:
    """The aware local datetime of an instant."""
    return datetime.fromtimestamp(moment * 60, zone(timezone))
