"""The journal within one transaction: numbers, times, salts and hashes are given here, under a lock."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from uuid import UUID

from sqlalchemy import Connection, select, text

from rota.clock import Clock
from rota.ledger.chain import leaf, link
from rota.ledger.contract import Contract
from rota.ledger.entry import STATEMENTS, Draft, Entry
from rota.ledger.journal import AlreadyAnswered, ClosedMonth, SameIdOtherContent
from rota.store.bookings import book, chunks
from rota.store.errors import Refused
from rota.store.reading import PAGE, LedgerReading
from rota.store.rows import ENTRY_COLUMNS, entry_of, insertion, stored_of
from rota.store.statements import objection
from rota.store.tables import ENTRY
from rota.words import Text

_ASKED_AT_ONCE = 1_000
_MICROSECOND = timedelta(microseconds=1)


class Ledger(LedgerReading):
    """The journal of one transaction."""

    def __init__(self, connection: Connection, clock: Clock, salts: Callable[[], bytes]) -> None:
        super().__init__(connection)
        self._clock = clock
        self._salts = salts

    def hold(self, *contracts: UUID) -> None:
        """Keep others from appending to contracts until this transaction ends: read, decide, then write."""
        if self.connection.dialect.name == "postgresql":
            for contract in sorted(contracts):
                key = int.from_bytes(contract.bytes[:8], "big", signed=True)
                self.connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": key})

    def append(self, drafts: Sequence[Draft]) -> tuple[Entry, ...]:
        """Append all drafts in order, or none; those already there are given back.

        Raises:
            SameIdOtherContent: an id is there with another payload.
            ClosedMonth: a draft counts in a closed month.
            AlreadyAnswered: the entry a draft answers has been posted, voided or reversed already.
            DoubleBooking: the post is already booked on that half-day.
            Refused: a closing is not what the entries say.
        """
        sent = [(draft, draft.payload()) for draft in drafts]
        by_contract: defaultdict[UUID, list[tuple[Draft, bytes]]] = defaultdict(list)
        for draft, payload in sent:
            by_contract[draft.contract].append((draft, payload))
        self.hold(*by_contract)
        standing: dict[tuple[UUID, UUID], Entry] = {}
        for contract, theirs in by_contract.items():
            standing |= self._append(contract, theirs)
        return tuple(standing[draft.contract, draft.idem] for draft, _ in sent)

    def _append(self, contract: UUID, sent: list[tuple[Draft, bytes]]) -> dict[tuple[UUID, UUID], Entry]:
        found = self._there(contract, [draft.idem for draft, _ in sent])
        fresh: dict[UUID, tuple[Draft, bytes]] = {}
        for draft, payload in sent:
            other = (
                found[draft.idem].payload
                if draft.idem in found
                else fresh.get(draft.idem, (draft, payload))[1]
            )
            if other != payload:
                raise SameIdOtherContent(f"entry {draft.idem} is there with another payload")
            if draft.idem not in found:
                fresh[draft.idem] = (draft, payload)
        if fresh:
            opened = self.opened(contract)
            self._refuse(contract, [draft for draft, _ in fresh.values()])
            written = self._chained(contract, fresh.values())
            self._insert(opened, written)
            book(self.connection, contract, opened.post, written)
            found |= {entry.draft.idem: entry for entry in written}
        return {(contract, idem): entry for idem, entry in found.items()}

    def _there(self, contract: UUID, ids: list[UUID]) -> dict[UUID, Entry]:
        """Entries that are there under some ids."""
        there: dict[UUID, Entry] = {}
        for some in chunks((idem.bytes for idem in ids), _ASKED_AT_ONCE):
            asked = select(*ENTRY_COLUMNS).where(ENTRY.c.contract == contract.bytes, ENTRY.c.idem.in_(some))
            for row in self.connection.execute(asked):
                entry = entry_of(row)
                there[entry.draft.idem] = entry
        return there

    def _refuse(self, contract: UUID, drafts: list[Draft]) -> None:
        """Tell early, by name, what the triggers would refuse."""
        closed = self.closed_months(contract)
        for draft in drafts:
            if draft.kind not in STATEMENTS and draft.month in closed:
                raise ClosedMonth(
                    Text(
                        f"le mois {draft.month} est clos : le corriger par un ajustement du mois ouvert",
                        f"month {draft.month} is closed: correct it by an adjustment in the open month",
                    )
                )
        for kinds in (("post", "void"), ("reverse",)):
            refs = [draft.ref for draft in drafts if draft.kind.value in kinds]
            answered = self._answered(contract, kinds, refs)
            for ref in refs:
                if ref in answered:
                    raise AlreadyAnswered(
                        Text(
                            f"l’écriture {ref} a déjà été confirmée, annulée ou contre-passée",
                            f"entry {ref} was already posted, voided or reversed",
                        )
                    )
                answered.add(ref)

    def _insert(self, contract: Contract, written: list[Entry]) -> None:
        """Write entries; closings are computed again first: no site signs what the entries do not say."""
        waiting: list[Entry] = []
        for entry in written:
            if entry.draft.kind in STATEMENTS:
                self._write(waiting)
                waiting = []
                refused = objection(self, contract, entry.draft)
                if refused is not None:
                    raise Refused(refused.told())
            waiting.append(entry)
        self._write(waiting)

    def _write(self, entries: list[Entry]) -> None:
        statement = insertion(self.connection.dialect.name)
        for rows in chunks(map(stored_of, entries), PAGE):
            self.connection.exec_driver_sql(statement, rows)

    def _answered(self, contract: UUID, kinds: tuple[str, ...], refs: list[int | None]) -> set[int | None]:
        answered: set[int | None] = set()
        for some in chunks(refs, _ASKED_AT_ONCE):
            asked = select(ENTRY.c.ref).where(
                ENTRY.c.contract == contract.bytes, ENTRY.c.kind.in_(kinds), ENTRY.c.ref.in_(some)
            )
            answered.update(self.connection.scalars(asked))
        return answered

    def _chained(self, contract: UUID, sent: Iterable[tuple[Draft, bytes]]) -> list[Entry]:
        """Entries with their numbers, times and hashes; each is later than the one before."""
        seq, prev, last = self.last(contract)
        now, chained = self._clock.now(), []
        for draft, payload in sent:
            seq += 1
            recorded = now if last is None or now > last else last + _MICROSECOND
            salt = self._salts()
            of = leaf(salt, payload)
            hashed = link(contract, seq, recorded, prev, of)
            chained.append(Entry(draft, seq, recorded, salt, payload, of, prev, hashed))
            prev, last = hashed, recorded
        return chained
