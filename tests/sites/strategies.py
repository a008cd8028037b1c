"""Random facts that a folder may state, for Hypothesis."""

from collections.abc import Sequence
from datetime import date, time, timedelta
from itertools import permutations
from types import MappingProxyType
from typing import TypeVar

from hypothesis import strategies as st

from rota.model.calendar import HALF_DAYS, DayKind, Period, Slot
from rota.model.facts import (
    Absence,
    AbsenceId,
    AbsenceKind,
    Activity,
    ActivityId,
    ActivityKind,
    Convention,
    Counting,
    Credit,
    DutyKind,
    DutyLine,
    Facts,
    LineId,
    MinimumShare,
    Need,
    NeedId,
    OpeningBalance,
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
    Skill,
    Travel,
    Wish,
    WishAim,
    WishId,
)
from rota.model.units import Minutes, Parts

T = TypeVar("T")

START, END = date(2026, 11, 2), date(2028, 10, 31)
MARKS = "ABCDÉabc"
SKILLS = st.sampled_from([Skill("echography"), Skill("endoscopy-2")])
DAYS = st.dates(START, END)
TEXTS = st.text(
    st.characters(exclude_categories=("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")), max_size=30
).filter(lambda text: not text.startswith(("=", "+", "-", "@")))
NAMES = TEXTS.filter(lambda text: bool(text.strip()))
WEEK_SLOTS = st.frozensets(st.tuples(st.integers(0, 6), st.sampled_from(HALF_DAYS)))
TIMES = st.builds(time, st.integers(0, 23), st.integers(0, 59))
RRULES = st.sampled_from(
    [
        "FREQ=WEEKLY;BYDAY=MO,WE",
        "FREQ=MONTHLY;BYDAY=-1FR",
        "FREQ=MONTHLY;BYMONTHDAY=15;BYMONTH=1,6",
        "FREQ=DAILY",
    ]
)
AWAY = st.sampled_from([Credit.RATIO, Credit.NONE])
DONE = st.sampled_from([Credit.RATIO, Credit.NONE, Credit.WHERE_DONE])


def codes(count: int, lead: str) -> list[str]:
    return [f"{lead}-{number}" for number in range(count)]


def some(values: Sequence[T]) -> st.SearchStrategy[tuple[T, ...]]:
    """At least one of the values, each at most once."""
    return st.lists(st.sampled_from(values), min_size=1, unique=True).map(tuple)


@st.composite
def recurrences(draw: st.DrawFn) -> Recurrence:
    days = st.lists(DAYS, max_size=3).map(tuple)
    except_on, also_on = draw(days), draw(days)
    if draw(st.booleans()):
        return Recurrence(on=draw(DAYS), except_on=except_on, also_on=also_on)
    start, until = draw(st.none() | DAYS), draw(st.none() | DAYS)
    if start and until and until < start:
        start, until = until, start
    rrule = draw(st.just("") | RRULES)
    return Recurrence(
        weekday=None if rrule else draw(st.integers(0, 6)),
        weeks="all" if rrule else draw(st.sampled_from(["all", "odd", "even"])),
        rrule=rrule,
        start=start,
        until=until,
        except_on=except_on,
        also_on=also_on,
    )


def sites() -> st.SearchStrategy[tuple[Site, ...]]:
    def site(number: int) -> st.SearchStrategy[Site]:
        return st.builds(
            Site,
            id=st.just(SiteId(f"SITE-{number}")),
            name=NAMES,
            kind=st.sampled_from(SiteKind),
            mark=st.just(MARKS[number]),
            timezone=st.sampled_from(["Europe/Paris", "Indian/Reunion"]),
            country=st.just("FR"),
            region=st.just(""),
            open=WEEK_SLOTS,
            lodging=st.booleans(),
            address=TEXTS,
        )

    return st.integers(1, 4).flatmap(lambda count: st.tuples(*map(site, range(count))))


@st.composite
def travels(draw: st.DrawFn, places: tuple[Site, ...]) -> tuple[Travel, ...]:
    minutes = st.sampled_from([Minutes(20), Minutes(45), Minutes(600)])
    km = st.sampled_from([10, 38])
    ways = draw(st.permutations(list(permutations([place.id for place in places], 2))))
    return tuple(
        Travel(origin=start, destination=end, minutes=draw(minutes), km=draw(km)) for start, end in ways
    )


@st.composite
def shifts(draw: st.DrawFn) -> tuple[Shift, ...]:
    """Shifts on different kinds of day, so that none overlaps another."""
    found: list[Shift] = []
    left = list(DayKind)
    while left and (not found or draw(st.booleans())):
        days = draw(some(left))
        left = [day for day in left if day not in days]
        slots = draw(st.sampled_from([(Slot.NIGHT,), (Slot.PM, Slot.NIGHT), (Slot.AM, Slot.PM, Slot.NIGHT)]))
        parts = Parts(draw(st.integers(0, 360)))
        found.append(
            Shift(days=frozenset(days), slots=slots, start=draw(TIMES), end=draw(TIMES), parts=parts)
        )
    return tuple(found)


@st.composite
def conventions(draw: st.DrawFn, post: PostId, own: Sequence[Service]) -> Convention:
    by_site: dict[SiteId, list[ServiceId]] = {}
    for service in own:
        by_site.setdefault(service.site, []).append(service.id)
    order = draw(some(list(by_site)))
    cuts = sorted(draw(st.sets(st.integers(1, 99), min_size=len(order) - 1, max_size=len(order) - 1)))
    percents = [end - start for start, end in zip([0, *cuts], [*cuts, 100], strict=True)]
    shares = tuple(
        SiteShare(
            site=site,
            percent=percent,
            services=draw(some(by_site[site])),
            duties_per_month_max=draw(st.none() | st.integers(0, 31)),
        )
        for site, percent in zip(order, percents, strict=True)
    )
    minimums = tuple(
        MinimumShare(site=share.site, percent=draw(st.integers(0, share.percent)), period=period)
        for share in shares
        for period in draw(st.lists(st.sampled_from(Period), unique=True))
    )
    site = st.sampled_from(order)
    typical = draw(st.dictionaries(st.tuples(st.integers(0, 6), st.sampled_from(HALF_DAYS)), site))
    return Convention(
        post=post,
        employer=draw(site),
        start=START,
        end=END,
        shares=shares,
        minimums=minimums,
        counting=Counting(
            duty=draw(DONE),
            leave=draw(AWAY),
            training=draw(AWAY),
            recovery=draw(AWAY),
            remote=draw(DONE),
            holiday=draw(AWAY),
            rest_after_duty=draw(DONE),
            travel_parts=Parts(draw(st.integers(0, 60))),
        ),
        split_days=draw(st.booleans()),
        travel_buffer=Minutes(draw(st.integers(0, 240))),
        typical_days=MappingProxyType(typical),
        pattern_weeks=draw(st.integers(1, 2)),
        duty_first_at=draw(st.none() | site),
        figures=MappingProxyType(draw(st.dictionaries(st.just("daily-rest"), st.integers(660, 900)))),
    )


@st.composite
def absences(draw: st.DrawFn, posts: Sequence[PostId]) -> tuple[Absence, ...]:
    """Absences of each post, one after the other."""
    found: list[Absence] = []
    for post in posts:
        day = START
        for _ in range(draw(st.integers(0, 3))):
            first = day + timedelta(days=draw(st.integers(0, 60)))
            last = first + timedelta(days=draw(st.integers(0, 30)))
            day = last + timedelta(days=1)
            halves = draw(st.tuples(st.sampled_from(HALF_DAYS), st.sampled_from(HALF_DAYS)))
            if first == last and halves == (Slot.PM, Slot.AM):
                halves = (Slot.AM, Slot.PM)
            found.append(
                Absence(
                    id=AbsenceId(f"ABSENCE-{len(found)}"),
                    post=post,
                    kind=draw(st.sampled_from(AbsenceKind)),
                    first=first,
                    last=last,
                    first_slot=halves[0],
                    last_slot=halves[1],
                )
            )
    return tuple(found)


@st.composite
def wishes(draw: st.DrawFn, made: Sequence[Convention]) -> tuple[Wish, ...]:
    found: list[Wish] = []
    for convention in draw(st.lists(st.sampled_from(made), max_size=4)):
        aim = draw(st.sampled_from(WishAim))
        own = [share.site for share in convention.shares]
        services = [service for share in convention.shares for service in share.services]
        found.append(
            Wish(
                id=WishId(f"WISH-{len(found)}"),
                owner=draw(st.sampled_from([str(convention.post), *map(str, services)])),
                post=convention.post,
                aim=aim,
                recurrence=draw(recurrences()),
                slot=draw(st.none() | st.sampled_from(Slot)),
                site=draw(st.sampled_from(own)) if aim is WishAim.SITE else None,
                grade=draw(st.integers(1, 3)),
            )
        )
    return tuple(found)


@st.composite
def balances(
    draw: st.DrawFn, made: Sequence[Convention], lines: Sequence[DutyLine]
) -> tuple[OpeningBalance, ...]:
    found: list[OpeningBalance] = []
    for convention in draw(st.lists(st.sampled_from(made), unique_by=lambda one: one.post)):
        own = [share.site for share in convention.shares]
        parts = st.dictionaries(st.sampled_from(own), st.integers(0, 600_000).map(Parts))
        duties = st.dictionaries(st.sampled_from([line.id for line in lines]), st.integers(0, 99))
        found.append(
            OpeningBalance(
                post=convention.post,
                since=START,
                until=draw(DAYS),
                parts=MappingProxyType(draw(parts)),
                minutes=Minutes(draw(st.integers(0, 50_000))),
                duties=MappingProxyType(draw(duties) if lines else {}),
                weekends=draw(st.integers(0, 99)),
            )
        )
    return tuple(found)


@st.composite
def facts(draw: st.DrawFn) -> Facts:
    """The facts of a whole folder."""
    places = draw(sites())
    services = tuple(
        Service(
            id=ServiceId(code),
            site=draw(st.sampled_from(places)).id,
            name=draw(NAMES),
            hours={Slot.AM: (time(8, 5), time(12, 30)), Slot.PM: (time(13), time(23, 59))},
            unprogrammed=draw(WEEK_SLOTS),
        )
        for code in codes(draw(st.integers(1, 5)), "SERVICE")
    )
    activities = tuple(
        draw(
            st.builds(
                Activity,
                id=st.just(ActivityId(code)),
                name=NAMES,
                kind=st.sampled_from(ActivityKind),
                follow_up_days=st.integers(0, 366),
                autonomy_months=st.integers(0, 600),
            )
        )
        for code in codes(draw(st.integers(1, 4)), "activity")
    )
    lines = tuple(
        DutyLine(
            id=LineId(code),
            service=draw(st.sampled_from(services)).id,
            name=draw(NAMES),
            kind=draw(st.sampled_from(DutyKind)),
            shifts=draw(shifts()),
            asked_per_month=draw(st.integers(0, 100)),
            others=draw(TEXTS),
            skill=draw(st.none() | SKILLS),
            seniority_months=draw(st.integers(0, 600)),
        )
        for code in codes(draw(st.integers(0, 3)), "LINE")
    )
    posts = tuple(
        Post(
            id=PostId(code),
            specialty=draw(TEXTS),
            home=draw(st.sampled_from(places)).id,
            started=draw(st.dates(date(1950, 1, 1), date(2150, 12, 31))),
            skills=draw(st.frozensets(SKILLS)),
            half_days_per_week=draw(st.integers(1, 10)),
            volunteers=draw(st.frozensets(st.sampled_from(["additional-time", "on-call"]))),
        )
        for code in codes(draw(st.integers(1, 3)), "POST")
    )
    made = [draw(conventions(post.id, services)) for post in draw(st.permutations(posts))]
    needs = tuple(
        Need(
            id=NeedId(code),
            service=draw(st.sampled_from(services)).id,
            activity=draw(st.sampled_from(activities)).id,
            slot=draw(st.sampled_from(HALF_DAYS)),
            recurrence=draw(recurrences()),
            minimum=(low := draw(st.integers(0, 50))),
            ideal=draw(st.integers(low, 50)),
            skill=draw(st.none() | SKILLS),
            on_holidays=draw(st.booleans()),
        )
        for code in codes(draw(st.integers(0, 5)), "NEED")
    )
    return Facts(
        name=draw(NAMES),
        sites=places,
        travels=draw(travels(places)),
        services=services,
        activities=activities,
        needs=needs,
        lines=lines,
        posts=posts,
        conventions=tuple(made),
        absences=draw(absences([post.id for post in posts])),
        wishes=draw(wishes(made)),
        balances=draw(balances(made, lines)),
    )
