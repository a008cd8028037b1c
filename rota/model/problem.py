"""Facts plus a horizon: all that a plan is made from and judged by."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from functools import cached_property
from itertools import chain
from types import MappingProxyType

from rota.model.calendar import HALF_DAYS, DayKind, Slot, Span
from rota.model.facts import (
    Absence,
    Activity,
    ActivityId,
    Convention,
    DutyLine,
    Facts,
    LineId,
    Need,
    OpeningBalance,
    Post,
    PostId,
    Service,
    ServiceId,
    Shift,
    Site,
    SiteId,
    Travel,
    Wish,
)
from rota.model.plan import Pin, Placement, Plan
from rota.model.public_holidays import is_holiday
from rota.model.recurrence import days
from rota.model.units import Parts

_SATURDAY = 5
"""Open activities fill weeks from Monday to Friday; a Saturday morning is worked where a need asks it."""


@dataclass(frozen=True, slots=True)
class Demand:
    """A need on one day."""

    need: Need
    day: date


@dataclass(frozen=True, slots=True)
class DutySlot:
    """A shift of a line on one day: a duty that one doctor takes."""

    line: DutyLine
    shift: Shift
    day: date


@dataclass(frozen=True)
class Problem:
    """What is asked over ``span``, with what is already decided, worked and published."""

    facts: Facts
    span: Span
    pins: tuple[Pin, ...] = ()
    past: tuple[Placement, ...] = ()
    """What was worked or published before ``span``: rest and spacing look back to it."""
    published: Plan | None = None
    """The plan people already have: a new one changes as little of it as possible."""
    owed: Mapping[PostId, Mapping[date, Mapping[SiteId, Parts]]] = field(
        default_factory=lambda: MappingProxyType({})
    )
    """What the sites of a post are owed as a month begins, by its first day, where a ledger tells."""

    def pinned(self, pins: tuple[Pin, ...]) -> "Problem":
        """The same question with other pins; what was worked out of the facts is kept."""
        other, own = replace(self, pins=pins), {field.name for field in fields(self)}
        vars(other).update({name: value for name, value in vars(self).items() if name not in own})
        return other

    @cached_property
    def tasks(self) -> dict[Placement, object]:
        """Placements already worked out: the table of :func:`rota.model.task.task_of`."""
        return {}

    @cached_property
    def sites(self) -> Mapping[SiteId, Site]:
        """Sites by code."""
        return {site.id: site for site in self.facts.sites}

    @cached_property
    def services(self) -> Mapping[ServiceId, Service]:
        """Services by code."""
        return {service.id: service for service in self.facts.services}

    @cached_property
    def activities(self) -> Mapping[ActivityId, Activity]:
        """Activities by code."""
        return {activity.id: activity for activity in self.facts.activities}

    @cached_property
    def lines(self) -> Mapping[LineId, DutyLine]:
        """Duty lines by code."""
        return {line.id: line for line in self.facts.lines}

    @cached_property
    def posts(self) -> Mapping[PostId, Post]:
        """Posts by code."""
        return {post.id: post for post in self.facts.posts}

    @cached_property
    def conventions(self) -> Mapping[PostId, Convention]:
        """The convention of each post."""
        return {convention.post: convention for convention in self.facts.conventions}

    @cached_property
    def balances(self) -> Mapping[PostId, OpeningBalance]:
        """The opening balance of each post that has one."""
        return {balance.post: balance for balance in self.facts.balances}

    @cached_property
    def _travels(self) -> Mapping[tuple[SiteId, SiteId], Travel]:
        return {(travel.origin, travel.destination): travel for travel in self.facts.travels}

    def travel(self, origin: SiteId, destination: SiteId) -> Travel | None:
        """The way between two sites, None when the folder does not know it (or they are one site)."""
        return self._travels.get((origin, destination))

    @cached_property
    def _absences(self) -> Mapping[PostId, tuple[Absence, ...]]:
        return {
            post.id: tuple(absence for absence in self.facts.absences if absence.post == post.id)
            for post in self.facts.posts
        }

    def absences(self, post: PostId) -> tuple[Absence, ...]:
        """The absences of one post."""
        return self._absences.get(post, ())

    def absence(self, post: PostId, day: date, slot: Slot) -> Absence | None:
        """The absence that holds one cell, or None."""
        return next((a for a in self.absences(post) if a.holds(day, slot)), None)

    @cached_property
    def _wishes(self) -> Mapping[PostId, tuple[tuple[Wish, date], ...]]:
        found: dict[PostId, list[tuple[Wish, date]]] = {post.id: [] for post in self.facts.posts}
        for wish in self.facts.wishes:
            found[wish.post].extend((wish, day) for day in days(wish.recurrence, self.span))
        return {post: tuple(pairs) for post, pairs in found.items()}

    def wishes(self, post: PostId) -> tuple[tuple[Wish, date], ...]:
        """Wishes about one post with the days of the span they speak of."""
        return self._wishes.get(post, ())

    @cached_property
    def demands(self) -> Mapping[tuple[ServiceId, date, Slot], tuple[Demand, ...]]:
        """Needs on each half-day of the span, by service."""
        found: dict[tuple[ServiceId, date, Slot], list[Demand]] = {}
        for need in self.facts.needs:
            site = self.sites[self.services[need.service].site]
            for day in days(need.recurrence, self.span):
                if need.on_holidays or not is_holiday(site, day):
                    found.setdefault((need.service, day, need.slot), []).append(Demand(need, day))
        return {key: tuple(demands) for key, demands in found.items()}

    @cached_property
    def _demands_of(self) -> Mapping[ServiceId, tuple[Demand, ...]]:
        found: dict[ServiceId, list[Demand]] = {}
        for (service, _, _), demands in self.demands.items():
            found.setdefault(service, []).extend(demands)
        return {service: tuple(demands) for service, demands in found.items()}

    def demands_of(self, service: ServiceId) -> tuple[Demand, ...]:
        """Every demand of one service over the span."""
        return self._demands_of.get(service, ())

    def all_demands(self) -> Iterator[Demand]:
        """Every demand of the span."""
        return chain.from_iterable(self.demands.values())

    @cached_property
    def duty_slots(self) -> Mapping[LineId, tuple[DutySlot, ...]]:
        """Duties of each line over the span, in order."""
        return {
            line.id: tuple(
                DutySlot(line, shift, day)
                for day in self.span
                for shift in line.shifts
                if self.day_kind(self.services[line.service].site, day) in shift.days
            )
            for line in self.facts.lines
        }

    def holiday(self, site: SiteId, day: date) -> bool:
        """Whether ``day`` is a public holiday at ``site``."""
        return is_holiday(self.sites[site], day)

    def day_kind(self, site: SiteId, day: date) -> DayKind:
        """What ``day`` is for duty at ``site``; a holiday is one whatever the weekday."""
        if self.holiday(site, day):
            return DayKind.HOLIDAY
        weekday = day.weekday()
        return {5: DayKind.SATURDAY, 6: DayKind.SUNDAY}.get(weekday, DayKind.WEEKDAY)

    def is_open(self, site: SiteId, day: date, slot: Slot) -> bool:
        """Whether day service runs at ``site`` on this half-day."""
        return (day.weekday(), slot) in self.sites[site].open and not self.holiday(site, day)

    def employed(self, post: PostId, day: date) -> bool:
        """Whether the convention of ``post`` holds on ``day``."""
        convention = self.conventions.get(post)
        return convention is not None and day in convention.span

    def services_of(self, post: PostId) -> tuple[Service, ...]:
        """The services in which the convention lets ``post`` work."""
        convention = self.conventions.get(post)
        if convention is None:
            return ()
        return tuple(self.services[code] for share in convention.shares for code in share.services)

    def candidates(self, post: PostId) -> Iterator[Placement]:
        """Everything ``post`` could be asked in the span: needs, open activities, duties of its services.

        Rules, not this list, say what is forbidden; only what nobody could mean is left out
        (a closed site, a day outside the convention, an activity nobody needs).
        """
        for day in self.span:
            if not self.employed(post, day):
                continue
            for service in self.services_of(post):
                yield from self._half_days(post, service, day)
        for service in self.services_of(post):
            for line in self.facts.lines:
                if line.service != service.id:
                    continue
                for duty in self.duty_slots[line.id]:
                    if self.employed(post, duty.day):
                        yield Placement(post, duty.day, duty.shift.slots, service.id, line=line.id)

    def _half_days(self, post: PostId, service: Service, day: date) -> Iterator[Placement]:
        for slot in HALF_DAYS:
            asked = {d.need.activity: d for d in self.demands.get((service.id, day, slot), ())}
            is_open = self.is_open(service.site, day, slot)
            for activity in self.facts.activities:
                needed = activity.id in asked
                if needed or (activity.open and is_open and day.weekday() < _SATURDAY):
                    yield Placement(post, day, (slot,), service.id, activity.id)
                if needed and activity.remote:
                    yield Placement(post, day, (slot,), service.id, activity.id, remote=True)

    def shift_of(self, placement: Placement) -> Shift | None:
        """The shift a duty placement means: that of its line for the kind of day and the slots.

        None when the line has no such shift that day, so the placement is a fault.
        """
        if placement.line is None or placement.line not in self.lines:
            return None
        kind = self.day_kind(self.services[placement.service].site, placement.day)
        return next(
            (
                shift
                for shift in self.lines[placement.line].shifts
                if kind in shift.days and shift.slots == placement.slots
            ),
            None,
        )
