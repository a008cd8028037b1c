"""A workspace with at least one row in each table."""

from rota.ledger.entry import EntryKind
from rota.model.calendar import Slot
from rota.store import AttendanceLine, Outcome, Store, Unit
from tests.builders import CH, CHU
from tests.store.drafts import answer, contract, draft, plan


def fill(store: Store) -> None:
    """Put at least one row in each table."""
    store.append([plan(1), draft(2), plan(3, slot=Slot.PM)])
    store.append([answer(4, EntryKind.POST, plan(1), 1)])

    def more(unit: Unit) -> None:
        unit.plans.save("2026-12", "{}", based_on=0, author="head", site=CH)
        unit.plans.propose("2026-12", 1, [CH, CHU], author="head", site=CH)
        line = AttendanceLine(line=2, outcome=Outcome.ENTRY, contract=contract().id, seq=2)
        unit.attendance.record(CH, bytes(32), "december.csv", [line], author="medical-affairs")

    store.run(more)
