"""Verification of one contract, from the rows alone: nothing a row says of itself is believed.

Level 1: numbers, times, leaves and links. Level 2: columns are what the payload says, payloads are
canonical, answers fit what they answer and come once, reversals mirror, closed months take nothing,
statements recompute, balances add up to zero. Level 3: the heads printed on signed sheets are those of the
chain; without a sheet of the other site, a tail that was cut, or a whole chain that was made anew, cannot be
told from the truth.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple, Protocol

from rota.ledger.accounts import Account
from rota.ledger.book import Key
from rota.ledger.chain import SALT_BYTES, leaf, link_at
from rota.ledger.closing import Statement, previous_statement, refusal
from rota.ledger.contract import Contract
from rota.ledger.copied import Copied
from rota.ledger.entry import COUNTED, STATEMENTS, Draft, EntryKind, LedgerUnit
from rota.ledger.faults import FaultKind, LedgerFault
from rota.ledger.months import Months, Timeline, upto_of
from rota.ledger.payload import Told, told

_MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")
_ACCOUNT = re.compile(
    r"entitlement|additional|clock|unshared|(due|done|leave|recovery|worked|call|standby):[^:]+"
    r"|(right|taken):(annual|rtt|training|recovery|other):[0-9]{4}:[^:]+|clearing:[^:]+:[^:]+"
)
_COUNTED = {kind.value for kind in COUNTED}
_STATEMENTS = {kind.value for kind in STATEMENTS}
_SIGNED = {EntryKind.SIGN_CLOSE, EntryKind.SIGN_REOPEN}
_AWAITS = {
    EntryKind.POST.value: {EntryKind.PLAN.value},
    EntryKind.VOID.value: {EntryKind.PLAN.value},
    EntryKind.REVERSE.value: _COUNTED - {EntryKind.REVERSE.value},
}


class Row(Protocol):
    """An entry as it stands in a store or an export."""

    @property
    def seq(self) -> int:
        """Its number."""
        ...

    @property
    def recorded_at(self) -> int:
        """Microseconds since the epoch."""
        ...

    @property
    def salt(self) -> bytes:
        """What hides the payload in its leaf."""
        ...

    @property
    def payload(self) -> bytes:
        """What was written."""
        ...

    @property
    def leaf(self) -> bytes:
        """The hash of salt and payload."""
        ...

    @property
    def prev(self) -> bytes:
        """The hash of the entry before."""
        ...

    @property
    def hash(self) -> bytes:
        """The hash of the entry."""
        ...


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the signed sheet of a month says, from the file of either hospital."""

    month: str
    seq: int
    head: str
    """The head in hex, or its first 16 digits as printed."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a verification found."""

    count: int
    seq: int
    head: bytes
    balances: dict[Key, int]
    faults: tuple[LedgerFault, ...]
    """All of them, in the order of the entries."""

    @property
    def first(self) -> LedgerFault | None:
        """The first one, None when all is well."""
        return self.faults[0] if self.faults else None


Watch = Callable[[int, Told], None]
"""Shown each entry that could be read, with its number."""


def verify(
    contract: Contract,
    rows: Iterable[Row],
    *,
    columns: Sequence[str] = (),
    sheets: Sequence[Sheet] = (),
    watch: Watch | None = None,
) -> Report:
    """Verify every row of a contract, in order; ``columns`` names attributes that repeat the payload."""
    verification = Verification(contract, columns, watch)
    for row in rows:
        verification.see(row)
    return verification.report(sheets)


class Moved(NamedTuple):
    """What is kept of an entry while those after it are read."""

    kind: str
    unit: str
    debit: str
    credit: str
    amount: int
    month: str


class Verification:
    """One pass over the rows of a contract."""

    def __init__(self, contract: Contract, columns: Sequence[str] = (), watch: Watch | None = None) -> None:
        self._contract, self._copied, self._watch = contract, Copied(columns), watch
        self._id, self._hex = contract.id.bytes, contract.id.hex
        self._faults: list[LedgerFault] = []
        self._count, self._expected, self._recorded, self._head = 0, 1, -1, contract.genesis
        self._ordered = True
        """Whether each number came after the one before: then what follows one can be taken off again."""
        self._heads: dict[int, bytes] = {0: contract.genesis}
        self._seen: dict[int, Moved] = {}
        self._ids: set[str] = set()
        self._answered: set[tuple[int, bool]] = set()
        self._timeline = Timeline()
        self._signed: list[tuple[int, Draft]] = []
        self._months: defaultdict[str, int] = defaultdict(int)
        self._balances: defaultdict[tuple[str, str], int] = defaultdict(int)

    def see(self, row: Row) -> None:
        """The next row."""
        self._count += 1
        self._chain(row)
        try:
            entry = told(row.payload)
        except ValueError:
            self._fault(row.seq, FaultKind.PAYLOAD)
            return
        self._content(row, entry)
        if self._watch is not None:
            self._watch(row.seq, entry)
        if entry.kind in _STATEMENTS:
            self._statement(row.seq, Draft.from_payload(row.payload))
        else:
            self._timeline.touch(row.seq, entry.month)
        self._seen[row.seq] = moved = Moved(
            entry.kind, entry.unit, entry.debit, entry.credit, entry.amount, entry.month
        )
        self._months[entry.month] += 1
        _move(self._balances, moved, 1)

    def report(self, sheets: Sequence[Sheet] = ()) -> Report:
        """What was found, the heads of signed sheets compared."""
        self._faults.extend(self._against(sheets))
        if sum(self._balances.values()) != 0:
            self._fault(0, FaultKind.BALANCE)
        seq = self._expected - 1
        faults = sorted(self._faults, key=lambda fault: fault.seq)
        return Report(self._count, seq, self._head, _keyed(self._balances), tuple(faults))

    def _chain(self, row: Row) -> None:
        """Level 1: the number, the time, the leaf, the link."""
        seq, recorded, prev, of, hashed = row.seq, row.recorded_at, row.prev, row.leaf, row.hash
        if seq != self._expected:
            self._ordered = False
            self._fault(seq, FaultKind.SEQUENCE, str(seq), str(self._expected))
        if recorded <= self._recorded:
            self._fault(seq, FaultKind.TIME)
        if prev != self._head:
            self._fault(seq, FaultKind.LINK)
        if len(row.salt) != SALT_BYTES or leaf(row.salt, row.payload) != of:
            self._fault(seq, FaultKind.LEAF)
        try:
            linked = link_at(self._id, seq, recorded, prev, of) == hashed
        except OverflowError:
            linked = False
        if not linked:
            self._fault(seq, FaultKind.HASH)
        self._expected, self._recorded, self._head = seq + 1, recorded, hashed
        self._heads[seq] = hashed

    def _content(self, row: Row, entry: Told) -> None:
        """Level 2: what the payload says fits the row, the contract and what came before."""
        seq = row.seq
        if entry.contract != self._hex:
            self._fault(seq, FaultKind.CONTRACT)
        for name in self._copied.differing(row, entry):
            self._fault(seq, FaultKind.COLUMN, name)
        if entry.idem in self._ids:
            self._fault(seq, FaultKind.SAME_ID)
        self._ids.add(entry.idem)
        if not _is_month(entry.month):
            self._fault(seq, FaultKind.MONTH, entry.month)
        if entry.kind in _STATEMENTS:
            return
        for account in (entry.debit, entry.credit):
            if not _is_account(account):
                self._fault(seq, FaultKind.ACCOUNT, account)
        if self._timeline.is_closed(entry.month):
            self._fault(seq, FaultKind.CLOSED, entry.month)
        if entry.ref is not None:
            self._answer(seq, entry, entry.ref)

    def _answer(self, seq: int, entry: Told, ref: int) -> None:
        target, reverses = self._seen.get(ref), entry.kind == EntryKind.REVERSE.value
        if target is None or target.kind not in _AWAITS[entry.kind]:
            self._fault(seq, FaultKind.ANSWER, str(ref))
            return
        if (ref, reverses) in self._answered:
            self._fault(seq, FaultKind.TWICE, str(ref))
        self._answered.add((ref, reverses))
        sides = (entry.credit, entry.debit) if reverses else (entry.debit, entry.credit)
        whole = entry.kind != EntryKind.POST.value
        fits = entry.amount == target.amount if whole else entry.amount <= target.amount
        if (*sides, entry.unit) != (target.debit, target.credit, target.unit) or not fits:
            self._fault(seq, FaultKind.MIRROR, str(ref))

    def _statement(self, seq: int, draft: Draft) -> None:
        """A closing or reopening, held against what the entries say."""
        closes = draft.kind in {EntryKind.PROPOSE_CLOSE, EntryKind.SIGN_CLOSE}
        stated = self._stated(draft.month, upto_of(draft)) if closes else ""
        why = refusal(self._contract, self._timeline.months(), draft, stated)
        if why is not None:
            self._faults.append(LedgerFault(seq, FaultKind.STATEMENT, draft.month, why=why))
        self._timeline.see(seq, draft)
        self._signed.append((seq, draft))

    def _stated(self, month: str, upto: int) -> str:
        """The statement of a month over the entries up to ``upto``."""
        if self._ordered:
            balances, count, times = self._balances.copy(), self._months[month], -1
            seqs = list(takewhile(upto.__lt__, reversed(self._seen)))
        else:
            balances, count, times = defaultdict(int), 0, 1
            seqs = [seq for seq in self._seen if seq <= upto]
        for seq in seqs:
            _move(balances, self._seen[seq], times)
            count += times * (self._seen[seq].month == month)
        last = next((seq for seq in reversed(self._seen) if seq <= upto), 0)
        previous = previous_statement(self._closed_by(upto), month)
        return Statement(
            self._contract.id, month, last, self._heads[last], count, _keyed(balances), previous
        ).digest

    def _closed_by(self, upto: int) -> Months:
        """Where the months stood after ``upto``, as far as they were closed."""
        if not any(draft.kind in _SIGNED for seq, draft in self._signed if seq > upto):
            return self._timeline.months()
        before = Timeline()
        for seq, draft in self._signed:
            if seq <= upto:
                before.see(seq, draft)
        return before.months()

    def _against(self, sheets: Sequence[Sheet]) -> Iterator[LedgerFault]:
        for sheet in sheets:
            head = self._heads.get(sheet.seq)
            if head is None:
                yield LedgerFault(sheet.seq, FaultKind.TAIL, sheet.month)
            elif len(sheet.head) < 16 or not head.hex().startswith(sheet.head.lower()):
                yield LedgerFault(sheet.seq, FaultKind.SHEET, sheet.month)
            elif not any(_signs(seq, draft, sheet) for seq, draft in self._signed):
                yield LedgerFault(sheet.seq, FaultKind.UNSIGNED, sheet.month)

    def _fault(self, seq: int, kind: FaultKind, found: str = "", expected: str = "") -> None:
        self._faults.append(LedgerFault(seq, kind, found, expected))


@lru_cache(maxsize=4096)
def _is_month(told: str) -> bool:
    return _MONTH.fullmatch(told) is not None


@lru_cache(maxsize=4096)
def _is_account(told: str) -> bool:
    return _ACCOUNT.fullmatch(told) is not None


def _signs(seq: int, draft: Draft, sheet: Sheet) -> bool:
    """Whether an entry is the signature of the month of a sheet, given after the entry that it names."""
    closes = (draft.kind, draft.month) == (EntryKind.SIGN_CLOSE, sheet.month)
    return closes and upto_of(draft) <= sheet.seq <= seq


def _move(balances: defaultdict[tuple[str, str], int], entry: Moved, times: int) -> None:
    if entry.kind in _COUNTED:
        balances[entry.unit, entry.debit] -= times * entry.amount
        balances[entry.unit, entry.credit] += times * entry.amount


def _keyed(balances: dict[tuple[str, str], int]) -> dict[Key, int]:
    return {(LedgerUnit(unit), Account(name)): amount for (unit, name), amount in balances.items() if amount}
