"""What changes for each person from one plan to another."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from rota.explain.edits import Effect, compare
from rota.explain.grid import Cell, Judged
from rota.model.calendar import SLOT_ORDER, Span
from rota.model.facts import PostId, SiteId
from rota.model.plan import Placement, Plan
from rota.model.problem import Problem
from rota.service.contents import Refused
from rota.service.opening import OpenPlan
from rota.sites.faults import Trouble
from rota.words import Text


class Kind(StrEnum):
    """How a half-day changes."""

    GAINED = "gained"
    """Free before, worked after."""
    LOST = "lost"
    """Worked before, free after."""
    MOVED = "moved"
    """Worked at another site."""
    CHANGED = "changed"
    """The same site, other work."""


@dataclass(frozen=True, slots=True)
class Change:
    """A cell that differs."""

    cell: Cell
    kind: Kind
    before: tuple[Placement, ...]
    after: tuple[Placement, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """Half-days and nights that a person gives and takes at one site."""

    lost: int = 0
    gained: int = 0
    changed: int = 0


@dataclass(frozen=True, slots=True)
class PlanDiff:
    """All that differs between two plans, on the days they share."""

    span: Span
    changes: tuple[Change, ...]
    tallies: Mapping[tuple[PostId, SiteId], Tally]
    cost_before: int
    cost_after: int
    effect: Effect


def diff_plans(before: OpenPlan, after: OpenPlan) -> PlanDiff:
    """From ``before`` to ``after``.

    Both are judged over those days alone by the question of ``after``: the same absences, pins, past and
    published plan.

    Raises:
        Refused: they share no day.
    """
    old, new = before.judged, after.judged
    span = old.plan.span.meet(new.plan.span)
    if span is None:
        raise Refused(NO_COMMON_DAY, first=old.plan.span.first, last=old.plan.span.last)
    if new.plan.span != span:
        new = Judged.of(_asked(new, span), _within(new.plan, span))
    return differences(Judged.of(new.problem, _within(old.plan, span)), new, span)


def _asked(judged: Judged, span: Span) -> Problem:
    """The question of a plan over some of its days: what it holds before them is past."""
    problem = judged.problem
    before = [placement for placement in judged.plan.placements if placement.day < span.first]
    days = problem.published.span.meet(span) if problem.published else None
    return Problem(
        problem.facts,
        span,
        pins=tuple(pin for pin in problem.pins if pin.day in span),
        past=(*problem.past, *before),
        published=_within(problem.published, days) if problem.published and days else None,
    )


def _within(plan: Plan, span: Span) -> Plan:
    """The days of a plan that lie in a span."""
    return Plan(span, tuple(placement for placement in plan.placements if placement.day in span))


def differences(old: Judged, new: Judged, span: Span) -> PlanDiff:
    """From one judged plan to another, over the days of ``span``."""
    changes = tuple(_changes(old, new, span))
    return PlanDiff(
        span,
        changes,
        _tallies(new, changes),
        old.report.cost,
        new.report.cost,
        compare(old.report, new.report),
    )


def _changes(old: Judged, new: Judged, span: Span) -> Iterator[Change]:
    for post in new.problem.posts:
        for day in span:
            for slot in SLOT_ORDER:
                cell = Cell(post, day, slot)
                before, after = old.at(cell), new.at(cell)
                if before != after:
                    yield Change(cell, _kind(new, before, after), before, after)


def _kind(judged: Judged, before: tuple[Placement, ...], after: tuple[Placement, ...]) -> Kind:
    if not before:
        return Kind.GAINED
    if not after:
        return Kind.LOST
    same = sites_of(judged, before) == sites_of(judged, after)
    return Kind.CHANGED if same else Kind.MOVED


def sites_of(judged: Judged, placements: tuple[Placement, ...]) -> frozenset[SiteId]:
    """The sites some placements are done for."""
    return frozenset(judged.problem.services[placement.service].site for placement in placements)


def _tallies(judged: Judged, changes: tuple[Change, ...]) -> dict[tuple[PostId, SiteId], Tally]:
    found: dict[tuple[PostId, SiteId], Tally] = {}
    for change in changes:
        was, now = sites_of(judged, change.before), sites_of(judged, change.after)
        for site in sorted(was | now):
            key = (change.cell.post, site)
            tally = found.get(key, Tally())
            found[key] = Tally(
                tally.lost + (site not in now),
                tally.gained + (site not in was),
                tally.changed + (site in was and site in now),
            )
    return found


NO_COMMON_DAY = Trouble(
    Text("Les deux plannings n’ont aucun jour en commun.", "The two plans share no day."),
    Text("Le premier va du {first} au {last}.", "The first runs from {first} to {last}."),
)
