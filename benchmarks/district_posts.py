"""The shared posts of the district: their hidden typical week, conventions, leave, wishes, balances."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property
from random import Random

from benchmarks.district_tables import FIRST, SEED, TEAMS, Team
from rota.model.calendar import Period, Slot
from rota.model.facts import (
    Absence,
    AbsenceId,
    AbsenceKind,
    Convention,
    MinimumShare,
    OpeningBalance,
    Post,
    PostId,
    Recurrence,
    ServiceId,
    SiteId,
    SiteShare,
    Wish,
    WishAim,
    WishId,
)
from rota.model.units import HALF_DAY, Minutes, Parts

CHRISTMAS = (date(2026, 12, 21), date(2026, 12, 28))
"""Mondays of the two weeks in which programmed work closes."""
SPRING = tuple(date(2027, 2, 15) + timedelta(weeks=week) for week in range(10))
"""Mondays of the weeks among which each post takes a second week of leave."""


@dataclass(frozen=True)
class Member:
    """One post of a team, with its hidden typical week."""

    team: Team
    number: int
    site: str
    """The employing hospital."""

    @property
    def post(self) -> PostId:
        """``ASP-GASTRO-1``."""
        return PostId(f"ASP-{self.team.code}-{self.number}")

    def draws(self, purpose: str) -> Random:
        """Draws for one purpose of this post only, so that a change elsewhere changes no other draw."""
        return Random(f"{SEED}:{self.post}:{purpose}")

    @cached_property
    def rhythm(self) -> str:
        """``half``, ``sixty`` or ``forty`` per cent at the employing hospital, or ``part-time`` at both."""
        names = ("half", "sixty", "forty", "part-time")
        return self.draws("rhythm").choices(names, weights=(12, 5, 1, 2))[0]

    @property
    def second_year(self) -> bool:
        """Whether the post began a year before the first week."""
        return self.number % 2 == 0

    def place(self, weekday: int, parity: int) -> str | None:
        """Where the post is on a weekday of odd or even weeks."""
        if weekday == 2:
            middle = {"sixty": self.site, "forty": self.team.host, "part-time": None}
            half = self.site if parity == self.number // 2 % 2 else self.team.host
            return middle.get(self.rhythm, half)
        early = weekday < 2
        return self.site if early == bool(self.number % 2) else self.team.host

    @cached_property
    def leave(self) -> tuple[Absence, ...]:
        """A week at Christmas for most, a week in spring, a congress for some, three single days."""
        draws = self.draws("leave")
        drafts: list[tuple[AbsenceKind, date, int]] = []
        if draws.random() < 0.6:
            drafts.append((AbsenceKind.ANNUAL, draws.choice(CHRISTMAS), 7))
        drafts.append((AbsenceKind.ANNUAL, draws.choice(SPRING), 7))
        if draws.random() < 0.4:
            drafts.append((AbsenceKind.TRAINING, _day(draws, 2, 5, weekday=3), 2))
        for first_week, last_week in ((1, 6), (10, 14), (20, 25)):
            drafts.append((AbsenceKind.RTT, _day(draws, first_week, last_week), 1))
        return tuple(self._absences(drafts))

    def _absences(self, drafts: list[tuple[AbsenceKind, date, int]]) -> Iterator[Absence]:
        """The drafts in order of date; one that would begin within the one before is dropped."""
        last = FIRST - timedelta(days=1)
        for number, (kind, first, days) in enumerate(sorted(drafts, key=lambda draft: draft[1]), start=1):
            if first > last:
                last = first + timedelta(days=days - 1)
                code = AbsenceId(f"{self.post}-{number}")
                yield Absence(id=code, post=self.post, kind=kind, first=first, last=last)


def _day(draws: Random, first_week: int, last_week: int, weekday: int | None = None) -> date:
    """A working day of one of some weeks."""
    monday = FIRST + timedelta(weeks=draws.randint(first_week, last_week))
    return monday + timedelta(days=draws.randrange(5) if weekday is None else weekday)


@cache
def members(team: Team) -> tuple[Member, ...]:
    """The posts of a team."""
    return tuple(Member(team, number, site) for number, site in enumerate(team.partners, start=1))


MEMBERS = tuple(member for team in TEAMS for member in members(team))


def service_code(site: str, team: Team) -> ServiceId:
    """``VITRE-GASTRO``."""
    return ServiceId(f"{site}-{team.code}")


def post(member: Member) -> Post:
    """The post of a member; every third lives near the employing hospital."""
    return Post(
        id=member.post,
        specialty=member.team.specialty,
        home=SiteId(member.site if member.number % 3 == 0 else member.team.host),
        started=date(2025, 11, 3) if member.second_year else FIRST,
        half_days_per_week=8 if member.rhythm == "part-time" else 10,
    )


def convention(member: Member) -> Convention:
    """At least half at the employing hospital, or the 40 % of the exceptions; two years."""
    percent = {"sixty": 60, "forty": 40}.get(member.rhythm, 50)
    site, host = SiteId(member.site), SiteId(member.team.host)
    least = min(percent, 50)
    return Convention(
        post=member.post,
        employer=site,
        start=date(2025, 11, 3) if member.second_year else FIRST,
        end=date(2027, 10, 31) if member.second_year else date(2028, 10, 31),
        shares=(
            SiteShare(
                site=site,
                percent=percent,
                services=(service_code(member.site, member.team),),
                duties_per_month_max=3,
            ),
            SiteShare(
                site=host,
                percent=100 - percent,
                services=(service_code(member.team.host, member.team),),
                duties_per_month_max=2,
            ),
        ),
        minimums=(
            MinimumShare(site=site, percent=least, period=Period.MONTH),
            MinimumShare(site=site, percent=least, period=Period.CONTRACT),
        ),
        pattern_weeks=2 if member.rhythm == "half" else 1,
        duty_first_at=site if member.team.partner_line else None,
    )


def wishes(member: Member) -> Iterator[Wish]:
    """Both services want the disputed Wednesday; the doctor wants a free Friday or no duty at Christmas."""
    services = (service_code(member.site, member.team), service_code(member.team.host, member.team))
    if member.rhythm == "half":
        for site, service in zip((member.site, member.team.host), services, strict=True):
            yield Wish(
                id=WishId(f"{member.post}-WED-{site}"),
                owner=service,
                post=member.post,
                aim=WishAim.SITE,
                recurrence=Recurrence(weekday=2),
                site=SiteId(site),
                grade=1 + member.number % 2,
            )
    if member.number % 2:
        yield Wish(
            id=WishId(f"{member.post}-FRI"),
            owner=member.post,
            post=member.post,
            aim=WishAim.OFF,
            recurrence=Recurrence(weekday=4, weeks="even"),
            slot=Slot.PM,
        )
    else:
        for day in (date(2026, 12, 24), date(2026, 12, 31)):
            yield Wish(
                id=WishId(f"{member.post}-{day:%m%d}"),
                owner=member.post,
                post=member.post,
                aim=WishAim.NO_DUTY,
                recurrence=Recurrence(on=day),
                grade=3,
            )


def balance(member: Member) -> OpeningBalance:
    """A first year near the contract, within three days either way; minutes of September and October."""
    draws = member.draws("balance")
    share = convention(member).shares[0].percent
    worked = 41 * post(member).half_days_per_week
    at_site = worked * share // 100 + draws.randint(-3, 6)
    return OpeningBalance(
        post=member.post,
        since=date(2025, 11, 3),
        until=FIRST,
        parts={
            SiteId(member.site): Parts(at_site * HALF_DAY),
            SiteId(member.team.host): Parts((worked - at_site) * HALF_DAY),
        },
        minutes=Minutes(8 * post(member).half_days_per_week * 255),
        weekends=draws.randrange(3, 9),
    )
