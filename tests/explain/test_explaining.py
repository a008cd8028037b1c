"""Edits, cells and holes: what the explanations rest on."""

from dataclasses import replace
from datetime import timedelta

import pytest

from rota.check import check
from rota.explain.cells import alternatives, story
from rota.explain.edits import clear, compare, displaced, effect, put
from rota.explain.grid import Cell, Judged, State
from rota.explain.holes import holes
from rota.explain.telling import why
from rota.model.calendar import Slot
from rota.words import Lang
from tests import builders as b
from tests.cli.conftest import DAYS, small_facts, small_plan

JUDGED = Judged.of(small_plan().problem(small_facts()), small_plan().plan)
ONE, TWO = JUDGED.problem.posts


def test_putting_a_duty_pushes_out_all_that_overlaps_it() -> None:
    problem = b.problem(small_facts())
    here = b.half_day(ONE, DAYS[6], Slot.AM, b.CH_MED)
    plan = b.plan(problem, here)
    duty = b.duty(ONE, DAYS[6], Slot.AM, Slot.PM)
    assert displaced(plan, duty) == (here,)
    assert put(plan, duty).placements == (duty,)
    assert put(put(plan, duty), duty).placements == (duty,)
    assert clear(put(plan, duty), ONE, DAYS[6], Slot.PM).placements == ()


def test_the_effect_of_an_edit_is_that_of_two_whole_checks() -> None:
    for cell in (Cell(ONE, DAYS[1], Slot.PM), Cell(TWO, DAYS[2], Slot.AM), Cell(TWO, DAYS[1], Slot.NIGHT)):
        for other in alternatives(JUDGED, cell):
            after = (
                clear(JUDGED.plan, cell.post, cell.day, cell.slot)
                if other.placement is None
                else put(JUDGED.plan, other.placement)
            )
            assert other.effect == compare(JUDGED.report, check(JUDGED.problem, after))
            assert other.effect.cost == check(JUDGED.problem, after).cost - JUDGED.report.cost


def test_nothing_changes_where_nothing_is_edited() -> None:
    same = effect(JUDGED.problem, JUDGED.plan, JUDGED.report, JUDGED.plan)
    assert (same.cost, same.gained, same.lost) == (0, (), ())


def test_what_is_gained_one_way_is_lost_the_other() -> None:
    after = clear(JUDGED.plan, ONE, DAYS[0], Slot.AM)
    there = effect(JUDGED.problem, JUDGED.plan, JUDGED.report, after)
    back = effect(JUDGED.problem, after, check(JUDGED.problem, after), JUDGED.plan)
    assert [finding.rule for finding in there.gained] == [finding.rule for finding in back.lost]
    assert there.cost == -back.cost


def test_lawful_alternatives_come_first_and_cheapest_first() -> None:
    found = [other.effect for other in alternatives(JUDGED, Cell(ONE, DAYS[1], Slot.PM))]
    assert found == sorted(found, key=lambda one: (len(one.broken), one.cost))


@pytest.mark.parametrize(
    ("cell", "state"),
    [
        (Cell(ONE, DAYS[0], Slot.AM), State.WORK),
        (Cell(ONE, DAYS[4], Slot.PM), State.AWAY),
        (Cell(TWO, DAYS[2], Slot.PM), State.REST),
        (Cell(TWO, DAYS[2], Slot.NIGHT), State.CLOSED),
        (Cell(ONE, DAYS[5], Slot.AM), State.FREE),
        (Cell(ONE, DAYS[5], Slot.PM), State.CLOSED),
        (Cell(ONE, DAYS[0].replace(year=2026, month=10, day=1), Slot.AM), State.OUTSIDE),
        (Cell(ONE, DAYS[0].replace(year=2026, month=12, day=25), Slot.AM), State.HOLIDAY),
    ],
)
def test_what_a_cell_is(cell: Cell, state: State) -> None:
    assert JUDGED.state(cell) is state


@pytest.mark.parametrize("lang", list(Lang))
def test_every_cell_tells_why_it_is_so(lang: Lang) -> None:
    for post in (ONE, TWO):
        for day in JUDGED.plan.span:
            for slot in Slot:
                told = list(why(story(JUDGED, Cell(post, day, slot)), JUDGED.problem, lang))
                assert told
                assert all(sentence.endswith(".") for sentence in told)


def test_a_hole_names_every_post_that_could_fill_it_and_what_stops_it() -> None:
    (hole,) = holes(JUDGED)
    assert hole.missing == 1
    assert [other.placement.post for other in hole.fillers if other.placement] == [TWO, ONE]
    away = replace(small_facts().absences[0], first=DAYS[1], last=DAYS[1])
    facts = replace(small_facts(), absences=(away,))
    stopped = Judged.of(small_plan().problem(facts), small_plan().plan)
    (hole,) = holes(stopped)
    assert [other.effect.lawful for other in hole.fillers] == [True, False]
    assert "availability" in {finding.rule for finding in hole.fillers[1].effect.broken}


def test_duties_not_taken_are_a_hole_filled_by_the_best_duty_of_each_post() -> None:
    problem = b.problem(b.facts(posts=2), weeks=4, start=b.MONDAY + timedelta(days=1))
    judged = Judged.of(problem, b.plan(problem))
    lines = [hole for hole in holes(judged) if hole.finding.about.line == b.GUARD]
    assert lines
    for hole in lines:
        assert sorted(other.placement.post for other in hole.fillers if other.placement) == [ONE, TWO]
        assert all(other.placement and other.placement.line == b.GUARD for other in hole.fillers)


def test_a_share_not_reached_is_told_with_the_half_days_that_would_raise_it() -> None:
    problem = b.problem(b.facts(), weeks=4, start=b.MONDAY + timedelta(days=1))
    who = problem.facts.posts[0].id
    given = [b.half_day(who, DAYS[n], Slot.AM, b.CHU_MED) for n in range(1, 12) if DAYS[n].weekday() < 5]
    judged = Judged.of(problem, b.plan(problem, *given))
    short = [hole for hole in holes(judged) if hole.finding.rule == "minimum-share"]
    assert short
    assert 1 <= len(short[0].fillers) <= 3
    assert {other.placement.service for other in short[0].fillers if other.placement} == {b.CH_MED}
