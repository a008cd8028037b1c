"""Events as an iCalendar text that phones, Outlook, Thunderbird and GNOME read alike.

What is written and what is left out follows what those programs were seen to do; see docs/reference/ical.md.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, timedelta
from hashlib import sha256

import icalendar

from exports.ical.event import AllDay, Busy, Event, Timed
from exports.ical.timezone import vtimezone
from rota.stamping import Entry
from rota.words import Lang, Text

PRODUCT = "-//rota//shared hospital posts//EN"
"""Never changed: some programs take every event for a new one when it does."""

TITLE_CHARACTERS_MAX = 255
REFRESH = timedelta(hours=1)
_TENTATIVE = Text("Proposition, pas encore publiée.", "Proposal, not published yet.")


@dataclass(frozen=True, slots=True)
class Draft:
    """An event in iCalendar's words, before it is known whether it has changed."""

    uid: str
    event: Event
    component: icalendar.Event

    @property
    def content(self) -> str:
        """Digest of all that a reader can see."""
        return sha256(self.component.to_ical()).hexdigest()


def draft(event: Event, uid: str, lang: Lang) -> Draft:
    """The event as iCalendar says it, with everything but its stamps.

    Args:
        event: what to write.
        uid: the name calendar programs know it by.
        lang: language of the title and the notes.
    """
    component = icalendar.Event()
    component.add("UID", uid)
    _add_times(component, event.when)
    component.add("SUMMARY", one_line(event.title.say(lang)))
    notes = (_TENTATIVE, *event.notes) if event.tentative else event.notes
    if notes:
        component.add("DESCRIPTION", "\n".join(one_line(note.say(lang)) for note in notes))
    if event.location:
        component.add("LOCATION", one_line(event.location))
    component.add("CATEGORIES", [event.kind.category.say(lang)])
    component.add("STATUS", "TENTATIVE" if event.tentative else "CONFIRMED")
    component.add("CLASS", "PRIVATE")
    component.add("TRANSP", "TRANSPARENT" if event.busy is Busy.FREE else "OPAQUE")
    component.add("X-MICROSOFT-CDO-BUSYSTATUS", event.busy.value)
    return Draft(uid, event, component)


def calendar_bytes(name: str, home: str, since: date, told: Sequence[tuple[Draft, Entry]]) -> bytes:
    """The whole calendar, the same bytes for the same events and stamps.

    Args:
        name: title of the calendar.
        home: time zone of a reader who has no other.
        since: from which its home time zone must hold, were there no event at all.
        told: its events in the order to write, each with what the record says of it.
    """
    calendar = icalendar.Calendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", PRODUCT)
    calendar.add("NAME", one_line(name))
    calendar.add("X-WR-CALNAME", one_line(name))
    calendar.add("X-WR-TIMEZONE", home)
    calendar.add("REFRESH-INTERVAL", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", "PT1H")
    for component in _zones(home, since, [one.event.when for one, _ in told]):
        calendar.add_component(component)
    for one, stamp in told:
        calendar.add_component(_stamped(one, stamp))
    data: bytes = calendar.to_ical()
    return data


def one_line(text: str) -> str:
    """The text without control characters, on one line, no longer than calendars show."""
    kept = "".join(
        character
        for character in text
        if character.isspace() or unicodedata.category(character) not in {"Cc", "Cs"}
    )
    line = " ".join(kept.split())
    return line if len(line) <= TITLE_CHARACTERS_MAX else line[: TITLE_CHARACTERS_MAX - 1] + "…"


def _zones(home: str, since: date, whens: Sequence[Timed | AllDay]) -> Iterator[icalendar.Timezone]:
    """Each zone of a local time, right from its first event on; that of the reader where there is none."""
    years: dict[str, int] = {}
    for when in whens:
        if isinstance(when, Timed) and _is_local(when):
            years[when.timezone] = min(when.year, years.get(when.timezone, when.year))
    if not years:
        years[home] = since.year
    for name, year in sorted(years.items()):
        component = vtimezone(name, year)
        if component is not None:
            yield component


def _is_local(when: Timed) -> bool:
    """Whether local time can say it.

    It cannot in a zone without a yearly rule, and in the second of the two hours that autumn shows alike.
    """
    start, end = when.local
    return not (start.fold or end.fold) and vtimezone(when.timezone, when.year) is not None


def _add_times(component: icalendar.Event, when: Timed | AllDay) -> None:
    """Both ends, in local time with its zone where local time can say it, else in UTC.

    Never a duration: on the nights the clocks change it would end an hour off.
    """
    if isinstance(when, AllDay):
        component.add("DTSTART", when.first)
        component.add("DTEND", when.after)
        return
    start, end = when.local
    if not _is_local(when):
        start, end = start.astimezone(UTC), end.astimezone(UTC)
    component.add("DTSTART", start)
    component.add("DTEND", end)


def _stamped(one: Draft, stamp: Entry) -> icalendar.Event:
    component = icalendar.Event(one.component)
    component.add("DTSTAMP", stamp.modified)
    component.add("LAST-MODIFIED", stamp.modified)
    component.add("CREATED", stamp.created)
    component.add("SEQUENCE", stamp.sequence)
    return component
