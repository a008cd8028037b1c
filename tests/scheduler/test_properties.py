"""What must not matter does not, and what must hold holds: order, weeks, absences, seeds, past, published."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from rota.check import Report
from rota.model.calendar import HALF_DAYS, Slot
from rota.model.facts import Absence, AbsenceId, AbsenceKind, Facts, Need, PostId
from rota.model.plan import Pin, Placement, Plan
from rota.model.problem import Problem
from rota.scheduler import solve
from rota.scheduler.outcome import Outcome, Progress, Settings, Status, StoppedBy
from tests import builders as b

PROOF = Settings(gap=0)
FIRST = PostId("ASP-1")
ORDINARY = date(2026, 9, 7)
"""A Monday with no public holiday, change of clocks or month near it."""


def needs(*, weekdays: int = 5) -> tuple[Need, ...]:
    """A clinic each morning at the CH, theatre each afternoon at the CHU, two wards."""
    asked = [
        b.need(f"{site}-{day}-{slot}", site, what, day, slot)
        for day in range(weekdays)
        for site, what, slot in (
            (b.CH_MED, b.CLINIC, Slot.AM),
            (b.CHU_MED, b.THEATRE, Slot.PM),
            (b.CH_MED, b.WARD, HALF_DAYS[day % 2]),
        )
    ]
    return tuple(asked)


def facts(posts: int = 2) -> Facts:
    """Two posts that share both services and both lines."""
    return b.facts(posts, needs=needs())


def problem(given: Facts | None = None, *, weeks: int = 1, start: date = ORDINARY, **more: object) -> Problem:
    """Their problem."""
    conventions = tuple(replace(c, start=date(2026, 1, 5)) for c in (given or facts()).conventions)
    return b.problem(
        replace(given or facts(), conventions=conventions),
        weeks=weeks,
        start=start,
        **more,
    )


def proved(of: Problem) -> Outcome:
    """A proved outcome with its plan."""
    outcome = solve(of, PROOF)
    assert outcome.status is Status.BEST
    assert outcome.report is not None
    assert outcome.report.lawful
    return outcome


def plan_of(outcome: Outcome) -> Plan:
    """The plan of an outcome that has one."""
    assert outcome.plan is not None
    return outcome.plan


def report_of(outcome: Outcome) -> Report:
    """The report of an outcome that has one."""
    assert outcome.report is not None
    return outcome.report


def test_the_order_of_facts_changes_no_price() -> None:
    """Posts, needs, sites, services and lines told in another order cost the same."""
    given = facts()
    turned = replace(
        given,
        posts=given.posts[::-1],
        conventions=given.conventions[::-1],
        needs=given.needs[::-1],
        services=given.services[::-1],
        sites=given.sites[::-1],
        lines=given.lines[::-1],
        activities=given.activities[::-1],
    )
    assert report_of(proved(problem(given))).cost == report_of(proved(problem(turned))).cost


def test_seven_days_later_costs_the_same() -> None:
    """Within one month, away from holidays and clock changes, a week is a week."""
    later = ORDINARY + timedelta(days=7)
    assert report_of(proved(problem())).cost == report_of(proved(problem(start=later))).cost


@pytest.mark.parametrize("day", [0, 2])
def test_an_absence_adds_no_work_on_it(day: int) -> None:
    """Nobody works on leave, whatever the services ask that day."""
    away = ORDINARY + timedelta(days=day)
    absence = Absence(id=AbsenceId("A-1"), post=FIRST, kind=AbsenceKind.ANNUAL, first=away, last=away)
    with_leave = proved(problem(replace(facts(), absences=(absence,))))
    held = [p for p in plan_of(with_leave).placements if p.post == FIRST and p.day == away]
    assert held == []


def test_the_same_input_gives_the_same_plan() -> None:
    """Twice, with one worker and with two: the same placements, cost, bound."""
    runs = [solve(problem(weeks=2), Settings(gap=0.05, seed=3, workers=workers)) for workers in (1, 2, 2)]
    assert runs[0].plan == runs[1].plan == runs[2].plan
    assert runs[0].bound == runs[1].bound == runs[2].bound
    assert all(run.stopped_by is not StoppedBy.CLOCK for run in runs)


def test_a_stop_keeps_the_best_plan_so_far() -> None:
    """The user stops as soon as a plan is shown: it is kept, judged, and the stop is told."""
    shown: list[Progress] = []
    asked = facts(posts=4)
    outcome = solve(
        problem(asked, weeks=4), PROOF, shown.append, lambda: any(p.cost is not None for p in shown)
    )
    assert outcome.status is Status.STOPPED
    assert outcome.stopped_by is StoppedBy.USER
    assert report_of(outcome).lawful
    assert report_of(outcome).cost >= outcome.bound
    assert outcome.gap > 0


def test_pins_stand() -> None:
    """A placement decided by someone is in the plan; a cell kept free is free."""
    best = plan_of(proved(problem()))
    moved = next(p for p in best.placements if p.post == FIRST and p.slots == (Slot.AM,))
    free = Pin("CH", FIRST, moved.day, Slot.AM, None)
    placement = replace(moved, service=b.CHU_MED, activity=b.WARD, day=moved.day + timedelta(days=1))
    kept = Pin("CHU", FIRST, placement.day, Slot.AM, placement)
    plan = plan_of(proved(problem(pins=(free, kept))))
    assert plan.at(FIRST, moved.day, Slot.AM) == ()
    assert plan.at(FIRST, placement.day, Slot.AM) == (placement,)


def test_the_past_is_not_planned_again_but_is_rested_from() -> None:
    """A night on the Sunday before leaves no work on the Monday, and stays out of the plan."""
    night = Placement(FIRST, ORDINARY - timedelta(days=1), (Slot.NIGHT,), b.CH_MED, line=b.GUARD)
    plan = plan_of(proved(problem(past=(night,))))
    assert night not in plan.placements
    assert plan.at(FIRST, ORDINARY, Slot.AM) == ()


def test_a_published_plan_that_is_still_good_is_kept_whole() -> None:
    """Planning again against the best plan changes nothing."""
    best = plan_of(proved(problem()))
    assert plan_of(proved(problem(published=best))) == best


def test_a_sick_day_moves_little() -> None:
    """The days and the doctors that the absence does not touch keep most of what was published."""
    best = plan_of(proved(problem()))
    away = ORDINARY + timedelta(days=2)
    absence = Absence(id=AbsenceId("A-1"), post=FIRST, kind=AbsenceKind.OTHER, first=away, last=away)
    again = plan_of(proved(problem(replace(facts(), absences=(absence,)), published=best)))
    lost = {p for p in best.placements if p.post == FIRST and p.day == away}
    changed = set(best.placements) ^ set(again.placements)
    assert lost <= changed
    assert len(changed) <= len(lost) + 4


def test_parts_that_share_nothing_cost_together_what_they_cost_alone() -> None:
    """Two posts whose services differ are two components, and their prices add up."""
    given = facts(posts=2)
    conventions = (
        replace(
            given.conventions[0], shares=(replace(given.conventions[0].shares[0], percent=100),), minimums=()
        ),
        replace(
            given.conventions[1], shares=(replace(given.conventions[1].shares[1], percent=100),), minimums=()
        ),
    )
    both = problem(replace(given, conventions=conventions))
    outcome = proved(both)
    assert outcome.components >= 2
    assert report_of(outcome).cost == outcome.bound
