"""How much a calendar tells."""

from dataclasses import replace

from exports.ical.event import Event, Kind


def times_only(event: Event) -> Event:
    """The event without what, where or why: only that the time is taken."""
    return replace(event, kind=Kind.TAKEN, title=Kind.TAKEN.category, notes=(), location="")
