"""Half-days and duties of the ledger: those that are pending, and those already counted, entry by entry."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from rota.ledger.book import fold
from rota.ledger.entry import Draft, Entry, EntryKind, LedgerUnit
from rota.ledger.standing import standing
from rota.model.calendar import SLOT_ORDER, Slot
from rota.model.facts import PostId, SiteId

_WORKED = frozenset({EntryKind.POST, EntryKind.DIRECT, EntryKind.ADJUST})

Worth = Mapping[tuple[SiteId, LedgerUnit], int]
"""What is done and worked, by site: 60ths of half-days, minutes."""


@dataclass(frozen=True, slots=True)
class Planned:
    """One half-day or duty that a published plan announced."""

    post: PostId
    day: date
    slots: tuple[Slot, ...]
    site: SiteId
    what: str
    entries: tuple[tuple[int, Draft], ...]
    """Its entries, with their sequence numbers."""
    counted: bool = False
    """Whether it stands in the balances already; else it is pending."""

    @property
    def parts(self) -> int:
        """60ths of half-days; 0 on call."""
        return sum(d.amount for _, d in self.entries if d.credit.startswith("done:"))

    @property
    def minutes(self) -> int:
        """Working minutes; 0 on call."""
        return sum(d.amount for _, d in self.entries if d.credit.startswith("worked:"))

    @property
    def on_call(self) -> bool:
        """Whether it is waiting at home."""
        return any(d.credit.startswith("standby:") for _, d in self.entries)

    @property
    def beside(self) -> bool:
        """Whether it is a part of a half-day that other work takes: nobody is in two places by it."""
        takes = [bool(draft.slots) for _, draft in self.entries if draft.credit.startswith("done:")]
        return bool(takes) and not any(takes)

    @property
    def worth(self) -> Worth:
        """What it would add to each site."""
        return worth_of((draft.credit, draft.unit, draft.amount) for _, draft in self.entries)

    @property
    def key(self) -> tuple[date, PostId, int]:
        """Sorts by day, post and half-day."""
        return self.day, self.post, SLOT_ORDER[self.slots[0]]


def planned_of(entries: Iterable[Entry], post: PostId, month: str) -> tuple[Planned, ...]:
    """What is pending of one post in a month named ``2026-12``, in order."""
    return tuple(unit for unit in all_pending(entries, post) if f"{unit.day:%Y-%m}" == month)


def counted_of(entries: Iterable[Entry], post: PostId, month: str) -> tuple[Planned, ...]:
    """The half-days and duties of one post that stand in the balances of a month."""
    return tuple(unit for unit in all_counted(entries, post) if f"{unit.day:%Y-%m}" == month)


def all_counted(entries: Iterable[Entry], post: PostId) -> tuple[Planned, ...]:
    """Every half-day and duty of one post that stands in the balances, in order."""
    together: dict[object, list[tuple[int, Draft]]] = {}
    for entry in standing(entries):
        draft = entry.draft
        if _is_work(draft):
            together.setdefault(_place(draft), []).append((entry.seq, draft))
    found = (_planned(post, found, counted=True) for found in together.values())
    return tuple(sorted((unit for unit in found if unit.slots), key=lambda unit: unit.key))


def all_pending(entries: Iterable[Entry], post: PostId) -> tuple[Planned, ...]:
    """Everything of one post that is pending, in order."""
    together: dict[object, list[tuple[int, Draft]]] = {}
    for seq, draft in fold(entries).pending.items():
        if draft.worked_on is not None:
            together.setdefault(draft.group, []).append((seq, draft))
    return tuple(sorted((_planned(post, found) for found in together.values()), key=lambda unit: unit.key))


def _place(draft: Draft) -> tuple[object, ...]:
    """What tells one half-day or duty from another; two duties of a line on a day differ by their hours."""
    return draft.worked_on, draft.site, draft.what, draft.start


def _is_work(draft: Draft) -> bool:
    """Whether an entry counts a half-day or a duty: of day service, of duty, on call."""
    kind = draft.credit.partition(":")[0]
    named = draft.worked_on is not None and draft.site is not None and "/" in draft.what
    return named and kind in {"done", "worked", "standby"} and draft.kind in _WORKED


def worth_of(moves: Iterable[tuple[str, LedgerUnit, int]]) -> Worth:
    """What movements, by credit, unit and amount, add to what is done and worked at each site."""
    found: dict[tuple[SiteId, LedgerUnit], int] = {}
    for account, unit, amount in moves:
        kind, _, site = account.partition(":")
        if kind in {"done", "worked"}:
            found[SiteId(site), unit] = found.get((SiteId(site), unit), 0) + amount
    return found


def _planned(post: PostId, found: list[tuple[int, Draft]], *, counted: bool = False) -> Planned:
    first = found[0][1]
    slots = {slot for _, draft in found for slot in draft.slots}
    ordered = tuple(sorted(slots, key=SLOT_ORDER.__getitem__))
    assert first.worked_on is not None
    assert first.site is not None
    return Planned(post, first.worked_on, ordered, first.site, first.what, tuple(found), counted)
