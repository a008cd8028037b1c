"""Planned against claimed, for one post and one month: every plan and every claim ends in one difference.

The passes go from what is certain to what is left over; each takes what it explains away. What stands in the
balances already is compared too: a later claim that says otherwise is a difference like any other.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from rota.ledger.contract import Contract
from rota.ledger.entry import Entry, LedgerUnit
from rota.model.calendar import SLOT_ORDER, week_of
from rota.model.facts import PostId, SiteId
from rota.model.problem import Problem
from rota.reconcile.actual import Actual, actual_of
from rota.reconcile.calls import called
from rota.reconcile.claims import Claim, claims_of, standing
from rota.reconcile.differences import Decider, Difference, Kind, effects
from rota.reconcile.fields import Status
from rota.reconcile.planned import Planned, Worth, counted_of, planned_of

TOLERANCE_MINUTES = 30
"""Measured time that differs less from the plan is written as measured, and asks nobody."""


@dataclass
class Matching:
    """One post in one month, being compared."""

    problem: Problem
    contract: Contract
    entries: Sequence[Entry]
    month: str
    tolerance: int = TOLERANCE_MINUTES
    settled: frozenset[tuple[str, int]] = frozenset()
    """Claims that are decided otherwise than they say, by post and sequence number."""
    units: list[Planned] = field(default_factory=list)
    """Not explained yet."""
    claims: list[Claim] = field(default_factory=list)
    """Not explained yet."""
    found: list[Difference] = field(default_factory=list)

    @property
    def post(self) -> PostId:
        """The post that is compared."""
        return self.contract.post

    def run(self) -> list[Difference]:
        """Every difference; what is counted as it is claimed is none any more."""
        pending = planned_of(self.entries, self.post, self.month)
        counted = counted_of(self.entries, self.post, self.month)
        self.units = sorted((*pending, *counted), key=lambda unit: unit.key)
        stated = standing(claims_of(self.entries, self.post))
        mine = (claim for claim in stated if claim.month == self.month and not self._is_settled(claim))
        self.claims = sorted(mine, key=_claim_order)
        self._call_outs()
        self._contradictions()
        self._at_its_place()
        self._at_the_other_site()
        self._moved()
        self._not_done()
        self._extra()
        return sorted(self.found, key=lambda each: (each.day, SLOT_ORDER[each.slots[0]], each.site))

    def _is_settled(self, claim: Claim) -> bool:
        return any((self.post, seq) in self.settled for seq in claim.seqs)

    def _call_outs(self) -> None:
        calls = [claim for claim in self.claims if claim.status is Status.CALL_OUT]
        self.claims = [claim for claim in self.claims if claim.status is not Status.CALL_OUT]
        self.found.extend(called(self.problem, self.contract, self.entries, calls, self.units))

    def _contradictions(self) -> None:
        """Two sites claim one time; or one claims a time that is counted at another already."""
        for claim in [claim for claim in self.claims if claim.works and claim.parts]:
            others = [other for other in self.claims if _clash(claim, other)]
            late = [unit for unit in self.units if unit.counted and _late(claim, unit)]
            if claim in self.claims and (others or late):
                self._contradiction([claim, *others], late)

    def _contradiction(self, claims: list[Claim], late: list[Planned]) -> None:
        slots = {slot for claim in claims for slot in claim.slots}
        units = [
            unit
            for unit in self.units
            if unit in late or (unit.day == claims[0].day and unit.parts and slots & set(unit.slots))
        ]
        sites = sorted({claim.site for claim in claims} | {unit.site for unit in units if unit.counted})
        actual = [self._actual([c for c in claims if c.site == site], units) for site in sites]
        self._tell(
            Kind.CONTRADICTION,
            tuple(sites),
            units,
            claims,
            [each for each in actual if each is not None],
        )

    def _at_its_place(self) -> None:
        """What was done on the day, in the half-day and at the site that were planned."""
        for unit in list(self.units):
            there = [claim for claim in self.claims if claim.works and _meets(claim, unit)]
            named = [claim for claim in there if _same_work(claim, unit)]
            if named or (there and not unit.on_call):
                self._compare(unit, named or there)

    def _compare(self, unit: Planned, claims: list[Claim]) -> None:
        actual = self._actual(claims, [unit])
        if actual is None or unit.on_call:
            kind = Kind.DONE
        elif not _same_work(claims[0], unit):
            kind = Kind.OTHER_WORK
        else:
            kind = self._length(unit, actual)
        if unit.counted and (kind is Kind.DONE or not any(_newer(claim, unit) for claim in claims)):
            self._use([unit], claims)
            return
        asks_nobody = kind is Kind.DONE or (kind is Kind.OTHER_WORK and self._same_worth(unit, actual))
        parties = () if asks_nobody else (unit.site,)
        self._tell(kind, parties, [unit], claims, [actual] if actual else [])

    def _length(self, unit: Planned, actual: Actual) -> Kind:
        """Whether it took as long as planned."""
        parts, minutes = actual.parts - unit.parts, actual.working_minutes - unit.minutes
        if parts == 0 and abs(minutes) <= self.tolerance:
            return Kind.DONE
        return Kind.LONGER if parts > 0 or (parts == 0 and minutes > 0) else Kind.SHORTER

    def _same_worth(self, unit: Planned, actual: Actual | None) -> bool:
        return actual is not None and actual.parts == unit.parts

    def _at_the_other_site(self) -> None:
        """Planned at one site, done at another in the same half-day."""
        for unit in [unit for unit in self.units if unit.parts and not unit.counted]:
            there = [
                claim
                for claim in self.claims
                if claim.works and claim.parts and claim.day == unit.day and claim.site != unit.site
                if set(claim.slots) & set(unit.slots)
            ]
            if there:
                parties = tuple(sorted({unit.site, there[0].site}))
                self._explain(Kind.OTHER_SITE, parties, unit, there)

    def _moved(self) -> None:
        """Planned work done in the other half of the day; or, said not done, on another day of the week."""
        for unit in [unit for unit in self.units if unit.parts and not unit.counted]:
            absent = any(self._denied(claim, unit) for claim in self.claims)
            there = [
                claim
                for claim in self.claims
                if claim.works and claim.site == unit.site and len(claim.slots) == len(unit.slots)
                if _same_work(claim, unit)
                if claim.day == unit.day or (absent and claim.day in week_of(unit.day))
            ]
            there.sort(key=lambda claim: abs((claim.day - unit.day).days))
            if there:
                self._explain(Kind.MOVED, (unit.site,), unit, there[:1])

    def _not_done(self) -> None:
        """What a site says was not done; then what nobody speaks of."""
        for unit in list(self.units):
            denials = [claim for claim in self.claims if self._denied(claim, unit)]
            leave = any(self.problem.absence(self.post, unit.day, slot) for slot in unit.slots)
            replaced = [claim for claim in denials if claim.status is Status.REPLACED]
            by = next((claim.by for claim in replaced if claim.by), None)
            if replaced and by is not None:
                self._tell(Kind.REPLACED, (self.post, by), [unit], denials, by=by)
            elif replaced:
                self._tell(Kind.REPLACED, (unit.site,), [unit], denials)
            elif denials or (leave and not unit.counted):
                self._tell(Kind.ABSENT, () if leave else (unit.site,), [unit], denials, leave=leave)
            elif not unit.counted:
                self._tell(Kind.UNCONFIRMED, (unit.site,), [unit], [])

    def _denied(self, claim: Claim, unit: Planned) -> bool:
        """Whether the site says that it was not done; of what is counted, whether it says so afterwards."""
        denies = claim.status in {Status.ABSENT, Status.REPLACED} and _meets(claim, unit)
        on_call = unit.on_call and not _same_work(claim, unit) and claim.what != ""
        return denies and not on_call and (not unit.counted or _newer(claim, unit))

    def _extra(self) -> None:
        """What is claimed and was not planned."""
        while extra := [claim for claim in self.claims if claim.works]:
            first = extra[0]
            together = [c for c in extra if (c.site, c.day, c.slots) == (first.site, first.day, first.slots)]
            leave = any(self.problem.absence(self.post, first.day, slot) for slot in first.slots)
            sites = self.contract.sites if leave else (first.site,)
            actual = self._actual(together, [])
            self._tell(Kind.EXTRA, tuple(sites), [], together, [actual] if actual else [], leave=leave)

    def _explain(self, kind: Kind, parties: tuple[str, ...], unit: Planned, there: list[Claim]) -> None:
        """One plan explained by what was done elsewhere; what the site of the plan denies goes with it."""
        actual = self._actual(there, [unit])
        denials = [claim for claim in self.claims if self._denied(claim, unit)]
        self._tell(kind, parties, [unit], [*there, *denials], [actual] if actual else [])

    def _actual(self, claims: Sequence[Claim], units: Sequence[Planned]) -> Actual | None:
        """What some claims say was done; the work planned there stands in for what they do not name."""
        if not claims:
            return None
        hint = next((unit.what for unit in units if unit.site == claims[0].site and not unit.on_call), "")
        return actual_of(self.problem, claims, hint)

    def _tell(
        self,
        kind: Kind,
        parties: Sequence[str],
        units: Sequence[Planned],
        claims: Sequence[Claim],
        actual: Sequence[Actual] = (),
        *,
        by: PostId | None = None,
        leave: bool = False,
    ) -> None:
        before, after = _sum([unit.worth for unit in units]), _sum([a.worth(self.problem) for a in actual])
        first = units[0] if units else claims[0]
        slots = first.slots if units else tuple(claims[0].slots)
        nothing = kind in {Kind.DONE, Kind.UNCONFIRMED, Kind.CONTRADICTION} and not actual
        self.found.append(
            Difference(
                post=self.post,
                day=first.day,
                slots=slots,
                site=SiteId(parties[0]) if kind is Kind.CONTRADICTION else first.site,
                kind=kind,
                decision=self._decider(parties),
                parties=tuple(parties),
                planned=tuple(units),
                claimed=tuple(claims),
                actual=tuple(actual),
                effect={} if nothing else effects(before, after),
                by=by,
                leave=leave,
            )
        )
        self._use(units, claims)

    def _decider(self, parties: Sequence[str]) -> Decider:
        """Who must agree: nobody, one site, several, or the doctors of several posts."""
        if not parties:
            return Decider.NOBODY
        if self.post in parties:
            return Decider.BOTH_DOCTORS
        return Decider.ONE_SITE if len(parties) == 1 else Decider.BOTH_SITES

    def _use(self, units: Sequence[Planned], claims: Sequence[Claim]) -> None:
        self.units = [unit for unit in self.units if unit not in units]
        self.claims = [claim for claim in self.claims if claim not in claims]


def _claim_order(claim: Claim) -> tuple[object, ...]:
    return claim.day, SLOT_ORDER[claim.slots[0]], claim.site, claim.start or 0, claim.seqs


def _meets(claim: Claim, unit: Planned) -> bool:
    same = (claim.site, claim.day) == (unit.site, unit.day)
    return same and bool(set(claim.slots) & set(unit.slots))


def _same_work(claim: Claim, unit: Planned) -> bool:
    """Whether a claim names the work planned, or nothing that contradicts it."""
    if unit.on_call:
        return claim.what == unit.what
    return claim.what in {"", unit.what, unit.what.partition("/")[0]}


def _clash(claim: Claim, other: Claim) -> bool:
    """Whether two sites cannot both be right: one time, unless each has its hours and its part of it."""
    if claim.site == other.site or claim.day != other.day or not (other.works and other.parts):
        return False
    if set(claim.slots).isdisjoint(other.slots):
        return False
    apart = None not in {claim.start, other.start} and not claim.overlaps(other)
    return not (apart and claim.parts + other.parts <= _whole(claim, other))


def _whole(claim: Claim, other: Claim) -> int:
    """What the time of two claims is worth at most: a half-day, two for a night."""
    slots = {*claim.slots, *other.slots}
    return 60 * sum(2 if slot == "night" else 1 for slot in slots)


def _late(claim: Claim, unit: Planned) -> bool:
    """Whether another site claims afterwards a time that is counted already."""
    elsewhere = claim.site != unit.site and claim.day == unit.day and unit.parts > 0
    return elsewhere and bool(set(claim.slots) & set(unit.slots)) and _newer(claim, unit)


def _newer(claim: Claim, unit: Planned) -> bool:
    return bool(claim.seqs) and claim.seqs[0] > max(seq for seq, _ in unit.entries)


def _sum(worths: list[Worth]) -> Worth:
    found: dict[tuple[SiteId, LedgerUnit], int] = {}
    for worth in worths:
        for key, amount in worth.items():
            found[key] = found.get(key, 0) + amount
    return found
