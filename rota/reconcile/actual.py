"""What claims say was done, as a task with its amounts: what is counted when it is accepted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from rota.ledger.entry import LedgerUnit
from rota.ledger.worth import movements
from rota.ledger.writer import Movement
from rota.model.calendar import SLOT_ORDER, Slot
from rota.model.facts import DutyKind, PostId, SiteId
from rota.model.plan import Placement
from rota.model.problem import Problem
from rota.model.task import Task, task_of
from rota.model.units import split
from rota.reconcile.claims import Claim
from rota.reconcile.planned import Worth, worth_of
from rota.reconcile.work import placement_of


@dataclass(frozen=True, slots=True)
class Actual:
    """Something that was done, as the claims say."""

    task: Task
    parts: int
    """60ths of a half-day, as claimed."""
    minutes: int | None
    """As measured; None for those the parts would take."""
    claims: tuple[Claim, ...]

    @property
    def evidence(self) -> int | None:
        """Sequence number of the claim it rests on."""
        return next((claim.seqs[0] for claim in self.claims if claim.seqs), None)

    def moves(self, problem: Problem) -> tuple[Movement, ...]:
        """What it moves: as the task would, in the amounts claimed."""
        return tuple(_scaled(self, movements(problem, self.task)))

    def worth(self, problem: Problem) -> Worth:
        """What it adds to each site."""
        return worth_of((move.credit, move.unit, move.amount) for move in self.moves(problem))

    def counting(self, parts: int) -> "Actual":
        """The same, counted for ``parts`` only; its minutes in proportion."""
        minutes = self.working_minutes * parts // self.parts if self.parts else self.minutes
        return replace(self, parts=parts, minutes=minutes)

    @property
    def working_minutes(self) -> int:
        """Minutes measured, else those of the task for the parts claimed."""
        if self.minutes is not None:
            return self.minutes
        return self.task.minutes * self.parts // self.task.parts if self.task.parts else self.task.minutes


def actual_of(problem: Problem, claims: Sequence[Claim], hint: str = "") -> Actual | None:
    """What some claims of one site about one time say was done; None when it cannot be told.

    ``hint`` is the work that was planned: what a claim does not name is taken to be that.
    """
    first = claims[0]
    slots = tuple(sorted({s for claim in claims for s in claim.slots}, key=SLOT_ORDER.__getitem__))
    named = next((claim.what for claim in claims if "/" in claim.what), "") or hint
    placement = placement_of(first.post, first.day, slots, named, problem) if named else None
    if placement is None:
        placement = _assumed(problem, first.post, first.site, first.day, slots)
    if placement is None:
        return None
    minutes = [claim.minutes for claim in claims]
    known = sum(each for each in minutes if each is not None)
    working = None if None in minutes or not any(claim.parts for claim in claims) else known
    parts = sum(claim.parts for claim in claims)
    return Actual(task_of(problem, placement), parts, working, tuple(claims))


def _scaled(actual: Actual, moves: Sequence[Movement]) -> Iterator[Movement]:
    """Half-days in the ratio of the task’s own movements; working minutes as measured."""
    service = [move for move in moves if move.unit is LedgerUnit.HALF_DAY_60]
    if service:
        shares = {place: move.amount for place, move in enumerate(service)}
        amounts = split(
            actual.parts * sum(shares.values()) // (actual.task.parts or 1), shares, range(len(shares))
        )
        for place, move in enumerate(service):
            if amounts[place]:
                yield replace(move, amount=amounts[place])
    for move in moves:
        if move.unit is LedgerUnit.MINUTE:
            working = move.credit.startswith("worked:")
            amount = actual.working_minutes if working else move.amount
            if amount:
                yield replace(move, amount=amount)


def _assumed(
    problem: Problem, post: PostId, site: SiteId, day: date, slots: tuple[Slot, ...]
) -> Placement | None:
    """Presence whose work is not named: an open activity by day, the on-site duty of those hours else."""
    services = [service for service in problem.services_of(post) if service.site == site]
    for service in services:
        if Slot.NIGHT not in slots and len(slots) == 1:
            activity = next((a for a in problem.activities.values() if a.open), None)
            activity = activity or next(iter(problem.activities.values()), None)
            return Placement(post, day, slots, service.id, activity.id) if activity else None
    for service in services:
        for line in problem.lines.values():
            if line.service == service.id and line.kind is DutyKind.ON_SITE:
                duty = Placement(post, day, slots, service.id, line=line.id)
                if problem.shift_of(duty) is not None:
                    return duty
    return None
