"""Making a problem and a plan."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from rota import scheduler
from rota.clock import Clock
from rota.model.calendar import SLOT_ORDER, Slot, Span
from rota.model.facts import PostId
from rota.model.plan import Pin, Placement, Plan
from rota.model.problem import Problem
from rota.plan_file import PlanFile
from rota.scheduler.outcome import OnProgress, Outcome, Settings, Stop
from rota.service.opening import Opened
from rota.service.pins import read_pins

PAST = "past"
"""Owner of the pins of what is frozen."""


def make_problem(
    opened: Opened,
    first: date,
    weeks: int,
    *,
    against: PlanFile | None = None,
    pins: Path | None = None,
    freeze_until: date | None = None,
) -> Problem:
    """What is asked over ``weeks`` from ``first``.

    Args:
        opened: The site folder.
        first: First day planned.
        weeks: How many weeks are planned.
        against: The published plan: what it holds before ``first`` is past, the rest changes little.
        pins: A file of pins, see :mod:`rota.service.pins`.
        freeze_until: The published plan stands up to this day, included.

    Raises:
        FaultyPins: the file of pins has faults.
    """
    span = Span(first, first + timedelta(days=7 * weeks - 1))
    problem = Problem(opened.facts, span)
    stated = read_pins(pins, problem) if pins is not None else ()
    if against is None:
        return Problem(opened.facts, span, pins=stated)
    published = _published(against, span)
    frozen = tuple(_frozen(problem, published, freeze_until)) if published and freeze_until else ()
    return Problem(opened.facts, span, pins=stated + frozen, past=_past(against, span), published=published)


def _past(against: PlanFile, span: Span) -> tuple[Placement, ...]:
    """All that the published plan, and those before it, hold before the span."""
    known = {*against.past, *against.plan.placements}
    before = [placement for placement in known if placement.day < span.first]
    return tuple(sorted(before, key=lambda placement: (*placement.key, placement.slots)))


def _published(against: PlanFile, span: Span) -> Plan | None:
    """The published plan within the span; None when it has no day of it."""
    days = against.span.meet(span)
    if days is None:
        return None
    return Plan(days, tuple(placement for placement in against.plan.placements if placement.day in days))


def _frozen(problem: Problem, published: Plan, until: date) -> Iterator[Pin]:
    """A pin for each cell of the published plan up to ``until``, the free ones too."""
    cells: dict[tuple[PostId, date, Slot], Placement] = {
        (placement.post, placement.day, slot): placement
        for placement in published.placements
        for slot in placement.slots
    }
    for day in published.span:
        if day > until:
            return
        for post in problem.posts:
            if problem.employed(post, day):
                for slot in SLOT_ORDER:
                    yield Pin(PAST, post, day, slot, cells.get((post, day, slot)))


def make_plan(
    problem: Problem,
    settings: Settings,
    on_progress: OnProgress | None = None,
    stop: Stop | None = None,
) -> Outcome:
    """The best plan found, judged by the checker; or why there is none."""
    return scheduler.solve(problem, settings, on_progress=on_progress, stop=stop)


def plan_file_of(
    opened: Opened, problem: Problem, outcome: Outcome, settings: Settings, clock: Clock
) -> PlanFile:
    """What is written of a search that found a plan."""
    return PlanFile.of(problem, outcome, settings=settings, fingerprint=opened.fingerprint, clock=clock)
