"""A stored version taken up again to be worked on: its question as it stands today, and what it says."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from rota.explain.grid import Judged
from rota.model.calendar import Slot, Span
from rota.model.facts import PostId
from rota.model.plan import Pin, Placement, Plan
from rota.model.problem import Problem
from rota.plan_file import PlanFile
from rota.service import make_problem
from rota.service.opening import Opened
from rota.service.planning import PAST
from rota.store import PlanState, PlanVersion, Unit
from rota.workspace.drafting import Question
from rota.workspace.history import before as before_plan
from rota.workspace.opened import Workspace
from rota.workspace.plans import StoredPlan, content_of, read_body

_DAY = timedelta(days=1)
_WEEK = 7


@dataclass(frozen=True)
class Resumed:
    """A version with the question that it answers, judged by what is known today."""

    asked: Question
    judged: Judged
    seen: StoredPlan | None
    """The version taken up."""
    left_out: int
    """Placements that speak of what the facts no longer have."""
    earlier: bool
    """Whether it was made for an earlier state of the facts or the ledger."""


def resume(workspace: Workspace, plan: StoredPlan) -> Resumed:
    """Take up a version: days that are over, where they are published, change no more."""
    version = plan.version
    found = anew(workspace, version.plan, version.version, plan.span.first, version.body)
    return replace(found, seen=plan)


def anew(workspace: Workspace, plan: str, based_on: int, first: date, body: str) -> Resumed:
    """A plan that is worked on, with its question as it stands now.

    Args:
        workspace: Where the facts, the plans and the ledger are.
        plan: The name under which it is stored.
        based_on: The version seen; 0 for none.
        first: Its first day.
        body: What it says, as the text of a plan file.
    """
    known = before_plan(workspace, first)
    opened = Opened(Path(), known.of(workspace.facts))
    content, left_out = read_body(opened.facts, body)
    old = in_force(workspace, plan)
    problem = replace(_problem(workspace, opened, content, old), past=known.past)
    asked = Question(opened, problem, plan, based_on, old)
    judged = Judged.of(problem, content.plan)
    return Resumed(asked, judged, None, left_out, earlier=content.fingerprint != opened.fingerprint)


def over(asked: Question, plan: Plan) -> Plan:
    """What a plan says on the days of a question."""
    span = asked.problem.span
    return Plan.of(span, [one for one in plan.placements if one.day in span])


def stored(workspace: Workspace, version: PlanVersion) -> StoredPlan:
    """A version with its days."""
    return StoredPlan(version, content_of(workspace.facts, version).span)


def in_force(workspace: Workspace, plan: str) -> StoredPlan | None:
    """The published version of a plan."""
    found = workspace.store.read(lambda unit: unit.plans.published(plan))
    return None if found is None else stored(workspace, found)


def last(workspace: Workspace, plan: str) -> StoredPlan | None:
    """The last version of a plan."""
    found = workspace.store.read(lambda unit: unit.plans.head(plan))
    return None if found is None else stored(workspace, found)


def version(workspace: Workspace, plan: str, number: int) -> StoredPlan | None:
    """One version of a plan; None where there is none of that number."""
    found = workspace.store.read(lambda unit: unit.plans.history(plan))
    return next((stored(workspace, one) for one in found if one.version == number), None)


def of_the_moment(workspace: Workspace) -> StoredPlan | None:
    """The last version of the plan that holds today, else of the next one, else of the one saved last."""

    def work(unit: Unit) -> list[PlanVersion]:
        heads = (unit.plans.head(name) for name in unit.plans.names())
        return [head for head in heads if head is not None]

    found = [stored(workspace, head) for head in workspace.store.read(work)]
    ahead = [one for one in found if one.span.last >= workspace.today and _published(workspace, one)]
    if ahead:
        return min(ahead, key=lambda one: one.span.first)
    return max(found, key=lambda one: (one.version.made_at, one.name), default=None)


def _published(workspace: Workspace, plan: StoredPlan) -> bool:
    return plan.version.state is PlanState.PUBLISHED or in_force(workspace, plan.version.plan) is not None


def _problem(workspace: Workspace, opened: Opened, content: PlanFile, old: StoredPlan | None) -> Problem:
    """The question of a version, against what is published now."""
    span, stated = content.span, tuple(pin for pin in content.pins if pin.owner != PAST)
    if old is None:
        return Problem(opened.facts, span, pins=content.pins)
    against = content_of(workspace.facts, old.version)
    yesterday = min(workspace.today - _DAY, span.last)
    weeks = -(-len(span) // _WEEK)
    asked = make_problem(opened, span.first, weeks, against=against, freeze_until=yesterday)
    frozen = tuple(_standing(content.plan, asked.pins))
    return Problem(opened.facts, span, pins=stated + frozen, published=_within(asked.published, span))


def _within(published: Plan | None, span: Span) -> Plan | None:
    days = published.span.meet(span) if published is not None else None
    if published is None or days is None:
        return None
    return Plan(days, tuple(one for one in published.placements if one.day in days))


def _standing(plan: Plan, pins: tuple[Pin, ...]) -> Iterator[Pin]:
    """The pins that a plan keeps: a version that changed a day that is over is left as it is."""
    here: dict[tuple[PostId, date, Slot], list[Placement]] = {}
    for one in plan.placements:
        for slot in one.slots:
            here.setdefault((one.post, one.day, slot), []).append(one)
    for pin in pins:
        wanted = [] if pin.placement is None else [pin.placement]
        if here.get((pin.post, pin.day, pin.slot), []) == wanted:
            yield pin
