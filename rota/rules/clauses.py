"""Clauses: the only vocabulary of rules, plain data that two independent readers interpret.

The scheduler turns them into rows, the checker measures them on a finished plan.
A hard clause (``weight`` is None) has no excess; a soft one costs ``weight × excess`` in both readers.
"""

from collections.abc import Container
from dataclasses import dataclass
from typing import TypeAlias

from rota.model.calendar import Slot, Span
from rota.model.facts import ActivityId, LineId, PostId, ServiceId, SiteId

Term: TypeAlias = tuple[int, int]
"""Index of a task, and its coefficient."""


@dataclass(frozen=True, slots=True)
class About:
    """What a clause speaks of: enough to place it, to name its owner, and to split the problem."""

    rule: str
    owner: str
    """Who wants it: ``law``, ``convention``, or the code of a site, service, post, line, absence, pin."""
    posts: tuple[PostId, ...]
    span: Span
    """The days whose cells it touches."""
    slot: Slot | None = None
    site: SiteId | None = None
    service: ServiceId | None = None
    activity: ActivityId | None = None
    line: LineId | None = None
    fact: str = ""
    """Code of the single fact that makes the clause (an absence, a pin, a wish); a rule's whole otherwise."""


@dataclass(frozen=True, slots=True)
class Pair:
    """What is added when two things come together: a task of ``first`` and a task of ``second`` stand.

    Each group is meant to hold tasks of which at most one stands, so that the scheduler needs one row for it.

    Raises:
        ValueError: the amount is below 0, or a task is in both groups.
    """

    first: tuple[int, ...]
    second: tuple[int, ...]
    amount: int

    def __post_init__(self) -> None:
        if self.amount < 0 or not set(self.first).isdisjoint(self.second):
            raise ValueError(f"two groups that share no task, and an amount of at least 0, not {self}")

    def met(self, chosen: Container[int]) -> bool:
        """Whether a task of each group stands."""
        return any(task in chosen for task in self.first) and any(task in chosen for task in self.second)


@dataclass(frozen=True, slots=True)
class AtMost:
    """``already`` + the chosen terms + the amounts of the pairs that are met ≤ ``bound``."""

    about: About
    terms: tuple[Term, ...]
    bound: int
    already: int = 0
    weight: int | None = None
    step: int = 1
    """Units that make one step of excess; a started step counts whole."""
    pairs: tuple[Pair, ...] = ()

    def measure(self, chosen: Container[int]) -> int:
        """What is compared with the bound."""
        together = sum(pair.amount for pair in self.pairs if pair.met(chosen))
        return self.already + sum(factor for task, factor in self.terms if task in chosen) + together

    def excess(self, chosen: Container[int]) -> int:
        """Steps over the bound; 0 when it is kept."""
        return max(0, -((self.bound - self.measure(chosen)) // self.step))

    @property
    def limit(self) -> int:
        """What the measure is compared with."""
        return self.bound


@dataclass(frozen=True, slots=True)
class AtLeast:
    """``already`` + the chosen terms ≥ ``bound``."""

    about: About
    terms: tuple[Term, ...]
    bound: int
    already: int = 0
    weight: int | None = None
    step: int = 1

    def measure(self, chosen: Container[int]) -> int:
        """What is compared with the bound."""
        return self.already + sum(factor for task, factor in self.terms if task in chosen)

    def excess(self, chosen: Container[int]) -> int:
        """Steps under the bound; 0 when it is kept."""
        return max(0, -((self.measure(chosen) - self.bound) // self.step))

    @property
    def limit(self) -> int:
        """What the measure is compared with."""
        return self.bound


@dataclass(frozen=True, slots=True)
class ShareAtLeast:
    """The part is at least ``percent`` per cent of the whole; both grow with the chosen terms.

    An empty whole keeps the clause.
    """

    about: About
    terms: tuple[tuple[int, int, int], ...]
    """Index of a task, what it adds to the part, what it adds to the whole (60ths of a half-day)."""
    part_already: int
    whole_already: int
    percent: int
    weight: int | None = None
    step: int = 60
    """Missing 60ths of a half-day that make one step of excess; a started step counts whole."""

    def amounts(self, chosen: Container[int]) -> tuple[int, int]:
        """The part and the whole, in 60ths of a half-day."""
        part, whole = self.part_already, self.whole_already
        for task, to_part, to_whole in self.terms:
            if task in chosen:
                part += to_part
                whole += to_whole
        return part, whole

    def measure(self, chosen: Container[int]) -> int:
        """The share in hundredths of a per cent, rounded down; 10,000 of an empty whole."""
        part, whole = self.amounts(chosen)
        return 10_000 * part // whole if whole else 10_000

    def excess(self, chosen: Container[int]) -> int:
        """Steps missing; 0 when the share is kept."""
        part, whole = self.amounts(chosen)
        return max(0, -((100 * part - self.percent * whole) // (100 * self.step)))

    @property
    def limit(self) -> int:
        """The share asked, in hundredths of a per cent."""
        return 100 * self.percent


@dataclass(frozen=True, slots=True)
class OneFree:
    """At least one of the candidate rests is empty of work."""

    about: About
    rests: tuple[tuple[int, ...], ...]
    """For each candidate rest, the tasks that would spoil it."""
    weight: int | None = None

    def measure(self, chosen: Container[int]) -> int:
        """How many candidate rests are empty."""
        return sum(not any(task in chosen for task in rest) for rest in self.rests)

    def excess(self, chosen: Container[int]) -> int:
        """1 when no candidate rest is empty, else 0."""
        return int(self.measure(chosen) < 1)

    @property
    def limit(self) -> int:
        """One rest is enough."""
        return 1


@dataclass(frozen=True, slots=True)
class Load:
    """What one post carries of something shared."""

    post: PostId
    terms: tuple[Term, ...]
    already: int = 0


@dataclass(frozen=True, slots=True)
class Spread:
    """The largest load is at most ``bound`` above the smallest."""

    about: About
    loads: tuple[Load, ...]
    bound: int
    weight: int | None = None
    step: int = 1

    def measure(self, chosen: Container[int]) -> int:
        """Largest load less smallest load."""
        sums = [
            load.already + sum(factor for task, factor in load.terms if task in chosen) for load in self.loads
        ]
        return max(sums) - min(sums) if sums else 0

    def excess(self, chosen: Container[int]) -> int:
        """Steps over the bound; 0 when it is kept."""
        return max(0, -((self.bound - self.measure(chosen)) // self.step))

    @property
    def limit(self) -> int:
        """What the measure is compared with."""
        return self.bound


Clause: TypeAlias = AtMost | AtLeast | ShareAtLeast | OneFree | Spread


def tasks_in(clause: Clause) -> frozenset[int]:
    """Every task a clause speaks of."""
    match clause:
        case AtMost():
            together = (task for pair in clause.pairs for task in (*pair.first, *pair.second))
            return frozenset((*(task for task, _ in clause.terms), *together))
        case AtLeast():
            return frozenset(task for task, _ in clause.terms)
        case ShareAtLeast():
            return frozenset(task for task, _, _ in clause.terms)
        case OneFree():
            return frozenset(task for rest in clause.rests for task in rest)
        case Spread():
            return frozenset(task for load in clause.loads for task, _ in load.terms)
