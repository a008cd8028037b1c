"""Patterns in time become days."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from dateutil.rrule import rrulestr

from rota.model.calendar import Span
from rota.model.facts import Recurrence


def days(recurrence: Recurrence, span: Span) -> Iterator[date]:
    """The days of ``recurrence`` within ``span``, in order, each once.

    Raises:
        ValueError: the RRULE cannot be read.
    """
    found = set(_regular(recurrence, span)).difference(recurrence.except_on)
    found.update(day for day in recurrence.also_on if day in span)
    yield from sorted(found)


def _regular(recurrence: Recurrence, span: Span) -> Iterator[date]:
    first = max(span.first, recurrence.start or span.first)
    last = min(span.last, recurrence.until or span.last)
    if recurrence.on is not None:
        if first <= recurrence.on <= last:
            yield recurrence.on
    elif recurrence.rrule:
        origin = datetime.combine(recurrence.start or date(2000, 1, 3), time())
        rule = rrulestr(recurrence.rrule, dtstart=origin)
        begin, end = datetime.combine(first, time()), datetime.combine(last, time())
        yield from (moment.date() for moment in rule.between(begin, end, inc=True))
    else:
        weekday = recurrence.weekday
        assert weekday is not None, "a recurrence has a weekday, an RRULE or a day"
        day = first + timedelta(days=(weekday - first.weekday()) % 7)
        while day <= last:
            parity = {"odd": 1, "even": 0}.get(recurrence.weeks)
            if parity is None or day.isocalendar().week % 2 == parity:
                yield day
            day += timedelta(days=7)
