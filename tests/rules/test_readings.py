"""Random plans: a rule read over all candidates and read over the plan alone judges them alike."""

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest

from rota.check import clauses, subjects
from rota.model.calendar import Slot
from rota.model.facts import Facts
from rota.model.plan import Placement
from rota.model.problem import Problem
from rota.model.universe import Universe
from rota.rules import RULES
from rota.rules.base import Force, Rule
from tests import builders as b
from tests.rules.case_facts import facts
from tests.rules.case_words import placements

_STARTS = (date(2026, 11, 30), date(2026, 3, 23), date(2026, 10, 19))
"""A plain week, and the weeks before the clocks change."""


def _facts() -> Facts:
    return facts(
        {
            "posts": 2,
            "post": {"ASP-2": {"started": date(2024, 11, 4), "skills": ["endoscopy"]}},
            "convention": {
                name: {
                    "start": date(2025, 11, 3),
                    "duties_per_month_max": {"CH": 2},
                    "duty_first_at": "CH",
                    "travel_buffer": 10,
                }
                for name in ("ASP-1", "ASP-2")
            },
            "service": {"CH-MED": {"am": "07:45-12:30", "pm": "13:30-19:00", "unprogrammed": ["tue am"]}},
            "activity": {"THEATRE": {"autonomy_months": 18}},
            "line": {
                "CHU-GUARD": {
                    "service": "CHU-MED",
                    "kind": "on-site",
                    "shifts": ["all night 19:30-08:00 2", "sunday am+pm+night 08:00-08:00 4"],
                }
            },
            "needs": [
                "CH-MED/CLINIC * am 1-2",
                "CH-MED/THEATRE tue am 1 endoscopy",
                "CHU-MED/THEATRE wed am 1",
                "CHU-MED/STAFF thu pm 1",
            ],
            "absences": ["annual ASP-1 2026-12-03 pm - 2026-12-04", "rtt ASP-2 2026-03-25"],
            "wishes": ["ASP-1 of ASP-1: off fri grade 2", "ASP-2 of CH-MED: site CH mon am"],
        }
    )


def _problem(start: date) -> Problem:
    sunday = start - timedelta(days=1)
    past = placements([f"ASP-1 {sunday} night CH-GUARD", f"ASP-2 {sunday} am+pm CHU-CALL"])
    problem = b.problem(_facts(), weeks=2, start=start, past=tuple(past))
    return replace(problem, published=b.plan(problem, *_any_plan(problem, random.Random(0))))


def _any_plan(problem: Problem, chance: random.Random) -> list[Placement]:
    """A plan with at most one placement in each cell."""
    chosen: list[Placement] = []
    held: set[tuple[str, date, Slot]] = set()
    for post in problem.facts.posts:
        everything = list(problem.candidates(post.id))
        for placement in chance.sample(everything, len(everything)):
            cells = {(post.id, placement.day, slot) for slot in placement.slots}
            if not cells & held and chance.random() < 0.05:
                held |= cells
                chosen.append(placement)
    return chosen


def _judged(rule: Rule, universe: Universe, chosen: frozenset[int]) -> tuple[bool, int]:
    """Whether a LAW clause is broken, and what the soft ones cost."""
    excesses = [
        (clause.weight, clause.excess(chosen))
        for subject in subjects(universe.problem, rule)
        for clause in rule.clauses(universe, subject)
    ]
    broken = any(weight is None and excess for weight, excess in excesses)
    return broken, sum(weight * excess for weight, excess in excesses if weight is not None)


@pytest.mark.parametrize("start", _STARTS, ids=str)
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_reads_candidates_and_plans_alike(rule: Rule, start: date) -> None:
    problem = _problem(start)
    everything = [placement for post in problem.facts.posts for placement in problem.candidates(post.id)]
    candidates = Universe(problem, everything)
    for seed in range(12):
        plan = Universe(problem, _any_plan(problem, random.Random(seed)))
        assert _judged(rule, candidates, plan.indices) == _judged(rule, plan, plan.indices), seed


def test_random_plans_break_many_rules() -> None:
    """The comparison above would be empty if random plans were all fine."""
    problem = _problem(_STARTS[0])
    broken = {
        rule.id
        for seed in range(12)
        for plan in [Universe(problem, _any_plan(problem, random.Random(seed)))]
        for rule, _, clause in clauses(plan)
        if clause.excess(plan.indices)
    }
    assert len(broken) > len(RULES) // 2
    assert {rule.id for rule in RULES if rule.force is Force.LAW} & broken
