"""Every clause shape, hard and soft, over every subset of its tasks: rows say what the measure says."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain, combinations

import numpy as np
import pytest

from rota.model.facts import PostId
from rota.rules.clauses import AtLeast, AtMost, Clause, Load, OneFree, Pair, ShareAtLeast, Spread, tasks_in
from rota.scheduler.components import Component
from rota.scheduler.fixing import reduce
from rota.scheduler.highs import Answer, Effort, Ending, Engine
from rota.scheduler.rows import formulate
from rota.scheduler.shapes import Shape, shape_of
from tests.scheduler.given import about

A = about()
TASKS = (0, 1, 2, 3)
ONE, TWO, THREE = PostId("ASP-1"), PostId("ASP-2"), PostId("ASP-3")

PLAIN: dict[str, Clause] = {
    "at most two": AtMost(A, ((0, 1), (1, 1), (2, 1), (3, 1)), 2),
    "at most one": AtMost(A, ((0, 1), (1, 1), (2, 1), (3, 1)), 1),
    "at most none": AtMost(A, ((0, 1), (1, 1)), 0),
    "at most, already over": AtMost(A, ((0, 1), (1, 1), (2, 1)), 1, already=3),
    "at most, nearly full": AtMost(A, ((0, 60), (1, 60), (2, 120)), 150, already=30),
    "at most, in steps": AtMost(A, ((0, 60), (1, 60), (2, 120), (3, 30)), 90, step=60),
    "at most, in steps that divide nothing": AtMost(A, ((0, 7), (1, 5), (2, 3), (3, 11)), 6, step=4),
    "at most, with less": AtMost(A, ((0, 3), (1, -2), (2, 4), (3, -1)), 1, step=2),
    "at most, a task twice": AtMost(A, ((0, 1), (0, 1), (1, 1)), 1),
    "at most, a pair": AtMost(A, ((0, 60), (1, 60), (2, 60)), 130, pairs=(Pair((0,), (1,), 40),)),
    "at most, exactly with a pair": AtMost(A, ((0, 60), (1, 60)), 160, pairs=(Pair((0,), (1,), 40),)),
    "at most, a pair of groups": AtMost(
        A, ((0, 4), (1, 3), (2, 4), (3, 3)), 9, pairs=(Pair((0, 1), (2, 3), 2),)
    ),
    "at most, ways there and back": AtMost(
        A,
        ((0, 240), (1, 270), (2, 330), (3, 270)),
        620,
        already=30,
        step=60,
        pairs=(Pair((0,), (3,), 40), Pair((1,), (2,), 45)),
    ),
    "at most, pairs that share": AtMost(
        A, ((0, 2), (3, -3)), 5, step=3, pairs=(Pair((0,), (1, 2), 4), Pair((1,), (2, 3), 5))
    ),
    "at most, nothing but a pair": AtMost(A, (), 0, pairs=(Pair((0, 1), (2,), 7),)),
    "at most, a pair over already": AtMost(A, ((3, 1),), 2, already=2, pairs=(Pair((0,), (1, 2), 3),)),
    "at most, pairs that cannot be met": AtMost(
        A, ((0, 1), (1, 1)), 1, pairs=(Pair((0,), (), 3), Pair((0,), (1,), 0))
    ),
    "at most, no task": AtMost(A, (), 1, already=2),
    "at most, always kept": AtMost(A, ((0, 1), (1, 1)), 2),
    "at least two": AtLeast(A, ((0, 1), (1, 1), (2, 1), (3, 1)), 2),
    "at least all": AtLeast(A, ((0, 1), (1, 1)), 2),
    "at least, already enough": AtLeast(A, ((0, 1), (1, 1)), 2, already=2),
    "at least, in steps": AtLeast(A, ((0, 60), (1, 90), (2, 45), (3, 60)), 200, already=10, step=60),
    "at least, in big steps": AtLeast(A, ((0, 60), (1, 60), (2, 60)), 150, step=120),
    "at least, no task": AtLeast(A, (), 1),
    "share of half": ShareAtLeast(A, ((0, 60, 60), (1, 0, 60), (2, 60, 60), (3, 0, 60)), 0, 0, 50),
    "share carried": ShareAtLeast(A, ((0, 60, 60), (1, 0, 60), (2, 120, 120), (3, 0, 60)), 90, 240, 60),
    "share of thirds": ShareAtLeast(A, ((0, 20, 60), (1, 40, 60), (2, 0, 60)), 0, 0, 33, step=30),
    "share of nothing": ShareAtLeast(A, (), 0, 0, 50),
    "share already missed": ShareAtLeast(A, ((0, 60, 60), (1, 0, 60)), 0, 60, 50),
    "one rest of two": OneFree(A, ((0, 1), (2, 3))),
    "one rest of three that overlap": OneFree(A, ((0, 1), (1, 2), (2, 3))),
    "the only rest": OneFree(A, ((0, 2),)),
    "a rest that nothing spoils": OneFree(A, ((0, 1), ())),
    "a rest within another": OneFree(A, ((0, 1, 2), (1,))),
    "no rest at all": OneFree(A, ()),
    "spread of two": Spread(A, (Load(ONE, ((0, 1), (1, 1))), Load(TWO, ((2, 1), (3, 1)))), 0),
    "spread carried": Spread(
        A, (Load(ONE, ((0, 1),), 2), Load(TWO, ((1, 1), (2, 1)), 1), Load(THREE, ((3, 2),))), 1
    ),
    "spread in steps": Spread(A, (Load(ONE, ((0, 60), (1, 120))), Load(TWO, ((2, 90),))), 60, step=60),
    "spread, one idle": Spread(A, (Load(ONE, ((0, 1), (1, 1), (2, 1))), Load(TWO, ())), 1),
    "spread of none": Spread(A, (), 0),
}
CASES = {
    f"{name}, {kind}": replace(clause, weight=weight)
    for name, clause in PLAIN.items()
    for kind, weight in (("hard", None), ("soft", 7))
}

WITH_TASKS = [name for name, clause in CASES.items() if tasks_in(clause)]
"""A clause without any is decided before rows are written."""


def subsets(tasks: Iterable[int] = TASKS) -> Iterator[frozenset[int]]:
    """Every choice of tasks."""
    tasks = tuple(tasks)
    chosen = chain.from_iterable(combinations(tasks, count) for count in range(len(tasks) + 1))
    return (frozenset(choice) for choice in chosen)


def priced(shapes: tuple[Shape, ...], chosen: frozenset[int]) -> Answer:
    """What the rows of ``shapes`` say when exactly ``chosen`` stand."""
    engine = Engine(formulate(Component(TASKS, shapes)), 0, lambda: False)
    columns = {
        task: engine.column[name] for task, name in engine.formulation.tasks.items() if name in engine.column
    }
    start = np.zeros(engine.size)
    start[[column for task, column in columns.items() if task in chosen]] = 1.0
    return engine.run(Effort(), start=start, fixed=np.array(sorted(columns.values()), dtype=np.int32))


@pytest.mark.parametrize("name", WITH_TASKS)
def test_rows_are_feasible_and_priced_exactly_as_the_clause_measures(name: str) -> None:
    """With every subset held, rows are feasible when the measure keeps the clause, and cost its excess."""
    clause = CASES[name]
    for chosen in subsets():
        excess = clause.excess(chosen)
        answer = priced((shape_of(clause),), chosen)
        if clause.weight is None:
            assert (answer.ending is not Ending.IMPOSSIBLE) == (excess == 0), (chosen, answer)
        else:
            assert answer.cost == 7 * excess, (chosen, answer)


@pytest.mark.parametrize("name", [name for name in WITH_TASKS if name.endswith("soft")])
def test_tasks_that_exclude_each_other_are_priced_without_a_helper(name: str) -> None:
    """Where at most one task stands, prices are the same for each of the plans that are left."""
    clause = CASES[name]
    alone = shape_of(AtMost(A, tuple((task, 1) for task in TASKS), 1))
    for chosen in subsets():
        answer = priced((shape_of(clause), alone), chosen)
        if len(chosen) > 1:
            assert answer.ending is Ending.IMPOSSIBLE
        else:
            assert answer.cost == 7 * clause.excess(chosen), (chosen, answer)


@pytest.mark.parametrize("name", CASES)
def test_deciding_tasks_first_changes_neither_feasibility_nor_price(name: str) -> None:
    """Forcing each subset by hard clauses folds everything away, to the same price or contradiction."""
    clause = CASES[name]
    for chosen in subsets():
        forcing: list[Clause] = [
            AtLeast(A, ((task, 1),), 1) if task in chosen else AtMost(A, ((task, 1),), 0) for task in TASKS
        ]
        reduced = reduce([clause, *forcing], ())
        excess = clause.excess(chosen)
        if clause.weight is None and excess:
            eased = bool(reduced.past_faults)
            assert reduced.contradictory or eased, chosen
        else:
            assert not reduced.contradictory, chosen
            assert reduced.shapes == ()
            assert reduced.constant == (0 if clause.weight is None else 7 * excess), chosen


@pytest.mark.parametrize("name", CASES)
def test_deciding_some_tasks_leaves_the_same_excess(name: str) -> None:
    """Folding any values away and choosing the rest comes to the same as choosing all at once."""
    clause = CASES[name]
    shape = shape_of(clause)
    for decided in subsets():
        for stands in subsets(decided):
            left = shape.fold({task: int(task in stands) for task in decided})
            assert not left.tasks & decided
            for chosen in subsets(frozenset(TASKS) - decided):
                told, meant = left.excess(chosen), clause.excess(chosen | stands)
                same = told == meant if clause.weight else (told > 0) == (meant > 0)
                assert same, (decided, stands, chosen)


@pytest.mark.parametrize("name", [name for name in CASES if name.endswith("hard")])
def test_what_is_forced_stands_in_every_choice_that_keeps_the_clause(name: str) -> None:
    """With each task decided beforehand or none, no choice that keeps the clause is cut off."""
    clause = CASES[name]
    none: tuple[Clause, ...] = ()
    out: list[tuple[Clause, ...]] = [(AtMost(A, ((task, 1),), 0),) for task in TASKS]
    stands: list[tuple[Clause, ...]] = [(AtLeast(A, ((task, 1),), 1),) for task in TASKS]
    for given in (none, *out, *stands):
        reduced = reduce([clause, *given], ())
        kept = [c for c in subsets() if not any(each.excess(c) for each in (clause, *given))]
        if not reduced.past_faults:
            assert not (reduced.contradictory and kept)
            for chosen in kept:
                assert all((task in chosen) == bool(v) for task, v in reduced.values.items()), chosen


def test_a_pair_says_what_it_cannot_hold() -> None:
    """A task cannot go together with itself, and coming together never lessens a sum."""
    with pytest.raises(ValueError, match="share no task"):
        Pair((0, 1), (1, 2), 3)
    with pytest.raises(ValueError, match="at least 0"):
        Pair((0,), (1,), -1)


def test_a_pair_that_is_excluded_or_asked_twice_needs_no_helper_of_its_own() -> None:
    """Two clauses share the helper of a pair; two groups that exclude each other need none."""
    pair = Pair((0, 1), (2, 3), 40)
    asked = [AtMost(A, ((0, 60), (2, 60)), bound, weight=5, pairs=(pair,)) for bound in (100, 130)]
    alone: list[Clause] = [AtMost(A, tuple((task, 1) for task in group), 1) for group in ((0, 1), (2, 3))]
    shared = formulate(Component(TASKS, tuple(map(shape_of, (*asked, *alone)))))
    assert len(shared.problem.variables()) == len(TASKS) + 2 + 1
    assert len(shared.clauses) == 2 + 1 + 2
    apart: list[Clause] = [AtMost(A, tuple((task, 1) for task in TASKS), 1), asked[0]]
    choice = formulate(Component(TASKS, tuple(map(shape_of, apart))))
    assert len(choice.problem.variables()) == len(TASKS)
