"""Small facts for tests: two sites, a service each, one on-site line, posts shared half and half."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, time

from rota.model.calendar import HALF_DAYS, DayKind, Period, Slot, Span
from rota.model.facts import (
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
)
from rota.model.plan import Placement, Plan
from rota.model.problem import Problem
from rota.model.units import HALF_DAY, Minutes, Parts

CH, CHU = SiteId("CH"), SiteId("CHU")
CH_MED, CHU_MED = ServiceId("CH-MED"), ServiceId("CHU-MED")
CLINIC, THEATRE, WARD, STAFF = (ActivityId(code) for code in ("CLINIC", "THEATRE", "WARD", "STAFF"))
GUARD, CALL = LineId("CH-GUARD"), LineId("CHU-CALL")
MONDAY = date(2026, 11, 30)
"""The Monday on which test spans start."""

_WEEK = frozenset((day, slot) for day in range(5) for slot in HALF_DAYS) | {(5, Slot.AM)}
_HOURS: Mapping[Slot, tuple[time, time]] = {
    Slot.AM: (time(8, 30), time(13)),
    Slot.PM: (time(13), time(18, 30)),
}
NIGHT = Shift(
    days=frozenset(DayKind),
    slots=(Slot.NIGHT,),
    start=time(18, 30),
    end=time(8, 30),
    parts=Parts(2 * HALF_DAY),
)
SUNDAY = Shift(
    days=frozenset({DayKind.SUNDAY, DayKind.HOLIDAY}),
    slots=(Slot.AM, Slot.PM),
    start=time(8, 30),
    end=time(18, 30),
    parts=Parts(2 * HALF_DAY),
)
SATURDAY = Shift(
    days=frozenset({DayKind.SATURDAY}),
    slots=(Slot.PM,),
    start=time(13),
    end=time(18, 30),
    parts=HALF_DAY,
)


def site(code: SiteId, kind: SiteKind, mark: str) -> Site:
    """A French hospital open from Monday to Saturday morning."""
    return Site(
        id=code,
        name=code,
        kind=kind,
        mark=mark,
        timezone="Europe/Paris",
        country="FR",
        region="",
        open=_WEEK,
        lodging=True,
    )


def activity(code: ActivityId, kind: ActivityKind, **more: object) -> Activity:
    """An activity called by its code."""
    return replace(Activity(id=code, name=code, kind=kind), **more)  # type: ignore[arg-type]


def post(number: int = 1, **more: object) -> Post:
    """``ASP-1``, ``ASP-2``…: full time, at home at the CHU, started in November 2026."""
    plain = Post(id=PostId(f"ASP-{number}"), specialty="medicine", home=CHU, started=date(2026, 11, 2))
    return replace(plain, **more)  # type: ignore[arg-type]


def convention(who: PostId, **more: object) -> Convention:
    """Half and half, at least 50 % at the CH each month, over two years."""
    plain = Convention(
        post=who,
        employer=CH,
        start=date(2026, 11, 2),
        end=date(2028, 10, 31),
        shares=(
            SiteShare(site=CH, percent=50, services=(CH_MED,)),
            SiteShare(site=CHU, percent=50, services=(CHU_MED,)),
        ),
        minimums=(MinimumShare(site=CH, percent=50, period=Period.MONTH),),
    )
    return replace(plain, **more)  # type: ignore[arg-type]


def need(code: str, service: ServiceId, what: ActivityId, weekday: int, slot: Slot, **more: object) -> Need:
    """One doctor at least and ideally, each week on ``weekday`` (Monday is 0)."""
    plain = Need(
        id=NeedId(code),
        service=service,
        activity=what,
        slot=slot,
        recurrence=Recurrence(weekday=weekday),
        minimum=1,
        ideal=1,
    )
    return replace(plain, **more)  # type: ignore[arg-type]


def line(code: LineId, service: ServiceId, kind: DutyKind, **more: object) -> DutyLine:
    """Every night, Saturday afternoon, Sunday and holiday; two duties a month asked."""
    shifts = (NIGHT, SATURDAY, SUNDAY)
    if kind is DutyKind.ON_CALL:
        shifts = tuple(replace(shift, parts=Parts(0)) for shift in shifts)  # type: ignore[assignment]
    plain = DutyLine(id=code, service=service, name=code, kind=kind, shifts=shifts, asked_per_month=2)
    return replace(plain, **more)  # type: ignore[arg-type]


def facts(posts: int = 1, **more: object) -> Facts:
    """Two sites 40 minutes apart, a service each, four activities, one line each, no needs."""
    people = tuple(post(number) for number in range(1, posts + 1))
    plain = Facts(
        name="test",
        sites=(site(CHU, SiteKind.CHU, "U"), site(CH, SiteKind.CH, "V")),
        travels=(
            Travel(origin=CH, destination=CHU, minutes=Minutes(40), km=38),
            Travel(origin=CHU, destination=CH, minutes=Minutes(45), km=38),
        ),
        services=(
            Service(id=CHU_MED, site=CHU, name="Medicine CHU", hours=_HOURS),
            Service(id=CH_MED, site=CH, name="Medicine CH", hours=_HOURS),
        ),
        activities=(
            activity(CLINIC, ActivityKind.CLINIC, programmed=True),
            activity(THEATRE, ActivityKind.THEATRE, programmed=True, follow_up_days=3),
            activity(WARD, ActivityKind.WARD, open=True),
            activity(STAFF, ActivityKind.STAFF, remote=True, clinical=False),
        ),
        needs=(),
        lines=(line(GUARD, CH_MED, DutyKind.ON_SITE), line(CALL, CHU_MED, DutyKind.ON_CALL)),
        posts=people,
        conventions=tuple(convention(person.id) for person in people),
    )
    return replace(plain, **more)  # type: ignore[arg-type]


def unhurried(given: Facts) -> Facts:
    """The same with afternoons from 14:00 to 17:30: time to change sites before and after them."""
    hours = {Slot.AM: (time(8, 30), time(13)), Slot.PM: (time(14), time(17, 30))}
    return replace(given, services=tuple(replace(service, hours=hours) for service in given.services))


def problem(given: Facts | None = None, *, weeks: int = 1, start: date = MONDAY, **more: object) -> Problem:
    """A problem over whole weeks from ``start``."""
    span = Span(start, date.fromordinal(start.toordinal() + 7 * weeks - 1))
    return Problem(given or facts(), span, **more)  # type: ignore[arg-type]


def half_day(
    who: PostId, day: date, slot: Slot, service: ServiceId, what: ActivityId = WARD, *, remote: bool = False
) -> Placement:
    """A half-day of an activity."""
    return Placement(who, day, (slot,), service, activity=what, remote=remote)


def duty(
    who: PostId, day: date, *slots: Slot, line: LineId = GUARD, service: ServiceId = CH_MED
) -> Placement:
    """A duty; a night when no slot is named."""
    return Placement(who, day, slots or (Slot.NIGHT,), service, line=line)


def plan(of: Problem, *placements: Placement) -> Plan:
    """A plan of these placements over the span of the problem."""
    return Plan.of(of.span, list(placements))
