"""The ledger read and exported."""

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rota.errors import UserError, reason_of
from rota.ledger.book import fold
from rota.ledger.entry import COUNTED, Draft, Entry, EntryKind, LedgerUnit
from rota.ledger.export import export
from rota.ledger.writer import month_span
from rota.model.calendar import SLOT_ORDER, Slot
from rota.model.facts import SiteId
from rota.words import Text
from rota.workspace.opened import Workspace, entries_of

_PLANS = frozenset({EntryKind.PLAN})
_Place = tuple[date, tuple[Slot, ...], str, str]
"""Day, half-days, site and what: entries of one place make a line."""


@dataclass(frozen=True, slots=True)
class Line:
    """What one day moved at one site of a post, for one thing."""

    day: date
    site: SiteId | None
    what: str
    planned: int
    """60ths of a half-day published."""
    actual: int
    """60ths of a half-day counted."""
    planned_minutes: int
    actual_minutes: int
    pending: bool
    """Whether a plan still waits for its answer."""
    seqs: tuple[int, ...]
    due: int
    """What is due to the site after that day."""
    slots: tuple[Slot, ...] = ()
    """The half-days it is about; none for rights, leave and what is added up."""
    leave: int = 0
    """60ths of a half-day of absence, over all sites."""

    @property
    def difference(self) -> int:
        """Actual less planned."""
        return self.actual - self.planned


def export_ledger(workspace: Workspace, post: str, path: Path) -> int:
    """Write the ledger of one post as a file that anyone can verify; the number of entries.

    Raises:
        UserError: there is a file already, or it cannot be written.
    """
    contract = workspace.contracts()[workspace.post(post)]
    entries = workspace.store.read(lambda unit: entries_of(unit, contract))
    try:
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
            file.writelines(export(contract, entries))
    except OSError as error:
        why = reason_of(error)
        raise UserError(
            Text(f"l’export ne peut être écrit : {why.fr}", f"the export cannot be written: {why.en}")
        ) from error
    return len(entries)


def lines(workspace: Workspace, post: str, month: str) -> tuple[Line, ...]:
    """A month of one post: planned, actual, their difference, and what is due to the site after each day."""
    who = workspace.post(post)
    contract = workspace.contracts()[who]
    entries = workspace.store.read(lambda unit: entries_of(unit, contract))
    return lines_of(entries, contract.sites, month)


def lines_of(
    entries: Sequence[Entry], sites: Sequence[SiteId], month: str, *, by_half_day: bool = False
) -> tuple[Line, ...]:
    """The same of entries that were read already.

    Args:
        entries: All those of one contract.
        sites: Of the contract.
        month: Named ``2026-12``.
        by_half_day: Whether each half-day has a line of its own, where a whole day was spent on one thing.
    """
    return tuple(_lines(entries, sites, month, by_half_day=by_half_day))


def _lines(
    entries: Sequence[Entry], sites: Sequence[SiteId], month: str, *, by_half_day: bool
) -> Iterator[Line]:
    days, pending = month_span(month), fold(entries).pending
    gone = {e.draft.ref for e in entries if e.draft.kind is EntryKind.VOID and e.draft.reason == "replanned"}
    together: defaultdict[_Place, list[Entry]] = defaultdict(list)
    named = {_hours(entry.draft): entry.draft.slots for entry in entries if entry.draft.slots}
    for entry in entries:
        draft = entry.draft
        shown = draft.kind in COUNTED or (draft.kind is EntryKind.PLAN and entry.seq not in gone)
        if shown and draft.month == month:
            day = draft.worked_on if draft.worked_on and draft.worked_on in days else days.first
            # What the second of two sites has of a half-day takes no slot: its hours tell which it is.
            slots = draft.slots or (named.get(_hours(draft), ()) if draft.start is not None else ())
            slots = slots if by_half_day else ()
            together[day, slots, draft.site or "", draft.what or draft.source].append(entry)
    running = _due_before(entries, sites, month)
    for (day, _, at, what), some in sorted(together.items(), key=_key):
        for entry in some:
            _run(running, entry.draft)
        site = SiteId(at) if at else None
        counted = [entry.draft for entry in some if entry.draft.kind in COUNTED]
        plans = [entry.draft for entry in some if entry.draft.kind in _PLANS]
        yield Line(
            day=day,
            site=site,
            what=what,
            planned=_moved(plans, "done:", LedgerUnit.HALF_DAY_60),
            actual=_moved(counted, "done:", LedgerUnit.HALF_DAY_60),
            planned_minutes=_moved(plans, "worked:", LedgerUnit.MINUTE),
            actual_minutes=_moved(counted, "worked:", LedgerUnit.MINUTE),
            pending=any(entry.seq in pending for entry in some),
            seqs=tuple(entry.seq for entry in some),
            due=running.get(site, 0) if site else sum(running.values()),
            slots=tuple(slot for slot in SLOT_ORDER if any(slot in e.draft.slots for e in some)),
            leave=_moved(counted, "leave:", LedgerUnit.HALF_DAY_60),
        )


def _hours(draft: Draft) -> tuple[object, ...]:
    return draft.worked_on, draft.site, draft.what, draft.start


def _key(pair: tuple[_Place, list[Entry]]) -> tuple[object, ...]:
    (day, slots, site, what), some = pair
    opens = all(entry.draft.kind is EntryKind.OPEN for entry in some)
    return day, not opens, [SLOT_ORDER[slot] for slot in slots], site, what


def _moved(drafts: Iterable[Draft], account: str, unit: LedgerUnit) -> int:
    same = [draft for draft in drafts if draft.unit is unit]
    return sum(
        draft.amount * (draft.credit.startswith(account) - draft.debit.startswith(account)) for draft in same
    )


def _due_before(entries: Sequence[Entry], sites: Sequence[SiteId], month: str) -> dict[SiteId, int]:
    running = dict.fromkeys(sites, 0)
    for entry in entries:
        if entry.draft.month < month:
            _run(running, entry.draft)
    return running


def _run(running: dict[SiteId, int], draft: Draft) -> None:
    if draft.kind not in COUNTED or draft.unit is not LedgerUnit.HALF_DAY_60:
        return
    for account, amount in ((draft.credit, draft.amount), (draft.debit, -draft.amount)):
        kind, _, site = account.partition(":")
        if kind == "due" and SiteId(site) in running:
            running[SiteId(site)] += amount
