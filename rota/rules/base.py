"""What a rule is: its name, force, figures, sources, sentences, and the clauses it yields."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar, NewType

from rota.model.facts import PostId
from rota.model.problem import Problem
from rota.model.universe import Universe
from rota.rules.clauses import Clause
from rota.words import Text

RuleId = NewType("RuleId", str)


class Force(StrEnum):
    """How far a rule may be bent."""

    LAW = "law"
    """Never: the law, or what is physically impossible."""
    AGREEMENT = "agreement"
    """The convention or the service: priced when it cannot be kept, and reported."""
    WISH = "wish"
    """Priced."""


class Scope(StrEnum):
    """What one call of :meth:`Rule.clauses` is about, so that an edit re-reads only what it touches."""

    POST = "post"
    SERVICE = "service"
    LINE = "line"
    ALL = "all"


class Unit(StrEnum):
    """Unit of a measure, a limit or a figure."""

    MINUTES = "minutes"
    PARTS = "parts"
    """60ths of a half-day, shown as half-days."""
    COUNT = "count"
    PERCENT = "percent"
    """Hundredths of a per cent in measures and limits; whole per cent in figures."""
    DAYS = "days"
    MONTHS = "months"


class Better(StrEnum):
    """Which way a convention may move a figure without loosening it."""

    HIGHER = "higher"
    LOWER = "lower"
    FREE = "free"
    """Any value: the texts leave it to the convention."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where something is written."""

    title: Text
    url: str
    read_on: date
    confidence: str
    """H read in the text, M serious secondary source, L usage, ? a setting without legal claim."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of a rule, by the day from which it holds."""

    id: str
    name: Text
    unit: Unit
    values: tuple[tuple[date, int], ...]
    """(first day, value), oldest first; the first value also holds before its day."""
    better: Better
    source: Source

    def on(self, day: date) -> int:
        """The value in force on ``day``."""
        value = self.values[0][1]
        for since, later in self.values:
            if since <= day:
                value = later
        return value

    def of(self, problem: Problem, post: PostId, day: date) -> int:
        """The value for one post: that of its convention, else the one in force on ``day``."""
        convention = problem.conventions.get(post)
        stated = convention.figures.get(self.id) if convention else None
        return self.on(day) if stated is None else stated


class Rule(ABC):
    """One rule of law, of a convention or of good practice, in one file.

    A rule writes no solver rows and walks no plan: it yields clauses over the tasks of a universe.
    """

    __slots__ = ()

    id: ClassVar[RuleId]
    """Never changed, never reused."""
    force: ClassVar[Force]
    scope: ClassVar[Scope]
    unit: ClassVar[Unit]
    name: ClassVar[Text]
    says: ClassVar[Text]
    """What it says, in one or two sentences a doctor would sign."""
    finding: ClassVar[Text]
    """What is told when it is broken. Placeholders: see :func:`rota.explain.sentence`."""
    sources: ClassVar[tuple[Source, ...]]
    figures: ClassVar[tuple[Figure, ...]]

    @abstractmethod
    def clauses(self, universe: Universe, subject: str) -> Iterator[Clause]:
        """The clauses of one subject: a post, a service, a line (by :attr:`scope`), or ``""`` for all."""

    def told(self, universe: Universe, clause: Clause) -> tuple[int, int]:
        """What a finding shows as measured and as limit, in :attr:`unit`.

        Overridden where a clause counts conflicts but people think in hours: the universe is then a
        finished plan, and the tasks of the clause are those that clash.
        """
        return clause.measure(universe.indices), clause.limit
