"""A state machine that writes into any journal what the product writes, beside a model made of dictionaries.

``machine(factory)`` gives the class to test; ``factory`` opens an empty journal for one contract. Each write
is sent twice. After each step: the verifier finds nothing (chain, columns, answers, reversals, closed months,
statements), balances and pending plans are those of the model, all balances of a unit add up to zero.
"""

from collections import defaultdict
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import ClassVar

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from rota.ledger import closing, correction, opening, publishing
from rota.ledger.attendance import post
from rota.ledger.book import fold
from rota.ledger.chain import microseconds
from rota.ledger.contract import Contract
from rota.ledger.entry import Draft, Entry, EntryKind, LedgerUnit
from rota.ledger.export import ExportedRow
from rota.ledger.journal import AlreadyAnswered, ClosedMonth, DoubleBooking, Journal, SameIdOtherContent
from rota.ledger.verify import Verification, verify
from rota.ledger.writer import Writer, month_name
from rota.model.calendar import HALF_DAYS, Slot
from rota.model.facts import SiteId
from rota.model.plan import Plan
from rota.model.task import task_of
from tests import builders as b
from tests.ledger.answers import direct
from tests.ledger.given import SERVICES, WHO, WINTER, Ledger, problem

JournalFactory = Callable[[Contract], AbstractContextManager[Journal]]
MONTHS = ("2026-11", "2026-12", "2027-01")
DAYS = tuple(date(2026, 11, 16) + timedelta(days=17 * n) for n in range(4))
PROBLEM = problem()
Cell = tuple[date, Slot]

days, slots = st.sampled_from(DAYS), st.sampled_from(HALF_DAYS)
sites, months = st.sampled_from([b.CH, b.CHU]), st.sampled_from(MONTHS)
numbers = st.integers(0, 10**6)


class Model:
    """What should stand, kept in the most naive way."""

    def __init__(self) -> None:
        self.balances: defaultdict[tuple[str, str], int] = defaultdict(int)
        self.pending: dict[int, Draft] = {}
        self.reversible: dict[int, Draft] = {}
        self.booked: dict[int, Cell] = {}
        self.closed: dict[str, set[SiteId]] = {}
        self.proposed: dict[str, SiteId] = {}
        self.asked: dict[str, SiteId] = {}
        self.version = 0
        self.adjusted: set[int] = set()

    def took(self, entry: Entry) -> None:
        """A new entry stands."""
        draft, seq = entry.draft, entry.seq
        month, kind = draft.month, draft.kind.value
        if kind in {"open", "post", "direct", "reverse", "adjust"}:
            self.balances[draft.unit.value, draft.debit] -= draft.amount
            self.balances[draft.unit.value, draft.credit] += draft.amount
        if draft.amount:
            self.proposed.pop(month, None)
        if kind == "plan":
            self.pending[seq] = draft
        if kind in {"post", "void"}:
            del self.pending[draft.ref or 0]
        if kind in {"open", "post", "direct", "adjust"} and not draft.source.startswith("corrects:"):
            self.reversible[seq] = draft
        if kind == "reverse":
            target = self.reversible.pop(draft.ref or 0)
            self.booked.pop(target.ref or draft.ref or 0, None)
        if draft.source.startswith("corrects:"):
            self.reversible.pop(int(draft.source.removeprefix("corrects:")))
        if kind == "void":
            self.booked.pop(draft.ref or 0, None)
        if (
            kind in {"plan", "direct"}
            and draft.credit.startswith("done:")
            and draft.worked_on
            and draft.slots
        ):
            self.booked[seq] = (draft.worked_on, draft.slots[0])
        self._signed(kind, month, draft.author_site)

    def _signed(self, kind: str, month: str, site: SiteId) -> None:
        match kind:
            case "propose-close":
                self.proposed[month] = site
            case "sign-close":
                self.closed[month] = {self.proposed.pop(month), site}
            case "propose-reopen":
                self.asked[month] = site
            case "sign-reopen":
                del self.closed[month], self.asked[month]


class LedgerMachine(RuleBasedStateMachine):
    factory: ClassVar[JournalFactory]

    def __init__(self) -> None:
        super().__init__()
        self._context: AbstractContextManager[Journal] | None = None
        bare = Ledger(PROBLEM)
        self._context = type(self).factory(bare.contract)
        self.ledger = Ledger(PROBLEM, self._context.__enter__())
        self.model = Model()
        self.sent: list[Draft] = []
        self.read: list[Entry] = []
        self.verification = Verification(self.ledger.contract)

    def teardown(self) -> None:
        """What stands in the end is what stood on the way, and verifies as a whole."""
        if self._context is not None:
            entries = self.ledger.entries
            self._context.__exit__(None, None, None)
            assert entries == self.read
            assert verify(self.ledger.contract, map(row_of, entries)).faults == ()

    def writer(self, site: SiteId) -> Writer:
        return self.ledger.ch if site == b.CH else self.ledger.chu

    def send(self, *drafts: Draft) -> None:
        """Write, twice: only what is new stands, once."""
        before = len(self.read)
        told = self.ledger.journal.append(drafts)
        assert self.ledger.journal.append(drafts) == told
        for entry in self.ledger.journal.entries(self.ledger.contract.id, after=before):
            assert entry in told
            self.model.took(entry)
            self.verification.see(row_of(entry))
            self.read.append(entry)
        self.sent.extend(drafts)

    def refused(self, error: type[Exception], *drafts: Draft) -> None:
        """Writing is refused; the invariants then see that nothing of it stands."""
        with pytest.raises(error):
            self.ledger.journal.append(drafts)

    @rule(month=months, site=sites)
    def open(self, month: str, site: SiteId) -> None:
        drafts = opening.open_month(self.writer(site), PROBLEM, self.read, month)
        self.send(*drafts)
        assert opening.open_month(self.writer(site), PROBLEM, self.read, month) == ()

    @rule(day=days, slot=slots, at=sites)
    def plan(self, day: date, slot: Slot, at: SiteId) -> None:
        placement = b.half_day(WHO, day, slot, SERVICES[at])
        plan = Plan.of(WINTER, [placement])
        self.model.version += 1
        self._book(publishing.planned(self.ledger.ch, PROBLEM, plan, self.model.version), (day, slot))

    @rule(day=days, slot=slots, at=sites, number=numbers)
    def unplanned(self, day: date, slot: Slot, at: SiteId, number: int) -> None:
        task = task_of(PROBLEM, b.half_day(WHO, day, slot, SERVICES[at]))
        self._book(direct(self.writer(at), PROBLEM, task, source=f"hand:{number}"), (day, slot))

    def _book(self, drafts: "list[Draft] | tuple[Draft, ...]", cell: Cell) -> None:
        known = {draft.idem for draft in self.sent}
        if all(draft.idem in known for draft in drafts):
            self.send(*drafts)
        elif month_name(cell[0]) in self.model.closed:
            self.refused(ClosedMonth, *drafts)
        elif cell in self.model.booked.values():
            self.refused(DoubleBooking, *drafts)
        else:
            self.send(*drafts)

    @precondition(lambda self: self.model.pending)
    @rule(number=numbers, part=st.integers(1, 100))
    def confirm(self, number: int, part: int) -> None:
        seq, plan = self._pick(self.model.pending, number)
        done = max(1, plan.amount * part // 100)
        draft = post(self.ledger.ch, seq, plan, amount=done)
        if plan.month in self.model.closed:
            self.refused(ClosedMonth, draft)
            return
        self.send(draft)
        self.refused(AlreadyAnswered, publishing.void(self.ledger.ch, seq, plan, "absent"))

    @precondition(lambda self: self.model.pending)
    @rule(number=numbers)
    def cancel(self, number: int) -> None:
        seq, plan = self._pick(self.model.pending, number)
        draft = publishing.void(self.ledger.chu, seq, plan, "absent")
        if plan.month in self.model.closed:
            self.refused(ClosedMonth, draft)
            return
        self.send(draft)
        self.refused(AlreadyAnswered, post(self.ledger.ch, seq, plan))

    @precondition(lambda self: self.model.reversible)
    @rule(number=numbers)
    def take_back(self, number: int) -> None:
        seq, wrong = self._pick(self.model.reversible, number)
        (back,) = correction.take_back(self.ledger.ch, self.read, seq, "mistake")
        closed = wrong.month in self.model.closed
        assert (back.kind is EntryKind.ADJUST) == closed
        self.send(back)
        assert correction.take_back(self.ledger.ch, self.read, seq, "mistake") == ()
        if not closed:
            self.refused(AlreadyAnswered, replace(back, idem=back.group))

    @precondition(lambda self: self.sent)
    @rule(number=numbers)
    def repeat(self, number: int) -> None:
        self.send(self.sent[number % len(self.sent)])

    @precondition(lambda self: self.sent)
    @rule(number=numbers)
    def same_id_other_content(self, number: int) -> None:
        draft = self.sent[number % len(self.sent)]
        self.refused(SameIdOtherContent, replace(draft, author="somebody-else"))

    @rule(month=months, site=sites)
    def propose(self, month: str, site: SiteId) -> None:
        asked = closing.propose(self.writer(site), month, self.read)
        if month in self.model.closed or month in self.model.proposed:
            assert isinstance(asked, closing.Objection)
        else:
            assert isinstance(asked, Draft)
            self.send(asked)

    @rule(month=months, site=sites)
    def sign(self, month: str, site: SiteId) -> None:
        asked = closing.sign(self.writer(site), month, self.read)
        if self.model.proposed.get(month) in {None, site}:
            assert isinstance(asked, closing.Objection)
        else:
            assert isinstance(asked, Draft)
            self.send(asked)

    @precondition(lambda self: len(self.model.closed) < 2)
    @rule(month=months, site=sites)
    def close(self, month: str, site: SiteId) -> None:
        self.propose(month, site)
        self.sign(month, b.CHU if site == b.CH else b.CH)

    @rule(month=months, site=sites)
    def reopen(self, month: str, site: SiteId) -> None:
        asking = month in self.model.closed and month not in self.model.asked
        verb = closing.propose_reopen if asking else closing.sign_reopen
        asked = verb(self.writer(site), month, self.read, "late-sheet")
        if month not in self.model.closed or (not asking and self.model.asked[month] == site):
            assert isinstance(asked, closing.Objection)
        else:
            assert isinstance(asked, Draft)
            self.send(asked)

    @staticmethod
    def _pick(among: dict[int, Draft], number: int) -> tuple[int, Draft]:
        seq = sorted(among)[number % len(among)]
        return seq, among[seq]

    @invariant()
    def nothing_is_wrong(self) -> None:
        report = self.verification.report()
        assert report.faults == ()
        assert (report.seq, report.head) == self.ledger.journal.head(self.ledger.contract.id)

    @invariant()
    def balances_are_those_of_the_model(self) -> None:
        book = fold(self.read)
        told = {(unit.value, str(account)): amount for (unit, account), amount in book.balances.items()}
        assert told == {key: amount for key, amount in self.model.balances.items() if amount}
        for unit in LedgerUnit:
            assert sum(amount for (of, _), amount in book.balances.items() if of is unit) == 0
        assert book.pending == self.model.pending

    @invariant()
    def numbers_times_and_versions_rise(self) -> None:
        assert [entry.seq for entry in self.read] == list(range(1, len(self.read) + 1))
        assert all(one.recorded_at < two.recorded_at for one, two in pairwise(self.read))
        versions = [v for e in self.read if e.draft.kind is EntryKind.PLAN and (v := e.draft.plan_version)]
        assert versions == sorted(versions)


def row_of(entry: Entry) -> ExportedRow:
    """An entry as a verification reads it."""
    return ExportedRow(
        *(entry.seq, microseconds(entry.recorded_at), entry.salt, entry.payload, entry.leaf, entry.prev),
        entry.hash,
    )


def machine(factory: JournalFactory) -> type[LedgerMachine]:
    """The machine over the journals of a store."""

    class Machine(LedgerMachine):
        pass

    Machine.factory = staticmethod(factory)
    return Machine
