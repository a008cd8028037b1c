"""The search for one component: a first plan week by week, neighbourhoods, then the proof.

Every step is bounded by work (nodes, rounds), never by time, so that equal inputs give equal plans.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from math import inf
from random import Random

import numpy as np
import numpy.typing as npt

from rota.model.facts import PostId
from rota.model.task import Task
from rota.scheduler.components import Component
from rota.scheduler.highs import Answer, Effort, Ending, Engine, Interrupt, Vector
from rota.scheduler.rows import formulate

Columns = npt.NDArray[np.int32]
Tell = Callable[[int | None, float], None]
"""Told the cost of the best plan and the bound of the component."""

_SMALL = 500
"""Columns under which a component is proved at once."""
_MIDDLING = 1200
"""Columns under which a proof is quicker than many neighbourhoods."""
_PASS = Effort(nodes=30, gap=0.02)
_NEIGHBOUR = Effort(nodes=60)
_FREE_POST_WEEKS = 8
"""Post-weeks that a neighbourhood frees."""


@dataclass(slots=True)
class Best:
    """What is known of a component so far."""

    values: Vector | None = None
    plain: frozenset[int] = frozenset()
    """What stands where the solver gave no plan: see :meth:`Search.fall_back`."""
    cost: int | None = None
    bound: float = -inf
    impossible: bool = False

    @property
    def proved(self) -> bool:
        """Whether nothing is left to find."""
        return self.impossible or (self.cost is not None and self.bound >= self.cost)

    def within(self, gap: float) -> bool:
        """Whether the plan is as near its bound as asked."""
        return self.proved or (self.cost is not None and self.open <= gap * self.cost)

    @property
    def open(self) -> float:
        """What separates the plan from its bound."""
        return inf if self.cost is None else self.cost - max(self.bound, 0.0)


@dataclass(slots=True)
class Search:
    """One component under search."""

    component: Component
    tasks: Mapping[int, Task]
    seed: int
    interrupt: Interrupt
    tell: Tell
    wished: frozenset[int] = frozenset()
    """Tasks of a plan people already have: where the search starts."""
    best: Best = field(default_factory=Best)
    begun: bool = False
    """Whether the first plan is complete: nothing is told of it before."""
    _engine: Engine | None = None
    _random: Random = field(default_factory=Random)

    @property
    def engine(self) -> Engine:
        """The component handed over to the solver, when it is first needed."""
        if self._engine is None:
            self._random = Random(self.seed)
            self._engine = Engine(formulate(self.component), self.seed, self.interrupt)
        return self._engine

    @property
    def chosen(self) -> frozenset[int]:
        """Tasks that stand in the best plan."""
        return self.best.plain if self.best.values is None else self._standing(self.best.values)

    def _standing(self, values: Vector) -> frozenset[int]:
        column = self.engine.column
        names = self.engine.formulation.tasks.items()
        return frozenset(task for task, name in names if name in column and values[column[name]] > 0)

    def _price(self, values: Vector) -> int:
        """What a plan costs; a run that ends early may leave helpers above what they must be."""
        chosen = self._standing(values)
        return sum(shape.weight * shape.excess(chosen) for shape in self.component.shapes if shape.weight)

    def fall_back(self) -> None:
        """Where the search ended before any plan: what people already have, or nothing, if lawful."""
        if self.best.cost is not None or self.best.impossible:
            return
        shapes = self.component.shapes
        for chosen in dict.fromkeys((self.wished, frozenset[int]())):
            if not any(shape.weight is None and shape.excess(chosen) for shape in shapes):
                self.best.plain = chosen
                self.best.cost = sum(shape.weight * shape.excess(chosen) for shape in shapes if shape.weight)
                return

    def begin(self) -> None:
        """A first plan, or the proof at once where the component is small."""
        if self.interrupt():
            return
        if self.engine.size <= _SMALL:
            self.prove(nodes=200)
        if self.best.cost is None and not self.best.impossible:
            self._first_plan()
        self.begun = True
        self.tell(self.best.cost, self.best.bound)

    def _first_plan(self) -> None:
        """What people already have or nothing at all, then the weeks one after the other."""
        for base in self._bases():
            self._take(self.engine.run(Effort(nodes=1), start=base, fixed=self._task_columns()))
            if self.best.values is not None:
                break
        if self.best.values is None:
            self._take(self.engine.run(Effort(plans=1)), whole=True)
        if self.best.values is None or self.best.proved:
            return
        self.best.bound = max(self.best.bound, self.engine.relaxation())
        for free in chain(self._weeks(), self._whole_posts()):
            self._free(free, _PASS)

    def work(self, phase: int, gap: float) -> None:
        """One phase of work, each longer than the one before."""
        rounds, nodes = 20 * 2**phase, 25 * 8**phase
        if self.engine.size <= _MIDDLING:
            self.prove(40 * nodes, gap)
            self.improve(rounds, gap)
        else:
            self.improve(rounds, gap)
            self.prove(nodes, gap)

    def prove(self, nodes: int, gap: float = 0.0) -> None:
        """Search the whole component from the best plan, for at most ``nodes`` nodes."""
        if self.best.within(gap) or self.interrupt():
            return
        answer = self.engine.run(
            Effort(nodes=nodes, gap=gap),
            start=self.best.values,
            on_state=self._report,
        )
        self._take(answer, whole=True)

    def improve(self, rounds: int, gap: float = 0.0) -> None:
        """Free some post-weeks and search them with the rest held, at most ``rounds`` times.

        Ends early when no neighbourhood of a whole turn was better.
        """
        idle = 0
        turn = 2 * max(1, len(self._posts()) * len(self._week_starts()) // 3)
        for _ in range(rounds):
            if self.best.within(gap) or self.interrupt() or idle >= turn or self.best.values is None:
                return
            before = self.best.cost
            self._free(self._neighbourhood(), _NEIGHBOUR)
            idle = 0 if self.best.cost != before else idle + 1

    def _free(self, free: Iterable[int], effort: Effort) -> None:
        """Search the tasks ``free`` with all others held at the best plan."""
        held = self._task_columns(without=frozenset(free))
        if not self.interrupt():
            self._take(self.engine.run(effort, start=self.best.values, fixed=held))

    def _take(self, answer: Answer, *, whole: bool = False) -> None:
        """Keep what an answer adds; only a search of the whole component proves anything."""
        best = self.best
        if answer.values is not None:
            cost = self._price(answer.values)
            if best.cost is None or cost < best.cost:
                best.values, best.cost = answer.values, cost
        if whole:
            best.impossible |= answer.ending is Ending.IMPOSSIBLE
            best.bound = max(best.bound, answer.bound)
        if self.begun:
            self.tell(best.cost, best.bound)

    def _report(self, cost: float, bound: float) -> None:
        known = self.best.cost
        if not self.begun:
            return
        found = round(cost) if cost < 1e15 else None
        self.tell(known if found is None or (known is not None and known < found) else found, bound)

    def _bases(self) -> Iterator[Vector]:
        """Plans to start from: what people already have, then nothing at all."""
        engine = self.engine
        empty = np.maximum(engine.lower, 0.0)
        if self.wished:
            base = empty.copy()
            for task in self.wished & engine.formulation.tasks.keys():
                name = engine.formulation.tasks[task]
                if name in engine.column:
                    base[engine.column[name]] = 1.0
            yield base
        yield empty

    def _task_columns(self, without: frozenset[int] = frozenset()) -> Columns:
        """Columns of the tasks, but of those in ``without``; helpers are never held."""
        engine = self.engine
        names = engine.formulation.tasks
        return np.array(
            [
                engine.column[name]
                for task, name in names.items()
                if task not in without and name in engine.column
            ],
            dtype=np.int32,
        )

    def _posts(self) -> list[PostId]:
        return sorted({self.tasks[task].post for task in self.component.tasks})

    def _week_starts(self) -> list[int]:
        days = [self.tasks[task].day.toordinal() for task in self.component.tasks]
        return list(range(min(days), max(days) + 1, 7))

    def _within(self, posts: Iterable[PostId], first: int, days: int) -> frozenset[int]:
        """Tasks of some posts on some days."""
        among = frozenset(posts)
        return frozenset(
            task
            for task in self.component.tasks
            if self.tasks[task].post in among and first <= self.tasks[task].day.toordinal() < first + days
        )

    def _weeks(self) -> Iterator[frozenset[int]]:
        """Tasks week by week, every post at once."""
        for first in self._week_starts():
            yield self._within(self._posts(), first, 7)

    def _whole_posts(self) -> Iterator[frozenset[int]]:
        """Tasks post by post, every week at once."""
        for post in self._posts():
            yield frozenset(task for task in self.component.tasks if self.tasks[task].post == post)

    def _neighbourhood(self) -> frozenset[int]:
        """A few posts over some consecutive days: about as many post-weeks each time."""
        posts, starts = self._posts(), self._week_starts()
        weeks = self._random.randint(1, min(len(starts), _FREE_POST_WEEKS))
        count = min(len(posts), max(1, _FREE_POST_WEEKS // weeks))
        days = 7 * weeks
        last = max(starts[0], starts[-1] + 7 - days)
        first = self._random.randint(starts[0] - 3, last + 3)
        return self._within(self._random.sample(posts, count), first, days)
