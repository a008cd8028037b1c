"""What is needed of a ledger to tell a balance: some entries in full, the sums of all other months."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rota.ledger.accounts import Account
from rota.ledger.entry import Entry, LedgerUnit
from rota.model.calendar import Span


class MonthSum(NamedTuple):
    """What moved between two accounts over a month."""

    month: str
    unit: LedgerUnit
    debit: Account
    credit: Account
    amount: int


@dataclass(frozen=True, slots=True)
class Asked:
    """What is told in full."""

    months: frozenset[str]
    """Months of which the days matter; the first month of the ledger is told in full besides."""
    days: Span
    """Days of which each piece of work matters, and each plan that waits."""
    ways: Span
    """Days of which work matters where it was done at several sites."""


@dataclass(frozen=True, slots=True)
class Extract:
    """A ledger, as far as a balance asks.

    In full stand: the months whose days matter, work and open plans of the days asked, debts between sites,
    service that was booked as additional time, and whatever takes back recovery, with what it takes
    back.
    """

    entries: Sequence[Entry]
    """By sequence number."""
    months: frozenset[str] | None
    """Months that all entries of balances are told of; None for all."""
    sums: Sequence[MonthSum]
    """Of every other month."""
