"""The extract of a ledger that a balance is told from: years of entries are summed by the database.

:class:`rota.ledger.sums.Extract` says what stands in full. Sums and choices need the index ``entry_moves``
alone, so the conditions repeat its own, word for word.
"""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select, text

from rota.ledger.accounts import ENTITLEMENT, Account
from rota.ledger.entry import Draft, Entry, EntryKind, LedgerUnit
from rota.ledger.standing import taken_back
from rota.ledger.sums import Asked, Extract, MonthSum
from rota.store.bookings import chunks
from rota.store.reading import LedgerReading
from rota.store.rows import ENTRY_COLUMNS, entry_of
from rota.store.tables import ENTRY

_AT_ONCE = 1_000
_MOVES = "contract = :contract AND kind IN ('open', 'post', 'direct', 'reverse', 'adjust')"
SUMS = (
    f"SELECT month, unit, debit, credit, sum(amount) FROM entry WHERE {_MOVES} "
    "GROUP BY month, unit, debit, credit ORDER BY month, unit, debit, credit"
)
"""What moved between any two accounts, by month."""
_IN_FULL = text(
    f"""
    SELECT seq FROM entry
    WHERE {_MOVES} AND (
        worked_on BETWEEN :first AND :last
        OR worked_on IN (
            SELECT worked_on FROM entry
            WHERE {_MOVES} AND worked_on BETWEEN :from AND :until AND substr(credit, 1, 7) = 'worked:'
            GROUP BY worked_on HAVING count(DISTINCT credit) > 1)
        OR worked_on IS NULL AND kind IN ('post', 'reverse', 'adjust')
        OR kind IN ('reverse', 'adjust')
            AND (substr(debit, 1, 9) = 'recovery:' OR substr(credit, 1, 9) = 'recovery:')
        OR substr(debit, 1, 9) = 'clearing:' OR substr(credit, 1, 9) = 'clearing:'
        OR kind <> 'open' AND (debit = 'entitlement' AND substr(credit, 1, 4) = 'due:'
            OR credit = 'entitlement' AND substr(debit, 1, 4) = 'due:'))
    """
)
_OF_MONTH = text(f"SELECT seq FROM entry WHERE {_MOVES} AND month = :month")
_OPEN_PLANS = text(
    """
    SELECT seq FROM entry AS plan
    WHERE contract = :contract AND kind = 'plan' AND month BETWEEN :low AND :high
        AND worked_on BETWEEN :first AND :last
        AND NOT EXISTS (
            SELECT 1 FROM entry AS answer
            WHERE answer.contract = plan.contract AND answer.ref = plan.seq
                AND answer.kind IN ('post', 'void'))
    """
)


def extract(reading: LedgerReading, contract: UUID, asked: Asked) -> Extract:
    """What a balance needs of the ledger of one contract."""
    first, last = asked.days.first.isoformat(), asked.days.last.isoformat()
    about = {"contract": contract.bytes, "first": first, "last": last, "low": first[:7], "high": last[:7]}
    about |= {"from": asked.ways.first.isoformat(), "until": asked.ways.last.isoformat()}
    summed = reading.connection.execute(text(SUMS), about).all()
    months = asked.months | {row.month for row in summed[:1]}
    seqs = {
        *reading.connection.scalars(_IN_FULL, about),
        *reading.connection.scalars(_OPEN_PLANS, about),
        *(seq for month in months for seq in reading.connection.scalars(_OF_MONTH, about | {"month": month})),
    }
    return Extract(
        tuple(_with_origins(reading, contract, seqs)),
        months,
        tuple(_sum(row) for row in summed if row.month not in months),
    )


def _sum(row: Sequence[Any]) -> MonthSum:
    """A sum is a decimal number on PostgreSQL."""
    month, unit, debit, credit, amount = row
    return MonthSum(month, LedgerUnit(unit), Account(debit), Account(credit), int(amount))


def _with_origins(reading: LedgerReading, contract: UUID, seqs: Iterable[int]) -> list[Entry]:
    """Entries by their numbers, with those that tell the day or the source of others."""
    found: dict[int, Entry] = {}
    wanted = set(seqs)
    while wanted:
        fetched = _entries(reading, contract, sorted(wanted))
        found |= {entry.seq: entry for entry in fetched}
        wanted = {seq for entry in fetched if (seq := _origin(entry.draft)) is not None} - set(found)
    return [found[seq] for seq in sorted(found)]


def _origin(draft: Draft) -> int | None:
    """The entry that one takes back, or speaks of without saying its day or its source again."""
    says_all = draft.worked_on is not None and ENTITLEMENT not in {draft.debit, draft.credit}
    return None if says_all and draft.kind is EntryKind.POST else draft.ref or taken_back(draft)


def _entries(reading: LedgerReading, contract: UUID, seqs: Sequence[int]) -> list[Entry]:
    its = ENTRY.c.contract == contract.bytes
    asked = [select(*ENTRY_COLUMNS).where(its, ENTRY.c.seq.in_(some)) for some in chunks(seqs, _AT_ONCE)]
    return [entry_of(row) for each in asked for row in reading.connection.execute(each)]
