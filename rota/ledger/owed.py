"""What the sites of a post owe each other, from the entries alone: the service of one that the other had."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise

from rota.ledger.accounts import Account, due
from rota.ledger.book import fold
from rota.ledger.clearing import CARRIED
from rota.ledger.entry import COUNTED, Entry, LedgerUnit
from rota.ledger.writer import following, month_span
from rota.model.counting import in_ratio
from rota.model.facts import Convention, SiteId
from rota.model.units import Parts


def owed(convention: Convention, balances: Mapping[Account, int]) -> Mapping[SiteId, Parts]:
    """What each site is owed by the others: above 0 it is to be given back. Sites that are even are left out.

    It is what the site still has to receive beyond its part of all that is due, and the debts booked between
    the sites. What the post owes to all of them alike is no debt between them.

    Args:
        convention: Of the post.
        balances: Of its accounts of half-days, ``due`` and ``clearing`` among them.
    """
    left = {share.site: balances.get(due(share.site), 0) for share in convention.shares}
    whole = sum(left.values())
    fair = in_ratio(convention, Parts(abs(whole)))
    found = {
        site: parts - (fair.get(site, 0) if whole >= 0 else -fair.get(site, 0))
        for site, parts in left.items()
    }
    for account, parts in balances.items():
        kind, *sites = account.split(":")
        if kind == "clearing":
            debtor, creditor = (SiteId(site) for site in sites)
            found[debtor] = found.get(debtor, 0) - parts
            found[creditor] = found.get(creditor, 0) + parts
    return {site: Parts(parts) for site, parts in found.items() if parts}


def owed_each_month(
    convention: Convention, entries: Sequence[Entry]
) -> Mapping[date, Mapping[SiteId, Parts]]:
    """What each site is owed as a month begins: of each month after one with entries, by its first day.

    A debt carried from a month that closes to the next one is owed all the while. What is published and
    not yet answered is taken as done: a site that has not confirmed a month is not owed it.
    """
    counted = [entry.draft for entry in entries if entry.draft.kind in COUNTED]
    moved: defaultdict[str, defaultdict[Account, int]] = defaultdict(lambda: defaultdict(int))
    for draft in (*counted, *fold(entries).pending.values()):
        if draft.unit is LedgerUnit.HALF_DAY_60 and draft.reason != CARRIED:
            moved[draft.month][draft.debit] -= draft.amount
            moved[draft.month][draft.credit] += draft.amount
    found: dict[date, Mapping[SiteId, Parts]] = {}
    balances: defaultdict[Account, int] = defaultdict(int)
    months = sorted(moved)
    for month, after in pairwise([*months, following(months[-1])] if months else ()):
        for account, amount in moved[month].items():
            balances[account] += amount
        now = owed(convention, balances)
        while month < after:
            month = following(month)  # noqa: PLW2901 (months without entries change nothing)
            found[month_span(month).first] = now
    return found
