"""Keeps the ledger to the facts: months opened, rights of the year, leave that is declared.

Everything here is brought to what should stand, so that doing it again writes nothing.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from rota.ledger import absences, opening, recovery, rights
from rota.ledger.entry import Draft, Entry
from rota.ledger.standing import standing
from rota.ledger.writer import Writer, following, month_name
from rota.model.facts import AbsenceKind, Convention, Facts, PostId
from rota.model.problem import Problem
from rota.store import Unit
from rota.workspace.opened import PROGRAM, entries_of, whole_problem

_ABSENCE = "absence:"


def keep(unit: Unit, facts: Facts, until: date, posts: Sequence[PostId] | None = None) -> int:
    """Bring the ledgers to the facts up to the month of ``until``; tell how many entries were added."""
    problem, added = whole_problem(facts), 0
    for convention in facts.conventions:
        if posts is None or convention.post in posts:
            added += _keep_one(unit, problem, convention, until)
    return added


def last_day(facts: Facts, post: PostId, until: date) -> date:
    """The day up to which a ledger is opened: ``until``, or that of the last absence declared."""
    return max((until, *(absence.last for absence in facts.absences if absence.post == post)))


def _keep_one(unit: Unit, problem: Problem, convention: Convention, until: date) -> int:
    contract = unit.ledger.contract(convention.post)
    unit.ledger.hold(contract.id)
    writer = Writer(contract, PROGRAM, convention.employer)
    before = entries = entries_of(unit, contract)
    for month in months_to_open(problem, convention, last_day(problem.facts, convention.post, until)):
        drafts = opening.open_month(writer, problem, entries, month)
        if month.endswith("-01"):
            entries = _appended(unit, entries, drafts)
            drafts = rights.carry(writer, problem, entries, int(month[:4]))
        entries = _appended(unit, entries, drafts)
    for drafts in _absences(writer, problem, entries):
        entries = _appended(unit, entries, drafts)
    return len(entries) - len(before)


def months_to_open(problem: Problem, convention: Convention, until: date) -> Iterator[str]:
    """The months from the first that the ledger tells to the one of ``until``."""
    month, last = month_name(opening.first_day(problem, convention)), min(until, convention.end)
    while month <= month_name(last):
        yield month
        month = following(month)


def _absences(writer: Writer, problem: Problem, entries: Sequence[Entry]) -> Iterator[tuple[Draft, ...]]:
    """Leave and recovery as declared; what is no longer declared is withdrawn."""
    declared = problem.absences(writer.contract.post)
    known = {absences.source_of(absence) for absence in declared}
    written = {entry.draft.source for entry in standing(entries)}
    for absence in declared:
        record = recovery.take if absence.kind is AbsenceKind.RECOVERY else absences.record
        yield record(writer, problem, entries, absence)
    for source in sorted(written - known):
        if source.startswith(_ABSENCE):
            yield absences.withdraw(writer, entries, source.removeprefix(_ABSENCE))


def _appended(unit: Unit, entries: tuple[Entry, ...], drafts: Sequence[Draft]) -> tuple[Entry, ...]:
    """The entries with those just written."""
    seen = {entry.seq for entry in entries[-1:]}
    written = unit.ledger.append(drafts)
    return (*entries, *(entry for entry in written if entry.seq > max(seen, default=0)))
