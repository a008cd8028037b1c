"""Ledgers verified from their rows alone, and the tables beside them held against what they must say.

Many entries are shared out among the processors of the machine.
"""

import os
import signal
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing import get_context
from types import MappingProxyType

from rota.clock import SystemClock
from rota.errors import UserError
from rota.ledger.contract import Contract
from rota.ledger.faults import FaultKind, LedgerFault
from rota.ledger.slots import TakenSlots
from rota.ledger.verify import Report, Sheet, verify
from rota.model.facts import PostId
from rota.service import known
from rota.service.contents import NO_POST
from rota.store import Store, StoredEntry, Unit, auditing
from rota.store.engine import engine_for
from rota.store.findings import Finding, FindingKind
from rota.store.reading import PAGE
from rota.store.rows import COPIED
from rota.words import Text
from rota.workspace.noting import Note, silent
from rota.workspace.opened import Workspace

BESIDE = Text("Ouvertures, plannings et dossiers", "Openings, plans and folders")
MANY = 200_000
"""Entries below which starting other processes takes longer than it spares."""
_PROCESSES_MAX = 4
Sheets = tuple[Sheet, ...]
_NONE: Mapping[str, Sequence[Sheet]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Verified:
    """The verification of one ledger."""

    post: PostId
    report: Report
    slots: tuple[Finding, ...] = ()
    """What is wrong with the table of its taken slots."""

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.report.faults and not self.slots


def verified(
    workspace: Workspace,
    sheets: Sequence[Sheet] = (),
    post: str | None = None,
    *,
    held: Mapping[str, Sequence[Sheet]] = _NONE,
    many: int = MANY,
    note: Note = silent,
) -> tuple[Verified, ...]:
    """Every ledger verified from its rows alone, those of earlier contracts too: nothing is believed.

    Args:
        workspace: Where they stand.
        sheets: Signed sheets, of one post: the head of its present chain is held against them.
        post: One post; all of them when left out.
        held: Signed sheets by post; one of a post that has no ledger here is a fault too.
        many: Entries from which several processes share the work.
        note: Told how many entries are verified.

    Raises:
        Refused: there is no such post.
    """
    store = workspace.store
    everything = store.read(lambda unit: auditing.openings(unit.connection)).contracts
    present = {each.post: each for each in everything}
    wanted = None if post is None else known(post, present, NO_POST)
    contracts = [each for each in everything if wanted is None or each.post == wanted]
    signed = {of: (*held.get(of, ()), *(sheets if of == wanted else ())) for of in present}
    asked = [(each, signed[each.post] if each == present[each.post] else ()) for each in contracts]
    lost = [_without_ledger(of, held[of]) for of in sorted(set(held) - set(present))]
    return (*_shared_out(store, asked, many, note), *(lost if wanted is None else ()))


def beside(workspace: Workspace, note: Note = silent) -> tuple[Finding, ...]:
    """What is wrong with openings, plans and facts."""
    found: list[Finding] = []
    for done, (table, audit) in enumerate(auditing.AUDITS.items()):
        note(done, len(auditing.AUDITS), BESIDE)
        try:
            found.extend(workspace.store.read(partial(_audited, audit)))
        except UserError:
            found.append(Finding(FindingKind.UNREADABLE, table))
    return tuple(found)


def _audited(audit: auditing.Audit, unit: Unit) -> tuple[Finding, ...]:
    return tuple(audit(unit.connection))


def _without_ledger(post: str, sheets: Sequence[Sheet]) -> Verified:
    faults = tuple(LedgerFault(sheet.seq, FaultKind.TAIL, sheet.month) for sheet in sheets)
    return Verified(PostId(post), Report(0, 0, b"", {}, faults))


def _shared_out(
    store: Store, asked: Sequence[tuple[Contract, Sheets]], many: int, note: Note
) -> Iterator[Verified]:
    """The verification of each, in their order."""
    sizes = [_size(store, contract) for contract, _ in asked]
    workers, whole = min(os.cpu_count() or 1, len(asked), _PROCESSES_MAX), sum(sizes)
    note(0, whole)
    if workers < 2 or whole < many:
        for place, (contract, sheets) in enumerate(asked):
            yield _verified(store, contract, sheets, _from(note, sum(sizes[:place]), whole))
        return
    url, done = store.engine.url.render_as_string(hide_password=False), 0
    with _unheard():
        pool = get_context("spawn").Pool(workers, _deaf)
    with pool:
        apart = pool.imap(_verified_apart, [(url, *each) for each in asked])
        for size, one in zip(sizes, apart, strict=True):
            done += size
            note(done, whole)
            yield one


def _from(note: Note, before: int, whole: int) -> Callable[[int], None]:
    return lambda done: note(before + done, whole)


def _size(store: Store, contract: Contract) -> int:
    return store.head(contract.id)[0]


@contextmanager
def _unheard() -> Iterator[None]:
    """Processes started within never hear Ctrl-C, not even while they start."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    former = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, former)


def _deaf() -> None:
    """Ctrl-C is for the process that waits: it ends those that work for it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _verified_apart(asked: tuple[str, Contract, Sheets]) -> Verified:
    """In a process of its own, with a connection of its own."""
    url, contract, sheets = asked
    with Store(engine_for(url), clock=SystemClock()) as store:
        return _verified(store, contract, sheets, lambda _: None)


def _verified(store: Store, contract: Contract, sheets: Sheets, note: Callable[[int], None]) -> Verified:
    told, rows = TakenSlots(), _Rows(store, contract, note)
    report = verify(contract, rows, columns=COPIED, sheets=sheets, watch=told.see)
    if rows.broken:
        report = replace(report, faults=(*report.faults, LedgerFault(rows.last + 1, FaultKind.ROW)))
    found = store.read(lambda unit: tuple(auditing.slots(unit.connection, contract, told)))
    return Verified(contract.post, report, found)


@dataclass
class _Rows:
    """The rows of a contract; where the database cannot give them any more, they end."""

    store: Store
    contract: Contract
    note: Callable[[int], None]
    last: int = 0
    broken: bool = False

    def __iter__(self) -> Iterator[StoredEntry]:
        rows = self.store.stored(self.contract.id)
        while True:
            try:
                row = next(rows, None)
            except UserError:
                self.broken = True
                return
            if row is None:
                return
            self.last = row.seq
            if row.seq % PAGE == 0:
                self.note(row.seq)
            yield row
