"""What still stands of what was written, and how to bring it to what should stand.

Nothing is changed: an entry that should no longer stand is reversed, and what is missing is added. In a
closed month both are adjustments of the open one, which name the month they correct.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from rota.ledger.entry import COUNTED, Draft, Entry, EntryKind
from rota.ledger.months import state
from rota.ledger.writer import Movement, Writer, following, id_of

CORRECTS = "corrects:"
"""Begins the source of an adjustment that takes back an entry of a closed month."""

Key = tuple[object, ...]


def standing(entries: Iterable[Entry]) -> list[Entry]:
    """The entries of balances that nothing has taken back, without those that take back."""
    known = list(entries)
    gone = {entry.draft.ref for entry in known if entry.draft.kind is EntryKind.REVERSE}
    gone |= {taken_back(entry.draft) for entry in known}
    return [
        entry
        for entry in known
        if entry.draft.kind in COUNTED
        and entry.draft.kind is not EntryKind.REVERSE
        and taken_back(entry.draft) is None
        and entry.seq not in gone
    ]


def taken_back(draft: Draft) -> int | None:
    """The entry of a closed month that an adjustment takes back, None when it takes none back."""
    told = draft.source.removeprefix(CORRECTS)
    names_one = draft.kind is EntryKind.ADJUST and draft.source.startswith(CORRECTS)
    return int(told) if names_one and told.isascii() and told.isdigit() else None


def month_of_effect(draft: Draft) -> str:
    """The month an entry is about: of an adjustment, the one it corrects."""
    return draft.corrects_month or draft.month


def open_month(entries: Iterable[Entry], month: str) -> str:
    """``month`` when it is open, else the first open month after it."""
    closed = state(entries).closed
    while month in closed:
        month = following(month)
    return month


def retract(
    writer: Writer, entries: Sequence[Entry], gone: Sequence[Entry], reason: str
) -> tuple[Draft, ...]:
    """Entries taken back: reversed, or adjusted in the open month where theirs is closed."""
    return tuple(_back(writer, entries, entry, reason) for entry in gone)


def bring(
    writer: Writer,
    entries: Sequence[Entry],
    wanted: Sequence[Draft],
    mine: Callable[[Draft], bool],
    reason: str = "changed",
) -> tuple[Draft, ...]:
    """The drafts that make what stands of ``mine`` equal to ``wanted``; none when it is so already."""
    left: dict[Key, Entry] = {key(entry.draft): entry for entry in standing(entries) if mine(entry.draft)}
    times = Counter(key(entry.draft) for entry in entries if entry.draft.kind in COUNTED)
    missing = [draft for draft in wanted if left.pop(key(draft), None) is None]
    back = retract(writer, entries, list(left.values()), reason)
    return (*back, *(_open(entries, again(draft, times[key(draft)])) for draft in missing))


def key(draft: Draft) -> Key:
    """What an entry says, whoever wrote it and in whichever open month."""
    return (
        *(month_of_effect(draft), draft.unit, draft.debit, draft.credit, draft.amount),
        *(draft.worked_on, draft.slots, draft.start, draft.end, draft.site, draft.what, draft.source),
    )


def again(draft: Draft, times: int) -> Draft:
    """The same entry written after it was taken back ``times`` times: it needs another id."""
    if not times:
        return draft
    return replace(draft, idem=id_of(draft.contract, draft.idem.hex, times))


def _open(entries: Sequence[Entry], draft: Draft) -> Draft:
    month = open_month(entries, draft.month)
    if month == draft.month:
        return draft
    return replace(draft, kind=EntryKind.ADJUST, month=month, corrects_month=month_of_effect(draft))


def _back(writer: Writer, entries: Sequence[Entry], entry: Entry, reason: str) -> Draft:
    draft, group = entry.draft, writer.group("back", entry.seq)
    mirrored = Movement(draft.debit, draft.credit, draft.amount, draft.unit).back()
    month = open_month(entries, draft.month)
    if month == draft.month:
        return writer.draft(
            EntryKind.REVERSE, mirrored, month, group,
            worked_on=draft.worked_on, slots=draft.slots, start=draft.start, end=draft.end,
            site=draft.site, what=draft.what, ref=entry.seq, reason=reason, source="hand",
        )  # fmt: skip
    return writer.draft(
        EntryKind.ADJUST, mirrored, month, group,
        worked_on=draft.worked_on, slots=draft.slots, start=draft.start, end=draft.end,
        site=draft.site, what=draft.what, corrects_month=month_of_effect(draft), reason=reason,
        source=f"{CORRECTS}{entry.seq}",
    )  # fmt: skip
