"""What a workspace tells to people’s calendars: published plans as one, and what is proposed beyond them."""

from dataclasses import dataclass

from rota.model.calendar import Span
from rota.model.plan import Placement, Plan
from rota.model.problem import Problem
from rota.store import PlanState, PlanVersion
from rota.workspace.opened import Workspace
from rota.workspace.plans import content_of

_PROPOSED = frozenset({PlanState.PROPOSED, PlanState.AGREED})


@dataclass(frozen=True, slots=True)
class Told:
    """All plans of a workspace as calendars tell them."""

    problem: Problem
    """The facts that stand, over all days told."""
    published: Plan
    """What is in force, of all plans."""
    proposals: frozenset[Placement]
    """What sites were asked to agree to, on days that no published plan holds."""

    def plan(self, *, proposals: bool) -> Plan:
        """What is in force, with what is proposed where asked."""
        if not proposals:
            return self.published
        return Plan.of(self.published.span, self.proposals | set(self.published.placements))


def told(workspace: Workspace) -> Told:
    """What is in force and what is proposed, by the facts that stand.

    A proposal for days that are published already is not told before it is published: what is in force holds.
    Drafts nobody was asked about are never told.
    """
    versions = workspace.store.read(
        lambda unit: [version for plan in unit.plans.names() for version in unit.plans.history(plan)]
    )
    in_force = _plans(workspace, versions, frozenset({PlanState.PUBLISHED}))
    asked = _plans(workspace, versions, _PROPOSED)
    spans = [plan.span for plan in in_force]
    proposals = frozenset(
        placement
        for plan in asked
        for placement in plan.placements
        if not any(placement.day in span for span in spans)
    )
    days = [day for plan in (*in_force, *asked) for day in (plan.span.first, plan.span.last)]
    span = Span(min(days), max(days)) if days else Span(workspace.today, workspace.today)
    published = Plan.of(span, [placement for plan in in_force for placement in plan.placements])
    return Told(Problem(workspace.facts, span), published, proposals)


def _plans(workspace: Workspace, versions: list[PlanVersion], states: frozenset[PlanState]) -> list[Plan]:
    return [content_of(workspace.facts, one).plan for one in versions if one.state in states]
