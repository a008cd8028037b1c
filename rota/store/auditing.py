"""The tables beside the ledgers held against what they must say: slots, openings, plans, facts.

Slots are told again from the entries; a plan has the hash it was saved with; facts give their fingerprint.
Nothing that is read here is believed, so that no change makes the audit itself fail.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, LargeBinary, RowMapping, cast, func, select

from rota.errors import UserError
from rota.ledger.contract import Contract, id_of
from rota.ledger.slots import Place, Taken, TakenSlots
from rota.sites import fingerprint
from rota.sites.faults import clean
from rota.store.content import facts_of
from rota.store.findings import Finding, FindingKind
from rota.store.rows import contract_from
from rota.store.tables import BOOKING, CONTRACT, ENTRY, FACTS_VERSION, PLAN_BODY, PLAN_VERSION


@dataclass(frozen=True, slots=True)
class Openings:
    """The contracts that can be read, and what is wrong with the table of them."""

    contracts: tuple[Contract, ...]
    """By post and start."""
    findings: tuple[Finding, ...]


def openings(connection: Connection) -> Openings:
    """Every contract, each held against its id and its genesis."""
    asked = select(CONTRACT).order_by(CONTRACT.c.post, CONTRACT.c.started)
    found: list[Contract] = []
    wrong: list[Finding] = []
    for row in connection.execute(asked).mappings():
        contract = _contract(row)
        if contract is not None:
            found.append(contract)
        if contract is None or not _sound(contract, row):
            wrong.append(Finding(FindingKind.CONTRACT, clean(str(row["post"]))))
    its = ENTRY.c.contract.not_in(select(CONTRACT.c.id))
    lost = connection.scalar(select(func.count()).select_from(ENTRY).where(its))
    if lost:
        wrong.append(Finding(FindingKind.NO_CONTRACT, str(lost)))
    return Openings(tuple(found), tuple(wrong))


def slots(connection: Connection, contract: Contract, told: TakenSlots) -> Iterator[Finding]:
    """The slots of one contract, against those its entries take."""
    left = dict(told.taken())
    asked = select(BOOKING).where(BOOKING.c.contract == contract.id.bytes)
    for row in connection.execute(asked.order_by(BOOKING.c.day, BOOKING.c.slot)).mappings():
        place, group = Place(row["day"], row["slot"]), bytes(row["group_id"]).hex()
        where = _where(row["post"], place)
        real = left.pop(place, None) if row["post"] == contract.post else None
        if real is None:
            yield Finding(FindingKind.SLOT_EXTRA, where)
        elif not told.holds(place, Taken(row["seq"], group, row["site"])):
            yield Finding(FindingKind.SLOT_OTHER, where)
    for place in sorted(left):
        yield Finding(FindingKind.SLOT_MISSING, _where(contract.post, place))


def strange_slots(connection: Connection) -> Iterator[Finding]:
    """Slots taken for a contract that is not there."""
    asked = select(BOOKING.c.post, BOOKING.c.day, BOOKING.c.slot)
    for row in connection.execute(asked.where(BOOKING.c.contract.not_in(select(CONTRACT.c.id)))):
        yield Finding(FindingKind.SLOT_EXTRA, _where(row.post, Place(row.day, row.slot)))


def plans(connection: Connection) -> Iterator[Finding]:
    """Every version of every plan, against the hash it was saved with."""
    stored = select(PLAN_BODY.c.sha256, _bytes_of(connection, PLAN_BODY.c.body))
    bodies = {
        bytes(saved): sha256(bytes(body)).digest() == bytes(saved)
        for saved, body in connection.execute(stored)
    }
    asked = select(PLAN_VERSION.c.plan, PLAN_VERSION.c.version, PLAN_VERSION.c.sha256)
    before = ("", 0)
    for plan, version, saved in connection.execute(
        asked.order_by(PLAN_VERSION.c.plan, PLAN_VERSION.c.version)
    ):
        where = f"{clean(plan)}/v{version}"
        if version != (before[1] if before[0] == plan else 0) + 1:
            yield Finding(FindingKind.PLAN_NUMBER, where)
        if bytes(saved) not in bodies:
            yield Finding(FindingKind.PLAN_WITHOUT_BODY, where)
        elif not bodies[bytes(saved)]:
            yield Finding(FindingKind.PLAN_BODY, where)
        before = (plan, version)


def facts(connection: Connection) -> Iterator[Finding]:
    """Every version of the facts, against its fingerprint."""
    content = _bytes_of(connection, FACTS_VERSION.c.content)
    asked = select(FACTS_VERSION.c.id, FACTS_VERSION.c.fingerprint, content)
    rows = connection.execute(asked.order_by(FACTS_VERSION.c.id)).all()
    for number, said, stated in rows:
        try:
            given = fingerprint(facts_of(bytes(stated).decode()))
        except (UserError, UnicodeDecodeError):
            yield Finding(FindingKind.FACTS_UNREADABLE, str(number))
            continue
        if given != said:
            yield Finding(FindingKind.FACTS_FINGERPRINT, str(number))
    for before, after in pairwise([0, *(row.id for row in rows)]):
        if after != before + 1:
            yield Finding(FindingKind.FACTS_NUMBER, str(after))


Audit = Callable[[Connection], Iterable[Finding]]
AUDITS: Mapping[str, Audit] = {
    "contract": lambda connection: openings(connection).findings,
    "booking": strange_slots,
    "plan_version": plans,
    "facts_version": facts,
}
"""What is looked at beside the ledgers, by the table that begins it."""


def _bytes_of(connection: Connection, column: ColumnElement[str]) -> ColumnElement[bytes]:
    """A text as its bytes, which need not be text any more."""
    if connection.dialect.name == "postgresql":
        return func.convert_to(column, "UTF8", type_=LargeBinary)
    return cast(column, LargeBinary)


def _contract(row: RowMapping) -> Contract | None:
    try:
        return contract_from(row)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _sound(contract: Contract, row: RowMapping) -> bool:
    """Whether a row says what its opening says, under the id that this gives."""
    named = (row["post"], row["started"]) == (contract.post, contract.start.isoformat())
    of = id_of(contract.post, contract.sites[0], contract.start) if contract.sites else UUID(int=0)
    return named and of == contract.id and bytes(row["genesis"]) == contract.genesis


def _where(post: str, place: Place) -> str:
    return " ".join(clean(str(word)) for word in (post, *place))
