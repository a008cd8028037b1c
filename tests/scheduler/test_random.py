"""Random small problems: the solver's optimum is that of all plans, judged by the measure alone."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, time
from itertools import chain, combinations
from random import Random

import pytest

from rota.check import check
from rota.model.calendar import HALF_DAYS, Slot
from rota.model.facts import OpeningBalance, PostId
from rota.model.plan import Plan
from rota.model.problem import Problem
from rota.model.units import Minutes
from rota.rules.clauses import AtLeast, AtMost, Clause, Load, OneFree, Pair, ShareAtLeast, Spread
from rota.scheduler import solve
from rota.scheduler.outcome import Settings, Status
from tests import builders as b
from tests.scheduler.given import Hard, Number, Soft, about, ranked, small

TASKS = 7
PROOF = Settings(gap=0)


def random_clause(random: Random, number: Number, *, hard: bool) -> Clause:
    """A clause of any shape over a few tasks; only soft ones hold history, which hard ones forgive."""
    held = 0 if hard else random.randint(0, 1)
    weight = None if hard else random.randint(1, 9)
    tasks = [number(rank) for rank in random.sample(range(TASKS), random.randint(2, 5))]
    where = about("given-hard" if hard else "given-soft")
    terms = tuple((task, random.choice((1, 1, 2, 3))) for task in tasks)
    step = 1 if hard else random.randint(1, 3)
    match random.randint(0, 4):
        case 0:
            pair = Pair(tuple(tasks[:1]), tuple(tasks[1:]), random.randint(0, 3))
            return AtMost(where, terms, random.randint(1, 5), weight=weight, step=step, pairs=(pair,))
        case 1:
            return AtLeast(where, terms, random.randint(1, 4 if not hard else 2), weight=weight, step=step)
        case 2:
            share = tuple((task, random.choice((0, 60)), 60) for task in tasks)
            percent = random.choice((30, 50))
            return ShareAtLeast(where, share, 0, held * 60, percent, weight=weight)
        case 3:
            return OneFree(where, (tuple(tasks[:2]), tuple(tasks[1:])), weight=weight)
        case _:
            loads = (Load(PostId("ASP-1"), terms[:1], held), Load(PostId("ASP-2"), terms[1:]))
            return Spread(where, loads, random.randint(0, 2), weight=weight, step=step)


def all_plans(problem: Problem) -> list[Plan]:
    """Every plan there is."""
    placements = ranked(problem)
    chosen = chain.from_iterable(combinations(placements, count) for count in range(len(placements) + 1))
    return [Plan.of(problem.span, list(choice)) for choice in chosen]


def cheapest(problem: Problem, rules: Sequence[Hard]) -> int | None:
    """The price of the best lawful plan, by looking at all of them; None when no plan is lawful."""
    reports = (check(problem, plan, rules) for plan in all_plans(problem))
    return min((report.cost for report in reports if report.lawful), default=None)


@pytest.mark.parametrize("seed", range(40))
def test_the_optimum_is_that_of_all_plans(seed: int) -> None:
    """Whatever the clauses, the solver's cost is the least, and impossible means that no plan is lawful."""
    problem = small(TASKS)

    def hard(number: Number) -> list[Clause]:
        random = Random(seed)
        return [random_clause(random, number, hard=True) for _ in range(random.randint(0, 3))]

    def soft(number: Number) -> list[Clause]:
        random = Random(1000 + seed)
        return [random_clause(random, number, hard=False) for _ in range(random.randint(1, 6))]

    rules = (Hard(hard), Soft(soft))
    outcome = solve(problem, PROOF, rules=rules)
    best = cheapest(problem, rules)
    if best is None:
        assert outcome.status is Status.IMPOSSIBLE
    else:
        assert outcome.report is not None
        assert (outcome.status, outcome.report.cost, outcome.bound) == (Status.BEST, best, best)


def split(seed: int) -> Problem:
    """One post that may split its days, near one of its two ceilings of hours before the plan begins.

    The afternoons of the CHU leave time for the way; those of the CH do not.
    """
    random = Random(seed)
    needs = tuple(
        b.need(f"N-{day}-{slot}", random.choice((b.CH_MED, b.CHU_MED)), b.CLINIC, day, slot)
        for day in range(3)
        for slot in HALF_DAYS
    )
    plain = b.facts()
    later = {Slot.AM: (time(8, 30), time(13)), Slot.PM: (time(13, random.choice((40, 45))), time(18))}
    pace, ceiling = 240 * 60, 48 * 60 * 60 // 7
    limit = random.choice((pace, ceiling))
    balance = OpeningBalance(
        post=PostId("ASP-1"),
        since=date(2026, 11, 2),
        until=b.MONDAY,
        parts={},
        minutes=Minutes(limit - random.choice((4, 5, 6)) * 270 - random.choice((0, 39, 40, 79, 80, 120))),
    )
    return b.problem(
        replace(
            plain,
            needs=needs,
            lines=(),
            activities=tuple(a for a in plain.activities if a.id == b.CLINIC),
            services=tuple(replace(s, hours=later) if s.id == b.CHU_MED else s for s in plain.services),
            conventions=(b.convention(PostId("ASP-1"), split_days=True, minimums=()),),
            balances=(balance,),
        )
    )


def real(seed: int) -> Problem:
    """A random problem of few candidates for the rules of the product."""
    random = Random(seed)
    cells = [(day, slot) for day in range(3) for slot in HALF_DAYS]
    needs = tuple(
        b.need(
            f"N-{number}",
            service,
            random.choice((b.CLINIC, b.THEATRE)),
            day,
            slot,
            ideal=random.randint(1, 2),
        )
        for number, ((day, slot), service) in enumerate(
            (cell, random.choice((b.CH_MED, b.CHU_MED))) for cell in random.sample(cells, 5)
        )
    )
    activities = tuple(a for a in b.facts().activities if a.id in {b.CLINIC, b.THEATRE})
    return b.problem(b.facts(random.randint(1, 2), needs=needs, lines=(), activities=activities))


@pytest.mark.parametrize(
    ("make", "seed"), [*((real, seed) for seed in range(4)), *((split, seed) for seed in range(12))]
)
def test_the_rules_of_the_product_are_solved_to_the_optimum(
    make: Callable[[int], Problem], seed: int
) -> None:
    """With every rule in force, the cost is the least of all plans, and the plan lawful."""
    problem = make(seed)
    outcome = solve(problem, PROOF)
    reports = (check(problem, plan) for plan in all_plans(problem))
    best = min(report.cost for report in reports if report.lawful)
    assert outcome.report is not None
    assert outcome.report.lawful
    assert (outcome.report.cost, outcome.bound) == (best, best)
