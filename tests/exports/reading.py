"""Two ways to read a calendar back.

:func:`looked_up` trusts the names of the time zones, as icalendar, GNOME and Google do. :func:`by_rules`
believes only the rules that the calendar itself carries, as Thunderbird, Nextcloud and Outlook do; it shares
no code with what writes them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from io import StringIO

from dateutil import tz
from icalendar import Calendar, Event

Ends = tuple[datetime | date, datetime | date]


@dataclass(frozen=True)
class Line:
    """A content line without its folds."""

    name: str
    parameters: Mapping[str, str]
    value: str


def lines_of(data: bytes) -> list[Line]:
    text = data.decode()
    assert "\n" not in text.replace("\r\n", "")
    found = []
    for line in text.replace("\r\n ", "").split("\r\n")[:-1]:
        head, _, value = line.partition(":")
        name, *parameters = head.split(";")
        found.append(Line(name, dict(p.split("=", 1) for p in parameters), value))
    return found


def events(data: bytes) -> dict[str, dict[str, Line]]:
    """The lines of each event by their names, by UID; each may stand once."""
    found: dict[str, dict[str, Line]] = {}
    current: dict[str, Line] | None = None
    for line in lines_of(data):
        if (line.name, line.value) == ("BEGIN", "VEVENT"):
            current = {}
        elif (line.name, line.value) == ("END", "VEVENT"):
            assert current is not None
            assert current["UID"].value not in found
            found[current["UID"].value] = current
            current = None
        elif current is not None:
            assert line.name not in current
            current[line.name] = line
    return found


def titles(data: bytes) -> dict[str, str]:
    """Titles by UID, unescaped."""
    return {uid: event["SUMMARY"].value.replace("\\,", ",") for uid, event in events(data).items()}


def by_rules(data: bytes) -> dict[str, Ends]:
    """Both ends of each event in UTC, by UID, worked out from the calendar's own time zones."""
    zones = tz.tzical(StringIO(data.decode().replace("\r\n", "\n")))

    def moment(line: Line) -> datetime | date:
        if line.parameters.get("VALUE") == "DATE":
            return datetime.strptime(line.value, "%Y%m%d").date()  # noqa: DTZ007
        if line.value.endswith("Z"):
            return datetime.strptime(line.value, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        wall = datetime.strptime(line.value, "%Y%m%dT%H%M%S")  # noqa: DTZ007
        return wall.replace(tzinfo=zones.get(line.parameters["TZID"])).astimezone(UTC)

    return {uid: (moment(event["DTSTART"]), moment(event["DTEND"])) for uid, event in events(data).items()}


def looked_up(data: bytes) -> dict[str, Ends]:
    """The same as icalendar reads it."""
    calendar = Calendar.from_ical(data)
    assert not [fault for part in calendar.walk() for fault in part.errors]
    found: dict[str, Ends] = {}
    for event in calendar.walk("VEVENT"):
        assert isinstance(event, Event)
        start, end = (
            moment.astimezone(UTC) if isinstance(moment, datetime) else moment
            for moment in (event.start, event.end)
        )
        found[str(event["UID"])] = (start, end)
    return found
