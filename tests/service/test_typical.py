"""The week that a plan repeats, and what does not follow it."""

from dataclasses import replace
from datetime import timedelta

from rota import service
from rota.explain.grid import Judged
from rota.model.calendar import Slot
from rota.model.facts import Absence, AbsenceId, AbsenceKind
from rota.model.plan import Placement
from rota.service.typical import Reason
from tests import builders as b

FACTS = b.facts()
ONE = FACTS.posts[0].id
LEAVE = Absence(
    id=AbsenceId("A"),
    post=ONE,
    kind=AbsenceKind.ANNUAL,
    first=b.MONDAY + timedelta(days=14),
    last=b.MONDAY + timedelta(days=14),
)


def monday(week: int, slot: Slot = Slot.AM) -> Placement:
    """A Monday at the CH."""
    return b.half_day(ONE, b.MONDAY + timedelta(days=7 * week), slot, b.CH_MED)


def judged(*placements: Placement, pattern: int = 1) -> Judged:
    """Four weeks with leave on the third Monday."""
    conventions = (replace(FACTS.conventions[0], pattern_weeks=pattern),)
    problem = b.problem(replace(FACTS, absences=(LEAVE,), conventions=conventions), weeks=4)
    return Judged.of(problem, b.plan(problem, *placements))


def test_the_site_most_often_gone_to_is_the_typical_one() -> None:
    elsewhere = b.half_day(ONE, b.MONDAY + timedelta(days=21), Slot.AM, b.CHU_MED)
    (week,) = service.typical_weeks(judged(monday(0), monday(1), elsewhere), ONE)
    cell = week.cells[0]
    assert cell.work is not None
    assert (cell.weekday, cell.slot, cell.work.site, cell.times, cell.of) == (0, Slot.AM, b.CH, 2, 3)
    assert [(d.cell.day, d.reason) for d in week.departures] == [
        (b.MONDAY + timedelta(days=14), Reason.AWAY),
        (b.MONDAY + timedelta(days=21), Reason.OTHER_SITE),
    ]


def test_other_work_at_the_same_site_is_no_exception() -> None:
    clinic = b.half_day(ONE, b.MONDAY + timedelta(days=21), Slot.AM, b.CH_MED, b.CLINIC)
    (week,) = service.typical_weeks(judged(monday(0), monday(1), clinic), ONE)
    assert [departure.reason for departure in week.departures] == [Reason.AWAY]


def test_duty_rest_and_added_work_are_exceptions() -> None:
    sunday = b.duty(ONE, b.MONDAY - timedelta(days=1) + timedelta(days=7))
    tuesday = b.half_day(ONE, b.MONDAY + timedelta(days=1), Slot.PM, b.CH_MED)
    (week,) = service.typical_weeks(judged(monday(0), monday(3), sunday, tuesday), ONE)
    reasons = {(departure.cell.day.weekday(), departure.reason) for departure in week.departures}
    assert (0, Reason.REST) in reasons
    assert (1, Reason.ADDED) in reasons


def test_alternating_weeks_are_told_apart() -> None:
    odd, even = service.typical_weeks(judged(monday(0), monday(2), pattern=2), ONE)
    assert (odd.weeks, even.weeks) == ("odd", "even")
    assert odd.cells[0].work is not None
    assert even.cells[0].work is None
