"""How much of a month is settled: every plan answered, every claim used, before it is closed."""

from collections.abc import Iterable
from dataclasses import dataclass

from rota.ledger.conditions import Attended
from rota.ledger.entry import EntryKind
from rota.ledger.publishing import REPLANNED
from rota.model.facts import PostId
from rota.reconcile.claims import claims_of, standing
from rota.reconcile.differences import Difference, Kind
from rota.reconcile.reconciling import Entries


@dataclass(frozen=True, slots=True)
class Completeness:
    """Where one post stands in one month."""

    planned: int
    """Pending entries that plans have made, those replanned left out."""
    answered: int
    """Of them, posted or voided."""
    claims: int
    """Claims that stand."""
    used: int
    """Of them, those that no open difference speaks of."""
    contradictions: int
    """Half-days that two sites claim, not settled."""

    @property
    def percent(self) -> int:
        """Of plans answered and claims used, rounded down; 100 of nothing."""
        whole = self.planned + self.claims
        return 100 * (self.answered + self.used) // whole if whole else 100

    @property
    def attended(self) -> Attended:
        """What closing a month asks for."""
        return Attended(self.contradictions, self.claims, self.used)


def completeness(
    month: str, post: PostId, entries: Entries, differences: Iterable[Difference]
) -> Completeness:
    """Where ``post`` stands in ``month``; ``differences`` are those that reconciling found last."""
    own = entries[post]
    replanned = {e.draft.ref for e in own if e.draft.kind is EntryKind.VOID and e.draft.reason == REPLANNED}
    plans = {
        e.seq
        for e in own
        if e.draft.kind is EntryKind.PLAN and e.draft.month == month and e.seq not in replanned
    }
    answers = {e.draft.ref for e in own if e.draft.kind in {EntryKind.POST, EntryKind.VOID}}
    claims = [claim for claim in standing(claims_of(own, post)) if claim.month == month]
    open_ones = list(differences)
    waiting = {claim.seqs for each in open_ones for claim in each.claimed if claim.post == post}
    return Completeness(
        planned=len(plans),
        answered=len(plans & answers),
        claims=len(claims),
        used=sum(claim.seqs not in waiting for claim in claims),
        contradictions=sum(each.kind is Kind.CONTRADICTION and each.post == post for each in open_ones),
    )
