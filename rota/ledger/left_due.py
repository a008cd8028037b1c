"""What is still due when a month ends: told when it is closed, never a reason to refuse it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rota.ledger.accounts import due
from rota.ledger.book import fold
from rota.ledger.contract import Contract
from rota.ledger.entry import Entry, EntryKind, LedgerUnit
from rota.ledger.publishing import REPLANNED
from rota.model.facts import SiteId
from rota.model.units import Parts


@dataclass(frozen=True, slots=True)
class LeftDue:
    """Service that the sites of a post still have to receive at the end of a month."""

    sites: Mapping[SiteId, Parts]
    """Below 0 for a site that had more."""
    planned: Parts
    """Service that published plans announced in the month."""

    @property
    def whole(self) -> Parts:
        """Of all sites."""
        return Parts(sum(self.sites.values()))


def left_due(contract: Contract, entries: Sequence[Entry], month: str) -> LeftDue:
    """What is due at the end of a month, and what was planned in it."""
    book = fold(entry for entry in entries if entry.draft.month <= month)
    sites = {site: Parts(book.balance(due(site))) for site in contract.sites}
    void = {e.draft.ref for e in entries if e.draft.kind is EntryKind.VOID and e.draft.reason == REPLANNED}
    plans = (e.draft for e in entries if e.draft.kind is EntryKind.PLAN and e.seq not in void)
    planned = sum(d.amount for d in plans if d.month == month and d.unit is LedgerUnit.HALF_DAY_60)
    return LeftDue(sites, Parts(planned))
