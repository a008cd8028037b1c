"""Makes the workspace that ``benchmarks.ledger`` measures: 40 ledgers, the same entries each time.

Facts are those of ``sample_sites/rennes_district``, with conventions of eight years. Each month of each post
is opened, planned, in part planned again, claimed by its sites, answered, corrected here and there, and
closed by two signatures after a year, until its ledger holds what is asked: all of it through the store.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from benchmarks.instances import SAMPLES
from rota.ledger import accounts as at
from rota.ledger.attendance import post
from rota.ledger.contract import contract_of
from rota.ledger.entry import Draft, EntryKind, LedgerUnit
from rota.ledger.months import UPTO
from rota.ledger.opening import SERVICE
from rota.ledger.publishing import REPLANNED, of_task, void
from rota.ledger.recovery import EARNED
from rota.ledger.rights import KINDS
from rota.ledger.writer import Details, Movement, Writer, following, month_span, preceding
from rota.model.calendar import HALF_DAYS, Slot
from rota.model.facts import ActivityKind, Convention, Facts, SiteId
from rota.model.units import HALF_DAY
from rota.sites.reader import read
from rota.store import Store, Unit
from rota.store.statements import statement

POSTS = 40
START, END = date(2020, 1, 6), date(2027, 12, 31)
_TIMES = {Slot.AM: (time(8, 30), 240), Slot.PM: (time(13, 30), 270), Slot.NIGHT: (time(18, 30), 840)}
_SATURDAY, _MONTHS_AT_ONCE, _OPEN_MONTHS = 5, 3, 12


def facts() -> Facts:
    """The district, with conventions that began years ago."""
    district = read(SAMPLES / "rennes_district")
    conventions = tuple(replace(each, start=START, end=END) for each in district.conventions)
    return replace(district, conventions=conventions, balances=(), absences=(), wishes=())


@dataclass
class Filling:
    """One ledger being filled, month by month."""

    facts: Facts
    convention: Convention
    random: Random
    month: str = f"{START:%Y-%m}"
    count: int = 0
    """Entries so far: the next one has the next number."""
    drafts: list[Draft] = field(default_factory=list)

    def __post_init__(self) -> None:
        contract = contract_of(self.convention)
        self.writers = {site: Writer(contract, "rota", site) for site in contract.sites}
        self.own = self.writers[self.convention.employer]
        self.work = {share.site: self._work(share.services[0]) for share in self.convention.shares}
        self.lines = {
            share.site: [
                f"{line.service}/{line.id}" for line in self.facts.lines if line.service in share.services
            ]
            for share in self.convention.shares
        }

    def fill(self, store: Store, months: int) -> None:
        """Write the next months in one unit of work, and sign as many of a year before."""
        for _ in range(months):
            self._open()
            for ordinal in range(*self._ordinals()):
                self._day(date.fromordinal(ordinal))
            self._correct()
            self.month = following(self.month)
        drafts, self.drafts = self.drafts, []
        over = [name for name in _before(self.month, months) if month_span(name).last >= START]

        def work(unit: Unit) -> int:
            unit.ledger.append(drafts)
            return sum(self._close(unit, name) for name in over)

        self.count += store.run(work)

    def _work(self, service: str) -> list[str]:
        kept = [each.id for each in self.facts.activities if each.kind is not ActivityKind.STAFF]
        return [f"{service}/{activity}" for activity in kept]

    def _ordinals(self) -> tuple[int, int]:
        days = month_span(self.month)
        return max(days.first, START).toordinal(), days.last.toordinal() + 1

    def _add(self, drafts: Iterable[Draft]) -> list[tuple[int, Draft]]:
        """Drafts with the numbers they will have."""
        numbered = [(self.count + place, draft) for place, draft in enumerate(drafts, 1)]
        self.drafts.extend(draft for _, draft in numbered)
        self.count += len(numbered)
        return numbered

    def _open(self) -> None:
        """Service owed, and in January the leave of the year."""
        group, first = self.own.group("open", self.month), max(START, month_span(self.month).first)
        moves = [(SERVICE, at.due(site), 22 * HALF_DAY) for site in self.writers]
        if self.month.endswith("-01"):
            year = first.year
            moves += [
                (f"right:{kind.value}:{year}", at.right(kind, year, site), 20 * HALF_DAY)
                for kind in KINDS
                for site in self.writers
            ]
        self._add(
            self.own.draft(
                EntryKind.OPEN,
                Movement(at.ENTITLEMENT, account, parts),
                self.month,
                group,
                worked_on=first,
                source=source,
            )
            for source, account, parts in moves
        )

    def _day(self, day: date) -> None:
        if day.weekday() < _SATURDAY:
            site = self.random.choice(list(self.writers))
            for slot in HALF_DAYS:
                self._piece(day, slot, site, self.random.choice(self.work[site]))
        if self.random.random() < 0.13:
            site = self.random.choice(list(self.writers))
            if self.lines[site]:
                self._piece(day, Slot.NIGHT, site, self.random.choice(self.lines[site]))

    def _piece(self, day: date, slot: Slot, site: SiteId, what: str) -> None:
        """One half-day or night: planned once or twice, claimed, answered."""
        told = _told(day, slot, site, what)
        parts = HALF_DAY * (4 if slot is Slot.NIGHT else 1)
        minutes = _TIMES[slot][1]
        moves = (
            Movement(at.due(site), at.done(site), parts),
            Movement(at.CLOCK, at.worked(site), minutes, LedgerUnit.MINUTE),
        )
        versions, plans = 2 if self.random.random() < 0.2 else 1, list[tuple[int, Draft]]()
        for version in range(1, versions + 1):
            group = self.own.group("plan", self.month, version, day, slot, what)
            details: Details = {**told, "plan_version": version, "source": f"plan:{version}"}
            plans = self._add(of_task(self.own, EntryKind.PLAN, group, moves, details))
            if version < versions:
                self._add(void(self.own, seq, plan, REPLANNED, version + 1) for seq, plan in plans)
        claims = self._claim(day, slot, site, told, moves[: self.random.choice((1, 2))])
        self._answer(plans, claims[0][0])
        if slot is Slot.NIGHT:
            self._earn(day, plans[0][0])

    def _claim(
        self, day: date, slot: Slot, site: SiteId, told: Details, moves: tuple[Movement, ...]
    ) -> list[tuple[int, Draft]]:
        writer = self.writers[site]
        group = writer.group("claim", day, slot)
        source = f"file:{group.hex}:{day.day}"
        details: Details = {**told, "start": None, "end": None, "reason": "present", "source": source}
        return self._add(writer.draft(EntryKind.CLAIM, move, self.month, group, **details) for move in moves)

    def _answer(self, plans: list[tuple[int, Draft]], claim: int) -> None:
        done = self.random.random()
        if done < 0.04:
            self._add(void(self.own, seq, plan, "absent") for seq, plan in plans)
        else:
            self._add(post(self.own, seq, plan, claim=claim) for seq, plan in plans)
        if done > 0.9:
            self._take_back(self.count, self.drafts[-1])

    def _take_back(self, seq: int, wrong: Draft) -> None:
        """The minutes just answered were wrong: reversed, and written again."""
        group = self.own.group("back", seq)
        move = Movement(wrong.debit, wrong.credit, wrong.amount, wrong.unit)
        right: Details = {"worked_on": wrong.worked_on, "slots": wrong.slots, "site": wrong.site}
        right = {**right, "what": wrong.what, "source": "hand"}
        gone: Details = {**right, "start": wrong.start, "end": wrong.end, "ref": seq}
        self._add(
            (
                self.own.draft(EntryKind.REVERSE, move.back(), wrong.month, group, **gone),
                self.own.draft(EntryKind.DIRECT, move, wrong.month, group, **right),
            )
        )

    def _earn(self, day: date, duty: int) -> None:
        group = self.own.group("recovery", duty)
        self._add(
            self.own.draft(
                EntryKind.DIRECT,
                Movement(at.ENTITLEMENT, at.recovery(site), HALF_DAY),
                self.month,
                group,
                worked_on=day,
                what="recovery",
                source=f"{EARNED}{duty}",
            )
            for site in self.writers
        )

    def _correct(self) -> None:
        """Adjustments of the month before: minutes that were forgotten."""
        earlier = preceding(self.month)
        if month_span(earlier).last < START:
            return
        for _ in range(2):
            day = date.fromordinal(month_span(earlier).first.toordinal() + self.random.randrange(28))
            site = self.convention.employer
            move = Movement(at.CLOCK, at.worked(site), 30, LedgerUnit.MINUTE)
            group = self.own.group("forgotten", day, self.count)
            draft = self.own.draft(
                EntryKind.ADJUST,
                move,
                self.month,
                group,
                worked_on=max(day, START),
                site=site,
                what=self.work[site][0],
                corrects_month=earlier,
                reason="longer",
                source="hand",
            )
            self._add([draft])

    def _close(self, unit: Unit, month: str) -> int:
        """Two sites sign a month; how many entries that is."""
        contract = self.own.contract
        upto, _ = unit.ledger.head(contract.id)
        told = statement(unit.ledger, contract, month, upto).digest
        kinds = (EntryKind.PROPOSE_CLOSE, EntryKind.SIGN_CLOSE)
        return len(
            unit.ledger.append(
                [
                    writer.statement(kind, month, told, source=f"{UPTO}{upto}")
                    for kind, writer in zip(kinds, self.writers.values(), strict=False)
                ]
            )
        )


def _before(month: str, months: int) -> list[str]:
    """The months that end a year before ``month``."""
    found: list[str] = []
    for back in range(_OPEN_MONTHS + months, _OPEN_MONTHS, -1):
        name = month
        for _ in range(back):
            name = preceding(name)
        found.append(name)
    return found


def _told(day: date, slot: Slot, site: SiteId, what: str) -> Details:
    begins, minutes = _TIMES[slot]
    midnight = int(datetime.combine(day, time(), UTC).timestamp()) // 60
    start = midnight + begins.hour * 60 + begins.minute
    slots, end = (slot,), start + minutes
    return {"worked_on": day, "slots": slots, "start": start, "end": end, "site": site, "what": what}


class Seconds:
    """A clock that is a second later each time."""

    def __init__(self) -> None:
        self._now = datetime(2026, 11, 2, 8, tzinfo=UTC)

    def now(self) -> datetime:
        """The next second."""
        self._now += timedelta(seconds=1)
        return self._now


def fill(store: Store, district: Facts, entries: int) -> int:
    """Write ``entries`` entries or a few more over the ledgers; how many there are."""
    each = entries // POSTS
    filling = [
        Filling(district, convention, Random(place))
        for place, convention in enumerate(district.conventions[:POSTS])
    ]
    while waiting := [one for one in filling if one.count < each]:
        for one in waiting:
            one.fill(store, _MONTHS_AT_ONCE)
    return sum(one.count for one in filling)
