"""A month of several posts: each compared, then duties and half-days that passed from one post to another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from rota.ledger.entry import Entry
from rota.ledger.worth import what_of
from rota.model.facts import PostId
from rota.reconcile.actual import Actual
from rota.reconcile.deciding import settled_claims
from rota.reconcile.differences import Decider, Difference, Kind, effects
from rota.reconcile.known import KnownFacts
from rota.reconcile.matching import TOLERANCE_MINUTES, Matching
from rota.reconcile.planned import Planned

Entries = Mapping[PostId, Sequence[Entry]]
"""The ledger of each post."""


def reconcile(
    month: str, known: KnownFacts, entries: Entries, tolerance: int = TOLERANCE_MINUTES
) -> tuple[Difference, ...]:
    """Every plan and every claim of a month, planned against actual, in order of days.

    What is settled is no difference any more: counted as claimed, or left out by agreement of its parties.

    Args:
        month: ``2026-12``.
        known: The facts and the contracts.
        entries: The ledger of each post that is to be compared.
        tolerance: Minutes measured beside the plan that ask nobody.
    """
    settled = settled_claims(entry for of_post in entries.values() for entry in of_post)
    found: list[Difference] = []
    for post, of_post in entries.items():
        matching = Matching(known.problem, known.contracts[post], of_post, month, tolerance, settled)
        found.extend(matching.run())
    order = sorted(
        _passed_on(found), key=lambda each: (each.day, each.post, each.slots, each.site, each.kind)
    )
    return tuple(order)


@dataclass(frozen=True, slots=True)
class _Taken:
    """What one post did that nobody planned for it."""

    index: int
    difference: Difference
    actual: Actual


def _passed_on(found: list[Difference]) -> list[Difference]:
    """Work not done by one post and done unplanned by another is one fact of two doctors."""
    extra = [
        _Taken(index, each, each.actual[0])
        for index, each in enumerate(found)
        if each.kind is Kind.EXTRA and each.actual
    ]
    gone: set[int] = set()
    result = list(found)
    for index, each in enumerate(found):
        if each.kind not in {Kind.REPLACED, Kind.ABSENT, Kind.UNCONFIRMED} or len(each.planned) != 1:
            continue
        taken = next((t for t in extra if t.index not in gone and _takes(each, each.planned[0], t)), None)
        if taken is not None:
            gone.add(taken.index)
            result[index] = _joined(each, taken)
    return [each for index, each in enumerate(result) if index not in gone]


def _takes(given: Difference, unit: Planned, taken: _Taken) -> bool:
    """Whether ``taken`` is the work of ``unit``, done by another post."""
    other = taken.difference
    if other.post == given.post or (given.by is not None and given.by != other.post):
        return False
    same = (other.day, other.slots, what_of(taken.actual.task.placement)) == (unit.day, unit.slots, unit.what)
    named = any("/" in claim.what for claim in other.claimed) or given.by == other.post
    return same and named and (given.kind is not Kind.UNCONFIRMED or taken.actual.task.duty is not None)


def _joined(given: Difference, taken: _Taken) -> Difference:
    duty = taken.actual.task.duty is not None
    return replace(
        given,
        kind=Kind.SWAPPED if duty else Kind.REPLACED,
        decision=Decider.BOTH_DOCTORS,
        parties=(given.post, taken.difference.post),
        claimed=(*given.claimed, *taken.difference.claimed),
        actual=(taken.actual,),
        effect=effects(given.planned[0].worth, {}),
        by=taken.difference.post,
        effect_on_by=taken.difference.effect,
        leave=False,
    )
