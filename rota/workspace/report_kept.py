"""What became of a published plan: done, not done, done though nobody had planned it, changed meanwhile."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from rota.compliance.balance import SiteTime
from rota.ledger.entry import Draft, Entry, EntryKind, LedgerUnit
from rota.ledger.publishing import REPLANNED
from rota.model.calendar import Slot, Span
from rota.model.facts import PostId, SiteId
from rota.reconcile.planned import Planned, all_counted, all_pending

_Place = tuple[date | None, SiteId | None, str, frozenset[Slot]]
_DONE = "done:"


@dataclass(frozen=True, slots=True)
class Kept:
    """Half-days and duties at one site, each counted as one."""

    site: SiteId
    published: int
    """That stood in the plan at last."""
    done: int
    cancelled: int
    """Published, and not done."""
    waiting: int
    """Published, and not answered yet."""
    unplanned: int
    """Done, and not published."""
    replanned: int
    """Published once, and taken out by a later version."""


def kept(entries: Sequence[Entry], post: PostId, span: Span, sites: Iterable[SiteTime]) -> tuple[Kept, ...]:
    """What became of what was published for ``span``, site by site."""
    given = tuple(entries)
    gone, announced = _replanned(given), _announced(given, span)
    published = {place for group, place in announced.items() if group not in gone}
    replaced = {place for group, place in announced.items() if group in gone} - published
    waiting = {_place(unit) for unit in all_pending(given, post) if unit.day in span}
    done = {_place(unit) for unit in all_counted(given, post) if unit.day in span}
    return tuple(
        Kept(
            site=time.site,
            published=_at(published, time.site),
            done=_at(published & done, time.site),
            cancelled=_at(published - done - waiting, time.site),
            waiting=_at(published & waiting - done, time.site),
            unplanned=_at(done - published, time.site),
            replanned=_at(replaced, time.site),
        )
        for time in sites
    )


def planned_parts(entries: Iterable[Entry], span: Span) -> Mapping[SiteId, int]:
    """60ths of a half-day that published plans credit to each site over ``span``, as they stood at last."""
    given = tuple(entries)
    gone, found = _replanned(given), dict[SiteId, int]()
    for draft in _plans(given, span):
        if draft.group in gone or draft.unit is not LedgerUnit.HALF_DAY_60:
            continue
        for account, amount in ((draft.credit, draft.amount), (draft.debit, -draft.amount)):
            if account.startswith(_DONE):
                site = SiteId(account.removeprefix(_DONE))
                found[site] = found.get(site, 0) + amount
    return found


def _replanned(entries: Sequence[Entry]) -> frozenset[UUID]:
    """Groups of published work that a later version took out."""
    taken = {
        entry.draft.ref
        for entry in entries
        if entry.draft.kind is EntryKind.VOID and entry.draft.reason == REPLANNED
    }
    return frozenset(entry.draft.group for entry in entries if entry.seq in taken)


def _announced(entries: Sequence[Entry], span: Span) -> Mapping[UUID, _Place]:
    """Each half-day and duty that a version published, by its group."""
    slots: defaultdict[UUID, set[Slot]] = defaultdict(set)
    drafts = list(_plans(entries, span))
    for draft in drafts:
        slots[draft.group] |= set(draft.slots)
    return {d.group: (d.worked_on, d.site, d.what, frozenset(slots[d.group])) for d in drafts}


def _plans(entries: Sequence[Entry], span: Span) -> Iterator[Draft]:
    for entry in entries:
        draft = entry.draft
        if draft.kind is EntryKind.PLAN and draft.worked_on is not None and draft.worked_on in span:
            yield draft


def _place(unit: Planned) -> _Place:
    return unit.day, unit.site, unit.what, frozenset(unit.slots)


def _at(places: Iterable[_Place], site: SiteId) -> int:
    return sum(each[1] == site for each in places)
