"""Stating by hand: a month or a week as planned, with its exceptions; or one half-day at a time.

What is stated is a claim like any line of a file. What was wrong is stated again, or withdrawn: the later
statement of a site stands in place of the earlier.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, time

from rota.ledger.entry import Draft, Entry
from rota.ledger.writer import Writer
from rota.model.calendar import Slot, Span
from rota.model.facts import PostId
from rota.reconcile.claims import Claim, claim_drafts, claims_of, standing
from rota.reconcile.faulty import refuse
from rota.reconcile.fields import Field, Status
from rota.reconcile.known import KnownFacts
from rota.reconcile.line_troubles import NO_STAND_IN
from rota.reconcile.planned import Planned, planned_of
from rota.reconcile.slots import stretch
from rota.reconcile.stating import allow, cut, refuse_late
from rota.reconcile.work import Work, WrongField, work_in
from rota.sites.faults import Place
from rota.sites.record import Wrong

HAND = "hand"
"""Source of what is stated by hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What a head of service says of a half-day, a day or a duty."""

    day: date
    slots: tuple[Slot, ...]
    status: Status = Status.PRESENT
    what: str = ""
    """``SERVICE/ACTIVITY``, ``LINE``…; empty for what was planned."""
    hours: tuple[time, time] | None = None
    minutes: int | None = None
    parts: int | None = None
    """60ths of half-days; None for what the time counts."""
    by: PostId | None = None


def enter(writer: Writer, known: KnownFacts, entries: Sequence[Entry], stated: Stated) -> tuple[Draft, ...]:
    """One statement of the writer’s site, as claims; nothing when it stands already.

    Raises:
        FaultyAttendance: it cannot be; nothing is taken.
    """
    planned = planned_of(entries, writer.contract.post, f"{stated.day:%Y-%m}")
    return _drafts(writer, known, entries, _claims(writer, known, stated, planned))


def confirm(
    writer: Writer,
    known: KnownFacts,
    entries: Sequence[Entry],
    days: Span,
    exceptions: Iterable[Stated] = (),
) -> tuple[Draft, ...]:
    """Everything planned at the writer’s site over some days was done, but for the exceptions.

    Raises:
        FaultyAttendance: an exception cannot be; nothing is taken.
    """
    stated = list(exceptions)
    months = sorted({f"{day:%Y-%m}" for day in days})
    units = [unit for month in months for unit in planned_of(entries, writer.contract.post, month)]
    claims = [claim for each in stated for claim in _claims(writer, known, each, units)]
    for unit in units:
        if unit.site != writer.site or unit.day not in days:
            continue
        if not any(each.day == unit.day and set(each.slots) & set(unit.slots) for each in stated):
            claims.extend(
                _claims(writer, known, Stated(day=unit.day, slots=unit.slots, what=unit.what), units)
            )
    return _drafts(writer, known, entries, claims)


def _claims(
    writer: Writer, known: KnownFacts, stated: Stated, planned: Sequence[Planned]
) -> tuple[Claim, ...]:
    post = writer.contract.post
    with _placed(post, stated.day):
        allow(known, writer.site, post, stated.day)
        if stated.by is not None and (
            stated.status is not Status.REPLACED or stated.by not in known.contracts
        ):
            raise WrongField(Field.REPLACED_BY, Wrong(NO_STAND_IN))
        return tuple(_cut(writer, known, stated, planned))


@contextmanager
def _placed(post: PostId, day: date) -> Iterator[None]:
    """What is wrong within, told of the statement about a day."""
    try:
        yield
    except WrongField as wrong:
        place = Place("", excerpt=f"{post} {day.isoformat()}")
        raise refuse(place, wrong.wrong.trouble, near=wrong.wrong.near, **wrong.wrong.values) from wrong


def _cut(writer: Writer, known: KnownFacts, stated: Stated, planned: Sequence[Planned]) -> Iterable[Claim]:
    work = _work(writer, known, stated, planned)
    start, end = (
        stretch(known.problem, writer.site, stated.day, *stated.hours) if stated.hours else (None, None)
    )
    elapsed = end - start if start is not None and end is not None else None
    whole = Claim(
        post=writer.contract.post,
        site=writer.site,
        day=stated.day,
        slots=stated.slots,
        status=stated.status,
        what=work.what,
        start=start,
        end=end,
        minutes=stated.minutes or elapsed,
        by=stated.by,
        source=HAND,
    )
    return cut(known, whole, work, stated.parts)


def _work(writer: Writer, known: KnownFacts, stated: Stated, planned: Sequence[Planned]) -> Work:
    """The work stated, else that planned there, else none."""
    there = (
        unit.what
        for unit in planned
        if unit.site == writer.site and unit.day == stated.day and set(unit.slots) & set(stated.slots)
    )
    code = stated.what or next(there, "")
    return work_in(known.problem, writer.site, {Field.WORK: code} if code else {})


def _drafts(
    writer: Writer, known: KnownFacts, entries: Sequence[Entry], claims: Sequence[Claim]
) -> tuple[Draft, ...]:
    """The entries of the claims that do not stand yet."""
    before = [claim for claim in claims_of(entries, writer.contract.post) if claim.site == writer.site]
    contents = [claim.content for claim in before]
    now = {claim.content for claim in standing(before)}
    fresh = [claim for claim in claims if claim.content not in now]
    for claim in fresh:
        with _placed(claim.post, claim.day):
            refuse_late(known, [claim])
    return tuple(d for claim in fresh for d in claim_drafts(writer, claim, contents.count(claim.content)))
