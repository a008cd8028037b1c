"""The services of the district: needs and duty lines, drawn around the hidden typical weeks."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from functools import cached_property
from itertools import chain
from random import Random

from benchmarks.district_posts import CHRISTMAS, members, service_code
from benchmarks.district_tables import CHU, FIRST, SEED, TEAMS, TOWNS, WEEKS, Team
from rota.model.calendar import HALF_DAYS, DayKind, Slot
from rota.model.facts import (
    ActivityId,
    DutyKind,
    DutyLine,
    LineId,
    Need,
    NeedId,
    Recurrence,
    Service,
    ServiceId,
    Shift,
    SiteId,
    WeekSlot,
)
from rota.model.units import HALF_DAY, Parts

HOURS = {Slot.AM: (time(8, 30), time(12, 30)), Slot.PM: (time(13, 30), time(18))}
PROGRAMMED = ("CLINIC", "TECHNICAL", "THEATRE")
ODD, EVEN = 1, 0


@dataclass(frozen=True)
class Ward:
    """A service of a team at one hospital, and what it asks for."""

    team: Team
    site: str

    @property
    def code(self) -> ServiceId:
        """The code of the service."""
        return service_code(self.site, self.team)

    @cached_property
    def draws(self) -> Random:
        """Draws of this service only."""
        return Random(f"{SEED}:{self.code}")

    @cached_property
    def emergencies(self) -> WeekSlot:
        """The half-day of the week kept for emergencies."""
        return Random(f"{SEED}:{self.code}:emergencies").randrange(5), Slot.PM

    def present(self, weekday: int, parity: int) -> int:
        """Posts whose hidden typical week is here."""
        return sum(member.place(weekday, parity) == self.site for member in members(self.team))

    @property
    def service(self) -> Service:
        """The service as the folder states it."""
        town = next(town.town for town in TOWNS if town.code == self.site)
        return Service(
            id=self.code,
            site=SiteId(self.site),
            name=f"{self.team.specialty}, {town}",
            hours=HOURS,
            unprogrammed=frozenset({self.emergencies}),
        )

    @cached_property
    def needs(self) -> tuple[Need, ...]:
        """A need or two for each half-day of the week, around the posts present in the hidden week."""
        halves = ((weekday, half) for weekday in range(5) for half in HALF_DAYS)
        drafts = chain.from_iterable(self._half_day(*half) for half in halves)
        return tuple(
            replace(need, id=NeedId(f"{self.code}-{number}")) for number, need in enumerate(drafts, start=1)
        )

    def _half_day(self, weekday: int, half: Slot) -> Iterator[Need]:
        odd, even = self.present(weekday, ODD), self.present(weekday, EVEN)
        what = self._activity(weekday, half)
        if odd == even:
            yield from self._need(weekday, half, "all", what, odd)
        else:
            yield from self._need(weekday, half, "odd", what, odd)
            yield from self._need(weekday, half, "even", what, even)

    def _stay(self, weekday: int) -> bool:
        """Whether all who are here on a weekday are here the next day too: they can operate."""
        here = {
            (member.place(weekday + 1, parity) == self.site)
            for member in members(self.team)
            for parity in (ODD, EVEN)
            if member.place(weekday, parity) == self.site
        }
        return here == {True}

    def _activity(self, weekday: int, half: Slot) -> str:
        """What is asked on a half-day of the week."""
        if (weekday, half) == self.emergencies:
            return "EMERGENCY"
        if (weekday, half) == (3 if self.site == self.team.host else 1, Slot.PM):
            return "STAFF"
        menu = ["CLINIC", "CLINIC", "WARD"]
        if self.team.work != "THEATRE" or (weekday < 4 and self._stay(weekday)):
            menu += [self.team.work] * 3
        if self.site == CHU and half is Slot.PM:
            menu += ["TEACHING", "RESEARCH"]
        return self.draws.choice(menu)

    def _need(self, weekday: int, half: Slot, weeks: str, what: str, present: int) -> Iterator[Need]:
        spare = self.draws.random() < (0.2 if present == 1 else 0.5)
        minimum = max(0, present - spare) if what not in {"TEACHING", "RESEARCH"} else 0
        ideal = present + (self.draws.random() < (0.15 if present else 0.12))
        if ideal:
            yield Need(
                id=NeedId(""),
                service=self.code,
                activity=ActivityId(what),
                slot=half,
                recurrence=Recurrence(
                    weekday=weekday, weeks=weeks, except_on=self._closed(weekday, weeks, what)
                ),
                minimum=minimum,
                ideal=ideal,
            )

    def _closed(self, weekday: int, weeks: str, what: str) -> tuple[date, ...]:
        """Programmed work closes at Christmas; a service with one post asks for nothing while it is away."""
        closed = {monday + timedelta(days=weekday) for monday in CHRISTMAS if what in PROGRAMMED}
        own = [member for member in members(self.team) if member.site == self.site]
        if self.site != self.team.host and len(own) == 1:
            days = (FIRST + timedelta(days=weekday + 7 * week) for week in range(WEEKS))
            closed |= {day for day in days if any(leave.holds(day, Slot.PM) for leave in own[0].leave)}
        odd = {"odd": 1, "even": 0}.get(weeks)
        return tuple(sorted(day for day in closed if odd is None or day.isocalendar().week % 2 == odd))


WARDS = tuple(Ward(team, site) for team in TEAMS for site in dict.fromkeys((team.host, *team.partners)))


def lines() -> Iterator[DutyLine]:
    """One at the larger hospital of most teams, one at each partner of those that operate or deliver."""
    for ward in WARDS:
        team = ward.team
        kind = team.host_line if ward.site == team.host else team.partner_line
        if kind:
            on_site = kind == DutyKind.ON_SITE
            yield DutyLine(
                id=LineId(f"{ward.code}-{'GARDE' if on_site else 'ASTREINTE'}"),
                service=ward.code,
                name=f"{'Garde' if on_site else 'Astreinte'}, {ward.service.name}",
                kind=DutyKind(kind),
                shifts=_shifts(on_site),
                asked_per_month=_asked(ward),
                others="les autres praticiens du service",
            )


def _asked(ward: Ward) -> int:
    """One duty a post at the larger hospital, one or two at a partner."""
    if ward.site == ward.team.host:
        return len(ward.team.partners)
    return 1 + Random(f"{SEED}:{ward.code}:line").randrange(2)


def _shifts(on_site: bool) -> tuple[Shift, ...]:
    def shift(days: set[DayKind], slots: tuple[Slot, ...], start: time, half_days: int) -> Shift:
        end = time(18, 30) if on_site and Slot.NIGHT not in slots else time(8, 30)
        parts = Parts(half_days * HALF_DAY if on_site else 0)
        return Shift(days=frozenset(days), slots=slots, start=start, end=end, parts=parts)

    rest = {DayKind.SUNDAY, DayKind.HOLIDAY}
    if on_site:
        return (
            shift(set(DayKind), (Slot.NIGHT,), time(18, 30), 2),
            shift({DayKind.SATURDAY}, (Slot.PM,), time(13), 1),
            shift(rest, HALF_DAYS, time(8, 30), 2),
        )
    return (
        shift({DayKind.WEEKDAY}, (Slot.NIGHT,), time(18, 30), 0),
        shift({DayKind.SATURDAY}, (Slot.PM, Slot.NIGHT), time(13), 0),
        shift(rest, (*HALF_DAYS, Slot.NIGHT), time(8, 30), 0),
    )
