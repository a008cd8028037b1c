"""Cliques grow without forbidding more, components share nothing, engines answer alike each time."""

from itertools import combinations

from rota.rules.clauses import AtMost
from rota.scheduler.cliques import Exclusions
from rota.scheduler.components import Component, components
from rota.scheduler.highs import Effort, Ending, Engine
from rota.scheduler.rows import formulate
from rota.scheduler.shapes import shape_of
from tests.scheduler.given import about


def pairs(*cliques: frozenset[int]) -> set[tuple[int, ...]]:
    """Every pair that some clique excludes."""
    return {pair for clique in cliques for pair in combinations(sorted(clique), 2)}


def test_three_pairs_become_one_clique() -> None:
    """Pairs that all exclude each other are one row, and no other pair is excluded."""
    given = [frozenset(pair) for pair in ((1, 2), (2, 3), (1, 3), (3, 4))]
    found = list(Exclusions(given).largest())
    assert sorted(map(sorted, found)) == [[1, 2, 3], [3, 4]]
    assert pairs(*found) == pairs(*given)


def test_only_tasks_that_exclude_each_other_are_a_choice() -> None:
    """A task that nothing excludes is exclusive alone, never with another."""
    exclusions = Exclusions([frozenset({1, 2, 3})])
    assert exclusions.exclusive([1, 3])
    assert exclusions.exclusive([9])
    assert not exclusions.exclusive([1, 9])
    assert exclusions.parted([1, 2, 9, 3]) == [[1, 2, 3], [9]]


def test_components_share_no_task_and_lose_none() -> None:
    """Clauses that share a task are together, others apart, the largest part first."""
    shapes = [
        shape_of(AtMost(about(), tuple((task, 1) for task in tasks), 1, weight=1))
        for tasks in ((1, 2), (5, 6), (2, 3), (7, 8), (8, 9), (9, 10))
    ]
    parts = components(shapes)
    assert [part.tasks for part in parts] == [(7, 8, 9, 10), (1, 2, 3), (5, 6)]
    assert sum(len(part.shapes) for part in parts) == len(shapes)


def test_an_interrupted_run_is_never_called_done() -> None:
    """Interrupted before anything was found: no plan, whatever PuLP would say."""
    tasks = tuple(range(30))
    shapes = tuple(
        shape_of(
            AtMost(about(), tuple((task, 1 + task * seed % 7) for task in tasks[seed::3]), 5, weight=seed)
        )
        for seed in range(1, 9)
    )
    answer = Engine(formulate(Component(tasks, shapes)), 0, lambda: True).run(Effort())
    assert answer.ending in {Ending.INTERRUPTED, Ending.DONE}
    assert (answer.ending is Ending.DONE) == (answer.cost is not None and answer.bound >= answer.cost)
