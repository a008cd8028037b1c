"""From a problem to what is left to search: candidates, clauses, and all they decide. Knows no solver."""

from collections.abc import Iterator, Sequence
from itertools import chain

from rota.check import clauses
from rota.model.plan import Placement
from rota.model.problem import Problem
from rota.model.universe import Universe
from rota.rules.base import Rule
from rota.scheduler.fixing import Reduced, reduce


def candidates(problem: Problem) -> Iterator[Placement]:
    """Everything that could stand in a plan: what posts could be asked, and what pins and plans name."""
    posts = chain.from_iterable(problem.candidates(post.id) for post in problem.facts.posts)
    pinned = (pin.placement for pin in problem.pins if pin.placement is not None)
    published = problem.published.placements if problem.published is not None else ()
    return chain(posts, pinned, (placement for placement in published if placement.day in problem.span))


def read(problem: Problem, rules: Sequence[Rule]) -> tuple[Universe, Reduced]:
    """Every candidate, and what ``rules`` leave open of them."""
    universe = Universe(problem, candidates(problem))
    past = [task.index for task in universe.tasks if task.fixed]
    return universe, reduce((clause for _, _, clause in clauses(universe, rules)), past)
