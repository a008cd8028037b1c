"""Debts between the sites of a post: booked, settled by service given back, or carried to the next month.

The debt stands beside the service owed until it is settled: then the site that owes gives as much of what is
due to it to the other.
"""

from collections.abc import Iterable, Mapping

from rota.ledger.accounts import ENTITLEMENT, clearing, due
from rota.ledger.book import fold
from rota.ledger.entry import Draft, Entry, EntryKind, LedgerUnit
from rota.ledger.writer import Details, Movement, Writer, following, signed
from rota.model.facts import SiteId

SETTLED, CARRIED = "settled", "carried"


def owes(debtor: SiteId, creditor: SiteId, parts: int) -> tuple[Movement, ...]:
    """``debtor`` owes ``parts`` more to ``creditor``."""
    return signed(ENTITLEMENT, clearing(debtor, creditor), parts if debtor < creditor else -parts)


def debts(entries: Iterable[Entry], month: str = "9999-12") -> Mapping[tuple[SiteId, SiteId], int]:
    """(debtor, creditor) → parts owed at the end of ``month``, from the entries that count up to it."""
    known = [entry for entry in entries if entry.draft.month <= month]
    found: dict[tuple[SiteId, SiteId], int] = {}
    for (unit, account), balance in fold(known).balances.items():
        kind, *sites = account.split(":")
        if unit is LedgerUnit.HALF_DAY_60 and kind == "clearing" and len(sites) == 2:
            low, high = SiteId(sites[0]), SiteId(sites[1])
            pair = (low, high) if balance > 0 else (high, low)
            found[pair] = abs(balance)
    return found


def settle(writer: Writer, creditor: SiteId, parts: int, month: str, agreed: str) -> tuple[Draft, ...]:
    """The site that owes, which writes, gives ``parts`` of the service due to it to the other.

    ``agreed`` names the agreement of both heads (a code or a date); settling twice needs two names.
    """
    debtor = writer.site
    moves = (Movement(due(debtor), due(creditor), parts), *owes(debtor, creditor, -parts))
    group = writer.group(SETTLED, debtor, creditor, month, agreed)
    told: Details = {"what": "clearing", "reason": SETTLED, "source": f"agreed:{agreed}"}
    return tuple(writer.draft(EntryKind.DIRECT, move, month, group, **told) for move in moves)


def carry(writer: Writer, entries: Iterable[Entry], month: str) -> tuple[Draft, ...]:
    """Debts not settled when a month closes go to the next one, by entries that say so."""
    known, drafts = list(entries), list[Draft]()
    for (debtor, creditor), parts in debts(known, month).items():
        group = writer.group(CARRIED, debtor, creditor, month, len(known))
        told: Details = {"what": "clearing", "reason": CARRIED, "source": "hand"}
        for name, amount in ((month, -parts), (following(month), parts)):
            for move in owes(debtor, creditor, amount):
                drafts.append(writer.draft(EntryKind.DIRECT, move, name, group, **told))
    return tuple(drafts)
