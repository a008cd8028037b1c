"""Decided differences become entries; everything undecided stays pending.

A plan done is posted, in the amounts claimed; a plan not done is voided; work done elsewhere, or unplanned,
is direct; what stood in the balances and was wrong is taken back. Entries name the claim they rest on.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rota.ledger import attendance, callouts
from rota.ledger.entry import Draft, EntryKind, LedgerUnit
from rota.ledger.publishing import about, of_task, void
from rota.ledger.standing import again, retract
from rota.ledger.worth import what_of
from rota.ledger.writer import Details, Movement, Writer
from rota.model.facts import PostId, SiteId
from rota.model.task import task_of
from rota.reconcile.actual import Actual
from rota.reconcile.deciding import Choice, Decision, by_itself, settled
from rota.reconcile.differences import Difference, Kind
from rota.reconcile.known import KnownFacts
from rota.reconcile.planned import Planned
from rota.reconcile.reconciling import Entries
from rota.reconcile.work import placement_of

REASONS: Mapping[Kind, str] = {
    Kind.ABSENT: "absent",
    Kind.REPLACED: "replaced",
    Kind.SWAPPED: attendance.SWAPPED,
    Kind.MOVED: "moved",
    Kind.OTHER_SITE: attendance.OTHER_SITE,
    Kind.OTHER_WORK: "other-work",
    Kind.EXTRA: "unplanned",
    Kind.CONTRADICTION: "settled",
    Kind.UNCONFIRMED: "absent",
}
"""Codes that say why a plan was not done, or why work was direct."""


@dataclass(frozen=True)
class Resolution:
    """What is to be appended, and what waits for a decision."""

    drafts: tuple[Draft, ...]
    """In the order in which they are to be appended, all or none."""
    resolved: tuple[Difference, ...]
    left: tuple[Difference, ...]


def resolve(
    differences: Iterable[Difference],
    decisions: Iterable[Decision],
    *,
    known: KnownFacts,
    entries: Entries,
    author: str,
    site: SiteId,
) -> Resolution:
    """The entries of all differences that are decided, or that ask nobody.

    Args:
        differences: As :func:`rota.reconcile.reconcile` found them in ``entries``.
        decisions: Those its parties agreed to (see :func:`rota.reconcile.agreed`).
        known: The facts and the contracts.
        entries: The ledger of each post.
        author: Who writes, by function.
        site: The site the author writes for.
    """
    by_id = {decision.difference: decision for decision in decisions}
    drafts: list[Draft] = []
    resolved: list[Difference] = []
    left: list[Difference] = []
    for each in differences:
        decision = by_itself(each) or by_id.get(each.id)
        if decision is None or not decision.binds(each) or not countable(each, decision):
            left.append(each)
            continue
        resolved.append(each)
        drafts.extend(_Resolving(each, decision, known, entries, author, site).drafts())
    return Resolution(tuple(drafts), tuple(resolved), tuple(left))


def countable(difference: Difference, decision: Decision) -> bool:
    """Whether the claims tell enough to count what is decided."""
    if decision.choice is Choice.SHARED:
        told = {actual.task.site: actual.parts for actual in difference.actual}
        units = {unit.site: unit.parts for unit in difference.planned}
        most = {site: max(told.get(site, 0), units.get(site, 0)) for site in {*told, *units}}
        each = all(0 <= parts <= most.get(site, 0) for site, parts in decision.parts.items())
        return each and sum(decision.parts.values()) <= max(most.values(), default=0)
    needs = decision.choice is Choice.AS_CLAIMED and difference.kind in _NEEDS_ACTUAL
    return bool(difference.actual) or not needs


_NEEDS_ACTUAL = frozenset(
    {Kind.EXTRA, Kind.OTHER_SITE, Kind.OTHER_WORK, Kind.MOVED, Kind.SWAPPED, Kind.CALL_OUT}
)


@dataclass
class _Resolving:
    """One decided difference being written."""

    difference: Difference
    decision: Decision
    known: KnownFacts
    entries: Entries
    author: str
    site: SiteId

    def drafts(self) -> Iterator[Draft]:
        """The entries of the difference."""
        kind, units, actual = self.difference.kind, self.difference.planned, self.difference.actual
        yield from settled(self._writer(self.difference.post), self.difference, self.decision)
        match self.decision.choice:
            case Choice.AS_PLANNED:
                yield from self._all_done(units)
            case Choice.NOT_DONE:
                yield from self._none_done(units)
            case Choice.SHARED:
                yield from self._shared()
            case Choice.AS_CLAIMED if kind is Kind.CALL_OUT:
                yield from self._called(actual[0])
            case Choice.AS_CLAIMED if kind in {Kind.DONE, Kind.LONGER, Kind.SHORTER}:
                yield from self._measured(units[0], actual[0] if actual else None)
            case Choice.AS_CLAIMED:
                yield from self._none_done(units)
                for each in actual:
                    yield from self._direct(each)

    def _writer(self, post: PostId) -> Writer:
        return Writer(self.known.contracts[post], self.author, self.site)

    @property
    def _reason(self) -> str:
        return "leave" if self.difference.leave else REASONS.get(self.difference.kind, "unplanned")

    def _all_done(self, units: Sequence[Planned]) -> Iterator[Draft]:
        evidence = next(
            (c.seqs[0] for c in self.difference.claimed if c.seqs and c.post == self.difference.post), None
        )
        for unit in units:
            for seq, draft in () if unit.counted else unit.entries:
                yield attendance.post(self._writer(unit.post), seq, draft, claim=evidence)

    def _none_done(self, units: Sequence[Planned]) -> Iterator[Draft]:
        for unit in units:
            writer = self._writer(unit.post)
            if unit.counted:
                gone = {seq for seq, _ in unit.entries}
                known = self.entries[unit.post]
                yield from retract(writer, known, [e for e in known if e.seq in gone], self._reason)
            else:
                yield from (void(writer, seq, draft, self._reason) for seq, draft in unit.entries)

    def _measured(self, unit: Planned, actual: Actual | None) -> Iterator[Draft]:
        """Done where and when it was planned, in the amounts claimed."""
        if actual is None or unit.on_call:
            yield from self._all_done([unit])
        elif unit.counted:
            yield from self._none_done([unit])
            yield from self._direct(actual)
        else:
            yield from self._answered(unit, actual)

    def _answered(self, unit: Planned, actual: Actual) -> Iterator[Draft]:
        """Each pending entry posted for what was done of it; what goes beyond is direct."""
        writer, evidence = self._writer(unit.post), actual.evidence
        measured = {(move.debit, move.credit): move.amount for move in actual.moves(self.known.problem)}
        for seq, draft in unit.entries:
            amount = measured.get((draft.debit, draft.credit), 0)
            done = min(amount, draft.amount)
            if done:
                yield attendance.post(writer, seq, draft, amount=done, claim=evidence)
            else:
                yield void(writer, seq, draft, "shorter")
            if amount > draft.amount:
                yield self._beyond(writer, draft, amount - draft.amount, evidence)

    def _beyond(self, writer: Writer, draft: Draft, amount: int, evidence: int | None) -> Draft:
        told: Details = {
            "worked_on": draft.worked_on,
            "start": draft.start,
            "end": draft.end,
            "site": draft.site,
            "what": draft.what,
            "claim": evidence,
            "reason": "longer",
            "source": self._source,
        }
        move = Movement(draft.debit, draft.credit, amount, draft.unit)
        group = writer.group("longer", draft.worked_on, draft.what, self._source)
        return self._fresh(writer.draft(EntryKind.DIRECT, move, draft.month, group, **told))

    def _shared(self) -> Iterator[Draft]:
        """Each site has the part agreed: of its plan, else of what it claims."""
        parts, units = self.decision.parts, self.difference.planned
        for unit in units:
            claimed = (each for each in self.difference.actual if each.task.site == unit.site)
            own = next(claimed, None) or self._as_planned(unit)
            agreed = parts.get(unit.site, 0)
            if unit.counted and agreed == unit.parts:
                continue
            if not agreed:
                yield from self._none_done([unit])
            elif agreed == unit.parts:
                yield from self._all_done([unit])
            elif own is not None:
                yield from self._measured(unit, own.counting(agreed))
        taken = any(parts.get(unit.site, 0) for unit in units)
        for actual in self.difference.actual:
            planned = any(unit.site == actual.task.site for unit in units)
            if not planned and parts.get(actual.task.site, 0):
                yield from self._direct(actual.counting(parts[actual.task.site]), beside=taken)
                taken = True

    def _as_planned(self, unit: Planned) -> Actual | None:
        """A half-day that nobody claims, as it was planned or is counted."""
        problem = self.known.problem
        placement = placement_of(unit.post, unit.day, unit.slots, unit.what, problem)
        return Actual(task_of(problem, placement), unit.parts, unit.minutes, ()) if placement else None

    def _direct(self, actual: Actual, *, beside: bool = False) -> Iterator[Draft]:
        """Work no plan announced; ``beside`` other work of the same half-day, it takes no half-day itself."""
        task, writer = actual.task, self._writer(actual.task.post)
        told: Details = {
            **about(task),
            "claim": actual.evidence,
            "reason": self._reason,
            "source": self._source,
        }
        group = writer.group("direct", task.day, task.slots, what_of(task.placement), self._source)
        moves = actual.moves(self.known.problem)
        for draft in of_task(writer, EntryKind.DIRECT, group, moves, told):
            second = beside and draft.unit is LedgerUnit.HALF_DAY_60
            yield self._fresh(replace(draft, slots=()) if second else draft)

    def _called(self, actual: Actual) -> Iterator[Draft]:
        minutes = [call.minutes or 0 for call in actual.claims]
        post = actual.task.post
        yield from callouts.record(
            self._writer(post), self.known.problem, self.entries[post], actual.task, minutes
        )

    @property
    def _source(self) -> str:
        return f"reconciled:{self.difference.id}"

    def _fresh(self, draft: Draft) -> Draft:
        """The same entry under another id where one of that id was written and taken back before."""
        ids = {entry.draft.idem for of_post in self.entries.values() for entry in of_post}
        times = 0
        while (again(draft, times)).idem in ids:
            times += 1
        return again(draft, times)
