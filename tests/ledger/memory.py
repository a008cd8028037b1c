"""A journal in memory, with a clock that counts: what a store must do, in its simplest form."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from uuid import UUID

from rota.ledger.chain import SALT_BYTES, leaf, link
from rota.ledger.closing import objection
from rota.ledger.contract import Contract
from rota.ledger.entry import REFERRING, STATEMENTS, Draft, Entry, EntryKind, LedgerUnit
from rota.ledger.journal import AlreadyAnswered, ClosedMonth, DoubleBooking, SameIdOtherContent
from rota.ledger.months import state
from rota.model.calendar import Slot
from rota.model.facts import PostId
from rota.words import Text

_START = datetime(2026, 12, 1, 8, tzinfo=UTC)


class MemoryJournal:
    """Entries of some contracts, in lists."""

    def __init__(self, *contracts: Contract) -> None:
        self._contracts = {contract.id: contract for contract in contracts}
        self._entries: dict[UUID, list[Entry]] = {contract.id: [] for contract in contracts}

    def contract(self, post: PostId) -> Contract:
        return next(contract for contract in self._contracts.values() if contract.post == post)

    def append(self, drafts: Sequence[Draft]) -> tuple[Entry, ...]:
        before = {contract: list(entries) for contract, entries in self._entries.items()}
        try:
            return tuple(self._one(draft) for draft in drafts)
        except Exception:
            self._entries = before
            raise

    def entries(self, contract: UUID, *, after: int = 0) -> Iterator[Entry]:
        return iter(self._entries[contract][after:])

    def head(self, contract: UUID) -> tuple[int, bytes]:
        entries = self._entries[contract]
        return (entries[-1].seq, entries[-1].hash) if entries else (0, self._contracts[contract].genesis)

    def closed_months(self, contract: UUID) -> frozenset[str]:
        return frozenset(state(self._entries[contract]).closed)

    def _one(self, draft: Draft) -> Entry:
        entries, payload = self._entries[draft.contract], draft.payload()
        same = next((entry for entry in entries if entry.draft.idem == draft.idem), None)
        if same is not None:
            if same.payload != payload:
                raise SameIdOtherContent(str(draft.idem))
            return same
        self._refuse(entries, draft)
        last, prev = self.head(draft.contract)
        seq, recorded = last + 1, _START + timedelta(seconds=last)
        salt = sha256(draft.idem.bytes).digest()[:SALT_BYTES]
        of = leaf(salt, payload)
        hashed = link(draft.contract, seq, recorded, prev, of)
        entry = Entry(draft, seq, recorded, salt, payload, of, prev, hashed)
        entries.append(entry)
        return entry

    def _refuse(self, entries: list[Entry], draft: Draft) -> None:
        if draft.kind in STATEMENTS:
            no = objection(self._contracts[draft.contract], entries, draft)
            if no is not None:
                raise ClosedMonth(no.told())
        elif draft.month in self.closed_months(draft.contract):
            raise ClosedMonth(Text(f"{draft.month} est clos", f"{draft.month} is closed"))
        if draft.kind in REFERRING:
            answers = (
                {EntryKind.REVERSE} if draft.kind is EntryKind.REVERSE else {EntryKind.POST, EntryKind.VOID}
            )
            if any(e.draft.ref == draft.ref and e.draft.kind in answers for e in entries):
                raise AlreadyAnswered(
                    Text(f"l’écriture {draft.ref} a sa réponse", f"entry {draft.ref} is answered")
                )
        if set(_cells(draft)) & booked(entries):
            raise DoubleBooking(Text("demi-journée déjà prise", "half-day already taken"))


def booked(entries: Sequence[Entry]) -> set[tuple[date | None, Slot]]:
    """Cells that plans and unplanned work take, less those given back."""
    gone: set[int | None] = set()
    for entry in reversed(entries):
        back = {EntryKind.VOID, EntryKind.REVERSE}
        if entry.draft.kind in back or (entry.draft.kind is EntryKind.POST and entry.seq in gone):
            gone.add(entry.draft.ref)
    return {cell for entry in entries if entry.seq not in gone for cell in _cells(entry.draft)}


def _cells(draft: Draft) -> Iterator[tuple[date | None, Slot]]:
    books = draft.kind in {EntryKind.PLAN, EntryKind.DIRECT} and draft.unit is LedgerUnit.HALF_DAY_60
    if books and draft.credit.startswith("done:"):
        yield from ((draft.worked_on, slot) for slot in draft.slots)
