"""The calendar files: bytes, instants, and what happens to them when the plan changes."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exports.ical import write_calendars
from exports.ical.calendar import calendar_bytes, draft, one_line
from exports.ical.event import AllDay, Event, Kind, Timed
from rota.model.calendar import HALF_DAYS, Slot
from rota.model.facts import ServiceId
from rota.model.plan import Placement
from rota.model.units import Instant
from rota.stamping import Record
from rota.words import Lang, Text
from tests import builders as b
from tests.exports import sample
from tests.exports.golden_files import Golden
from tests.exports.reading import Ends, by_rules, events, lines_of, looked_up, titles
from tests.exports.sample import AUTUMN, SPRING, WHO, StandingClock

READERS = pytest.mark.parametrize("read", [by_rules, looked_up])
Read = Callable[[bytes], dict[str, Ends]]


def _stamps(data: bytes) -> dict[str, tuple[str, str, str, int]]:
    return {
        uid: (
            event["DTSTAMP"].value,
            event["LAST-MODIFIED"].value,
            event["CREATED"].value,
            int(event["SEQUENCE"].value),
        )
        for uid, event in events(data).items()
    }


def _written(when: Timed | AllDay, *, title: str = "x") -> bytes:
    event = Event(key="k", kind=Kind.ACTIVITY, when=when, title=Text(title, title))
    one = draft(event, "u", Lang.FR)
    entry = Record().publish({"u": one.content}, datetime(2026, 1, 1, tzinfo=UTC)).entries["u"]
    return calendar_bytes("x", "Europe/Paris", date(2026, 1, 1), [(one, entry)])


NIGHTS: dict[date, Ends] = {
    SPRING: (datetime(2026, 3, 28, 17, 30, tzinfo=UTC), datetime(2026, 3, 29, 6, 30, tzinfo=UTC)),
    AUTUMN: (datetime(2026, 10, 24, 16, 30, tzinfo=UTC), datetime(2026, 10, 25, 7, 30, tzinfo=UTC)),
}
"""The Saturday night on site in the weeks the clocks change."""


@pytest.mark.parametrize("lang", list(Lang))
@pytest.mark.parametrize("monday", NIGHTS)
def test_golden(
    tmp_path: Path, clock: StandingClock, same_as_golden: Golden, monday: date, lang: Lang
) -> None:
    """The French ones are published, the English ones proposals."""
    absence = sample.leave(monday + timedelta(days=3), monday + timedelta(days=4), last_slot=Slot.AM)
    week = sample.week(monday, absences=(absence,))
    data = sample.write(week, tmp_path, clock, lang=lang, tentative=lang is Lang.EN)
    same_as_golden(f"{monday}.{lang}.ics", data)


@READERS
@pytest.mark.parametrize("monday", NIGHTS)
def test_both_nights_of_the_clock_change_are_read_back_right(
    tmp_path: Path, clock: StandingClock, read: Read, monday: date
) -> None:
    data = sample.write(sample.week(monday), tmp_path, clock)
    uid = next(uid for uid, title in titles(data).items() if title.startswith("Garde de nuit"))
    assert read(data)[uid] == NIGHTS[monday]


@READERS
@given(
    start=st.integers(min_value=29_450_000, max_value=31_600_000),
    minutes=st.integers(min_value=1, max_value=3_000),
    zone=st.sampled_from(["Europe/Paris", "America/Cayenne", "America/Miquelon", "Africa/Casablanca"]),
)
@settings(max_examples=60, deadline=None)
def test_any_instants_are_read_back_as_they_were(read: Read, start: int, minutes: int, zone: str) -> None:
    when = Timed(Instant(start), Instant(start + minutes), zone)
    assert read(_written(when))["u"] == tuple(
        datetime.fromtimestamp(moment * 60, UTC) for moment in (when.start, when.end)
    )


@READERS
def test_the_second_of_the_two_hours_that_autumn_shows_alike_is_not_taken_for_the_first(read: Read) -> None:
    second = int(datetime(2026, 10, 25, 1, 30, tzinfo=UTC).timestamp()) // 60
    data = _written(Timed(Instant(second), Instant(second + 30), "Europe/Paris"))
    assert read(data)["u"][0] == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert b"DTSTART:20261025T013000Z" in data


@READERS
def test_whole_days_end_on_the_day_after(read: Read) -> None:
    data = _written(AllDay(date(2026, 12, 24), date(2026, 12, 31)))
    assert read(data)["u"] == (date(2026, 12, 24), date(2027, 1, 1))


@READERS
def test_sites_in_two_time_zones_stand_in_one_calendar(
    tmp_path: Path, clock: StandingClock, read: Read
) -> None:
    problem, plan = sample.week(SPRING)
    far = [replace(s, timezone="America/Cayenne") if s.id == b.CH else s for s in problem.facts.sites]
    data = sample.write(
        (replace(problem, facts=replace(problem.facts, sites=tuple(far))), plan), tmp_path, clock
    )
    assert data.count(b"BEGIN:VTIMEZONE") == 2
    starts = sorted(str(start) for start, _ in read(data).values())
    assert starts[:2] == ["2026-03-23 11:30:00+00:00", "2026-03-23 17:00:00+00:00"]


def test_a_zone_without_a_yearly_rule_is_written_in_utc(tmp_path: Path, clock: StandingClock) -> None:
    problem, plan = sample.week(SPRING)
    sites = tuple(replace(s, timezone="Africa/Casablanca") for s in problem.facts.sites)
    data = sample.write((replace(problem, facts=replace(problem.facts, sites=sites)), plan), tmp_path, clock)
    assert b"DTSTART:20260323T073000Z" in data
    assert b"TZID" not in data


def test_twice_the_same_plan_gives_the_same_bytes_and_touches_no_file(
    tmp_path: Path, clock: StandingClock
) -> None:
    first = sample.write(sample.week(SPRING), tmp_path, clock)
    dates = {file: file.stat().st_mtime_ns for file in tmp_path.iterdir()}
    clock.go_on()
    assert sample.write(sample.week(SPRING), tmp_path, clock) == first
    assert {file: file.stat().st_mtime_ns for file in tmp_path.iterdir()} == dates
    assert sorted(file.name for file in dates) == ["ASP-1.ics", "calendars.json"]


def test_another_folder_gives_the_same_names_to_the_same_slots(tmp_path: Path, clock: StandingClock) -> None:
    here, there = (sample.write(sample.week(SPRING), tmp_path / name, clock) for name in ("a", "b"))
    assert here == there


def test_of_a_changed_plan_only_the_changed_events_move(tmp_path: Path, clock: StandingClock) -> None:
    week = sample.week(SPRING)
    before = sample.write(week, tmp_path, clock)
    later = clock.go_on()
    clinic, added = week[1].placements[0], b.half_day(WHO, SPRING + timedelta(days=4), Slot.AM, b.CH_MED)
    changed = replace(clinic, activity=b.WARD)
    moved = week[1].placements[-1]
    week = sample.swap(week, remove=clinic, add=changed)
    week = sample.swap(week, remove=moved, add=replace(moved, day=moved.day - timedelta(days=1)))
    after = sample.write(sample.swap(week, add=added), tmp_path, clock)

    was, now = _stamps(before), _stamps(after)
    stamp = f"{later:%Y%m%dT%H%M%SZ}"
    gone = {titles(before)[uid] for uid in was.keys() - now.keys()}
    new = {titles(after)[uid] for uid in now.keys() - was.keys()}
    assert gone == {"Garde de nuit — Hépato-gastro-entérologie, CH de Vitré", "Repos de sécurité"}
    assert new == gone | {"Secteur — Hépato-gastro-entérologie, CH de Vitré"}
    assert {now[uid] for uid in now.keys() - was.keys()} == {(stamp, stamp, stamp, 0)}
    kept = was.keys() & now.keys()
    (touched,) = (uid for uid in kept if was[uid] != now[uid])
    assert now[touched] == (stamp, stamp, was[touched][2], 1)
    assert titles(after)[touched] == "Secteur — Hépato-gastro-entérologie, CH de Vitré"
    same = [uid for uid in kept if uid != touched]
    assert [events(after)[uid] for uid in same] == [events(before)[uid] for uid in same]


def test_what_was_taken_out_and_comes_back_goes_up(tmp_path: Path, clock: StandingClock) -> None:
    week = sample.week(SPRING)
    night = week[1].placements[-1]
    before = sample.write(week, tmp_path, clock)
    sample.write(sample.swap(week, remove=night), tmp_path, clock)
    clock.go_on()
    after = sample.write(week, tmp_path, clock)
    raised = {titles(after)[uid]: stamps[3] for uid, stamps in _stamps(after).items() if stamps[3]}
    assert raised == {"Garde de nuit — Hépato-gastro-entérologie, CH de Vitré": 1, "Repos de sécurité": 1}
    assert events(before).keys() == events(after).keys()


def test_publishing_a_proposal_raises_every_proposed_event(tmp_path: Path, clock: StandingClock) -> None:
    sample.write(sample.week(SPRING), tmp_path, clock, tentative=True)
    data = sample.write(sample.week(SPRING), tmp_path, clock)
    assert {stamps[3] for stamps in _stamps(data).values()} == {1}
    assert b"TENTATIVE" not in data.replace(b"BUSYSTATUS:TENTATIVE", b"")


def test_every_event_says_what_calendar_programs_ask_for(tmp_path: Path, clock: StandingClock) -> None:
    absence = sample.leave(SPRING + timedelta(days=3), SPRING + timedelta(days=4))
    data = sample.write(sample.week(SPRING, absences=(absence,)), tmp_path, clock)
    busy = {}
    for event in events(data).values():
        assert event["CLASS"].value == "PRIVATE"
        assert event["TRANSP"].value == "OPAQUE"
        assert event["STATUS"].value == "CONFIRMED"
        assert event["DTSTAMP"].value == event["LAST-MODIFIED"].value == "20260201T120000Z"
        assert not event.keys() & {"DURATION", "RRULE", "ATTENDEE", "ORGANIZER", "ATTACH", "URL"}
        busy[event["CATEGORIES"].value] = event["X-MICROSOFT-CDO-BUSYSTATUS"].value
    assert busy == {
        "Activité": "BUSY",
        "Trajet": "BUSY",
        "Garde": "BUSY",
        "Astreinte": "TENTATIVE",
        "Congé": "OOF",
        "Repos": "OOF",
    }


def test_the_calendar_itself_has_neither_method_nor_name_of_its_own(
    tmp_path: Path, clock: StandingClock
) -> None:
    lines = lines_of(sample.write(sample.week(SPRING), tmp_path, clock))
    head = [
        (line.name, line.value)
        for line in lines[: lines.index(next(x for x in lines if x.value == "VTIMEZONE"))]
    ]
    assert head == [
        ("BEGIN", "VCALENDAR"),
        ("VERSION", "2.0"),
        ("PRODID", "-//rota//shared hospital posts//EN"),
        ("NAME", "Planning ASP-1"),
        ("X-WR-CALNAME", "Planning ASP-1"),
        ("REFRESH-INTERVAL", "PT1H"),
        ("X-PUBLISHED-TTL", "PT1H"),
        ("X-WR-TIMEZONE", "Europe/Paris"),
    ]
    assert next(line.parameters for line in lines if line.name == "REFRESH-INTERVAL") == {"VALUE": "DURATION"}


def test_a_post_without_any_event_still_has_a_valid_calendar(tmp_path: Path, clock: StandingClock) -> None:
    problem = b.problem(sample.facts(), start=SPRING)
    data = sample.write((problem, b.plan(problem)), tmp_path, clock)
    assert (data.count(b"BEGIN:VEVENT"), data.count(b"BEGIN:VTIMEZONE")) == (0, 1)


@pytest.mark.parametrize("title", ["é" * 200, "Hépato-gastro-entérologie " * 9, "𝄞" * 90, "a" + "€" * 120])
def test_lines_are_folded_at_75_octets_between_characters(title: str) -> None:
    data = _written(AllDay(date(2026, 1, 1), date(2026, 1, 1)), title=title)
    physical = data.split(b"\r\n")
    assert max(len(line) for line in physical) <= 75
    for line in physical:
        line.decode()
    assert titles(data)["u"] == title.strip()


@given(st.text(max_size=400))
@settings(max_examples=80, deadline=None)
def test_any_title_gives_a_clean_calendar(title: str) -> None:
    data = _written(AllDay(date(2026, 1, 1), date(2026, 1, 1)), title=title)
    assert len(events(data)) == 1
    assert looked_up(data)
    assert not [byte for byte in data if byte < 32 and byte not in b"\r\n"]
    assert max(len(line) for line in data.split(b"\r\n")) <= 75


def test_titles_are_one_clean_line() -> None:
    assert one_line("a\r\nb\tc\x00\x07\x1b[31m\x85d\ud800") == "a b c[31m d"
    assert one_line("x" * 300) == "x" * 254 + "…"


@given(
    st.sets(
        st.tuples(st.integers(0, 6), st.sampled_from(HALF_DAYS), st.sampled_from([b.CH_MED, b.CHU_MED])),
        max_size=8,
    ),
    st.sets(st.integers(0, 6), max_size=4),
    st.lists(st.tuples(st.integers(-9, 9), st.integers(0, 4)), max_size=4),
)
@settings(max_examples=60, deadline=None)
def test_no_two_events_share_a_name_whatever_the_plan(
    tmp_path_factory: pytest.TempPathFactory,
    halves: set[tuple[int, Slot, ServiceId]],
    nights: set[int],
    away: list[tuple[int, int]],
) -> None:
    """Plans the checker would refuse, too; the reader asserts that each name stands once."""
    day = [SPRING + timedelta(days=n) for n in range(7)]
    absences = tuple(
        sample.leave(SPRING + timedelta(days=n), SPRING + timedelta(days=n + length), f"A{number}")
        for number, (n, length) in enumerate(away)
    )
    problem = b.problem(sample.facts(absences=absences), start=SPRING)
    placements: list[Placement] = [b.half_day(WHO, day[n], slot, service) for n, slot, service in halves]
    placements += [b.duty(WHO, day[n]) for n in nights]
    placements += [b.duty(WHO, day[n], line=b.CALL, service=b.CHU_MED) for n in nights]
    data = sample.write(
        (problem, b.plan(problem, *placements)), tmp_path_factory.mktemp("c"), StandingClock()
    )
    assert len(events(data)) >= len(placements)
    assert by_rules(data) == looked_up(data)


def test_a_write_that_fails_leaves_the_old_file_and_no_rubbish(
    tmp_path: Path, clock: StandingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = sample.write(sample.week(SPRING), tmp_path, clock)
    files = sorted(tmp_path.iterdir())

    def fail(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr("os.fsync", fail)
    with pytest.raises(OSError, match="no space left"):
        sample.write(sample.week(AUTUMN), tmp_path, clock)
    assert sorted(tmp_path.iterdir()) == files
    assert (tmp_path / "ASP-1.ics").read_bytes() == before


def test_one_file_a_post_in_their_order(tmp_path: Path, clock: StandingClock) -> None:
    problem = b.problem(b.facts(posts=3))
    files = write_calendars(problem, b.plan(problem), tmp_path / "new" / "folder", lang=Lang.EN, clock=clock)
    assert [file.name for file in files] == ["ASP-1.ics", "ASP-2.ics", "ASP-3.ics"]
    assert "X-WR-CALNAME:Rota ASP-2" in files[1].read_text()
