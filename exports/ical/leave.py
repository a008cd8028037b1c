"""Events made from the absences of one post: always "leave", whatever the reason."""

from collections.abc import Iterator
from datetime import date, timedelta

from exports.ical.event import AllDay, Event, Kind, Timed
from rota.model.calendar import Slot, Span, instant
from rota.model.facts import Absence, PostId, Service
from rota.model.problem import Problem
from rota.words import Text

_TITLE = Text("Congé", "Leave")
ONE_DAY = timedelta(days=1)


def leave_events(problem: Problem, post: PostId, shown: Span) -> Iterator[Event]:
    """The leave that touches ``shown``, each absence whole even where it reaches beyond.

    Whole days are one all-day event; a half-day at either end is an event with the hours of a service.
    """
    for absence in problem.absences(post):
        if shown.meet(Span(absence.first, absence.last)):
            yield from _parts(problem, absence)


def _parts(problem: Problem, absence: Absence) -> Iterator[Event]:
    first, last = absence.first, absence.last
    if not _whole(absence, first):
        yield from _half(problem, absence, first, "from")
        first += ONE_DAY
    half_at_end = first <= last and not _whole(absence, last)
    if half_at_end:
        last -= ONE_DAY
    if first <= last:
        yield _event(first, "days", AllDay(first, last))
    if half_at_end:
        yield from _half(problem, absence, absence.last, "to")


def _whole(absence: Absence, day: date) -> bool:
    return absence.holds(day, Slot.AM) and absence.holds(day, Slot.PM)


def _half(problem: Problem, absence: Absence, day: date, part: str) -> Iterator[Event]:
    slot = next((slot for slot in (Slot.AM, Slot.PM) if absence.holds(day, slot)), None)
    if slot is None:
        return
    service = _service(problem, absence.post)
    if service is None:  # no service, no hours: the day is all that can be told
        yield _event(day, part, AllDay(day, day))
        return
    timezone = problem.sites[service.site].timezone
    start, end = (instant(day, wall, timezone) for wall in service.hours[slot])
    yield _event(day, part, Timed(start, end, timezone))


def _service(problem: Problem, post: PostId) -> Service | None:
    """The service whose hours a half-day of leave is told in: one of the home site if there is one."""
    home = problem.posts[post].home
    services = problem.services_of(post)
    return next((service for service in services if service.site == home), next(iter(services), None))


def _event(day: date, part: str, when: AllDay | Timed) -> Event:
    """Known by its day, never by the code of the absence, from which the reason might be guessed."""
    return Event(key=f"leave/{part}/{day}", kind=Kind.LEAVE, when=when, title=_TITLE)
