"""The problems that are measured: seeded generators of the study's sizes, and the site folders shipped.

``hospital``  8 posts of one CH and its CHU in 6 specialties, 4 weeks: most posts are alone or in pairs.
``service``   4 posts who share two services and a duty line, 4 weeks: one piece, the hard one.
``post-week`` one post of ``hospital`` for one week: what an edit asks again.
``vitre`` and ``district`` are the site folders of ``sample_sites``.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta
from pathlib import Path
from random import Random

from rota.model.calendar import HALF_DAYS, DayKind, Period, Slot, Span
from rota.model.facts import (
    Absence,
    AbsenceId,
    AbsenceKind,
    Activity,
    ActivityId,
    ActivityKind,
    Convention,
    DutyKind,
    DutyLine,
    Facts,
    LineId,
    MinimumShare,
    Need,
    NeedId,
    Post,
    PostId,
    Recurrence,
    Service,
    ServiceId,
    Shift,
    Site,
    SiteId,
    SiteKind,
    SiteShare,
    Travel,
    Wish,
    WishAim,
    WishId,
)
from rota.model.problem import Problem
from rota.model.units import HALF_DAY, Minutes, Parts
from rota.sites.reader import read

MONDAY = date(2026, 11, 30)
CH, CHU = SiteId("CH"), SiteId("CHU")
CLINIC, THEATRE, PROCEDURE, WARD, STAFF = (
    ActivityId(code) for code in ("CLINIC", "THEATRE", "PROCEDURE", "WARD", "STAFF")
)
SPECIALTIES = ("GASTRO", "GYNECO", "PNEUMO", "PEDIA", "VISC", "URO")
_OPEN = frozenset((day, slot) for day in range(5) for slot in HALF_DAYS) | {(5, Slot.AM)}
_HOURS: Mapping[Slot, tuple[time, time]] = {
    Slot.AM: (time(8, 30), time(13)),
    Slot.PM: (time(13), time(18, 30)),
}
SAMPLES = Path(__file__).parent.parent / "sample_sites"


def _shifts(kind: DutyKind) -> tuple[Shift, ...]:
    """Nights, Saturday afternoons, Sundays and holidays."""
    on_site = kind is DutyKind.ON_SITE

    def shift(days: set[DayKind], slots: tuple[Slot, ...], start: time, end: time, half_days: int) -> Shift:
        parts = Parts(half_days * HALF_DAY if on_site else 0)
        return Shift(days=frozenset(days), slots=slots, start=start, end=end, parts=parts)

    return (
        shift(set(DayKind), (Slot.NIGHT,), time(18, 30), time(8, 30), 2),
        shift({DayKind.SATURDAY}, (Slot.PM,), time(13), time(18, 30), 1),
        shift({DayKind.SUNDAY, DayKind.HOLIDAY}, HALF_DAYS, time(8, 30), time(18, 30), 2),
    )


@dataclass(slots=True)
class _House:
    """A CH and a CHU while they are being filled."""

    random: Random
    services: list[Service] = field(default_factory=list)
    needs: list[Need] = field(default_factory=list)
    lines: list[DutyLine] = field(default_factory=list)
    posts: list[Post] = field(default_factory=list)
    conventions: list[Convention] = field(default_factory=list)
    absences: list[Absence] = field(default_factory=list)
    wishes: list[Wish] = field(default_factory=list)

    def pair(self, specialty: str, posts: int) -> tuple[ServiceId, ServiceId]:
        """The services of one specialty at both sites, asking together about what ``posts`` can give.

        For each post three days are the CH's and two the CHU's; one need in eight falls on a day of the other
        site, so not everything can be kept.
        """
        at_ch, at_chu = (self._service(site, specialty) for site in (CH, CHU))
        for _ in range(posts):
            days = self.random.sample(range(5), 5)
            for service, own, others in ((at_ch, days[:3], days[3:]), (at_chu, days[3:], days[:3])):
                for day in own:
                    for slot in HALF_DAYS:
                        stray = self.random.random() < 0.125
                        self._need(service, self.random.choice(others) if stray else day, slot)
        for service in (at_ch, at_chu):
            self._meeting(service)
        return at_ch, at_chu

    def _service(self, site: SiteId, specialty: str) -> ServiceId:
        code = ServiceId(f"{site}-{specialty}")
        kept = frozenset({(self.random.randrange(5), self.random.choice(HALF_DAYS))})
        self.services.append(Service(id=code, site=site, name=code, hours=_HOURS, unprogrammed=kept))
        return code

    def _need(self, service: ServiceId, day: int, slot: Slot) -> None:
        """One doctor, sometimes ideally two, for work that the half-day allows."""
        kept = next(s.unprogrammed for s in self.services if s.id == service)
        choice = [PROCEDURE, WARD] if (day, slot) in kept else [CLINIC, CLINIC, THEATRE, PROCEDURE, WARD]
        ideal = 2 if self.random.random() < 0.25 else 1
        minimum = 0 if self.random.random() < 0.2 else 1
        self._ask(service, self.random.choice(choice), (day, slot), minimum, ideal)

    def _meeting(self, service: ServiceId) -> None:
        self._ask(service, STAFF, (self.random.randrange(5), self.random.choice(HALF_DAYS)), 0, 1)

    def _ask(
        self, service: ServiceId, activity: ActivityId, when: tuple[int, Slot], minimum: int, ideal: int
    ) -> None:
        self.needs.append(
            Need(
                id=NeedId(f"{service}-{len(self.needs)}"),
                service=service,
                activity=activity,
                slot=when[1],
                recurrence=Recurrence(
                    weekday=when[0], weeks=self.random.choice(("all", "all", "all", "odd", "even"))
                ),
                minimum=minimum,
                ideal=ideal,
            )
        )

    def line(self, service: ServiceId, kind: DutyKind, asked: int) -> None:
        """A duty line of ``service``."""
        code = LineId(f"{service}-{kind}")
        self.lines.append(
            DutyLine(
                id=code, service=service, name=code, kind=kind, shifts=_shifts(kind), asked_per_month=asked
            )
        )

    def post(self, specialty: str, number: int, services: tuple[ServiceId, ServiceId], weeks: int) -> None:
        """A full-time post, half at each of its services' sites, with leave and wishes."""
        code = PostId(f"ASP-{specialty}-{number}")
        at_ch, at_chu = services
        self.posts.append(Post(id=code, specialty=specialty, home=CHU, started=date(2025, 11, 3)))
        self.conventions.append(
            Convention(
                post=code,
                employer=CH,
                start=date(2025, 11, 3),
                end=date(2027, 10, 31),
                shares=(
                    SiteShare(site=CH, percent=50, services=(at_ch,), duties_per_month_max=4),
                    SiteShare(site=CHU, percent=50, services=(at_chu,), duties_per_month_max=3),
                ),
                minimums=(MinimumShare(site=CH, percent=50, period=Period.MONTH),),
                duty_first_at=CH,
            )
        )
        if self.random.random() < 0.6:
            self._leave(code, weeks)
        for rank in range(2):
            self._wish(code, rank)

    def _leave(self, post: PostId, weeks: int) -> None:
        monday = MONDAY + timedelta(days=7 * self.random.randrange(weeks))
        first, length = self.random.randrange(3), self.random.randint(1, 3)
        self.absences.append(
            Absence(
                id=AbsenceId(f"A-{post}"),
                post=post,
                kind=AbsenceKind.ANNUAL,
                first=monday + timedelta(days=first),
                last=monday + timedelta(days=first + length - 1),
            )
        )

    def _wish(self, post: PostId, rank: int) -> None:
        aim = self.random.choice((WishAim.OFF, WishAim.NO_DUTY, WishAim.SITE))
        self.wishes.append(
            Wish(
                id=WishId(f"W-{post}-{rank}"),
                owner=post,
                post=post,
                aim=aim,
                recurrence=Recurrence(weekday=self.random.randrange(5)),
                slot=self.random.choice(HALF_DAYS) if aim is WishAim.OFF else None,
                site=CHU if aim is WishAim.SITE else None,
                grade=self.random.randint(1, 3),
            )
        )

    def problem(self, name: str, weeks: int) -> Problem:
        """The problem of all that was put in, over whole weeks."""
        facts = Facts(
            name=name,
            sites=tuple(_site(code) for code in (CHU, CH)),
            travels=(
                Travel(origin=CH, destination=CHU, minutes=Minutes(40), km=38),
                Travel(origin=CHU, destination=CH, minutes=Minutes(45), km=38),
            ),
            services=tuple(self.services),
            activities=_ACTIVITIES,
            needs=tuple(self.needs),
            lines=tuple(self.lines),
            posts=tuple(self.posts),
            conventions=tuple(self.conventions),
            absences=tuple(self.absences),
            wishes=tuple(self.wishes),
        )
        return Problem(facts, Span(MONDAY, MONDAY + timedelta(days=7 * weeks - 1)))


_ACTIVITIES = (
    Activity(id=CLINIC, name="Clinic", kind=ActivityKind.CLINIC, programmed=True),
    Activity(id=THEATRE, name="Theatre", kind=ActivityKind.THEATRE, programmed=True, follow_up_days=3),
    Activity(id=PROCEDURE, name="Procedures", kind=ActivityKind.PROCEDURE),
    Activity(id=WARD, name="Ward", kind=ActivityKind.WARD, open=True),
    Activity(id=STAFF, name="Staff meeting", kind=ActivityKind.STAFF, remote=True, clinical=False),
)


def _site(code: SiteId) -> Site:
    return Site(
        id=code,
        name=code,
        kind=SiteKind.CHU if code == CHU else SiteKind.CH,
        mark=code[-1],
        timezone="Europe/Paris",
        country="FR",
        region="",
        open=_OPEN,
        lodging=True,
    )


def hospital(seed: int = 1, weeks: int = 4) -> Problem:
    """8 posts in 6 specialties of one CH and its CHU."""
    house = _House(Random(seed))
    for specialty, posts in zip(SPECIALTIES, (2, 2, 1, 1, 1, 1), strict=True):
        at_ch, at_chu = house.pair(specialty, posts)
        house.line(at_ch, DutyKind.ON_SITE, 2 * posts)
        house.line(at_chu, DutyKind.ON_CALL, posts)
        for number in range(1, posts + 1):
            house.post(specialty, number, (at_ch, at_chu), weeks)
    return house.problem("hospital", weeks)


def service(seed: int = 1, weeks: int = 4) -> Problem:
    """4 posts who share two services and a duty line."""
    house = _House(Random(seed))
    at_ch, at_chu = house.pair("MED", 4)
    house.line(at_ch, DutyKind.ON_SITE, 10)
    for number in range(1, 5):
        house.post("MED", number, (at_ch, at_chu), weeks)
    return house.problem("service", weeks)


def post_week(seed: int = 1) -> Problem:
    """One post alone for one week."""
    whole = hospital(seed, weeks=1)
    post = whole.facts.posts[-1].id
    share = whole.conventions[post].shares
    services = frozenset(code for part in share for code in part.services)
    facts = replace(
        whole.facts,
        services=tuple(s for s in whole.facts.services if s.id in services),
        needs=tuple(n for n in whole.facts.needs if n.service in services),
        lines=tuple(line for line in whole.facts.lines if line.service in services),
        posts=tuple(p for p in whole.facts.posts if p.id == post),
        conventions=tuple(c for c in whole.facts.conventions if c.post == post),
        absences=(),
        wishes=tuple(w for w in whole.facts.wishes if w.post == post),
    )
    return replace(whole, facts=facts)


def sample(folder: str, weeks: int) -> Problem:
    """A site folder that is shipped, over whole weeks from the Monday of the demonstration."""
    facts = read(SAMPLES / folder)
    return Problem(facts, Span(MONDAY, MONDAY + timedelta(days=7 * weeks - 1)))


@dataclass(frozen=True, slots=True)
class Work:
    """Something to measure, with the figure to reach."""

    name: str
    make: Callable[[], Problem]
    gap: float
    time_limit_seconds: float
    reach: str


WORKS: tuple[Work, ...] = (
    Work("post-week", post_week, 0.0, 10, "proved, 0.3 s with the check"),
    Work("vitre", lambda: sample("vitre", 5), 0.01, 60, "first plan 2 s; within 1 %, 20 s"),
    Work("hospital", hospital, 0.0, 60, "proved, 5 s"),
    Work("service", service, 0.05, 60, "within 5 %, 20 s"),
    Work("service-2", lambda: service(2), 0.05, 60, "within 5 %, 20 s"),
    Work("district", lambda: sample("rennes_district", 4), 0.03, 120, "within 3 %, 60 s, 500 MB"),
)
