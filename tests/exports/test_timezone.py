"""The time zones we write give, by themselves, the same clock as the time-zone data."""

from datetime import UTC, datetime, timedelta, tzinfo
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from dateutil import tz

from exports.ical.timezone import vtimezone

HALF_HOUR = timedelta(minutes=30)


def _rules(name: str, year: int) -> bytes:
    component = vtimezone(name, year)
    assert component is not None
    data: bytes = component.to_ical()
    return data


def _offset(zone: tzinfo | None, moment: datetime) -> timedelta | None:
    """The offset at an instant, from the local time that the zone makes of it."""
    assert zone is not None
    return zone.fromutc(moment.replace(tzinfo=zone)).utcoffset()


@pytest.mark.parametrize("name", ["Europe/Paris", "America/Santiago", "Australia/Lord_Howe", "America/Nuuk"])
def test_every_half_hour_of_a_year_is_as_the_zone_data_says(name: str) -> None:
    """Rules of both hemispheres, a change of half an hour, and one that no ordinal weekday names."""
    data = _rules(name, 2026)
    zone = tz.tzical(StringIO(data.decode().replace("\r\n", "\n"))).get(name)
    known = ZoneInfo(name)
    moment = datetime(2027, 1, 1)  # noqa: DTZ001  (UTC, as dateutil wants it)
    wrong = []
    while moment.year == 2027:
        if _offset(zone, moment) != moment.replace(tzinfo=UTC).astimezone(known).utcoffset():
            wrong.append(moment)
        moment += HALF_HOUR
    assert wrong == []


def test_the_rules_of_france_are_those_every_calendar_program_was_seen_to_read() -> None:
    assert _rules("Europe/Paris", 2026).decode().split("\r\n")[2:14] == [
        "BEGIN:DAYLIGHT",
        "DTSTART:19700329T020000",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
        "TZNAME:CEST",
        "TZOFFSETFROM:+0100",
        "TZOFFSETTO:+0200",
        "END:DAYLIGHT",
        "BEGIN:STANDARD",
        "DTSTART:19701025T030000",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
        "TZNAME:CET",
        "TZOFFSETFROM:+0200",
    ]


@pytest.mark.parametrize("name", ["Europe/Paris", "Europe/Zurich", "America/Cayenne", "Asia/Jerusalem"])
def test_a_zone_is_written_alike_from_whatever_year_on(name: str) -> None:
    """Else an export of another month would show a changed calendar."""
    assert len({_rules(name, year) for year in range(2024, 2036)}) == 1


@pytest.mark.parametrize("name", ["Africa/Casablanca", "Africa/Cairo"])
def test_a_zone_without_a_yearly_rule_has_none(name: str) -> None:
    """Ramadan in Morocco; in Egypt a change that falls now in October, now in November."""
    assert vtimezone(name, 2026) is None


def test_a_law_that_has_just_changed_is_not_taken_for_a_rule() -> None:
    """Jordan has kept summer time all year since October 2022."""
    assert vtimezone("Asia/Amman", 2022) is None
    assert b"TZOFFSETFROM:+0300\r\nTZOFFSETTO:+0300" in _rules("Asia/Amman", 2023)
    assert b"RRULE" not in _rules("Asia/Amman", 2023)
