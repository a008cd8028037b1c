"""Rules made of given clauses, and small universes for them: the scheduler without any real rule."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import ClassVar

from rota.model.calendar import HALF_DAYS, Span
from rota.model.facts import ActivityKind, PostId
from rota.model.plan import Placement
from rota.model.problem import Problem
from rota.model.task import task_of
from rota.model.universe import Universe
from rota.rules.base import Figure, Force, Rule, RuleId, Scope, Source, Unit
from rota.rules.clauses import About, AtLeast, AtMost, Clause, OneFree, ShareAtLeast, Spread
from rota.words import Text
from tests import builders as b

Number = Callable[[int], int]
"""The index of the task that a test calls by its rank."""


@dataclass(frozen=True)
class Hard(Rule):
    """Clauses that are never bent."""

    make: Callable[[Number], Sequence[Clause]]
    """Given the numbers of tasks by rank, the clauses."""

    id: ClassVar[RuleId] = RuleId("given-hard")
    force: ClassVar[Force] = Force.LAW
    scope: ClassVar[Scope] = Scope.ALL
    unit: ClassVar[Unit] = Unit.COUNT
    name: ClassVar[Text] = Text("Règle d’essai", "Test rule")
    says: ClassVar[Text] = Text("Ce que l’essai demande.", "What the test asks.")
    finding: ClassVar[Text] = Text("{measured} {limit}", "{measured} {limit}")
    sources: ClassVar[tuple[Source, ...]] = ()
    figures: ClassVar[tuple[Figure, ...]] = ()

    def clauses(self, universe: Universe, subject: str) -> Iterator[Clause]:
        """The given clauses, over the tasks of the whole problem whether or not they stand."""
        assert subject == ""
        placements = ranked(universe.problem)
        for clause in self.make(lambda rank: _index(universe.problem, placements[rank])):
            yield _within(clause, universe.indices)


@dataclass(frozen=True)
class Soft(Hard):
    """Clauses that have a price."""

    id: ClassVar[RuleId] = RuleId("given-soft")
    force: ClassVar[Force] = Force.WISH


def _within(clause: Clause, known: frozenset[int]) -> Clause:
    """The clause over the tasks of a universe, as real rules yield it."""
    match clause:
        case AtMost():
            terms = tuple(term for term in clause.terms if term[0] in known)
            pairs = tuple(
                replace(
                    pair,
                    first=tuple(task for task in pair.first if task in known),
                    second=tuple(task for task in pair.second if task in known),
                )
                for pair in clause.pairs
            )
            return replace(clause, terms=terms, pairs=pairs)
        case AtLeast():
            return replace(clause, terms=tuple(term for term in clause.terms if term[0] in known))
        case ShareAtLeast():
            return replace(clause, terms=tuple(term for term in clause.terms if term[0] in known))
        case OneFree():
            return replace(clause, rests=tuple(tuple(t for t in r if t in known) for r in clause.rests))
        case Spread():
            loads = tuple(
                replace(load, terms=tuple(term for term in load.terms if term[0] in known))
                for load in clause.loads
            )
            return replace(clause, loads=loads)


def _index(problem: Problem, placement: Placement) -> int:
    return task_of(problem, placement).index


def ranked(problem: Problem) -> list[Placement]:
    """All candidates of all posts, past ones first, in an order that tests can count on."""
    found = [*problem.past]
    for post in problem.facts.posts:
        found.extend(problem.candidates(post.id))
    return found


def about(rule: str = "given-hard", *, owner: str = "law", fact: str = "", post: int = 1) -> About:
    """A clause about one post in the first week."""
    who = PostId(f"ASP-{post}")
    return About(rule, owner, (who,), Span(b.MONDAY, b.MONDAY + timedelta(days=6)), fact=fact)


def small(tasks: int = 4, *, posts: int = 1) -> Problem:
    """Exactly ``tasks`` candidates for each of ``posts``: clinics on as many half-days, no duty line."""
    cells = [(day, slot) for day in range(5) for slot in HALF_DAYS][:tasks]
    needs = tuple(
        b.need(f"N-{number}", b.CH_MED, b.CLINIC, day, slot) for number, (day, slot) in enumerate(cells)
    )
    activities = (b.activity(b.CLINIC, ActivityKind.CLINIC),)
    return b.problem(b.facts(posts, needs=needs, lines=(), activities=activities))
