"""What the solver offers, compared with the plan: what changes, what is kept, what it would bring."""

from dataclasses import dataclass, replace
from functools import cached_property

from rota.explain.edits import Effect, compare
from rota.explain.grid import Judged
from rota.model.facts import PostId
from rota.model.plan import Placement, Plan
from rota.scheduler.outcome import Outcome
from rota.service import Change, Kind, PlanDiff, differences
from tui.reading import Reading
from tui.state import Draft, judge


@dataclass(frozen=True, slots=True)
class Offer:
    """A plan that a search came to."""

    plan: Plan
    outcome: Outcome | None
    """How the search ended; None where there was none."""
    whole: bool
    """Whether the search asked the very question of the plan, so that its proof holds."""


@dataclass(frozen=True, slots=True)
class Unit:
    """Changes that go together: a duty goes with all its half-days."""

    post: PostId
    changes: tuple[Change, ...]

    @property
    def before(self) -> tuple[Placement, ...]:
        """What it takes away."""
        return tuple(dict.fromkeys(one for change in self.changes for one in change.before))

    @property
    def after(self) -> tuple[Placement, ...]:
        """What it puts."""
        return tuple(dict.fromkeys(one for change in self.changes for one in change.after))


@dataclass(frozen=True)
class Proposal:
    """An offer beside the plan it would change; some of its units are kept, the others dropped."""

    base: Judged
    offer: Offer
    units: tuple[Unit, ...]
    diff: PlanDiff
    dropped: frozenset[int] = frozenset()
    """Places of the units that are not wanted."""

    @property
    def kept(self) -> tuple[int, ...]:
        """Places of the units that are wanted."""
        return tuple(place for place in range(len(self.units)) if place not in self.dropped)

    @property
    def plan(self) -> Plan:
        """The plan with the units that are wanted."""
        if not self.dropped:
            return self.offer.plan
        chosen = [self.units[place] for place in self.kept]
        gone = tuple(one for unit in chosen for one in unit.before)
        put = tuple(one for unit in chosen for one in unit.after)
        return self.base.plan.change(remove=gone, add=put)

    @cached_property
    def judged(self) -> Judged:
        """That plan with its report."""
        return judge(self.base, Draft(self.plan, self.base.problem.pins))

    @cached_property
    def effect(self) -> Effect:
        """What it gains and loses."""
        return compare(self.base.report, self.judged.report)

    @cached_property
    def before(self) -> Reading:
        """The plan as it is, read."""
        return Reading(self.base)

    @cached_property
    def after(self) -> Reading:
        """The plan as it would be, read."""
        return Reading(self.judged)

    def posts(self) -> tuple[PostId, ...]:
        """The posts that change."""
        return tuple(dict.fromkeys(unit.post for unit in self.units))


def propose(base: Judged, offer: Offer) -> Proposal:
    """An offer compared with a plan; everything is kept at first."""
    offered = judge(base, Draft(offer.plan, base.problem.pins))
    diff = differences(base, offered, base.plan.span)
    return Proposal(base, offer, tuple(_units(diff.changes)), diff)


def _units(changes: tuple[Change, ...]) -> list[Unit]:
    """Changes joined where they share a placement."""
    groups: dict[int, list[Change]] = {}
    owner: dict[Placement, int] = {}
    for place, change in enumerate(changes):
        shared = (*change.before, *change.after)
        near = {owner[one] for one in shared if one in owner}
        groups[place] = [*(change for old in sorted(near) for change in groups.pop(old)), change]
        for joined in groups[place]:
            owner.update(dict.fromkeys((*joined.before, *joined.after), place))
    order = {change.cell: place for place, change in enumerate(changes)}
    units = [Unit(found[0].cell.post, tuple(found)) for found in groups.values()]
    return sorted(units, key=lambda unit: order[unit.changes[0].cell])


def toggle(proposal: Proposal, places: tuple[int, ...]) -> Proposal:
    """Drops some units, or keeps them when all of them are dropped."""
    chosen = frozenset(places)
    dropped = proposal.dropped - chosen if chosen <= proposal.dropped else proposal.dropped | chosen
    return replace(proposal, dropped=dropped)


def toggle_post(proposal: Proposal, post: PostId) -> Proposal:
    """Drops or keeps all that concerns one post."""
    return toggle(proposal, tuple(place for place, unit in enumerate(proposal.units) if unit.post == post))


def counts(proposal: Proposal, post: PostId | None = None) -> dict[Kind, int]:
    """Half-days of each kind of change among what is kept."""
    found = dict.fromkeys(Kind, 0)
    for place in proposal.kept:
        unit = proposal.units[place]
        if post is None or unit.post == post:
            for change in unit.changes:
                found[change.kind] += 1
    return found
