"""Publishing: each half-day and duty of a published plan becomes pending entries, one for each movement.

A new version voids what disappears and plans what is new; what stays the same keeps its entries. Half-days
that attendance has answered, and closed months, are left alone: what was worked is no longer planned.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from uuid import UUID

from rota.ledger.book import fold
from rota.ledger.entry import Draft, Entry, EntryKind, LedgerUnit
from rota.ledger.months import state
from rota.ledger.standing import Key
from rota.ledger.worth import movements, what_of
from rota.ledger.writer import Details, Movement, Writer, month_name
from rota.model.calendar import Slot
from rota.model.plan import Plan
from rota.model.problem import Problem
from rota.model.task import Task, task_of

REPLANNED = "replanned"
"""Reason of a plan voided because another version was published."""


def publish(
    writer: Writer, problem: Problem, plan: Plan, version: int, entries: Sequence[Entry]
) -> tuple[Draft, ...]:
    """The drafts that make the pending entries of the post those of ``plan``, over its span."""
    closed, settled = state(entries).closed, answered_cells(entries)
    wanted = planned(writer, problem, plan, version)
    done = {draft.group for draft in wanted if _settled(draft, settled)}
    pending = {
        cell_key(draft): (seq, draft)
        for seq, draft in fold(entries).pending.items()
        if draft.worked_on is not None and draft.worked_on in plan.span and draft.month not in closed
    }
    new: list[Draft] = []
    for draft in wanted:
        free = draft.group not in done and draft.month not in closed
        if pending.pop(cell_key(draft), None) is None and free:
            new.append(draft)
    gone = [void(writer, seq, draft, REPLANNED, version) for seq, draft in pending.values()]
    return (*gone, *new)


def planned(writer: Writer, problem: Problem, plan: Plan, version: int) -> list[Draft]:
    """The pending entries of a whole plan for the post of the contract."""
    tasks = [task_of(problem, p) for p in plan.placements if p.post == writer.contract.post]
    drafts: list[Draft] = []
    for task in tasks:
        group = writer.group("plan", version, task.day, task.slots, what_of(task.placement))
        told: Details = {**about(task), "plan_version": version, "source": f"plan:{version}"}
        drafts.extend(of_task(writer, EntryKind.PLAN, group, movements(problem, task), told))
    return drafts


def of_task(
    writer: Writer, kind: EntryKind, group: UUID, moves: Sequence[Movement], told: Details
) -> Iterator[Draft]:
    """The entries of one task; one of them takes its slots, so that no two tasks do."""
    taken, day = False, told["worked_on"]
    for move in moves:
        works = move.unit is LedgerUnit.HALF_DAY_60 and move.credit.startswith("done:")
        named: Details = {**told, "slots": ()} if works and taken else told
        taken = taken or works
        assert day is not None
        yield writer.draft(kind, move, month_name(day), group, **named)


def about(task: Task) -> Details:
    """When, where and what a task is, as an entry tells it."""
    return {
        "worked_on": task.day,
        "slots": task.slots,
        "start": task.start,
        "end": task.end,
        "site": task.site,
        "what": what_of(task.placement),
    }


def void(writer: Writer, seq: int, plan: Draft, reason: str, version: int | None = None) -> Draft:
    """A pending entry that is not to be done: its answer."""
    told: Details = {
        "worked_on": plan.worked_on,
        "slots": plan.slots,
        "start": plan.start,
        "end": plan.end,
        "site": plan.site,
        "what": plan.what,
        "ref": seq,
        "plan_version": version,
        "reason": reason,
        "source": "hand" if version is None else f"plan:{version}",
    }
    move = Movement(plan.debit, plan.credit, plan.amount, plan.unit)
    return writer.draft(EntryKind.VOID, move, plan.month, writer.group("answer", seq), **told)


def _settled(draft: Draft, settled: set[tuple[date | None, Slot]]) -> bool:
    return any((draft.worked_on, slot) in settled for slot in draft.slots)


def answered_cells(entries: Sequence[Entry]) -> set[tuple[date | None, Slot]]:
    """Cells whose plan attendance has answered, done or not: nothing is planned there any more."""
    return {
        (entry.draft.worked_on, slot)
        for entry in entries
        if entry.draft.kind in {EntryKind.POST, EntryKind.VOID} and entry.draft.reason != REPLANNED
        for slot in entry.draft.slots
    }


def cell_key(draft: Draft) -> Key:
    """What a pending entry says, whatever version of the plan said it."""
    return (
        *(draft.unit, draft.debit, draft.credit, draft.amount),
        *(draft.worked_on, draft.slots, draft.start, draft.end, draft.site, draft.what),
    )
