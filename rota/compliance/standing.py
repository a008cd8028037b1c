"""Where every rule stands over worked and planned time: a traffic light with its figures and its source."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from rota.check import Finding
from rota.compliance.cells import Cell, Json, csv_text, plain
from rota.model.calendar import Span
from rota.model.facts import PostId, SiteId
from rota.model.plan import Placement
from rota.rules.base import Force, RuleId, Source, Unit
from rota.words import Lang, Text

COLUMNS = (
    *("light", "rule", "name", "force", "who", "site", "measured", "limit", "unit", "first", "last"),
    *("worked", "planned", "told", "source", "confidence"),
)
"""Columns of the CSV; measures are in minutes, 60ths of a half-day, hundredths of a per cent, or numbers."""


class Light(StrEnum):
    """How a rule stands."""

    GREEN = "green"
    """Kept."""
    AMBER = "amber"
    """Kept but near its limit, foreseen to be passed, or a wish that is not met."""
    RED = "red"
    """A law or an agreement is broken."""
    GREY = "grey"
    """Nothing to judge."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One rule for one post (or service, or line) and one site."""

    light: Light
    rule: RuleId
    name: Text
    force: Force
    who: str
    """A post, a service or a line; empty when the rule is about several."""
    site: SiteId | None
    """None for all sites together."""
    measured: int | None
    limit: int | None
    """None where the rule counts clashes rather than a quantity, and has none."""
    unit: Unit
    span: Span | None
    worked: int
    """Times it is broken by what was worked."""
    planned: int
    """Times it is broken by what is planned."""
    told: Text
    sources: tuple[Source, ...]
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Move:
    """An edit of the plan: one half-day, or both of a day, given to another site."""

    remove: tuple[Placement, ...]
    add: tuple[Placement, ...]
    cost: int
    """What the plan costs more with it; negative when it costs less."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """The least that keeps a line from being crossed."""

    told: Text
    half_days: int
    before: date
    site: SiteId | None = None
    moves: tuple[Move, ...] = ()
    """Edits of the plan that do it, found one after the other: lawful, not proved the cheapest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossing:
    """A line that will be crossed if things go on as planned and as usual."""

    what: str
    """The id of the rule, or ``leave``."""
    post: PostId
    site: SiteId | None
    since: date
    """First day of what is summed up."""
    on: date
    """The day on which the line is crossed."""
    expected: bool
    """Whether it lies beyond the last planned day, in weeks that are only expected."""
    measured: int
    limit: int
    unit: Unit
    told: Text
    repair: Repair
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Standing:
    """Where every rule stands."""

    as_of: date
    known: Span
    """Days that are worked or planned."""
    horizon: Span | None
    """Days after them that are only expected; None when nothing can be expected."""
    lines: tuple[Line, ...]
    crossings: tuple[Crossing, ...]

    @cached_property
    def broken_laws(self) -> tuple[Line, ...]:
        """Lines on which a LAW rule is broken."""
        return tuple(line for line in self.lines if line.light is Light.RED and line.force is Force.LAW)

    @property
    def lawful(self) -> bool:
        """Whether no LAW rule is broken, worked or planned."""
        return not self.broken_laws

    @property
    def exit_code(self) -> int:
        """What a nightly job gets: 1 when a LAW rule is broken, else 0."""
        return 0 if self.lawful else 1

    def of(self, light: Light) -> tuple[Line, ...]:
        """The lines of one colour."""
        return tuple(line for line in self.lines if line.light is light)


def to_json(standing: Standing) -> Json:
    """A standing as JSON: fields by name."""
    told = plain(standing)
    assert isinstance(told, dict), "a standing is an object"
    return {**told, "lawful": int(standing.lawful)}


def to_csv(lines: Iterable[Line], lang: Lang) -> str:
    """Lines as CSV."""
    return csv_text(COLUMNS, (_cells(line, lang) for line in lines), lang)


def _cells(line: Line, lang: Lang) -> tuple[Cell, ...]:
    return (
        *(line.light.value, line.rule, line.name.say(lang), line.force.value, line.who, line.site or ""),
        *(line.measured, line.limit, line.unit.value),
        *((line.span.first, line.span.last) if line.span else (None, None)),
        *(line.worked, line.planned, line.told.say(lang)),
        line.sources[0].title.say(lang) if line.sources else "",
        line.sources[0].confidence if line.sources else "",
    )
