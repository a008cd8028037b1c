"""Bookings: which slots of a post's days are taken by what stands in the ledger now.

A plan, and work that no plan announced, take the slots of their day; they are known by their instants, which
leave and corrections of minutes have not. The entries of one group (half-days, minutes) are one piece of
work; another group is refused, whoever sends it. A piece whose half-days name no slot shares the half-day of
other work, as both sites agreed: it takes none. A void, and a reversal of the work, give the slots back.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, delete, insert, select

from rota.ledger.entry import Draft, Entry, EntryKind, LedgerUnit
from rota.ledger.journal import DoubleBooking
from rota.model.calendar import Slot
from rota.model.facts import PostId
from rota.store.tables import BOOKING, ENTRY
from rota.words import Text

_SLOTS = {
    Slot.AM: Text("matin", "morning"),
    Slot.PM: Text("après-midi", "afternoon"),
    Slot.NIGHT: Text("nuit", "night"),
}
_AT_ONCE = 1_000
Place = tuple[PostId, str, Slot]
"""A slot of a day of a post."""


def places(draft: Draft, post: PostId) -> Iterator[Place]:
    """The slots that an entry takes."""
    works = draft.kind in {EntryKind.PLAN, EntryKind.DIRECT} and draft.start is not None
    if works and draft.worked_on is not None:
        for slot in draft.slots:
            yield post, draft.worked_on.isoformat(), slot


def book(connection: Connection, contract: UUID, post: PostId, entries: Sequence[Entry]) -> None:
    """Take and give back the slots of entries that were just written, in their order.

    Raises:
        DoubleBooking: a slot is taken.
    """
    freed = _freed(connection, contract, entries)
    half_days = [entry.draft for entry in entries if entry.draft.unit is LedgerUnit.HALF_DAY_60]
    sharing = {d.group for d in half_days if not d.slots} - {d.group for d in half_days if d.slots}
    taken: dict[Place, Entry] = {}
    for entry in entries:
        if entry.seq in freed:
            gone = freed[entry.seq]
            taken = {place: by for place, by in taken.items() if by.seq not in gone}
        for place in () if entry.draft.group in sharing else places(entry.draft, post):
            by = taken.get(place)
            if by is None or (by.draft.group == entry.draft.group and by.draft.unit is LedgerUnit.MINUTE):
                taken[place] = entry
            elif by.draft.group != entry.draft.group:
                raise DoubleBooking(_told(place, by.draft))
    for some in chunks(sorted({seq for gone in freed.values() for seq in gone}), _AT_ONCE):
        connection.execute(
            delete(BOOKING).where(BOOKING.c.contract == contract.bytes, BOOKING.c.seq.in_(some))
        )
    free = _not_yet(connection, post, taken)
    if free:
        connection.execute(insert(BOOKING), [_row(contract, place, entry) for place, entry in free.items()])


def _freed(connection: Connection, contract: UUID, entries: Sequence[Entry]) -> dict[int, frozenset[int]]:
    """The entries whose slots each answer gives back: what it answers, and what that has answered."""
    answers = {e.seq: e.draft for e in entries if e.draft.kind in {EntryKind.VOID, EntryKind.REVERSE}}
    reversed_ = sorted(
        {draft.ref for draft in answers.values() if draft.ref and draft.kind is EntryKind.REVERSE}
    )
    before: dict[int, int | None] = {}
    for some in chunks(reversed_, _AT_ONCE):
        its = (ENTRY.c.contract == contract.bytes) & ENTRY.c.seq.in_(some)
        found = connection.execute(select(ENTRY.c.seq, ENTRY.c.ref).where(its))
        before.update((seq, ref) for seq, ref in found)
    return {
        seq: frozenset(of for of in (draft.ref, before.get(draft.ref or 0)) if of is not None)
        for seq, draft in answers.items()
    }


def _not_yet(connection: Connection, post: PostId, wanted: dict[Place, Entry]) -> dict[Place, Entry]:
    """Of the slots wanted, those not yet taken by the same work; the key of the table stands behind.

    Raises:
        DoubleBooking: other work has one.
    """
    if not wanted:
        return {}
    days, free = sorted({day for _, day, _ in wanted}), dict(wanted)
    found = connection.execute(
        select(BOOKING.c.day, BOOKING.c.slot, BOOKING.c.group_id, ENTRY.c.payload)
        .join(ENTRY, (ENTRY.c.contract == BOOKING.c.contract) & (ENTRY.c.seq == BOOKING.c.seq))
        .where(BOOKING.c.post == post, BOOKING.c.day.between(days[0], days[-1]))
        .order_by(BOOKING.c.day, BOOKING.c.slot)
    )
    for day, slot, group, payload in found:
        place = (post, day, Slot(slot))
        by = free.pop(place, None)
        if by is not None and by.draft.group.bytes != bytes(group):
            raise DoubleBooking(_told(place, Draft.from_payload(bytes(payload))))
    return free


def _row(contract: UUID, place: Place, entry: Entry) -> dict[str, Any]:
    post, day, slot = place
    values = {"post": post, "day": day, "slot": slot.value, "site": entry.draft.site or ""}
    return values | {"contract": contract.bytes, "seq": entry.seq, "group_id": entry.draft.group.bytes}


def _told(place: Place, by: Draft) -> Text:
    """Who has the slot: the site, what for, and the plan that says so."""
    post, day, slot = place
    what = f" ({by.what})" if by.what else ""
    plan = "" if by.plan_version is None else f", plan {by.plan_version}"
    half = _SLOTS[slot]
    return Text(
        f"{post} est déjà pris le {day}, {half.fr}, à {by.site}{what}{plan}",
        f"{post} is already booked on {day}, {half.en}, at {by.site}{what}{plan}",
    )


def chunks(items: Iterable[Any], size: int) -> Iterator[list[Any]]:
    """Items by lists of ``size`` at most."""
    gathered: list[Any] = []
    for item in items:
        gathered.append(item)
        if len(gathered) == size:
            yield gathered
            gathered = []
    if gathered:
        yield gathered
