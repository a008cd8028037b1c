"""Clauses as the solver reads them: integers only, everything already decided folded away.

Three forms are enough. ``Linear`` is Σ terms ≤ bound, pairs included, and holds AtMost, AtLeast and
ShareAtLeast; ``Rests`` is OneFree; ``Range`` is Spread. A soft form pays ``weight`` for each started step of
excess.
"""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace
from math import gcd
from typing import TypeAlias

from rota.rules.clauses import AtLeast, AtMost, Clause, OneFree, ShareAtLeast, Spread, Term

Values: TypeAlias = Mapping[int, int]
"""Tasks already decided: 1 stands, 0 is out."""


def steps(over: int, step: int) -> int:
    """Started steps in ``over``; 0 when nothing is over."""
    return max(0, -(-over // step))


@dataclass(frozen=True, slots=True)
class Together:
    """``amount`` is added when each of these groups has a task that stands; no group shares a task."""

    groups: tuple[frozenset[int], ...]
    """Two as a clause says it; fewer once tasks that stand are decided."""
    amount: int

    def met(self, chosen: Container[int]) -> bool:
        """Whether each group has a task that stands."""
        return all(any(task in chosen for task in group) for group in self.groups)

    def fold(self, values: Values) -> "Together":
        """What is left once ``values`` are decided; an empty group will never have a task that stands."""
        open_groups = [group for group in self.groups if not any(values.get(task) for task in group)]
        return replace(self, groups=tuple(group.difference(values) for group in open_groups))

    @property
    def tasks(self) -> frozenset[int]:
        """Every task it speaks of."""
        return frozenset().union(*self.groups)


@dataclass(frozen=True, slots=True)
class Linear:
    """Σ terms + the amounts of ``together`` that are met ≤ ``bound``."""

    terms: tuple[Term, ...]
    bound: int
    weight: int | None
    step: int
    clause: Clause
    together: tuple[Together, ...] = ()

    @property
    def least(self) -> int:
        """A sum that every plan reaches."""
        return sum(factor for _, factor in self.terms if factor < 0)

    @property
    def most(self) -> int:
        """A sum that no plan exceeds."""
        return sum(factor for _, factor in self.terms if factor > 0) + sum(
            each.amount for each in self.together
        )

    @property
    def decided(self) -> int | None:
        """The excess, when it is the same whatever is chosen."""
        low, high = (steps(end - self.bound, self.step) for end in (self.least, self.most))
        return low if low == high else None

    def excess(self, chosen: Container[int]) -> int:
        """Started steps over the bound when exactly ``chosen`` stand."""
        total = sum(factor for task, factor in self.terms if task in chosen)
        total += sum(each.amount for each in self.together if each.met(chosen))
        return steps(total - self.bound, self.step)

    def fold(self, values: Values) -> "Linear":
        """The form left once ``values`` are decided, in lowest terms."""
        if not any(task in values for task, _ in self.terms) and not any(
            task in values for each in self.together for task in each.tasks
        ):
            return self
        terms = tuple(term for term in self.terms if term[0] not in values)
        bound = self.bound - sum(factor * values[task] for task, factor in self.terms if task in values)
        together = tuple(each.fold(values) for each in self.together)
        return _lowest(_settled(replace(self, terms=terms, bound=bound, together=together)))

    @property
    def tasks(self) -> frozenset[int]:
        """Every task it speaks of."""
        return frozenset(task for task, _ in self.terms).union(*(each.tasks for each in self.together))


@dataclass(frozen=True, slots=True)
class Rests:
    """At least one of these groups of tasks is wholly out."""

    rests: tuple[frozenset[int], ...]
    weight: int | None
    clause: Clause

    @property
    def decided(self) -> int | None:
        """The excess, when it is the same whatever is chosen."""
        if not self.rests:
            return 1
        return None if all(self.rests) else 0

    def excess(self, chosen: Container[int]) -> int:
        """1 when every group has a task that stands."""
        return int(all(any(task in chosen for task in rest) for rest in self.rests))

    def fold(self, values: Values) -> "Rests":
        """The form left once ``values`` are decided."""
        if not any(task in values for rest in self.rests for task in rest):
            return self
        alive = [rest for rest in self.rests if not any(values.get(task) for task in rest)]
        rests = _least_spoilt(frozenset(task for task in rest if task not in values) for rest in alive)
        return replace(self, rests=rests)

    @property
    def tasks(self) -> frozenset[int]:
        """Every task it speaks of."""
        return frozenset(task for rest in self.rests for task in rest)


@dataclass(frozen=True, slots=True)
class Range:
    """The largest of these loads is at most ``bound`` above the smallest."""

    loads: tuple[tuple[tuple[Term, ...], int], ...]
    """For each load its terms and what it holds already."""
    bound: int
    weight: int | None
    step: int
    clause: Clause

    @property
    def widest(self) -> int:
        """A width that no plan exceeds."""
        tops = [held + sum(max(0, factor) for _, factor in terms) for terms, held in self.loads]
        lows = [held + sum(min(0, factor) for _, factor in terms) for terms, held in self.loads]
        return max(tops) - min(lows) if tops else 0

    @property
    def decided(self) -> int | None:
        """The excess, when it is the same whatever is chosen."""
        if steps(self.widest - self.bound, self.step) == 0:
            return 0
        if any(terms for terms, _ in self.loads):
            return None
        return steps(self.widest - self.bound, self.step)

    def excess(self, chosen: Container[int]) -> int:
        """Started steps over the bound when exactly ``chosen`` stand."""
        sums = [held + sum(f for task, f in terms if task in chosen) for terms, held in self.loads]
        width = max(sums) - min(sums) if sums else 0
        return steps(width - self.bound, self.step)

    def fold(self, values: Values) -> "Range":
        """The form left once ``values`` are decided."""
        return replace(
            self,
            loads=tuple(
                (
                    tuple(term for term in terms if term[0] not in values),
                    held + sum(factor * values[task] for task, factor in terms if task in values),
                )
                for terms, held in self.loads
            ),
        )

    @property
    def tasks(self) -> frozenset[int]:
        """Every task it speaks of."""
        return frozenset(task for terms, _ in self.loads for task, _ in terms)


Shape: TypeAlias = Linear | Rests | Range


def shape_of(clause: Clause) -> Shape:
    """The form of a clause."""
    match clause:
        case AtMost():
            return _at_most(clause)
        case AtLeast():
            return _at_least(clause)
        case ShareAtLeast():
            return _share_at_least(clause)
        case OneFree():
            return _one_free(clause)
        case Spread():
            return _spread(clause)


def _at_most(clause: AtMost) -> Linear:
    bound = clause.bound - clause.already
    pairs = ((frozenset(pair.first), frozenset(pair.second), pair.amount) for pair in clause.pairs)
    together = tuple(Together((first, second), amount) for first, second, amount in pairs)
    linear = Linear(_merged(clause.terms), bound, clause.weight, clause.step, clause, together)
    return _lowest(_settled(linear))


def _at_least(clause: AtLeast) -> Linear:
    terms = _merged((task, -factor) for task, factor in clause.terms)
    return _lowest(Linear(terms, clause.already - clause.bound, clause.weight, clause.step, clause))


def _share_at_least(clause: ShareAtLeast) -> Linear:
    """Percent × whole − 100 × part ≤ 0: linear, since both grow with the same choices."""
    terms = _merged((task, clause.percent * whole - 100 * part) for task, part, whole in clause.terms)
    bound = 100 * clause.part_already - clause.percent * clause.whole_already
    return _lowest(Linear(terms, bound, clause.weight, 100 * clause.step, clause))


def _one_free(clause: OneFree) -> Rests:
    return Rests(_least_spoilt(frozenset(rest) for rest in clause.rests), clause.weight, clause)


def _spread(clause: Spread) -> Range:
    loads = tuple((_merged(load.terms), load.already) for load in clause.loads)
    return Range(loads, clause.bound, clause.weight, clause.step, clause)


def _least_spoilt(rests: Iterable[frozenset[int]]) -> tuple[frozenset[int], ...]:
    """The rests, without those that hold all that would spoil another."""
    distinct = dict.fromkeys(rests)
    return tuple(rest for rest in distinct if not any(other < rest for other in distinct))


def _merged(terms: Iterable[Term]) -> tuple[Term, ...]:
    """The terms with each task once and no factor of 0."""
    sums: dict[int, int] = {}
    for task, factor in terms:
        sums[task] = sums.get(task, 0) + factor
    return tuple((task, factor) for task, factor in sums.items() if factor)


def _settled(linear: Linear) -> Linear:
    """The same form, without what is always or never met; what hangs on a single task is a term."""
    if not linear.together:
        return linear
    possible = [each for each in linear.together if each.amount and all(each.groups)]
    single = [(task, each.amount) for each in possible if len(each.tasks) == 1 for task in each.tasks]
    return replace(
        linear,
        terms=_merged((*linear.terms, *single)),
        bound=linear.bound - sum(each.amount for each in possible if not each.groups),
        together=tuple(each for each in possible if len(each.tasks) > 1),
    )


def _lowest(linear: Linear) -> Linear:
    """The same form in smaller numbers: sums move by the common divisor, so the bound rounds down to it.

    A hard form may be divided by the divisor of its factors; a soft one also by that of its step, for the
    started steps of (sum − bound) are those of (sum − bound) / divisor once the bound is rounded down.
    """
    divisor = gcd(*(factor for _, factor in linear.terms), *(each.amount for each in linear.together))
    if linear.weight is not None:
        divisor = gcd(divisor, linear.step)
    if divisor <= 1:
        return linear
    return replace(
        linear,
        terms=tuple((task, factor // divisor) for task, factor in linear.terms),
        bound=linear.bound // divisor,
        step=linear.step if linear.weight is None else linear.step // divisor,
        together=tuple(replace(each, amount=each.amount // divisor) for each in linear.together),
    )
