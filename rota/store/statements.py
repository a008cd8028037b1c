"""What is signed for a month, told by the database without reading every entry.

:func:`rota.ledger.closing.statement` and :func:`rota.ledger.months.state` say what it means; tests hold these
against them.
"""

from dataclasses import replace

from sqlalchemy import ScalarSelect, func, select

from rota.ledger.closing import Objection, Statement, previous_statement, refusal
from rota.ledger.contract import Contract
from rota.ledger.entry import Draft
from rota.ledger.months import Months, Timeline, upto_of
from rota.store.reading import LedgerReading
from rota.store.rows import draft_of
from rota.store.tables import ENTRY


def objection(reading: LedgerReading, contract: Contract, draft: Draft) -> Objection | None:
    """What forbids appending a closing or a reopening after what stands; None when nothing does."""
    told = statement(reading, contract, draft.month, upto_of(draft)).digest
    text = refusal(contract, months(reading, contract, draft.month), draft, told)
    return Objection(draft.month, text) if text else None


def statement(reading: LedgerReading, contract: Contract, month: str, upto: int) -> Statement:
    """The statement of a month over the entries up to ``upto``."""
    its = (ENTRY.c.contract == contract.id.bytes) & (ENTRY.c.seq <= upto)
    last = reading.connection.execute(
        select(ENTRY.c.seq, ENTRY.c.hash).where(its).order_by(ENTRY.c.seq.desc()).limit(1)
    ).first()
    counted = select(func.count()).select_from(ENTRY).where(its, ENTRY.c.month == month)
    return Statement(
        contract.id,
        month,
        last.seq if last else 0,
        bytes(last.hash) if last else contract.genesis,
        int(reading.connection.scalar(counted) or 0),
        reading.balances(contract.id, up_to=upto),
        previous_statement(months(reading, contract, month, upto), month),
    )


def months(reading: LedgerReading, contract: Contract, month: str, upto: int | None = None) -> Months:
    """Where the months stand after the entries up to ``upto``; after all of them when left out.

    Only closings and reopenings are read; of the entries between them, the last one of their months, and of
    ``month``.
    """
    its, timeline = ENTRY.c.contract == contract.id.bytes, Timeline()
    if upto is not None:
        its &= ENTRY.c.seq <= upto
    signed = select(ENTRY.c.seq, ENTRY.c.payload, _before()).where(its, ENTRY.c.amount == 0)
    speaks_of = {month}
    for seq, payload, before in reading.connection.execute(signed.order_by(ENTRY.c.seq)).all():
        draft = draft_of(bytes(payload))
        speaks_of.add(draft.month)
        _touch(timeline, before, draft.month)
        timeline.see(seq, draft)
    touched = select(ENTRY.c.month, func.max(ENTRY.c.seq)).where(its, ENTRY.c.amount > 0)
    named = ENTRY.c.month.in_(sorted(name for name in speaks_of if name not in timeline.months().closed))
    for name, seq in reading.connection.execute(touched.where(named).group_by(ENTRY.c.month)):
        _touch(timeline, seq, name)
    last = reading.connection.scalar(select(func.max(ENTRY.c.seq)).where(its))
    return replace(timeline.months(), last=last or 0)


def _before() -> ScalarSelect[int]:
    """The last entry before a closing or reopening that counts in its month."""
    it = ENTRY.alias("before")
    same = (it.c.contract == ENTRY.c.contract) & (it.c.month == ENTRY.c.month) & (it.c.seq < ENTRY.c.seq)
    return select(it.c.seq).where(same, it.c.amount > 0).order_by(it.c.seq.desc()).limit(1).scalar_subquery()


def _touch(timeline: Timeline, seq: int | None, month: str) -> None:
    """Tell of an entry of a month, where it came since the last one told."""
    if seq is not None and seq > timeline.months().touched.get(month, 0):
        timeline.touch(seq, month)
