"""The slots told again from the entries are those of the table, whatever is written in whatever batches."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from rota.ledger.entry import Draft, EntryKind
from rota.ledger.slots import TakenSlots
from rota.ledger.verify import verify
from rota.model.calendar import Slot
from rota.store import Store, auditing
from rota.store.findings import Finding, FindingKind
from tests.builders import CHU
from tests.store.drafts import answer, contract, draft, group_of, minutes, plan


def found(store: Store) -> list[Finding]:
    told = TakenSlots()
    verify(contract(), store.stored(contract().id), watch=told.see)
    return store.read(lambda unit: list(auditing.slots(unit.connection, contract(), told)))


def _work(of: Draft, **more: object) -> Draft:
    return replace(of, slots=(Slot.AM,), start=510, end=780, **more)  # type: ignore[arg-type]


PAIR = group_of(_work(minutes(1)), _work(draft(2)))
SHARED = group_of(replace(_work(draft(3)), slots=()), _work(minutes(4), site=CHU))
POST = answer(2, EntryKind.POST, plan(1), 1)
STORIES: dict[str, Sequence[Sequence[Draft]]] = {
    "two slots": [[plan(1), plan(2, slot=Slot.PM)]],
    "voided": [[plan(1)], [answer(2, EntryKind.VOID, plan(1), 1)]],
    "voided, and given to another": [[plan(1)], [answer(2, EntryKind.VOID, plan(1), 1), plan(3, site=CHU)]],
    "given to another, and voided": [[plan(1)], [plan(3, site=CHU), answer(2, EntryKind.VOID, plan(1), 1)]],
    "done, then reversed": [[plan(1)], [POST], [answer(4, EntryKind.REVERSE, POST, 2)]],
    "minutes and half-day": [PAIR],
    "minutes, then the half-day": [PAIR[:1], PAIR[1:]],
    "minutes corrected": [
        PAIR,
        [answer(4, EntryKind.REVERSE, PAIR[0], 1), _work(minutes(5), amount=300, group=PAIR[0].group)],
    ],
    "the half-day alone reversed": [PAIR, [answer(4, EntryKind.REVERSE, PAIR[1], 2)]],
    "a half-day shared": [PAIR, SHARED],
    "without instants": [[plan(1), minutes(2, slots=(Slot.AM,))]],
}


@pytest.mark.parametrize("story", STORIES)
def test_nothing_is_found_where_nothing_was_changed(store: Store, story: str) -> None:
    for batch in STORIES[story]:
        store.append(batch)
    assert found(store) == []


def test_what_was_changed_is_named(store: Store) -> None:
    store.append([plan(1), plan(2, slot=Slot.PM)])
    run = store.run
    run(lambda unit: unit.connection.exec_driver_sql("DELETE FROM booking WHERE slot = 'pm'"))
    assert found(store) == [Finding(FindingKind.SLOT_MISSING, "ASP-1 2026-12-07 pm")]
    run(lambda unit: unit.connection.exec_driver_sql("UPDATE booking SET day = '2026-12-08'"))
    assert [each.kind for each in found(store)] == [
        FindingKind.SLOT_EXTRA,
        FindingKind.SLOT_MISSING,
        FindingKind.SLOT_MISSING,
    ]
