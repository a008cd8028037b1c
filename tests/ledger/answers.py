"""Entries of attendance as tests write them, without statements and reconciliation."""

from collections.abc import Iterable
from datetime import date

from rota.ledger.attendance import OTHER_SITE, post
from rota.ledger.book import fold
from rota.ledger.entry import Draft, Entry, EntryKind, LedgerUnit
from rota.ledger.publishing import about, of_task, void
from rota.ledger.worth import movements
from rota.ledger.writer import Details, Movement, Writer
from rota.model.calendar import Slot
from rota.model.problem import Problem
from rota.model.task import Task


def pending_at(entries: Iterable[Entry], day: date, slot: Slot) -> tuple[tuple[int, Draft], ...]:
    """The pending entries of one cell, with their sequence numbers."""
    pending = fold(entries).pending
    groups = {plan.group for plan in pending.values() if plan.worked_on == day and slot in plan.slots}
    return tuple((seq, plan) for seq, plan in pending.items() if plan.group in groups)


def post_cell(
    writer: Writer,
    entries: Iterable[Entry],
    day: date,
    slot: Slot,
    *,
    claim: int | None = None,
    source: str = "hand",
) -> tuple[Draft, ...]:
    """All pending entries of a cell were done as planned."""
    cell = pending_at(entries, day, slot)
    return tuple(post(writer, seq, plan, claim=claim, source=source) for seq, plan in cell)


def void_cell(
    writer: Writer, entries: Iterable[Entry], day: date, slot: Slot, reason: str
) -> tuple[Draft, ...]:
    """Nothing of a cell was done; ``reason`` is a neutral code."""
    return tuple(void(writer, seq, plan, reason) for seq, plan in pending_at(entries, day, slot))


def direct(
    writer: Writer,
    problem: Problem,
    task: Task,
    *,
    minutes: int | None = None,
    claim: int | None = None,
    reason: str = "unplanned",
    source: str = "hand",
) -> tuple[Draft, ...]:
    """Work that no plan announced, with the minutes measured if they were."""
    told: Details = {**about(task), "claim": claim, "reason": reason, "source": source}
    group = writer.group("direct", task.day, task.slots, told["what"], source)
    moves = [_measured(move, minutes) for move in movements(problem, task)]
    return tuple(of_task(writer, EntryKind.DIRECT, group, moves, told))


def extra_minutes(
    writer: Writer, plan: Draft, minutes: int, *, claim: int | None = None, source: str = "hand"
) -> Draft:
    """Minutes measured beyond those planned on a half-day that was done: hours count, half-days do not."""
    told: Details = {
        "worked_on": plan.worked_on,
        "slots": plan.slots,
        "site": plan.site,
        "what": plan.what,
        "claim": claim,
        "reason": "longer",
        "source": source,
    }
    move = Movement(plan.debit, plan.credit, minutes, LedgerUnit.MINUTE)
    group = writer.group("longer", plan.worked_on, plan.slots, plan.what, source)
    return writer.draft(EntryKind.DIRECT, move, plan.month, group, **told)


def elsewhere(
    writer: Writer, problem: Problem, entries: Iterable[Entry], task: Task, *, claim: int | None = None
) -> tuple[Draft, ...]:
    """The doctor worked ``task`` instead of what was planned in its cells, at the same site or another."""
    known = list(entries)
    gone = [draft for slot in task.slots for draft in void_cell(writer, known, task.day, slot, OTHER_SITE)]
    return (*dict.fromkeys(gone), *direct(writer, problem, task, claim=claim, reason=OTHER_SITE))


def _measured(move: Movement, minutes: int | None) -> Movement:
    if minutes is None or minutes <= 0 or move.unit is not LedgerUnit.MINUTE:
        return move
    return Movement(move.debit, move.credit, minutes, move.unit)
