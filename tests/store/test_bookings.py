"""A post works once at most on a slot; what is voided or reversed gives the slot back."""

from dataclasses import replace

import pytest
from sqlalchemy import text

from rota.ledger.entry import Draft, EntryKind
from rota.ledger.journal import DoubleBooking
from rota.model.calendar import Slot
from rota.store import Store
from rota.words import Lang
from tests.builders import CHU
from tests.store.drafts import DAY, answer, contract, draft, group_of, minutes, plan


def _work(of: Draft, **more: object) -> Draft:
    """The same with the instants and the slot that make it a work."""
    return replace(of, slots=(Slot.AM,), start=510, end=780, **more)  # type: ignore[arg-type]


def _booked(store: Store) -> list[tuple[str, str, str]]:
    asked = text("SELECT day, slot, site FROM booking ORDER BY day, slot")
    return [tuple(row) for row in store.read(lambda unit: unit.connection.execute(asked).all())]


def test_other_work_on_a_taken_slot_is_refused_and_names_site_and_plan(store: Store) -> None:
    store.append([plan(1)])
    with pytest.raises(DoubleBooking) as refused:
        store.append([draft(9), plan(2, site=CHU)])
    said = refused.value.text.say(Lang.EN)
    assert said == "ASP-1 is already booked on 2026-12-07, morning, at CH (CH-MED/WARD), plan 3"
    assert "le 2026-12-07, matin, à CH" in refused.value.text.say(Lang.FR)
    assert [entry.seq for entry in store.entries(contract().id)] == [1]


def test_two_works_of_one_batch_on_a_slot_are_refused(store: Store) -> None:
    with pytest.raises(DoubleBooking):
        store.append([plan(1), plan(2, site=CHU)])
    assert _booked(store) == []


def test_other_slots_and_other_posts_are_free(store: Store) -> None:
    store.append([plan(1), plan(2, slot=Slot.PM, site=CHU), plan(3, slot=Slot.NIGHT)])
    theirs = plan(4, of=contract(2))
    store.append([theirs])
    assert [slot for _, slot, _ in _booked(store)] == ["am", "am", "night", "pm"]


def test_half_days_and_minutes_of_one_group_are_one_work(store: Store) -> None:
    pair = group_of(_work(minutes(1)), _work(draft(2)))
    store.append(pair)
    assert _booked(store) == [(DAY.isoformat(), "am", "CH")]
    corrected = _work(minutes(3), amount=300, group=pair[0].group)
    store.append([answer(4, EntryKind.REVERSE, pair[0], 1), corrected])
    assert _booked(store) == [(DAY.isoformat(), "am", "CH")], "the half-day still stands"


def test_corrections_without_instants_take_no_slot(store: Store) -> None:
    store.append([plan(1), minutes(2, slots=(Slot.AM,))])
    assert len(_booked(store)) == 1


@pytest.mark.parametrize("together", [True, False])
def test_voided_plan_gives_its_slot_to_another_site(store: Store, together: bool) -> None:
    store.append([plan(1)])
    void, other = answer(2, EntryKind.VOID, plan(1), 1), plan(3, site=CHU)
    for batch in [[void, other]] if together else [[void], [other]]:
        store.append(batch)
    assert _booked(store) == [(DAY.isoformat(), "am", "CHU")]


def test_done_plan_keeps_its_slot_until_it_is_reversed(store: Store) -> None:
    post = answer(2, EntryKind.POST, plan(1), 1)
    store.append([plan(1)])
    store.append([post])
    with pytest.raises(DoubleBooking):
        store.append([plan(3, site=CHU)])
    store.append([answer(4, EntryKind.REVERSE, post, 2)])
    store.append([plan(3, site=CHU)])
    assert _booked(store) == [(DAY.isoformat(), "am", "CHU")]


def test_sending_again_books_once(store: Store) -> None:
    store.append([plan(1)])
    store.append([plan(1), plan(2, slot=Slot.PM)])
    assert len(_booked(store)) == 2
