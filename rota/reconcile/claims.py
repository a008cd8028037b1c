"""Claims: what a site states of one half-day or one duty, and how it stands in the ledger.

A claim moves nothing; it is evidence. A later claim of the same site about the same half-day stands in
place of the earlier one, which remains in the chain. A whole day is two claims, a duty is one.

What is claimed present is written from ``due`` to ``done``, as it would be posted; what is said not done, the
other way round. Minutes stand beside half-days when the site states them; on-call duties and call-outs are
minutes only.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from rota.ledger.accounts import CLOCK, call, done, due, standby, worked
from rota.ledger.entry import Draft, Entry, EntryKind, LedgerUnit
from rota.ledger.writer import Movement, Writer, month_name
from rota.model.calendar import Slot
from rota.model.facts import PostId, SiteId
from rota.reconcile.fields import Status

_REPLACED_BY = f"{Status.REPLACED.value}:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What one site states of one half-day or duty of a post."""

    post: PostId
    site: SiteId
    day: date
    slots: tuple[Slot, ...]
    status: Status
    what: str = ""
    """``SERVICE/ACTIVITY``, ``SERVICE/LINE``, a service alone, or nothing: present at the site."""
    parts: int = 0
    """60ths of a half-day that were done, or not done; 0 for on-call duties and call-outs."""
    start: int | None = None
    end: int | None = None
    """Instants, where hours are stated."""
    minutes: int | None = None
    """Working time, or waiting time of an on-call duty; None where the site does not say."""
    by: PostId | None = None
    """The shared post that stood in."""
    source: str = ""
    seqs: tuple[int, ...] = ()
    """Where it stands in the ledger; empty before it does."""

    @property
    def content(self) -> tuple[object, ...]:
        """What it says, whoever wrote it in whatever file: the same content is the same fact."""
        what = (self.status.value, self.what, self.parts, self.start, self.end, self.minutes, self.by)
        return (self.post, self.site, self.day.isoformat(), self.slots, *what)

    @property
    def works(self) -> bool:
        """Whether it states presence."""
        return self.status is Status.PRESENT

    @property
    def month(self) -> str:
        """The month it belongs to."""
        return month_name(self.day)

    def concerns(self, other: "Claim") -> bool:
        """Whether both speak of the same time: the later one stands in place of the earlier."""
        same = (self.post, self.site, self.day) == (other.post, other.site, other.day)
        if not same or set(self.slots).isdisjoint(other.slots):
            return False
        if Status.WITHDRAWN in {self.status, other.status} and self.what == other.what:
            return True
        if (self.status is Status.CALL_OUT) != (other.status is Status.CALL_OUT):
            return False
        untimed = None in {self.start, self.end, other.start, other.end}
        return untimed or self.overlaps(other)

    def overlaps(self, other: "Claim") -> bool:
        """Whether their hours overlap, where both state hours."""
        if self.start is None or self.end is None or other.start is None or other.end is None:
            return False
        return self.start < other.end and other.start < self.end


def claims_of(entries: Iterable[Entry], post: PostId) -> Iterator[Claim]:
    """Every claim that stands in the ledger of one post, oldest first."""
    last: Claim | None = None
    group = None
    for entry in entries:
        draft = entry.draft
        status = _status(draft)
        if status is None:
            continue
        if last is not None and (draft.group, draft.source) == group:
            last = _joined(last, entry)
            continue
        if last is not None:
            yield last
        last, group = _claim(entry, post, status), (draft.group, draft.source)
    if last is not None:
        yield last


def standing(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """The claims that no later one of the same site replaces; those taken back are gone."""
    by_day: dict[tuple[PostId, SiteId, date], list[Claim]] = {}
    for claim in claims:
        kept = by_day.setdefault((claim.post, claim.site, claim.day), [])
        kept[:] = [earlier for earlier in kept if not claim.concerns(earlier)]
        kept.append(claim)
    return tuple(claim for kept in by_day.values() for claim in kept if claim.status is not Status.WITHDRAWN)


def claim_drafts(writer: Writer, claim: Claim, times: int = 0) -> tuple[Draft, ...]:
    """The entries of one claim; ``times`` claims of the same content stand already."""
    group = writer.group("claim", *claim.content, times)
    reason = f"{_REPLACED_BY}{claim.by}" if claim.by else claim.status.value
    return tuple(
        writer.draft(
            EntryKind.CLAIM,
            movement,
            claim.month,
            group,
            worked_on=claim.day,
            slots=claim.slots,
            start=claim.start,
            end=claim.end,
            site=claim.site,
            what=claim.what,
            reason=reason,
            source=claim.source,
        )
        for movement in _movements(claim)
    )


def _movements(claim: Claim) -> Iterator[Movement]:
    """What the claim would move: half-days, then minutes where they are not those of its hours."""
    site, minutes = claim.site, claim.minutes
    back = claim.status not in {Status.PRESENT, Status.CALL_OUT}
    if claim.status is Status.CALL_OUT:
        moves = [Movement(CLOCK, call(site), minutes or 1, LedgerUnit.MINUTE)]
    elif claim.parts == 0:
        moves = [Movement(CLOCK, standby(site), minutes or 1, LedgerUnit.MINUTE)]
    else:
        moves = [Movement(due(site), done(site), claim.parts)]
        elapsed = None if claim.start is None or claim.end is None else claim.end - claim.start
        if minutes is not None and minutes != elapsed:
            moves.append(Movement(CLOCK, worked(site), minutes, LedgerUnit.MINUTE))
    yield from (move.back() if back else move for move in moves)


def _status(draft: Draft) -> Status | None:
    """The status of a claim; None for entries of other kinds."""
    if draft.kind is not EntryKind.CLAIM:
        return None
    code = draft.reason.partition(":")[0] or Status.PRESENT.value
    return Status(code) if code in Status.__members__.values() else None


def _joined(claim: Claim, entry: Entry) -> Claim:
    """A claim with one more of its entries."""
    draft, seqs = entry.draft, (*claim.seqs, entry.seq)
    if draft.unit is LedgerUnit.MINUTE:
        return replace(claim, minutes=draft.amount, seqs=seqs)
    return replace(claim, parts=claim.parts + draft.amount, seqs=seqs)


def _claim(entry: Entry, post: PostId, status: Status) -> Claim:
    draft = entry.draft
    assert draft.worked_on is not None
    parts = draft.amount if draft.unit is LedgerUnit.HALF_DAY_60 else 0
    elapsed = None if draft.start is None or draft.end is None else draft.end - draft.start
    by = draft.reason.removeprefix(_REPLACED_BY) if draft.reason.startswith(_REPLACED_BY) else ""
    return Claim(
        post=post,
        site=draft.author_site,
        day=draft.worked_on,
        slots=draft.slots,
        status=status,
        what=draft.what,
        parts=parts,
        start=draft.start,
        end=draft.end,
        minutes=elapsed if parts else draft.amount,
        by=PostId(by) if by else None,
        source=draft.source,
        seqs=(entry.seq,),
    )
