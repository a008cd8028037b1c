"""What a site may state, and how a statement of a day becomes claims of half-days and duties."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from rota.ledger.opening import first_day
from rota.model.calendar import Slot
from rota.model.facts import PostId, SiteId
from rota.model.units import HALF_DAY, split
from rota.reconcile import line_troubles as troubles
from rota.reconcile.claims import Claim
from rota.reconcile.fields import Field, Status
from rota.reconcile.known import KnownFacts
from rota.reconcile.slots import duties_of, halves
from rota.reconcile.work import Work, WrongField, task_at
from rota.sites.faults import nearest
from rota.sites.record import Wrong


def allow(known: KnownFacts, site: SiteId, post: PostId, day: date) -> None:
    """Whether a site may state anything of a post on a day.

    Raises:
        WrongField: it may not.
    """
    if post not in known.contracts:
        near = nearest(post, known.contracts)
        raise WrongField(Field.POST, Wrong(troubles.NO_POST, near=near, found=post))
    convention = known.problem.conventions[post]
    if site not in {share.site for share in convention.shares}:
        raise WrongField(Field.POST, Wrong(troubles.NOT_SHARED, post=post, site=site))
    if day not in convention.span:
        first, last = convention.start, convention.end
        wrong = Wrong(troubles.OUT_OF_TERM, day=day, post=post, first=first, last=last)
        raise WrongField(Field.DATE, wrong)
    told_from = first_day(known.problem, convention)
    if day < told_from:
        raise WrongField(Field.DATE, Wrong(troubles.COUNTED_BEFORE, day=day, post=post, first=told_from))
    if known.today is not None and day > known.today:
        raise WrongField(Field.DATE, Wrong(troubles.NOT_YET, day=day))


def refuse_late(known: KnownFacts, claims: Iterable[Claim]) -> None:
    """Whether what is stated comes too late; only what says something new can.

    Raises:
        WrongField: a month of it is closed.
    """
    late = next((claim for claim in claims if (claim.post, claim.month) in known.closed), None)
    if late is not None:
        raise WrongField(Field.DATE, Wrong(troubles.CLOSED, month=late.month, post=late.post))


def cut(known: KnownFacts, claim: Claim, work: Work, parts: int | None) -> Iterator[Claim]:
    """One claim for each half-day, or for each duty of a line; a call-out is one as it is.

    Args:
        known: The facts.
        claim: What is stated of the day, whole.
        work: What was done, as far as it is named.
        parts: 60ths of half-days stated; None for what the time counts.

    Raises:
        WrongField: the line has no such duty on that day, or a call-out has no hours.
    """
    if claim.status is Status.CALL_OUT:
        if claim.start is None or claim.end is None:
            raise WrongField(Field.START, Wrong(troubles.CALL_WITHOUT_HOURS))
        yield claim
        return
    pieces = halves(claim.slots)
    if work.line is not None:
        pieces = duties_of(known.problem, work.line, claim.day, claim.slots)
        if not pieces:
            wrong = Wrong(troubles.NO_SUCH_DUTY, line=work.line.id, day=claim.day)
            raise WrongField(Field.HALF, wrong)
    yield from _pieces(known, claim, work, pieces, parts)


def _pieces(
    known: KnownFacts, claim: Claim, work: Work, pieces: Sequence[tuple[Slot, ...]], parts: int | None
) -> Iterator[Claim]:
    worths = [_worth(known, claim, work, slots) for slots in pieces]
    counted, alone = [worth for worth, _ in worths], len(pieces) == 1
    measured = _split(claim.minutes, counted) if any(counted) else [claim.minutes] * len(pieces)
    stated = _split(parts, counted)
    for slots, (worth, standby), said, minutes in zip(pieces, worths, stated, measured, strict=True):
        yield replace(
            claim,
            slots=slots,
            parts=worth if said is None or worth == 0 else said,
            start=claim.start if alone else None,
            end=claim.end if alone else None,
            minutes=minutes or standby or None,
        )


def _worth(known: KnownFacts, claim: Claim, work: Work, slots: tuple[Slot, ...]) -> tuple[int, int]:
    """What the slots count when nothing else is said, and the minutes of waiting on call."""
    task = task_at(known.problem, claim.post, claim.day, slots, work)
    if task is None:
        return sum(2 * HALF_DAY if slot is Slot.NIGHT else HALF_DAY for slot in slots), 0
    return task.parts, 0 if task.minutes else task.end - task.start


def _split(amount: int | None, worths: list[int]) -> list[int | None]:
    """A stated amount over the pieces of a day, in the ratio of what each counts."""
    if amount is None or not sum(worths):
        return [None] * len(worths)
    found = split(amount, dict(enumerate(worths)), range(len(worths)))
    return [found[place] for place in range(len(worths))]
