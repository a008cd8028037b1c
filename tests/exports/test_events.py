"""What a doctor's calendar says, before any format: from facts and a plan to events."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from exports.ical.event import AllDay, Busy, Event, Kind, Timed
from exports.ical.events import events_of
from rota.model.calendar import Slot, instant
from rota.model.facts import Absence, AbsenceKind
from rota.model.plan import Placement, Plan
from rota.model.problem import Problem
from rota.model.units import Instant
from rota.words import Lang
from tests import builders as b
from tests.exports import sample
from tests.exports.sample import SPRING, WHO

PARIS = "Europe/Paris"


def _told(given: tuple[Problem, Plan], kind: Kind | None = None, *, tentative: bool = False) -> list[Event]:
    problem, plan = given
    proposed = [p for p in plan.placements if p.day in problem.span] if tentative else []
    found = events_of(*given, WHO, proposed=proposed)
    return [event for event in found if kind in {None, event.kind}]


def _with(*placements: Placement, absences: tuple[Absence, ...] = ()) -> tuple[Problem, Plan]:
    problem = b.problem(sample.facts(absences=absences), start=SPRING)
    return problem, b.plan(problem, *placements)


def _day(number: int) -> date:
    return SPRING + timedelta(days=number)


def _at(day: date, hour: int, minute: int = 0) -> Instant:
    return instant(day, time(hour, minute), PARIS)


def test_a_week_tells_each_slot_once_in_order() -> None:
    told = [(event.key, event.title.fr) for event in _told(sample.week(SPRING))]
    assert told == [
        ("work/2026-03-23/am", "Consultation — Hépato-gastro-entérologie, CH de Vitré"),
        ("work/2026-03-23/pm", "Consultation — Hépato-gastro-entérologie, CH de Vitré"),
        ("work/2026-03-24/am", "Bloc — Hépato-gastro-entérologie, CH de Vitré"),
        ("trip/2026-03-24/pm", "Trajet CH de Vitré → CHU de Rennes"),
        ("work/2026-03-24/pm", "Secteur — Maladies de l’appareil digestif, CHU de Rennes"),
        ("work/2026-03-25/am", "Staff (à distance) — Maladies de l’appareil digestif, CHU de Rennes"),
        ("work/2026-03-25/night", "Astreinte de nuit — Maladies de l’appareil digestif, CHU de Rennes"),
        ("work/2026-03-28/night", "Garde de nuit — Hépato-gastro-entérologie, CH de Vitré"),
        ("rest/2026-03-29", "Repos de sécurité"),
    ]


@pytest.mark.parametrize(("monday", "hours"), [(sample.SPRING, 13), (sample.AUTUMN, 15), (_day(-7), 14)])
def test_a_night_is_as_long_as_it_is(monday: date, hours: int) -> None:
    (night,) = _told(sample.week(monday), Kind.ON_SITE)
    assert isinstance(night.when, Timed)
    assert night.when.end - night.when.start == hours * 60
    assert [moment.time() for moment in night.when.local] == [time(18, 30), time(8, 30)]


def test_the_trip_leaves_as_late_as_it_can_with_the_margin_of_the_convention() -> None:
    (trip,) = _told(sample.week(SPRING), Kind.TRIP)
    assert trip.when == Timed(_at(_day(1), 13, 5), _at(_day(1), 14), PARIS)
    assert [note.en for note in trip.notes] == ["Way: 40 min, 38 km", "Margin: 15 min"]
    assert trip.location.startswith("CHU de Rennes, ")


def test_there_is_no_trip_to_a_remote_meeting_nor_between_days() -> None:
    given = _with(
        b.half_day(WHO, _day(0), Slot.AM, b.CH_MED),
        b.half_day(WHO, _day(0), Slot.PM, b.CHU_MED, b.STAFF, remote=True),
        b.half_day(WHO, _day(1), Slot.AM, b.CHU_MED),
    )
    assert _told(given, Kind.TRIP) == []


def test_after_a_night_at_one_site_the_trip_to_the_other_is_told_the_day_it_is_made() -> None:
    given = _with(b.duty(WHO, _day(0)), b.half_day(WHO, _day(1), Slot.PM, b.CHU_MED))
    assert [event.key for event in _told(given, Kind.TRIP)] == ["trip/2026-03-24/pm"]


def test_a_way_the_folder_does_not_know_is_not_told() -> None:
    problem, plan = sample.week(SPRING)
    assert _told((replace(problem, facts=replace(problem.facts, travels=())), plan), Kind.TRIP) == []


def test_rest_lasts_from_the_end_of_the_night_to_the_end_of_the_service_of_that_day() -> None:
    (rest,) = _told(_with(b.duty(WHO, _day(0))), Kind.REST)
    assert rest.when == Timed(_at(_day(1), 8, 30), _at(_day(1), 18, 30), PARIS)
    assert (rest.busy, rest.location, rest.notes) == (Busy.AWAY, "", ())


def test_rest_gives_way_to_what_is_planned() -> None:
    given = _with(b.duty(WHO, _day(0)), b.half_day(WHO, _day(1), Slot.PM, b.CH_MED, b.STAFF, remote=True))
    (rest,) = _told(given, Kind.REST)
    assert rest.when == Timed(_at(_day(1), 8, 30), _at(_day(1), 14), PARIS)


def test_no_rest_is_told_on_a_day_of_leave_after_on_call_or_where_work_goes_on_at_once() -> None:
    on_leave = _with(b.duty(WHO, _day(0)), absences=(sample.leave(_day(1), _day(1)),))
    on_call = _with(b.duty(WHO, _day(0), line=b.CALL, service=b.CHU_MED))
    goes_on = _with(b.duty(WHO, _day(5)), b.duty(WHO, _day(6), Slot.AM, Slot.PM))
    assert [_told(given, Kind.REST) for given in (on_leave, on_call, goes_on)] == [[], [], []]


def test_duty_by_day_and_on_call_say_so() -> None:
    given = _with(
        b.duty(WHO, _day(6), Slot.AM, Slot.PM),
        b.duty(WHO, _day(5), Slot.PM, line=b.CALL, service=b.CHU_MED),
    )
    assert [(event.title.en.split(" — ")[0], event.busy) for event in _told(given)] == [
        ("On call, day", Busy.TENTATIVE),
        ("Day duty", Busy.BUSY),
    ]


def test_where_the_doctor_need_not_be_is_no_location() -> None:
    places = {event.key: event.location for event in _told(sample.week(SPRING))}
    assert places["work/2026-03-23/am"] == "CH de Vitré, 30 route de Rennes, 35500 Vitré"
    assert places["work/2026-03-25/am"] == places["work/2026-03-25/night"] == ""


@pytest.mark.parametrize("kind", list(AbsenceKind))
def test_leave_is_leave_whatever_the_reason(kind: AbsenceKind) -> None:
    (event,) = _told(_with(absences=(sample.leave(_day(0), _day(4), f"{kind}-1", kind=kind),)))
    assert event.key == "leave/days/2026-03-23"
    assert (event.title.fr, event.title.en, event.notes) == ("Congé", "Leave", ())
    assert event.when == AllDay(_day(0), _day(4))


def test_leave_from_noon_to_noon_is_a_half_day_whole_days_and_a_half_day() -> None:
    absence = sample.leave(_day(0), _day(3), first_slot=Slot.PM, last_slot=Slot.AM)
    assert [(event.key, event.when) for event in _told(_with(absences=(absence,)))] == [
        ("leave/from/2026-03-23", Timed(_at(_day(0), 14), _at(_day(0), 18, 30), PARIS)),
        ("leave/days/2026-03-24", AllDay(_day(1), _day(2))),
        ("leave/to/2026-03-26", Timed(_at(_day(3), 8, 30), _at(_day(3), 12, 30), PARIS)),
    ]


@pytest.mark.parametrize(
    ("first_slot", "last_slot", "keys"),
    [
        (Slot.AM, Slot.PM, ["leave/days/2026-03-23"]),
        (Slot.AM, Slot.AM, ["leave/from/2026-03-23"]),
        (Slot.PM, Slot.PM, ["leave/from/2026-03-23"]),
        (Slot.PM, Slot.AM, []),
    ],
)
def test_leave_of_one_day(first_slot: Slot, last_slot: Slot, keys: list[str]) -> None:
    absence = sample.leave(_day(0), _day(0), first_slot=first_slot, last_slot=last_slot)
    assert [event.key for event in _told(_with(absences=(absence,)))] == keys


def test_leave_of_two_half_days_over_midnight_has_no_whole_day() -> None:
    absence = sample.leave(_day(0), _day(1), first_slot=Slot.PM, last_slot=Slot.AM)
    assert [event.key for event in _told(_with(absences=(absence,)))] == [
        "leave/from/2026-03-23",
        "leave/to/2026-03-24",
    ]


def test_leave_that_reaches_beyond_the_plan_is_told_whole_and_any_other_not_at_all() -> None:
    absences = (sample.leave(_day(-3), _day(20), "A1"), sample.leave(_day(7), _day(9), "A2"))
    (event,) = _told(_with(absences=absences))
    assert event.when == AllDay(_day(-3), _day(20))


def test_a_post_without_service_has_half_days_of_leave_without_hours() -> None:
    absence = sample.leave(_day(0), _day(0), last_slot=Slot.AM)
    problem, plan = _with(absences=(absence,))
    (event,) = _told((replace(problem, facts=replace(problem.facts, conventions=())), plan))
    assert event.when == AllDay(_day(0), _day(0))


def test_what_was_worked_before_the_plan_is_told_and_is_never_a_proposal() -> None:
    night = b.duty(WHO, _day(-1))
    problem = b.problem(sample.facts(), start=SPRING, past=(night,))
    told = _told((problem, b.plan(problem, b.half_day(WHO, _day(1), Slot.AM, b.CH_MED))), tentative=True)
    assert [(event.key, event.tentative) for event in told] == [
        ("work/2026-03-22/night", False),
        ("rest/2026-03-23", False),
        ("work/2026-03-24/am", True),
    ]


def test_leave_is_no_proposal_and_proposed_work_blocks_nothing_for_sure() -> None:
    given = sample.week(SPRING, absences=(sample.leave(_day(3), _day(4)),))
    told = _told(given, tentative=True)
    assert {event.kind for event in told if not event.tentative} == {Kind.LEAVE}
    assert {event.busy for event in told if event.kind is not Kind.LEAVE} == {Busy.TENTATIVE}


def test_two_things_in_one_cell_stay_two_events() -> None:
    """The checker refuses such a plan; a calendar must still lose none of it."""
    given = _with(b.half_day(WHO, _day(0), Slot.AM, b.CH_MED), b.half_day(WHO, _day(0), Slot.AM, b.CHU_MED))
    assert [event.key for event in _told(given, Kind.ACTIVITY)] == [
        "work/2026-03-23/am",
        "work/2026-03-23/am#1",
    ]


def test_a_calendar_holds_nothing_of_another_post() -> None:
    given = b.facts(posts=2)
    problem = b.problem(given, start=date(2026, 11, 30))
    other = b.half_day(given.posts[1].id, date(2026, 11, 30), Slot.AM, b.CH_MED)
    assert events_of(problem, b.plan(problem, other), WHO) == ()


def test_every_sentence_is_in_both_languages() -> None:
    for event in _told(sample.week(SPRING)):
        for text in (event.title, event.kind.category, *event.notes):
            assert text.say(Lang.FR)
            assert text.say(Lang.EN)


def test_nothing_ends_before_it_starts() -> None:
    now = instant(SPRING, time(8), PARIS)
    with pytest.raises(ValueError, match="must end after"):
        Timed(now, now, PARIS)
    with pytest.raises(ValueError, match="must not end before"):
        AllDay(_day(1), _day(0))


def test_the_year_of_an_event_is_that_of_utc() -> None:
    new_year = instant(date(2027, 1, 1), time(0, 30), PARIS)
    event = Timed(new_year, instant(date(2027, 1, 1), time(2), PARIS), PARIS)
    assert (event.year, event.local[0].year) == (2026, 2027)
    assert event.order == datetime(2027, 1, 1, 0, 30, tzinfo=UTC).replace(tzinfo=None)
