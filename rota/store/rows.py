"""Entries as rows, and rows as entries."""

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import RowMapping

from rota.ledger import payload as payloads
from rota.ledger.chain import microseconds
from rota.ledger.contract import Contract
from rota.ledger.entry import Draft, Entry
from rota.model.facts import PostId, SiteId
from rota.store.tables import ENTRY

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class StoredEntry(NamedTuple):
    """A row of the table of entries as it stands, believed in nothing: what a verification reads."""

    contract: bytes
    seq: int
    idem: bytes
    group_id: bytes
    kind: str
    unit: str
    debit: str
    credit: str
    amount: int
    month: str
    worked_on: str | None
    site: str | None
    ref: int | None
    corrects_month: str
    author_site: str
    statement: str
    recorded_at: int
    salt: bytes
    payload: bytes
    leaf: bytes
    prev: bytes
    hash: bytes


COPIED = StoredEntry._fields[:1] + StoredEntry._fields[2:16]
"""The columns that repeat fields of the payload, for :func:`rota.ledger.verify.verify`."""
ENTRY_NAMES = ("seq", "recorded_at", "salt", "payload", "leaf", "prev", "hash")
ENTRY_COLUMNS = tuple(ENTRY.c[name] for name in ENTRY_NAMES)
"""What an :class:`Entry` is made of."""


def moment(microsecond: int) -> datetime:
    """The instant of a stored time."""
    return _EPOCH + timedelta(microseconds=microsecond)


def stored_of(entry: Entry) -> StoredEntry:
    """The row of an entry: the columns repeat fields of the payload."""
    draft = entry.draft
    return StoredEntry(
        draft.contract.bytes,
        entry.seq,
        draft.idem.bytes,
        draft.group.bytes,
        draft.kind.value,
        draft.unit.value,
        draft.debit,
        draft.credit,
        draft.amount,
        draft.month,
        draft.worked_on.isoformat() if draft.worked_on else None,
        draft.site,
        draft.ref,
        draft.corrects_month,
        draft.author_site,
        draft.statement,
        microseconds(entry.recorded_at),
        entry.salt,
        entry.payload,
        entry.leaf,
        entry.prev,
        entry.hash,
    )


def insertion(dialect: str) -> str:
    """The SQL that writes a :class:`StoredEntry`: many times faster than by named values."""
    mark = "?" if dialect == "sqlite" else "%s"
    names, marks = ", ".join(StoredEntry._fields), ", ".join(mark for _ in StoredEntry._fields)
    return f"INSERT INTO entry ({names}) VALUES ({marks})"


def selection(dialect: str, names: Sequence[str]) -> str:
    """The SQL that reads columns of a contract's entries above a number, so many at most."""
    mark, told = "?" if dialect == "sqlite" else "%s", ", ".join(names)
    return f"SELECT {told} FROM entry WHERE contract = {mark} AND seq > {mark} ORDER BY seq LIMIT {mark}"


@lru_cache(maxsize=16_384)
def draft_of(payload: bytes) -> Draft:
    """The draft of a payload: the same bytes are always the same draft, so they are read once.

    Raises:
        ValueError: it is not one of ours.
    """
    return payloads.draft_of(payload)


def entry_of(row: Sequence[Any]) -> Entry:
    """The entry of a row of :data:`ENTRY_COLUMNS`.

    Raises:
        ValueError: the payload is not one of ours.
    """
    seq, recorded_at, salt, payload, leaf, prev, hashed = row
    return Entry(
        draft_of(bytes(payload)),
        seq,
        moment(recorded_at),
        bytes(salt),
        bytes(payload),
        bytes(leaf),
        bytes(prev),
        bytes(hashed),
    )


def contract_row(contract: Contract, opened_at: datetime) -> dict[str, Any]:
    """The row of a contract."""
    return {
        "id": contract.id.bytes,
        "post": contract.post,
        "started": contract.start.isoformat(),
        "opening": contract.opening,
        "genesis": contract.genesis,
        "opened_at": microseconds(opened_at),
    }


def contract_from(row: RowMapping) -> Contract:
    """The contract of a row, as its opening statement tells it."""
    opening = bytes(row["opening"])
    told = json.loads(opening)
    return Contract(
        UUID(bytes=bytes(row["id"])),
        PostId(told["post"]),
        tuple(SiteId(site) for site in told["sites"]),
        date.fromisoformat(told["start"]),
        date.fromisoformat(told["end"]),
        opening,
    )
