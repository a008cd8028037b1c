"""What is past, what is published, what is frozen."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from rota import service
from rota.model.calendar import Slot, Span
from rota.model.plan import Pin
from rota.service import Opened
from tests import builders as b
from tests.cli.conftest import DAYS, small_facts, small_plan

OPENED = Opened(Path("site"), small_facts())


def test_placements_before_the_first_day_are_past_and_the_rest_is_published() -> None:
    problem = service.make_problem(OPENED, DAYS[2], 1, against=small_plan())
    assert {placement.day for placement in problem.past} == {DAYS[0], DAYS[1]}
    assert problem.published is not None
    assert problem.published.span == Span(DAYS[2], DAYS[6])
    assert {placement.day for placement in problem.published.placements} == {DAYS[2], DAYS[3], DAYS[6]}
    assert problem.span == Span(DAYS[2], DAYS[8])


def test_the_past_of_the_published_plan_stays_past() -> None:
    one = small_facts().posts[0].id
    before = b.half_day(one, b.MONDAY - timedelta(days=2), Slot.AM, b.CH_MED)
    problem = service.make_problem(OPENED, DAYS[0], 1, against=replace(small_plan(), past=(before,)))
    assert problem.past == (before,)


def test_frozen_days_are_pinned_the_free_cells_too() -> None:
    problem = service.make_problem(OPENED, DAYS[0], 1, against=small_plan(), freeze_until=DAYS[1])
    one, two = (post.id for post in small_facts().posts)
    assert len(problem.pins) == 2 * 2 * 3
    assert Pin("past", two, DAYS[1], Slot.NIGHT, b.duty(two, DAYS[1])) in problem.pins
    assert Pin("past", one, DAYS[1], Slot.AM, None) in problem.pins


def test_a_plan_for_the_weeks_after_has_nothing_published() -> None:
    problem = service.make_problem(OPENED, DAYS[7], 1, against=small_plan(), freeze_until=DAYS[13])
    assert problem.published is None
    assert problem.pins == ()
    assert len(problem.past) == len(small_plan().plan.placements)
