"""What moved on each day, account by account: one pass over the entries, then any period is a short sum."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from rota.compliance.reading import origin
from rota.ledger.accounts import ENTITLEMENT, Account
from rota.ledger.additional import COUNTED as COUNTED_BEYOND
from rota.ledger.entry import COUNTED, Draft, Entry, LedgerUnit
from rota.ledger.sums import MonthSum
from rota.model.calendar import Span

_ByDay = Mapping[date, int]


@dataclass(frozen=True)
class Flows:
    """Credits less debits of each account by day."""

    moved: Mapping[tuple[LedgerUnit, Account], _ByDay]
    granted: Mapping[Account, _ByDay]
    """The part of them that came from the entitlement."""
    credits: Mapping[Account, _ByDay]
    """Credits alone, of half-days."""
    beyond: Mapping[Account, _ByDay]
    """The part that gives back to a site what it had beyond its due: booked as additional time."""

    @staticmethod
    def of(
        dated: Iterable[tuple[date, Entry]],
        months: frozenset[str] | None = None,
        sums: Iterable[MonthSum] = (),
    ) -> "Flows":
        """The flows of entries with the day they belong to.

        Args:
            dated: The entries.
            months: Those they are all of; of others only the sums count. None for all.
            sums: What moved in the other months, as if on their first day.
        """
        dated = tuple(dated)
        known = {entry.seq: entry.draft for _, entry in dated}
        filling = _Filling()
        for day, entry in dated:
            draft = entry.draft
            if draft.kind not in COUNTED:
                continue
            beyond = _grants(draft) and origin(draft, known).source.startswith(COUNTED_BEYOND)
            if months is None or draft.month in months:
                filling.move(draft, day, beyond=beyond)
            elif beyond:
                filling.tell_apart(draft, _first(draft.month))
        for each in sums:
            filling.move(each, _first(each.month), beyond=False)
        return Flows(filling.moved, filling.granted, filling.credits, filling.beyond)

    def parts(self, account: Account, span: Span) -> int:
        """60ths of half-days that came to an account over ``span``."""
        return _within(self.moved.get((LedgerUnit.HALF_DAY_60, account)), span)

    def minutes(self, account: Account, span: Span) -> int:
        """Minutes that came to an account over ``span``."""
        return _within(self.moved.get((LedgerUnit.MINUTE, account)), span)

    def credited(self, account: Account, span: Span) -> int:
        """60ths of half-days that came to an account over ``span``, whatever left it."""
        return _within(self.credits.get(account), span)

    def grants(self, account: Account, span: Span) -> int:
        """60ths of half-days that came to an account from the entitlement over ``span``."""
        return _within(self.granted.get(account), span)

    def booked(self, account: Account, span: Span) -> int:
        """60ths of half-days that came to an account as additional time over ``span``."""
        return _within(self.beyond.get(account), span)

    @property
    def accounts(self) -> frozenset[Account]:
        """Accounts of half-days that were ever used."""
        return frozenset(account for unit, account in self.moved if unit is LedgerUnit.HALF_DAY_60)

    @property
    def first(self) -> date | None:
        """The first day on which anything moved."""
        return min((day for days in self.moved.values() for day in days), default=None)


class _Filling:
    """Flows while they are being counted."""

    def __init__(self) -> None:
        self.moved: defaultdict[tuple[LedgerUnit, Account], defaultdict[date, int]]
        self.moved = defaultdict(lambda: defaultdict(int))
        self.granted: defaultdict[Account, defaultdict[date, int]] = defaultdict(lambda: defaultdict(int))
        self.credits: defaultdict[Account, defaultdict[date, int]] = defaultdict(lambda: defaultdict(int))
        self.beyond: defaultdict[Account, defaultdict[date, int]] = defaultdict(lambda: defaultdict(int))

    def move(self, move: "Draft | MonthSum", day: date, *, beyond: bool) -> None:
        """An amount goes from one account to another."""
        self.moved[move.unit, move.debit][day] -= move.amount
        self.moved[move.unit, move.credit][day] += move.amount
        if move.unit is LedgerUnit.HALF_DAY_60:
            self.credits[move.credit][day] += move.amount
        if _grants(move):
            grants = self.beyond if beyond else self.granted
            grants[move.debit][day] -= move.amount
            grants[move.credit][day] += move.amount

    def tell_apart(self, draft: Draft, day: date) -> None:
        """An entry of a sum was no grant: it gives back to a site what it had beyond its due."""
        for account, amount in ((draft.debit, -draft.amount), (draft.credit, draft.amount)):
            self.beyond[account][day] += amount
            self.granted[account][day] -= amount


def _grants(move: "Draft | MonthSum") -> bool:
    return ENTITLEMENT in {move.debit, move.credit}


def _first(month: str) -> date:
    return date.fromisoformat(f"{month}-01")


def _within(days: _ByDay | None, span: Span) -> int:
    return sum(amount for day, amount in days.items() if day in span) if days else 0
