"""Drafts of one contract: the ids are made from a number, so that sending again is sending the same."""

from dataclasses import replace
from datetime import date
from uuid import UUID, uuid5

from rota.ledger.accounts import CLOCK, done, due, worked
from rota.ledger.contract import Contract, contract_of
from rota.ledger.entry import Draft, EntryKind, LedgerUnit
from rota.ledger.verify import verify
from rota.model.calendar import Slot
from rota.model.facts import SiteId
from rota.store import Store
from tests import builders
from tests.builders import CH

DAY = date(2026, 12, 7)
MORNING = (510, 780)
"""Instants that stand for any half-day: only their presence counts here."""


def contract(number: int = 1) -> Contract:
    """The contract of the post of that number."""
    return contract_of(builders.convention(builders.post(number).id))


def draft(number: int, *, of: Contract | None = None, **more: object) -> Draft:
    """Unplanned work of a morning at the CH, without the slots it takes."""
    contract_id = (of or contract()).id
    plain = Draft(
        idem=uuid5(contract_id, f"idem {number}"),
        group=uuid5(contract_id, f"group {number}"),
        contract=contract_id,
        kind=EntryKind.DIRECT,
        unit=LedgerUnit.HALF_DAY_60,
        debit=due(CH),
        credit=done(CH),
        amount=60,
        month="2026-12",
        worked_on=DAY,
        site=CH,
        what="CH-MED/WARD",
        source="hand",
        author="medical-affairs",
        author_site=CH,
    )
    return replace(plain, **more)  # type: ignore[arg-type]


def plan(
    number: int, day: date = DAY, slot: Slot = Slot.AM, *, site: SiteId = CH, of: Contract | None = None
) -> Draft:
    """A planned half-day, which takes its slot."""
    return draft(
        number,
        of=of,
        kind=EntryKind.PLAN,
        debit=due(site),
        credit=done(site),
        month=f"{day:%Y-%m}",
        worked_on=day,
        slots=(slot,),
        start=MORNING[0],
        end=MORNING[1],
        site=site,
        what=f"{site}-MED/WARD",
        plan_version=3,
        author_site=site,
    )


def answer(number: int, kind: EntryKind, to: Draft, ref: int, **more: object) -> Draft:
    """A post, void or reversal of the entry ``ref``."""
    back = kind is EntryKind.REVERSE
    return replace(
        to,
        idem=uuid5(to.contract, f"idem {number}"),
        group=uuid5(to.contract, f"group {number}"),
        kind=kind,
        ref=ref,
        debit=to.credit if back else to.debit,
        credit=to.debit if back else to.credit,
        **more,  # type: ignore[arg-type]
    )


def minutes(number: int, **more: object) -> Draft:
    """Minutes worked at the CH."""
    plain = replace(draft(number), unit=LedgerUnit.MINUTE, debit=CLOCK, credit=worked(CH), amount=240)
    return replace(plain, **more)  # type: ignore[arg-type]


def group_of(*drafts: Draft) -> tuple[Draft, ...]:
    """The same drafts as one group."""
    group: UUID = drafts[0].group
    return tuple(replace(each, group=group) for each in drafts)


def first_bad(store: Store, of: Contract) -> tuple[int | None, int]:
    """The number of the first entry that breaks the chain of a contract, and how many were read."""
    report = verify(of, store.stored(of.id))
    return (None if report.first is None else report.first.seq), report.count
