"""Entries become a balance: read once, told account by account."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import combinations

from rota.compliance.balance import (
    AdditionalTime,
    Balance,
    Debt,
    DutyCount,
    LeaveRight,
    PendingPlan,
    RecoveryRight,
    ShareSoFar,
    SiteTime,
    WorkedTime,
)
from rota.compliance.flows import Flows
from rota.compliance.reading import Worked, by_day, in_order, times, work
from rota.ledger import accounts as at
from rota.ledger.book import fold
from rota.ledger.clearing import CARRIED
from rota.ledger.contract import Contract
from rota.ledger.entry import COUNTED, Draft, Entry, LedgerUnit
from rota.ledger.opening import BROUGHT
from rota.ledger.owed import owed
from rota.ledger.standing import standing
from rota.ledger.sums import Asked, Extract
from rota.model.calendar import Period, Span, four_months_of, periods
from rota.model.facts import AbsenceKind, Facts, MinimumShare, SiteId
from rota.model.problem import Problem
from rota.model.task import Task, task_of
from rota.model.travelling import trips
from rota.model.units import Parts
from rota.rules.base import RuleId
from rota.rules.site_share import Account, given_back
from rota.rules.weekly_ceiling import allowed

_MINIMUM, _DAY = RuleId("minimum-share"), timedelta(days=1)


def balances(
    entries: Iterable[Entry], contract: Contract, facts: Facts, as_of: date, period: Span
) -> Balance:
    """The balance of one post over ``period``, as far as ``as_of``, from all its entries.

    Raises:
        ValueError: the period ends before the contract starts, or ``as_of`` comes before the period.
    """
    return balance_of(Extract(in_order(entries), None, ()), contract, facts, as_of, period)


def balance_of(told: Extract, contract: Contract, facts: Facts, as_of: date, period: Span) -> Balance:
    """The same, from as much of the ledger as :func:`asked` names.

    Raises:
        ValueError: the period ends before the contract starts, or ``as_of`` comes before the period.
    """
    begins, until = _known_days(contract, as_of, period)
    reading = _Reading(
        contract=contract,
        problem=Problem(facts, Span(begins, until)),
        entries=told.entries,
        flows=Flows.of(by_day(told.entries), told.months, told.sums),
        period=period,
        until=until,
    )
    return Balance(
        post=contract.post,
        period=period,
        until=until,
        since=reading.since,
        sites=tuple(reading.site(site) for site in contract.sites),
        leave=tuple(reading.leave()),
        recovery=tuple(reading.recovery()),
        debts=tuple(reading.debts()),
        duties=tuple(reading.duties()),
        additional=reading.additional(),
        worked=reading.worked(),
        shares=tuple(reading.shares()),
        pending=tuple(reading.pending()),
    )


def asked(contract: Contract, facts: Facts, as_of: date, period: Span) -> Asked:
    """What a balance needs in full: months that one of its periods cuts, and the days of the period.

    Raises:
        ValueError: the period ends before the contract starts, or ``as_of`` comes before the period.
    """
    begins, until = _known_days(contract, as_of, period)
    spans = [Span(period.first, until), Span(contract.start, until)]
    spans += [known for _, known in _promised(contract, Problem(facts, Span(begins, until)), until)]
    firsts = {span.first for span in spans if span.first.day > 1}
    lasts = {span.last for span in spans if (span.last + _DAY).day > 1}
    ways = Span(four_months_of(until).first, until)
    return Asked(frozenset(f"{day:%Y-%m}" for day in firsts | lasts), period, ways)


def _known_days(contract: Contract, as_of: date, period: Span) -> tuple[date, date]:
    begins, until = max(period.first, contract.start), min(as_of, period.last)
    if until < begins:
        raise ValueError(f"nothing to tell from {begins} to {until}")
    return begins, until


def _promised(contract: Contract, problem: Problem, until: date) -> Iterator[tuple[MinimumShare, Span]]:
    """Each promise of the convention with the days known of each of its periods."""
    convention = problem.conventions.get(contract.post)
    term = Span(contract.start, contract.end)
    for promise in convention.minimums if convention else ():
        for whole in periods(problem.span, promise.period, term):
            known = whole.meet(Span(contract.start, until))
            if known is not None:
                yield promise, known


@dataclass(frozen=True)
class _Reading:
    contract: Contract
    problem: Problem
    entries: Sequence[Entry]
    flows: Flows
    period: Span
    until: date

    @property
    def since(self) -> date:
        """The first day the ledger knows of, under the contract."""
        known = self.flows.first or self.contract.start
        opening = self.problem.balances.get(self.contract.post)
        if opening is not None and any(entry.draft.source == BROUGHT for entry in self.entries):
            known = min(known, opening.since)
        return max(self.contract.start, known)

    @property
    def _all(self) -> Span:
        return Span(date.min, self.until)

    @property
    def _period(self) -> Span:
        return Span(self.period.first, self.until)

    @property
    def _four_months(self) -> Span:
        return Span(max(four_months_of(self.until).first, self.contract.start), self.until)

    @cached_property
    def _work(self) -> tuple[Worked, ...]:
        return work(self.entries, self.problem)

    def site(self, site: SiteId) -> SiteTime:
        """The time of one site."""
        flows, period = self.flows, self._period
        due, moved = flows.parts(at.due(site), self._all), flows.parts(at.due(site), period)
        granted = flows.grants(at.due(site), period)
        done, leave = flows.parts(at.done(site), period), flows.parts(at.leave(site), period)
        return SiteTime(
            site=site,
            carried=due - moved,
            owed=granted,
            done=done,
            leave=leave,
            other=moved - granted + done + leave,
            due=due,
            worked=flows.minutes(at.worked(site), period),
            standby=flows.minutes(at.standby(site), period),
            calls=flows.minutes(at.call(site), self._all),
        )

    def leave(self) -> Iterator[LeaveRight]:
        """Rights of each kind and year, by the order of the sites."""
        known = set()
        for account in self.flows.accounts:
            what, *rest = account.split(":")
            if what in {"right", "taken"}:
                place = self.contract.sites.index(SiteId(rest[2]))
                known.add((int(rest[1]), AbsenceKind(rest[0]), place))
        for year, kind, place in sorted(known):
            site = self.contract.sites[place]
            taken = self.flows.parts(at.taken(kind, year, site), self._all)
            yield LeaveRight(site, kind, year, taken, self.flows.parts(at.right(kind, year, site), self._all))

    def recovery(self) -> Iterator[RecoveryRight]:
        """Recovery of each site that has had any; what was taken back was never earned, nor taken."""
        stands = {entry.seq for entry in standing(self.entries)}
        gone = [
            entry.draft
            for day, entry in by_day(self.entries)
            if day <= self.until and entry.draft.kind in COUNTED and entry.seq not in stands
        ]
        for site in self.contract.sites:
            account = at.recovery(site)
            earned = self.flows.credited(account, self._all)
            taken = earned - self.flows.parts(account, self._all)
            earned -= sum(draft.amount for draft in gone if draft.credit == account)
            taken -= sum(draft.amount for draft in gone if draft.debit == account)
            if earned or taken:
                yield RecoveryRight(site, earned, taken, earned - taken)

    def debts(self) -> Iterator[Debt]:
        """Who owes whom; what one month carries to the next is owed all the while."""
        for pair, parts in self._booked(self._all).items():
            _, low, high = pair.split(":")
            debtor, creditor = (low, high) if parts > 0 else (high, low)
            yield Debt(SiteId(debtor), SiteId(creditor), abs(parts))

    def _booked(self, span: Span) -> dict[at.Account, int]:
        """The debts between two sites booked over ``span``, those of even sites left out."""
        pairs = (at.clearing(low, high) for low, high in combinations(sorted(self.contract.sites), 2))
        return {pair: parts for pair in pairs if (parts := self._kept.parts(pair, span))}

    @cached_property
    def _kept(self) -> Flows:
        """What moved, but debts from a month to the next."""
        return Flows.of(by_day([entry for entry in self.entries if entry.draft.reason != CARRIED]))

    def duties(self) -> Iterator[DutyCount]:
        """Duties done within the period, by line and by the time they fill."""
        counts = Counter(
            (each.line, each.site, time)
            for each in self._work
            if each.line is not None and each.day in self._period
            for time in times(self.problem, each)
        )
        for (line, site, time), count in sorted(counts.items()):
            if line is not None:
                yield DutyCount(line, site, self.problem.lines[line].kind, time, count)

    def additional(self) -> AdditionalTime:
        """Service beyond what is owed in the four-month period."""
        span, sites = self._four_months, self.contract.sites
        granted = sum(self.flows.grants(at.due(site), span) for site in sites)
        left = sum(self.flows.parts(at.due(site), span) for site in sites)
        counted = sum(self.flows.booked(at.due(site), span) for site in sites)
        due = sum(self.flows.parts(at.due(site), self._all) for site in sites)
        waits = self.flows.parts(at.ADDITIONAL, self._all)
        return AdditionalTime(span, granted, granted - left + counted, max(0, counted - due), counted, waits)

    def worked(self) -> WorkedTime:
        """Minutes of the four-month period, from the first day known, ways within a day included."""
        first, post = max(self._four_months.first, min(self.since, self.until)), self.contract.post
        span = Span(first, self.until)
        whole = Span(first, max(self.until, min(four_months_of(self.until).last, self.contract.end)))
        minutes = sum(self.flows.minutes(at.worked(site), span) for site in self.contract.sites)
        minutes += sum(trip.minutes for trip in trips(self.problem, self._tasks()) if trip.day in span)
        return WorkedTime(
            span=span,
            minutes=minutes,
            allowed=allowed(self.problem, post, span),
            whole=whole,
            allowed_whole=allowed(self.problem, post, whole),
        )

    def _tasks(self) -> Iterator[Task]:
        """What was worked, as tasks: the ledger books no way, for it belongs to no single half-day."""
        for each in self._work:
            if each.minutes > 0 and each.slots and each.service in self.problem.services:
                yield task_of(self.problem, each.placement(self.contract.post))

    def shares(self) -> Iterator[ShareSoFar]:
        """Each promise of the convention over each of its periods that the period touches."""
        for promise, known in _promised(self.contract, self.problem, self.until):
            yield self._share(promise.site, promise.percent, promise.period, known)

    def _share(self, site: SiteId, percent: int, period: Period, span: Span) -> ShareSoFar:
        sites = self.contract.sites
        done = {each: Parts(self.flows.parts(at.done(each), span)) for each in sites}
        leave = {each: Parts(self.flows.parts(at.leave(each), span)) for each in sites}
        account = Account(self.contract.post, span.first, span, (), done, leave)
        missing = account.share(_MINIMUM, site, percent, 0, self._had_before(site, span.first)).excess(())
        part, whole = done[site] + leave[site], sum(done.values()) + sum(leave.values())
        told = 10_000 * part // whole if whole else 10_000
        return ShareSoFar(site, period, span, part, whole, told, 100 * percent, missing)

    def _had_before(self, site: SiteId, first: date) -> Parts:
        """What a site may give back from a day on, having had it before."""
        before = Span(date.min, first - _DAY)
        due = {at.due(each): self.flows.parts(at.due(each), before) for each in self.contract.sites}
        convention = self.problem.conventions[self.contract.post]
        debts = owed(convention, due | self._booked(before))
        return given_back(convention, debts, sum(max(0, parts) for parts in debts.values()), site)

    def pending(self) -> Iterator[PendingPlan]:
        """Published work of the period still unanswered, by site."""
        open_plans = [
            draft
            for draft in fold(self.entries).pending.values()
            if draft.worked_on is not None and draft.worked_on in self.period
        ]
        for site in self.contract.sites:
            plans = [draft for draft in open_plans if draft.site == site]
            if plans:
                yield self._pending(site, plans)

    def _pending(self, site: SiteId, plans: list[Draft]) -> PendingPlan:
        keys = {(draft.worked_on, draft.group) for draft in plans}
        late = [day for day, _ in keys if day is not None and day <= self.until]
        amounts = {unit: sum(d.amount for d in plans if d.unit is unit) for unit in LedgerUnit}
        return PendingPlan(
            site=site,
            late=len(late),
            ahead=len(keys) - len(late),
            parts=amounts[LedgerUnit.HALF_DAY_60],
            minutes=amounts[LedgerUnit.MINUTE],
            oldest=min(late, default=None),
        )
