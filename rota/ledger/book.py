"""The book: entries folded into balances; never stored, always recomputed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rota.ledger.accounts import Account
from rota.ledger.entry import COUNTED, Draft, Entry, EntryKind, LedgerUnit

Key = tuple[LedgerUnit, Account]


@dataclass(frozen=True, slots=True)
class Book:
    """What stands after some entries of one contract."""

    balances: Mapping[Key, int]
    """Credits − debits of each account, those at zero left out."""
    pending: Mapping[int, Draft]
    """Plans neither posted nor voided, by sequence number."""

    def balance(self, account: Account, unit: LedgerUnit = LedgerUnit.HALF_DAY_60) -> int:
        """The balance of one account."""
        return self.balances.get((unit, account), 0)


def fold(entries: Iterable[Entry], *, months: frozenset[str] | None = None) -> Book:
    """The book of ``entries``, in their order; of some months only where they are named.

    Pending plans are those of the entries given, whatever their month.
    """
    balances: defaultdict[Key, int] = defaultdict(int)
    pending: dict[int, Draft] = {}
    for entry in entries:
        draft = entry.draft
        if draft.kind is EntryKind.PLAN:
            pending[entry.seq] = draft
        elif draft.kind in {EntryKind.POST, EntryKind.VOID} and draft.ref is not None:
            pending.pop(draft.ref, None)
        if draft.kind in COUNTED and (months is None or draft.month in months):
            balances[draft.unit, draft.debit] -= draft.amount
            balances[draft.unit, draft.credit] += draft.amount
    kept = {key: balance for key, balance in balances.items() if balance}
    if months is not None:
        pending = {seq: draft for seq, draft in pending.items() if draft.month in months}
    return Book(kept, pending)
