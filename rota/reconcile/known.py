"""What is already known when attendance comes in: the facts, the contracts, what sites have stated before."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from rota.ledger.contract import Contract, contract_of
from rota.ledger.entry import Entry
from rota.ledger.months import state
from rota.model.calendar import Span
from rota.model.facts import Facts, PostId
from rota.model.problem import Problem
from rota.reconcile.claims import Claim, claims_of

Stated = Callable[[PostId, str], Sequence[Claim]]
"""What sites have stated so far of a post in a month, oldest first."""


def _nothing(_post: PostId, _month: str) -> Sequence[Claim]:
    return ()


@dataclass(frozen=True)
class KnownFacts:
    """What lines of attendance are read against."""

    facts: Facts
    contracts: Mapping[PostId, Contract]
    stated: Stated = _nothing
    """Asked only of the posts and months that a file speaks of."""
    closed: frozenset[tuple[PostId, str]] = frozenset()
    """Closed months: they take no claim."""
    today: date | None = None
    """Days after it cannot have been worked; None when nobody asks."""

    @staticmethod
    def of(
        facts: Facts, entries: Mapping[PostId, Iterable[Entry]], today: date | None = None
    ) -> "KnownFacts":
        """What the entries of each post tell; a post without any has none."""
        claims: defaultdict[tuple[PostId, str], list[Claim]] = defaultdict(list)
        closed: set[tuple[PostId, str]] = set()
        for post, given in entries.items():
            kept = list(given)
            for claim in claims_of(kept, post):
                claims[post, claim.month].append(claim)
            closed.update((post, month) for month in state(kept).closed)
        return KnownFacts(
            facts, contracts_of(facts), lambda *of: claims.get(of, ()), frozenset(closed), today
        )

    @cached_property
    def problem(self) -> Problem:
        """The facts as counting reads them; its span means nothing."""
        first = min((contract.start for contract in self.contracts.values()), default=date(2000, 1, 1))
        return Problem(self.facts, Span(first, first))


def contracts_of(facts: Facts) -> dict[PostId, Contract]:
    """The contract of each post under a convention."""
    return {convention.post: contract_of(convention) for convention in facts.conventions}
