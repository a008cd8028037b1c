"""A month of one ledger, day by day: what each thing moved at each site, and which duties it was.

What counts in the month is what was booked in it: a correction of a closed month stands in the month in which
it was made, under a kind of its own. Duties are counted on the day they were done, as balances count them.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from rota.compliance.reading import DutyTime, Worked, in_order, origin, times, work
from rota.ledger.callouts import ADDED_UP, CALLED
from rota.ledger.entry import COUNTED, Draft, Entry, EntryKind
from rota.ledger.opening import BROUGHT
from rota.ledger.publishing import REPLANNED
from rota.ledger.worth import REMOTE
from rota.model.calendar import SLOT_ORDER, Slot, Span
from rota.model.facts import DutyKind, LineId, SiteId
from rota.model.problem import Problem


class Kind(StrEnum):
    """What a row of the detail is."""

    SERVICE = "service"
    ON_SITE = "on-site"
    ON_CALL = "on-call"
    CALL_OUT = "call-out"
    LEAVE = "leave"
    CORRECTION = "correction"
    """Of a month closed before."""
    BROUGHT = "brought"
    """Done before the ledger began."""
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Move:
    """What one thing moved at one site on a day."""

    day: date
    slots: tuple[Slot, ...]
    site: SiteId
    """The site that is credited."""
    kind: Kind
    what: str
    """``SERVICE/ACTIVITY``, ``SERVICE/LINE``, an absence kind."""
    done: int = 0
    """60ths of a half-day."""
    leave: int = 0
    """60ths of a half-day."""
    worked: int = 0
    """Minutes."""
    standby: int = 0
    """Minutes."""
    counts: Mapping[DutyTime, int] = field(default_factory=dict)
    """Duties, by the time they fill."""
    called: int = 0
    """On-call duties from which the doctor was called out."""

    @property
    def key(self) -> tuple[object, ...]:
        """Sorts by day, half-day, site and content."""
        slot = SLOT_ORDER[self.slots[0]] if self.slots else -1
        return self.day, slot, self.what, self.site, self.kind


def planned(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """What plans in force announced, as if it had been done: also what was answered since."""
    known = in_order(entries)
    gone = {e.draft.ref for e in known if e.draft.kind is EntryKind.VOID and e.draft.reason == REPLANNED}
    return tuple(
        replace(entry, draft=replace(entry.draft, kind=EntryKind.DIRECT))
        for entry in known
        if entry.draft.kind is EntryKind.PLAN and entry.seq not in gone
    )


def moves(entries: Iterable[Entry], problem: Problem, month: str, span: Span) -> tuple[Move, ...]:
    """Everything counted that was booked in a month, with the duties done within its days."""
    known = in_order(entries)
    found = list(_booked(known, problem, month))
    for duty in work(known, problem):
        if duty.day in span and duty.line is not None:
            counts = dict.fromkeys(times(problem, duty), 1)
            if counts:
                _count(found, problem, duty, counts)
    return tuple(sorted(found, key=lambda move: move.key))


def what_of(done: Worked) -> str:
    """The code of what was done, as entries name it."""
    return f"{done.service}/{done.activity or done.line}{REMOTE if done.remote else ''}"


def _count(found: list[Move], problem: Problem, duty: Worked, counts: Mapping[DutyTime, int]) -> None:
    """Count a duty once: beside what it moved, or on a row of its own where that counts in another month."""
    what, kind = what_of(duty), _kind_of_line(problem, duty.line)
    for place, move in enumerate(found):
        same = (move.day, move.slots, move.what, move.kind) == (duty.day, duty.slots, what, kind)
        if same and move.site == duty.site and not move.counts:
            found[place] = replace(move, counts=counts)
            return
    found.append(Move(duty.day, duty.slots, duty.site, kind, what, counts=counts))


def _booked(known: Sequence[Entry], problem: Problem, month: str) -> Iterator[Move]:
    by_seq = {entry.seq: entry.draft for entry in known}
    told = [(entry.draft, origin(entry.draft, by_seq)) for entry in known if entry.draft.kind in COUNTED]
    slots = {_hours(draft): draft.slots for draft, _ in told if draft.slots}
    sums: defaultdict[_Group, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for draft, first in told:
        if draft.month != month:
            continue
        about = draft if draft.worked_on is not None else first
        day = about.worked_on or date.fromisoformat(f"{month}-01")
        named = about.slots or slots.get(_hours(about), ())
        kind = _kind(problem, draft, first, about)
        for account, amount in ((draft.credit, draft.amount), (draft.debit, -draft.amount)):
            of, _, site = account.partition(":")
            if of in _FIELDS:
                sums[day, named, SiteId(site), kind, about.what][of] += amount
    for (day, named, site, kind, what), amounts in sums.items():
        if any(amounts.values()):
            called = int(kind is Kind.CALL_OUT and amounts["worked"] > 0)
            yield Move(
                day,
                named,
                site,
                kind,
                what,
                done=amounts["done"],
                leave=amounts["leave"],
                worked=amounts["worked"],
                standby=amounts["standby"],
                called=called,
            )


_Group = tuple[date, tuple[Slot, ...], SiteId, Kind, str]
_FIELDS = frozenset({"done", "leave", "worked", "standby"})
"""Kinds of accounts, and fields of a move."""


def _hours(draft: Draft) -> tuple[object, ...]:
    """What entries of one task have in common: one of them takes its slots."""
    return draft.worked_on, draft.site, draft.what, draft.start


def _kind(problem: Problem, draft: Draft, first: Draft, about: Draft) -> Kind:
    if draft.corrects_month:
        return Kind.CORRECTION
    if first.source == BROUGHT:
        return Kind.BROUGHT
    if first.source.startswith((CALLED, ADDED_UP)):
        return Kind.CALL_OUT
    if {draft.credit.partition(":")[0], draft.debit.partition(":")[0]} & {"leave"}:
        return Kind.LEAVE
    _, named, what = about.what.partition("/")
    if not named:
        return Kind.OTHER
    line = LineId(what.removesuffix(REMOTE))
    return _kind_of_line(problem, line) if line in problem.lines else Kind.SERVICE


def _kind_of_line(problem: Problem, line: LineId | None) -> Kind:
    on_site = line is not None and problem.lines[line].kind is DutyKind.ON_SITE
    return Kind.ON_SITE if on_site else Kind.ON_CALL
