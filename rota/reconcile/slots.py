"""Which half-days some hours are, and which duties of a line some half-days are."""

from datetime import date, time, timedelta
from itertools import combinations

from rota.model.calendar import HALF_DAYS, SLOT_ORDER, Slot, instant
from rota.model.facts import DutyKind, DutyLine, Service, Shift, SiteId
from rota.model.problem import Problem
from rota.model.units import Instant

Stretch = tuple[Instant, Instant]
"""Start and end."""

_ENOUGH_MINUTES = 60
"""Of a morning or an afternoon, to count as being there."""
_ENOUGH_NIGHT_MINUTES = 240
"""Of a night: staying late in the evening is no night."""
_PLAIN_HOURS = {Slot.AM: (time(8, 30), time(13)), Slot.PM: (time(13), time(18, 30))}


def stretch(problem: Problem, site: SiteId, day: date, start: time, end: time) -> Stretch:
    """The instants of some hours of a day; an end not after the start is on the next day."""
    timezone = problem.sites[site].timezone
    last = day + timedelta(days=end <= start)
    return instant(day, start, timezone), instant(last, end, timezone)


def slots_of_hours(
    problem: Problem, site: SiteId, service: Service | None, day: date, span: Stretch
) -> tuple[Slot, ...]:
    """The half-days that hours of a day are spent in: one at least."""
    hours = service.hours if service else _PLAIN_HOURS
    zone = problem.sites[site].timezone
    noon, evening = instant(day, hours[Slot.AM][1], zone), instant(day, hours[Slot.PM][1], zone)
    bounds = {
        Slot.AM: (instant(day, time(0), zone), noon),
        Slot.PM: (noon, evening),
        Slot.NIGHT: (evening, instant(day + timedelta(days=2), time(0), zone)),
    }
    within = {
        slot: max(0, min(span[1], last) - max(span[0], first)) for slot, (first, last) in bounds.items()
    }
    enough = {
        slot
        for slot, minutes in within.items()
        if minutes >= (_ENOUGH_NIGHT_MINUTES if slot is Slot.NIGHT else _ENOUGH_MINUTES)
    }
    return in_order(enough or {max(within, key=lambda slot: (within[slot], -SLOT_ORDER[slot]))})


def duties_of(
    problem: Problem, line: DutyLine, day: date, slots: tuple[Slot, ...]
) -> tuple[tuple[Slot, ...], ...]:
    """The duties of ``line`` that ``slots`` of a day mean: one, several that make it up, or none.

    A whole Sunday is its day and its night where the line has them apart. Part of an on-call duty means
    the duty: nobody is on call for half of it.
    """
    kind = problem.day_kind(problem.services[line.service].site, day)
    shifts = [shift for shift in line.shifts if kind in shift.days]
    for count in range(1, len(shifts) + 1):
        for together in combinations(shifts, count):
            if sorted(_all(together)) == sorted(slots):
                return tuple(shift.slots for shift in together)
    holding = [shift.slots for shift in shifts if set(slots) <= set(shift.slots)]
    return tuple(holding) if line.kind is DutyKind.ON_CALL and len(holding) == 1 else ()


def halves(slots: tuple[Slot, ...]) -> tuple[tuple[Slot, ...], ...]:
    """A morning and an afternoon as two half-days; anything with a night as it is."""
    return tuple((slot,) for slot in slots) if set(slots) <= set(HALF_DAYS) else (slots,)


def in_order(slots: set[Slot]) -> tuple[Slot, ...]:
    """Slots of a day from morning to night."""
    return tuple(sorted(slots, key=SLOT_ORDER.__getitem__))


def _all(shifts: tuple[Shift, ...]) -> list[Slot]:
    return [slot for shift in shifts for slot in shift.slots]
