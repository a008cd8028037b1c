"""What the compliance mode looks at, as frozen values with pure functions: period, site, lights, order."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property

from rota.compliance.balance import Balance
from rota.compliance.standing import Crossing, Light, Line, Standing
from rota.compliance.trend import Trend
from rota.model.calendar import Period, Span, four_months_of, month_of
from rota.model.facts import PostId, SiteId
from rota.model.problem import Problem
from rota.rules import BY_ID, RULES
from rota.rules.base import RuleId, Scope

_DAY = timedelta(days=1)
SEVERITY = {Light.RED: 0, Light.AMBER: 1, Light.GREEN: 2, Light.GREY: 3}
"""The worst first."""
PERIODS = (Period.CONTRACT, Period.FOUR_MONTHS, Period.MONTH)

Cells = Mapping[tuple[RuleId, str], tuple[Line, ...]]
"""The lines of each rule and of what it is asked about, the worst first."""


class Kind(StrEnum):
    """What a column is about."""

    POSTS = "posts"
    SERVICES = "services"
    LINES = "lines"


SCOPES = {Kind.POSTS: Scope.POST, Kind.SERVICES: Scope.SERVICE, Kind.LINES: Scope.LINE}
"""The rules that are asked about a kind of column."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The days judged."""

    period: Period
    day: date
    """A day of the period."""

    @property
    def span(self) -> Span | None:
        """The days; None for all that the ledger tells."""
        match self.period:
            case Period.MONTH:
                return month_of(self.day)
            case Period.FOUR_MONTHS:
                return four_months_of(self.day)
            case _:
                return None

    def next_kind(self, today: date) -> "Asked":
        """Contract, four months, month; beginning again where today is."""
        return Asked(PERIODS[(PERIODS.index(self.period) + 1) % len(PERIODS)], today)

    def moved(self, by: int) -> "Asked":
        """The period before (-1) or after (1); the contract stays."""
        if self.span is None:
            return self
        return replace(self, day=self.span.first - _DAY if by < 0 else self.span.last + _DAY)


@dataclass(frozen=True, slots=True)
class Cursor:
    """A cell: a rule and what it is asked about."""

    rule: RuleId
    who: str


@dataclass(frozen=True, slots=True)
class Look:
    """How the lights are looked at."""

    kind: Kind = Kind.POSTS
    site: SiteId | None = None
    """None for all."""
    faults_only: bool = True
    """Red and amber alone."""
    worst_first: bool = False
    cursor: Cursor | None = None


@dataclass(frozen=True)
class View:
    """What was read."""

    asked: Asked
    as_of: date
    problem: Problem
    standing: Standing | None
    """None where nothing is known of the period."""
    crossings: tuple[Crossing, ...]
    """Of all that is known, whatever the period."""
    trends: Mapping[PostId, Trend]
    balances: Mapping[PostId, Balance] = field(default_factory=dict)
    """What the ledger alone says of the period: plans that nobody has answered count for nothing there."""
    entries: Mapping[tuple[PostId, date], tuple[int, ...]] = field(default_factory=dict)
    """Numbers of the entries of the ledger about each day."""

    @cached_property
    def by_cell(self) -> Cells:
        """The lines of each cell, the worst first."""
        found: defaultdict[tuple[RuleId, str], list[Line]] = defaultdict(list)
        for line in self.standing.lines if self.standing else ():
            found[line.rule, line.who].append(line)
        return {cell: tuple(sorted(lines, key=_severity)) for cell, lines in found.items()}


@dataclass(frozen=True)
class Table:
    """The cells to be drawn."""

    rules: tuple[RuleId, ...]
    columns: tuple[str, ...]
    cells: Cells
    all_rules: int
    """Rules that could be shown."""

    def at(self, cursor: Cursor | None) -> tuple[Line, ...]:
        """The lines of a cell, the worst first."""
        return self.cells.get((cursor.rule, cursor.who), ()) if cursor else ()

    def light(self, rule: RuleId, who: str) -> Light:
        """The worst of a cell."""
        lines = self.cells.get((rule, who), ())
        return lines[0].light if lines else Light.GREY


def table(view: View, look: Look) -> Table:
    """The rules down, posts (or services, or lines) across."""
    rules = [rule.id for rule in RULES if rule.scope is SCOPES[look.kind]]
    columns = _columns(view, look)
    cells = {
        (rule, who): kept
        for (rule, who), lines in view.by_cell.items()
        if BY_ID[rule].scope is SCOPES[look.kind]
        and (kept := tuple(line for line in lines if look.site is None or line.site in {None, look.site}))
    }
    shown = [r for r in rules if not look.faults_only or _worst(cells, [r], columns) < SEVERITY[Light.GREEN]]
    if look.worst_first:
        shown.sort(key=lambda rule: _weight(cells, [rule], columns))
        columns = sorted(columns, key=lambda who: _weight(cells, rules, [who]))
    return Table(tuple(shown), tuple(columns), cells, len(rules))


def _columns(view: View, look: Look) -> list[str]:
    """What columns are about, those that the site is concerned by."""
    problem = view.problem
    match look.kind:
        case Kind.POSTS:
            return [
                post for post in problem.posts if look.site is None or _works_at(problem, post, look.site)
            ]
        case Kind.SERVICES:
            return [s.id for s in problem.services.values() if look.site in {None, s.site}]
        case Kind.LINES:
            return [
                line.id
                for line in problem.lines.values()
                if look.site in {None, problem.services[line.service].site}
            ]


def _works_at(problem: Problem, post: PostId, site: SiteId) -> bool:
    convention = problem.conventions.get(post)
    return convention is not None and any(share.site == site for share in convention.shares)


def _severity(line: Line) -> tuple[int, int]:
    return SEVERITY[line.light], -(line.worked + line.planned)


def _lights(cells: Cells, rules: Sequence[RuleId], columns: Sequence[str]) -> list[Light]:
    found = (cells.get((rule, who)) for rule in rules for who in columns)
    return [lines[0].light for lines in found if lines]


def _worst(cells: Cells, rules: Sequence[RuleId], columns: Sequence[str]) -> int:
    return min((SEVERITY[light] for light in _lights(cells, rules, columns)), default=SEVERITY[Light.GREY])


def _weight(cells: Cells, rules: Sequence[RuleId], columns: Sequence[str]) -> tuple[int, int]:
    """Most red first, then most amber; the order stays where they are alike."""
    lights = _lights(cells, rules, columns)
    return -lights.count(Light.RED), -lights.count(Light.AMBER)


def counts(shown: Table) -> Mapping[Light, int]:
    """Cells of each colour, whether their rule is shown or not."""
    found = dict.fromkeys(Light, 0)
    for (_, who), lines in shown.cells.items():
        if who in shown.columns:
            found[lines[0].light] += 1
    return found


def within(look: Look, shown: Table) -> Look:
    """The cursor on a cell that is there; on the first at fault where it was nowhere."""
    if not shown.rules or not shown.columns:
        return replace(look, cursor=None)
    now = look.cursor
    if now is None:
        return replace(look, cursor=next(faults(shown), Cursor(shown.rules[0], shown.columns[0])))
    rule = now.rule if now.rule in shown.rules else shown.rules[0]
    who = now.who if now.who in shown.columns else shown.columns[0]
    return replace(look, cursor=Cursor(rule, who))


def faults(shown: Table) -> Iterator[Cursor]:
    """Cells at fault, rule by rule: red, then amber."""
    for light in (Light.RED, Light.AMBER):
        for rule in shown.rules:
            for who in shown.columns:
                if shown.light(rule, who) is light:
                    yield Cursor(rule, who)


def next_fault(look: Look, shown: Table, by: int) -> Look:
    """The next cell at fault (1), or the one before (-1), round the table."""
    found = list(faults(shown))
    if not found:
        return look
    place = found.index(look.cursor) + by if look.cursor in found else 0
    return replace(look, cursor=found[place % len(found)])


def move(look: Look, shown: Table, rows: int, columns: int) -> Look:
    """The cursor some cells further; it stops at the edge."""
    if look.cursor is None:
        return within(look, shown)
    row = shown.rules.index(look.cursor.rule) + rows
    column = shown.columns.index(look.cursor.who) + columns
    rule = shown.rules[max(0, min(row, len(shown.rules) - 1))]
    return replace(look, cursor=Cursor(rule, shown.columns[max(0, min(column, len(shown.columns) - 1))]))


def next_site(look: Look, view: View) -> Look:
    """All sites, then one after the other."""
    sites = (None, *view.problem.sites)
    return replace(look, site=sites[(sites.index(look.site) + 1) % len(sites)])


def next_kind(look: Look) -> Look:
    """Posts, services, duty lines."""
    kinds = list(Kind)
    return replace(look, kind=kinds[(kinds.index(look.kind) + 1) % len(kinds)], cursor=None)
