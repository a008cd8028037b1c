"""The way between two sites within one day: when it is made, in which direction, what it counts."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from rota.model.calendar import Slot
from rota.model.facts import DutyKind, LineId, PostId, SiteId
from rota.model.plan import Placement
from rota.model.task import task_of
from rota.model.travelling import minutes_worked, trips
from tests import builders as b

WHO, LINE = PostId("ASP-1"), LineId("CHU-GUARD")
MONDAY, TUESDAY = b.MONDAY, b.MONDAY + timedelta(days=1)
PROBLEM = b.problem(b.unhurried(b.facts()))


def ways(*placements: Placement) -> list[tuple[date, SiteId, SiteId, int]]:
    """The ways that ``placements`` make."""
    tasks = [task_of(PROBLEM, placement) for placement in placements]
    return [(trip.day, trip.origin, trip.destination, trip.minutes) for trip in trips(PROBLEM, tasks)]


def at(service: str, slot: Slot, day: date = MONDAY) -> Placement:
    """A half-day on the ward."""
    return b.half_day(WHO, day, slot, b.CH_MED if service == "CH" else b.CHU_MED)


@pytest.mark.parametrize(("first", "second", "minutes"), [("CH", "CHU", 40), ("CHU", "CH", 45)])
def test_each_direction_has_its_minutes(first: str, second: str, minutes: int) -> None:
    assert ways(at(first, Slot.AM), at(second, Slot.PM)) == [(MONDAY, first, second, minutes)]


def test_a_day_at_one_site_and_two_days_at_two_sites_make_no_way() -> None:
    assert ways(at("CH", Slot.AM), at("CH", Slot.PM), at("CHU", Slot.AM, TUESDAY)) == []


def test_from_the_afternoon_to_the_night_on_duty() -> None:
    assert ways(at("CHU", Slot.PM), b.duty(WHO, MONDAY)) == [(MONDAY, b.CHU, b.CH, 45)]
    assert ways(at("CHU", Slot.AM), b.duty(WHO, MONDAY)) == [], "the afternoon is free"


def test_a_way_for_which_there_is_no_time_is_made_in_hours_that_are_counted_already() -> None:
    hurried = b.problem()
    tasks = [task_of(hurried, each) for each in (at("CH", Slot.AM), at("CHU", Slot.PM))]
    assert list(trips(hurried, tasks)) == []
    assert minutes_worked(hurried, tasks) == 270 + 330


def test_there_and_back_in_one_day() -> None:
    found = ways(at("CH", Slot.AM), at("CHU", Slot.PM), b.duty(WHO, MONDAY))
    assert [minutes for *_, minutes in found] == [40, 45]


def test_a_duty_of_the_whole_day_is_left_in_the_evening() -> None:
    sunday = MONDAY + timedelta(days=6)
    lines = (replace(b.SUNDAY, end=time(17)), b.NIGHT)
    given = b.facts(lines=(b.line(LINE, b.CHU_MED, DutyKind.ON_SITE, shifts=lines), *b.facts().lines))
    day = b.duty(WHO, sunday, Slot.AM, Slot.PM, line=LINE, service=b.CHU_MED)
    tasks = [task_of(b.problem(given), each) for each in (day, b.duty(WHO, sunday))]
    (trip,) = trips(b.problem(given), tasks)
    assert (trip.origin, trip.destination, trip.minutes) == (b.CHU, b.CH, 45)


def test_nobody_travels_to_a_remote_meeting_or_to_wait_on_call() -> None:
    meeting = b.half_day(WHO, MONDAY, Slot.PM, b.CHU_MED, b.STAFF, remote=True)
    call = b.duty(WHO, TUESDAY, line=b.CALL, service=b.CHU_MED)
    assert ways(at("CH", Slot.AM), meeting, at("CH", Slot.PM, TUESDAY), call) == []


def test_candidates_of_one_place_are_one_way_with_all_that_could_make_it() -> None:
    morning = [at("CH", Slot.AM), b.half_day(WHO, MONDAY, Slot.AM, b.CH_MED, b.CLINIC)]
    afternoon = [at("CH", Slot.PM), at("CHU", Slot.PM)]
    (trip,) = trips(PROBLEM, [task_of(PROBLEM, each) for each in (*morning, *afternoon)])
    assert [task.placement for task in trip.before] == morning
    assert [task.placement for task in trip.after] == afternoon[1:]


def test_hours_are_those_of_the_work_and_of_the_way() -> None:
    tasks = [task_of(PROBLEM, each) for each in (at("CH", Slot.AM), at("CHU", Slot.PM))]
    assert minutes_worked(PROBLEM, tasks) == 270 + 210 + 40
    assert minutes_worked(PROBLEM, tasks[:1]) == 270
