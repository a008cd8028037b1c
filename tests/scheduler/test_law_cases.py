"""The law cases, forced upon the solver: what the law refuses cannot be planned, rule by rule.

A solver that skipped a rule could go unseen where other rules keep it from the same faults; here each rule
stands alone but for the pins, and for the rule that a pinned cell holds nothing else.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import pytest

from rota.model.calendar import SLOT_ORDER
from rota.model.plan import Pin
from rota.model.problem import Problem
from rota.rules import BY_ID, RULES
from rota.rules.base import Force
from rota.rules.one_place_at_a_time import OnePlaceAtATime
from rota.rules.pins import Pins
from rota.scheduler import solve
from rota.scheduler.outcome import Settings, Status
from tests.rules.case_file import Case, read_cases

LAWS = [rule for rule in RULES if rule.force is Force.LAW and rule.id != Pins.id]
CASES = [case for rule in LAWS for case in read_cases(rule.id)]


def _name(case: Case) -> str:
    return f"{case.rule}-{case.number}"


def forced(case: Case) -> Problem:
    """The problem of a case with every cell pinned to what the case has there."""
    return replace(case.problem, pins=(*case.problem.pins, *_pins(case)))


def _pins(case: Case) -> Iterator[Pin]:
    taken = set[object]()
    for placement in case.plan.placements:
        taken.update((placement.post, placement.day, slot) for slot in placement.slots)
        yield Pin("CH", placement.post, placement.day, placement.slots[0], placement)
    for post, day, slot in product(case.problem.posts, case.problem.span, SLOT_ORDER):
        if (post, day, slot) not in taken:
            yield Pin("CH", post, day, slot, None)


@pytest.mark.parametrize("case", CASES, ids=_name)
def test_what_the_law_refuses_cannot_be_planned(case: Case) -> None:
    """With one law and full pins in force, a refused plan is impossible, an accepted one comes out."""
    rules = {rule.id: rule for rule in (BY_ID[case.rule], OnePlaceAtATime(), Pins())}
    outcome = solve(forced(case), Settings(gap=0), rules=tuple(rules.values()))
    if case.refused:
        assert outcome.status is Status.IMPOSSIBLE, case.says
    else:
        assert outcome.plan == case.plan, case.says
