"""Call-outs: what a doctor on call does when called, in minutes, and the half-days they add up to.

Counted per on-call duty: the minutes spent on site by all its call-outs are added up, then rounded once to
whole hours (rounding each call-out would drop three of 20 minutes; the text does not say which, and a duty is
what its ceilings are about; exactly half an hour counts). Travel is flat, with a ceiling per duty. A call-out
of three hours on site is worth a half-day by itself, unless with its travel it makes five hours: then it is
added up with the others, and makes one. Time added up makes half-days of five hours within the four-month
period, shared between the sites as their minutes; what is left when the period ends is not carried over.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from rota.ledger.accounts import CLOCK, call, worked
from rota.ledger.book import fold
from rota.ledger.entry import Draft, Entry, EntryKind, LedgerUnit
from rota.ledger.figures import (
    CALL_HALF_DAY,
    CALL_LONG,
    CALL_MAXIMUM,
    CALL_ROUND,
    CALL_TRAVEL,
    CALL_TRAVEL_MAXIMUM,
    CALL_TRAVEL_SATURDAY,
)
from rota.ledger.standing import bring, standing
from rota.ledger.worth import duty_parts
from rota.ledger.writer import Movement, Writer, month_name, signed
from rota.model.calendar import Slot, Span, four_months_of
from rota.model.facts import PostId, SiteId
from rota.model.problem import Problem
from rota.model.task import Task
from rota.model.units import HALF_DAY, Minutes

CALLED, ADDED_UP = "call-outs:", "call-outs-added:"
"""Begin the sources of the call-outs of a duty, and of the half-days a period makes."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What the call-outs of one on-call duty count."""

    half_days: int
    """Given by long call-outs, each by itself."""
    added: Minutes
    """Whole hours to be added up within the four-month period."""
    worked: Minutes
    """Time on site and flat travel, to the minute: for rest and the 48 hours."""


@dataclass(frozen=True, slots=True)
class Rates:
    """The figures of call-outs for one post on one day."""

    half_day: int
    long: int
    maximum: int
    round: int
    travel: int
    travel_maximum: int
    travel_saturday: int

    @staticmethod
    def of(problem: Problem, post: PostId, day: date) -> "Rates":
        """Those of the convention of ``post``, else those in force."""
        figures = (CALL_HALF_DAY, CALL_LONG, CALL_MAXIMUM, CALL_ROUND)
        travels = (CALL_TRAVEL, CALL_TRAVEL_MAXIMUM, CALL_TRAVEL_SATURDAY)
        return Rates(*(figure.of(problem, post, day) for figure in (*figures, *travels)))


def count(on_site: Sequence[int], rates: Rates, *, saturday_afternoon: bool = False) -> Counted:
    """What call-outs that took these minutes on site count, for one on-call duty."""
    ceiling = rates.travel_saturday if saturday_afternoon else rates.travel_maximum
    alone = [minutes for minutes in on_site if _by_itself(minutes, rates)][: rates.maximum]
    others = list(on_site)
    for minutes in alone:
        others.remove(minutes)
    hours = _hours(sum(others), rates.round)
    added = 60 * hours + min(ceiling, rates.travel * len(others))
    left = rates.half_day * (rates.maximum - len(alone))
    flat = min(ceiling, rates.travel * len(on_site))
    return Counted(len(alone), Minutes(min(added, left)), Minutes(sum(on_site) + flat))


def _by_itself(minutes: int, rates: Rates) -> bool:
    """Whether a call-out is worth a half-day that adding it up would not give."""
    return minutes >= rates.long and 60 * _hours(minutes, rates.round) + rates.travel < rates.half_day


def _hours(minutes: int, half: int) -> int:
    """Whole hours; a part of an hour from ``half`` on counts as one."""
    whole, rest = divmod(minutes, 60)
    return whole + (rest >= half)


def record(
    writer: Writer, problem: Problem, entries: Sequence[Entry], duty: Task, on_site: Sequence[int]
) -> tuple[Draft, ...]:
    """The drafts that make the call-outs of an on-call duty those given: minutes on site of each."""
    convention = problem.conventions[duty.post]
    saturday = duty.day.weekday() == 5 and duty.slots == (Slot.PM,)
    counted = count(on_site, Rates.of(problem, duty.post, duty.day), saturday_afternoon=saturday)
    slots = "+".join(duty.slots)
    source = f"{CALLED}{duty.day.isoformat()}:{slots}:{duty.placement.line}"
    moves = (
        *signed(CLOCK, worked(duty.site), counted.worked, LedgerUnit.MINUTE),
        *signed(CLOCK, call(duty.site), counted.added, LedgerUnit.MINUTE),
        *duty_parts(convention, duty.site, counted.half_days * HALF_DAY),
    )
    wanted = [
        writer.draft(
            EntryKind.DIRECT,
            move,
            month_name(duty.day),
            writer.group(source, *on_site),
            worked_on=duty.day,
            site=duty.site,
            what=f"{duty.service}/{duty.placement.line}",
            source=source,
        )
        for move in moves
    ]
    return bring(writer, entries, wanted, lambda draft: draft.source == source)


@dataclass(frozen=True, slots=True)
class Batch:
    """Call-out minutes of several sites that make one half-day, or what is left of a period."""

    day: date
    """Of the call-out that completed it."""
    minutes: tuple[tuple[SiteId, int], ...]


def add_up(
    writer: Writer, problem: Problem, entries: Sequence[Entry], day: date, *, ended: bool = False
) -> tuple[Draft, ...]:
    """The half-days that the call-outs of the four-month period of ``day`` make, brought to what stands.

    Args:
        writer: who writes.
        problem: the convention and its figures.
        entries: the ledger of the contract.
        day: a day of the period.
        ended: the period is over, so what is left of it is taken out.
    """
    period, post = four_months_of(day), writer.contract.post
    source, half_day = f"{ADDED_UP}{month_name(period.first)}", Rates.of(problem, post, day).half_day
    wanted: list[Draft] = []
    for number, batch in enumerate(batches(entries, period, half_day), 1):
        full = sum(minutes for _, minutes in batch.minutes) == half_day
        if full or ended:
            wanted.extend(_turned(writer, problem, batch, f"{source}:{number}", full=full))
    return bring(writer, entries, wanted, lambda draft: draft.source.startswith(f"{source}:"))


def batches(entries: Sequence[Entry], period: Span, half_day: int) -> Iterator[Batch]:
    """The minutes of call-outs of a period, in order, by lots of a half-day; the last may be short."""
    lot: dict[SiteId, int] = {}
    day = period.first
    for day, site, minutes in sorted(_called(entries, period)):
        left = minutes
        while left:
            taken = min(left, half_day - sum(lot.values()))
            lot[site] = lot.get(site, 0) + taken
            left -= taken
            if sum(lot.values()) == half_day:
                yield Batch(day, tuple(lot.items()))
                lot = {}
    if lot:
        yield Batch(day, tuple(lot.items()))


def _called(entries: Sequence[Entry], period: Span) -> Iterator[tuple[date, SiteId, int]]:
    for entry in standing(entries):
        draft = entry.draft
        called = draft.source.startswith(CALLED) and draft.credit.startswith("call:")
        if called and draft.worked_on is not None and draft.worked_on in period and draft.site is not None:
            yield draft.worked_on, draft.site, draft.amount


def _turned(writer: Writer, problem: Problem, batch: Batch, source: str, *, full: bool) -> Iterator[Draft]:
    """The entries of a lot: minutes leave the account of call-outs, and make a half-day when it is full."""
    convention, group = problem.conventions[writer.contract.post], writer.group(source, batch.day)
    whole = sum(minutes for _, minutes in batch.minutes)
    for site, minutes in batch.minutes:
        moves: tuple[Movement, ...] = signed(call(site), CLOCK, minutes, LedgerUnit.MINUTE)
        if full:
            moves = (*moves, *duty_parts(convention, site, minutes * HALF_DAY // whole))
        for move in moves:
            yield writer.draft(
                EntryKind.DIRECT,
                move,
                month_name(batch.day),
                group,
                worked_on=batch.day,
                site=site,
                what="call-out",
                reason="" if full else "period-ended",
                source=source,
            )


def waiting(entries: Sequence[Entry], period: Span) -> Minutes:
    """Call-out minutes of a period that make no half-day yet."""
    months = frozenset(month_name(day) for day in period)
    balances = fold(entries, months=months).balances.items()
    return Minutes(sum(balance for (_, account), balance in balances if account.startswith("call:")))
