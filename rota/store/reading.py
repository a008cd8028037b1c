"""What is read of the ledger within one transaction."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, func, select, text, union_all
from sqlalchemy.sql.elements import ColumnElement

from rota.errors import UserError
from rota.ledger.accounts import Account
from rota.ledger.contract import Contract
from rota.ledger.entry import COUNTED, Entry, EntryKind, LedgerUnit
from rota.model.facts import PostId
from rota.store.rows import (
    ENTRY_COLUMNS,
    ENTRY_NAMES,
    StoredEntry,
    contract_from,
    entry_of,
    moment,
    selection,
)
from rota.store.tables import CONTRACT, ENTRY
from rota.words import Text

PAGE = 5_000
"""Entries read or written at once."""


class LedgerReading:
    """The ledger, as far as it is read."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def contract(self, post: PostId) -> Contract:
        """The contract of a post, the latest where it has had several.

        Raises:
            UserError: the post has none here.
        """
        asked = select(CONTRACT).where(CONTRACT.c.post == post).order_by(CONTRACT.c.started.desc()).limit(1)
        row = self.connection.execute(asked).mappings().first()
        if row is None:
            raise UserError(Text(f"le poste {post} n’a pas de convention", f"post {post} has no convention"))
        return contract_from(row)

    def contracts(self) -> tuple[Contract, ...]:
        """All contracts, by post and start."""
        asked = select(CONTRACT).order_by(CONTRACT.c.post, CONTRACT.c.started)
        return tuple(contract_from(row) for row in self.connection.execute(asked).mappings())

    def head(self, contract: UUID) -> tuple[int, bytes]:
        """Number and hash of the last entry; 0 and the genesis when there is none."""
        seq, hashed, _ = self.last(contract)
        return seq, hashed

    def entries(self, contract: UUID, *, after: int = 0) -> Iterator[Entry]:
        """Entries of a contract by sequence number, those above ``after``."""
        while page := self.page(contract, after):
            yield from page
            after = page[-1].seq

    def page(self, contract: UUID, after: int) -> list[Entry]:
        """The next :data:`PAGE` entries above ``after``."""
        return [entry_of(row) for row in self._page(contract, after, ENTRY_NAMES)]

    def stored(self, contract: UUID, after: int) -> list[StoredEntry]:
        """The next :data:`PAGE` rows above ``after``, as they stand."""
        return [StoredEntry._make(row) for row in self._page(contract, after, StoredEntry._fields)]

    def _page(self, contract: UUID, after: int, names: Sequence[str]) -> Sequence[Row[Any]]:
        asked = selection(self.connection.dialect.name, names)
        return self.connection.exec_driver_sql(asked, (contract.bytes, after, PAGE)).all()

    def claims(self, contract: UUID, month: str) -> list[Entry]:
        """What sites have stated of a month, oldest first."""
        its = (ENTRY.c.contract == contract.bytes) & (ENTRY.c.month == month)
        stated = select(*ENTRY_COLUMNS).where(its, ENTRY.c.kind == EntryKind.CLAIM.value)
        return [entry_of(row) for row in self.connection.execute(stated.order_by(ENTRY.c.seq))]

    def closed_months(self, contract: UUID) -> frozenset[str]:
        """Months that both sites have signed and not opened again."""
        asked = text("SELECT month FROM period WHERE contract = :contract AND state = 'closed'")
        return frozenset(self.connection.scalars(asked, {"contract": contract.bytes}))

    def periods(self, contract: UUID) -> Mapping[str, str]:
        """Months with a statement, and whether they are ``open``, ``proposed`` or ``closed``."""
        asked = text("SELECT month, state FROM period WHERE contract = :contract ORDER BY month")
        rows = self.connection.execute(asked, {"contract": contract.bytes})
        return {str(row.month): str(row.state) for row in rows}

    def balances(
        self, contract: UUID, *, months: Iterable[str] | None = None, up_to: int | None = None
    ) -> Mapping[tuple[LedgerUnit, Account], int]:
        """Balances as :func:`rota.ledger.book.fold` gives them, summed by the database.

        Args:
            contract: Whose balances.
            months: Only what counts in these.
            up_to: Only entries up to this sequence number.
        """
        kept: list[ColumnElement[bool]] = [
            ENTRY.c.contract == contract.bytes,
            ENTRY.c.kind.in_(sorted(kind.value for kind in COUNTED)),
        ]
        if months is not None:
            kept.append(ENTRY.c.month.in_(sorted(months)))
        if up_to is not None:
            kept.append(ENTRY.c.seq <= up_to)
        sides = union_all(
            select(ENTRY.c.unit, ENTRY.c.debit.label("account"), (-ENTRY.c.amount).label("amount")).where(
                *kept
            ),
            select(ENTRY.c.unit, ENTRY.c.credit, ENTRY.c.amount).where(*kept),
        ).subquery()
        summed = select(sides.c.unit, sides.c.account, func.sum(sides.c.amount)).group_by(
            sides.c.unit, sides.c.account
        )
        return {
            (LedgerUnit(unit), Account(account)): int(amount)
            for unit, account, amount in self.connection.execute(summed)
            if amount
        }

    def last(self, contract: UUID) -> tuple[int, bytes, datetime | None]:
        """Number, hash and time of the last entry; 0, the genesis and None when there is none."""
        asked = (
            select(ENTRY.c.seq, ENTRY.c.hash, ENTRY.c.recorded_at)
            .where(ENTRY.c.contract == contract.bytes)
            .order_by(ENTRY.c.seq.desc())
            .limit(1)
        )
        row = self.connection.execute(asked).first()
        if row is not None:
            return row.seq, bytes(row.hash), moment(row.recorded_at)
        return 0, self.opened(contract).genesis, None

    def opened(self, contract: UUID) -> Contract:
        """The contract of an id.

        Raises:
            UserError: it is not here.
        """
        asked = select(CONTRACT).where(CONTRACT.c.id == contract.bytes)
        row = self.connection.execute(asked).mappings().first()
        if row is None:
            raise UserError(Text(f"convention inconnue : {contract}", f"unknown contract: {contract}"))
        return contract_from(row)
