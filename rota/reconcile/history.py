"""What was worked is the history of the next plan: balances, duties done, debts between the sites.

The balance of a post reaches up to the first day of the month in which the next plan starts, so that the
shares of that month are judged on all its days; from then on, and over the weeks before, placements tell the
days one by one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from types import MappingProxyType

from rota.ledger.entry import COUNTED, Entry, LedgerUnit
from rota.ledger.opening import first_day
from rota.ledger.owed import owed_each_month
from rota.model.calendar import Span, four_months_of
from rota.model.facts import Convention, Facts, LineId, OpeningBalance, SiteId
from rota.model.plan import Placement
from rota.model.problem import Problem
from rota.model.task import task_of
from rota.model.travelling import trips
from rota.model.units import Minutes, Parts
from rota.reconcile.reconciling import Entries
from rota.reconcile.worked import known_placements, worked_placements

PAST_WEEKS = 8
"""Weeks before a plan whose placements are told: rest, spacing and the typical week look back on them."""
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class History:
    """What was done before a plan."""

    balances: tuple[OpeningBalance, ...]
    past: tuple[Placement, ...]

    def of(self, facts: Facts) -> Facts:
        """The facts with these balances in place of those of the folder."""
        return replace(facts, balances=self.balances)


def history(facts: Facts, entries: Entries, until: date) -> History:
    """What the ledgers say of the time before ``until``, the first day of the next plan.

    A post without entries keeps the balance of the folder; one of whom no day is known has none.
    """
    problem = Problem(facts, Span(until, until))
    before = known_placements(entries, problem, last=until - timedelta(days=1))
    found = {balance.post: balance for balance in facts.balances}
    for convention in facts.conventions:
        if entries.get(convention.post):
            own = [each for each in before if each.post == convention.post]
            found[convention.post] = _balance(problem, convention, entries[convention.post], own, until)
    since = until - timedelta(weeks=PAST_WEEKS)
    past = (each for each in before if each.day >= since)
    known = tuple(balance for balance in found.values() if balance.until > balance.since)
    return History(known, tuple(past))


def _balance(
    problem: Problem,
    convention: Convention,
    entries: Sequence[Entry],
    placements: Sequence[Placement],
    until: date,
) -> OpeningBalance:
    stated = problem.balances.get(convention.post)
    since = stated.since if stated else convention.start
    upto = max(until.replace(day=1), first_day(problem, convention), since)
    told = [entry for entry in entries if (day := entry.draft.worked_on) is not None and day < upto]
    earlier = [each for each in placements if each.day < upto]
    owed = {month: debt for month, debt in owed_each_month(convention, entries).items() if month <= upto}
    debts = owed[max(owed)] if owed else {}
    return OpeningBalance(
        post=convention.post,
        since=since,
        until=upto,
        parts=MappingProxyType(_credited(convention, told)),
        minutes=Minutes(_minutes(told, upto) + _on_the_way(problem, convention, entries, upto)),
        duties=MappingProxyType(_duties(stated, earlier)),
        weekends=(stated.weekends if stated else 0) + len(set(_weekends(earlier))),
        owed=MappingProxyType({site: parts for site, parts in debts.items() if parts > 0}),
    )


def _credited(convention: Convention, entries: Sequence[Entry]) -> dict[SiteId, Parts]:
    """What is credited to each site: work, duty, and its part of leave."""
    found = {share.site: 0 for share in convention.shares}
    for entry in entries:
        draft = entry.draft
        if draft.kind in COUNTED and draft.unit is LedgerUnit.HALF_DAY_60:
            for account, amount in ((draft.credit, draft.amount), (draft.debit, -draft.amount)):
                kind, _, site = account.partition(":")
                if kind in {"done", "leave"}:
                    found[SiteId(site)] = found.get(SiteId(site), 0) + amount
    return {site: Parts(max(0, parts)) for site, parts in found.items()}


def _minutes(entries: Sequence[Entry], upto: date) -> Minutes:
    """Minutes worked in the four-month period of ``upto``, before it."""
    first, total = four_months_of(upto).first, 0
    for entry in entries:
        draft = entry.draft
        within = draft.worked_on is not None and draft.worked_on >= first
        if within and draft.kind in COUNTED and draft.unit is LedgerUnit.MINUTE:
            total += draft.amount * (draft.credit.startswith("worked:") - draft.debit.startswith("worked:"))
    return Minutes(max(0, total))


def _on_the_way(problem: Problem, convention: Convention, entries: Sequence[Entry], upto: date) -> Minutes:
    """Minutes between two sites within a day, of the same days: the ledger books none."""
    first, done = four_months_of(upto).first, worked_placements({convention.post: entries}, problem)
    tasks = (task_of(problem, each) for each in done if first <= each.day < upto)
    return Minutes(sum(trip.minutes for trip in trips(problem, tasks)))


def _duties(stated: OpeningBalance | None, placements: Sequence[Placement]) -> dict[LineId, int]:
    found = dict(stated.duties) if stated else {}
    for each in placements:
        if each.line is not None:
            found[each.line] = found.get(each.line, 0) + 1
    return found


def _weekends(placements: Sequence[Placement]) -> Iterator[date]:
    """The Saturday of each week-end with duty."""
    for each in placements:
        if each.line is not None and each.day.weekday() >= _SATURDAY:
            yield each.day - timedelta(days=each.day.weekday() - _SATURDAY)
