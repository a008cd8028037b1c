"""Which slots of a post are taken, told again from the entries alone: what the table of bookings must say.

It is written apart from the code that keeps that table, and reads what a verification reads.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from rota.ledger.entry import EntryKind, LedgerUnit
from rota.ledger.payload import Told

_WORK = {EntryKind.PLAN.value, EntryKind.DIRECT.value}
_GIVES_BACK = {EntryKind.VOID.value, EntryKind.REVERSE.value}
_HALF_DAY = LedgerUnit.HALF_DAY_60.value


class Place(NamedTuple):
    """A slot of a day, as entries name them."""

    day: str
    slot: str


@dataclass(frozen=True, slots=True)
class Taken:
    """What has a slot."""

    seq: int
    group: str
    site: str


class TakenSlots:
    """The slots of one contract, entry by entry in their order."""

    def __init__(self) -> None:
        self._taken: dict[Place, Taken] = {}
        self._works: dict[int, tuple[str, list[Place]]] = {}
        """The group of each work that stands, and what it asks for."""
        self._answers: dict[int, int] = {}
        """What each confirmation answers: a reversal of it gives back what the plan took."""
        self._half_days: defaultdict[str, set[int]] = defaultdict(set)
        """Of each group, its half-days that name a slot."""
        self._sharing: set[str] = set()
        """Groups whose half-days name none: they share the half-day of other work."""

    def see(self, seq: int, entry: Told) -> None:
        """The next entry."""
        if entry.ref is not None:
            if entry.kind in _GIVES_BACK:
                self._give_back(entry.ref)
                self._give_back(self._answers.get(entry.ref, 0))
            else:
                self._answers[seq] = entry.ref
        elif entry.kind in _WORK and entry.start is not None and entry.worked_on is not None:
            places = [Place(entry.worked_on, slot) for slot in entry.slots.split("+") if slot]
            if places:
                self._take(seq, entry, places)
            elif entry.unit == _HALF_DAY:
                self._share(entry.group)

    def taken(self) -> Mapping[Place, Taken]:
        """What has each slot now."""
        return self._taken

    def holds(self, place: Place, by: Taken) -> bool:
        """Whether ``by`` may stand for what has a slot: it, or another entry of the same piece of work."""
        real, (group, places) = self._taken.get(place), self._works.get(by.seq, ("", ()))
        same = real is not None and (real.group, real.site) == (by.group, by.site)
        return same and group == by.group and place in places

    def _take(self, seq: int, entry: Told, places: list[Place]) -> None:
        half_day = entry.unit == _HALF_DAY
        if half_day:
            self._half_days[entry.group].add(seq)
            self._sharing.discard(entry.group)
        elif entry.group in self._sharing:
            return
        self._works[seq] = entry.group, places
        for place in places:
            before = self._taken.get(place)
            if half_day or before is None or before.group != entry.group:
                self._taken[place] = Taken(seq, entry.group, entry.site or "")

    def _share(self, group: str) -> None:
        if not self._half_days.get(group):
            self._sharing.add(group)
            for place in [place for place, by in self._taken.items() if by.group == group]:
                del self._taken[place]

    def _give_back(self, seq: int) -> None:
        group, places = self._works.pop(seq, ("", []))
        self._half_days.get(group, set()).discard(seq)
        for place in places:
            by = self._taken.get(place)
            if by is not None and by.seq == seq:
                del self._taken[place]
