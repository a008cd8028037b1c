"""What each thing counts: conserved by every split, and as computed by hand in December 2026."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rota.model.calendar import HALF_DAYS, Slot, Span, month_of, week_of
from rota.model.counting import (
    carried,
    counted,
    credit,
    freed,
    freed_credit,
    in_ratio,
    known_from,
    owed,
    plain_half_day,
    recorded_from,
    share_out,
)
from rota.model.facts import (
    Absence,
    AbsenceId,
    AbsenceKind,
    Convention,
    Counting,
    Credit,
    Facts,
    OpeningBalance,
    PostId,
    ServiceId,
    SiteId,
    SiteKind,
    SiteShare,
)
from rota.model.plan import Placement
from rota.model.problem import Problem
from rota.model.task import task_of
from rota.model.units import HALF_DAY, Parts
from tests import builders as b

WHO = PostId("ASP-1")
EPSM = SiteId("EPSM")
DECEMBER = month_of(date(2026, 12, 1))
CHRISTMAS = date(2026, 12, 25)
"""A Friday."""


def away(first: date, last: date, kind: AbsenceKind = AbsenceKind.ANNUAL, **more: object) -> Absence:
    plain = Absence(id=AbsenceId("A"), post=WHO, kind=kind, first=first, last=last)
    return replace(plain, **more)  # type: ignore[arg-type]


def facts(*absences: Absence, half_days: int = 10, **convention: object) -> Facts:
    return stated(b.convention(WHO, **convention), absences, half_days)


def stated(convention: Convention, absences: tuple[Absence, ...] = (), half_days: int = 10) -> Facts:
    """One post between the three sites that a convention may name."""
    plain = b.facts()
    return replace(
        plain,
        sites=(*plain.sites, b.site(EPSM, SiteKind.EPSM, "E")),
        posts=(b.post(half_days_per_week=half_days),),
        conventions=(convention,),
        absences=absences,
    )


def december(*absences: Absence, half_days: int = 10, **convention: object) -> Problem:
    return b.problem(facts(*absences, half_days=half_days, **convention), weeks=5)


def test_december_2026_owes_44_half_days() -> None:
    """23 days from Monday to Friday, less Christmas Day."""
    assert owed(december(), WHO, DECEMBER) == 44 * HALF_DAY


def test_the_week_of_christmas_owes_eight_half_days() -> None:
    assert owed(december(), WHO, week_of(CHRISTMAS)) == 8 * HALF_DAY


def test_half_time_owes_half() -> None:
    problem = december(half_days=5)
    assert plain_half_day(problem.posts[WHO]) == 30
    assert owed(problem, WHO, week_of(CHRISTMAS)) == 4 * HALF_DAY
    assert owed(problem, WHO, DECEMBER) == 22 * HALF_DAY


def test_leave_over_christmas_does_not_free_the_holiday_twice() -> None:
    problem = december(away(date(2026, 12, 24), date(2026, 12, 27)))
    week = week_of(CHRISTMAS)
    assert owed(problem, WHO, week) == 6 * HALF_DAY
    assert [half_day.kind for half_day in freed(problem, WHO, week)] == [AbsenceKind.ANNUAL] * 2 + [None] * 2


def test_leave_from_noon_to_noon_frees_two_half_days() -> None:
    noon = away(date(2026, 12, 1), date(2026, 12, 2), first_slot=Slot.PM, last_slot=Slot.AM)
    cells = [(half_day.day.day, half_day.slot) for half_day in freed(december(noon), WHO, DECEMBER)]
    assert cells[:2] == [(1, Slot.PM), (2, Slot.AM)]
    assert len(cells) == 4


def test_a_convention_that_begins_on_wednesday_owes_six_half_days_that_week() -> None:
    problem = december(start=date(2026, 12, 2))
    assert owed(problem, WHO, week_of(date(2026, 12, 2))) == 6 * HALF_DAY
    assert owed(problem, WHO, Span(date(2026, 11, 23), date(2026, 12, 1))) == 0


def test_a_week_of_leave_is_split_in_the_ratio_of_the_post() -> None:
    """60 and 40 per cent of ten half-days are six and four."""
    shares = (
        SiteShare(site=b.CH, percent=60, services=(b.CH_MED,)),
        SiteShare(site=b.CHU, percent=40, services=(b.CHU_MED,)),
    )
    problem = december(away(date(2026, 12, 7), date(2026, 12, 11)), shares=shares)
    assert freed_credit(problem, WHO, DECEMBER) == {b.CH: 6 * HALF_DAY, b.CHU: 4 * HALF_DAY}


def test_the_holiday_is_credited_to_nobody_unless_the_convention_says_so() -> None:
    week = week_of(CHRISTMAS)
    assert freed_credit(december(), WHO, week) == {}
    shared = december(counting=Counting(holiday=Credit.RATIO))
    assert freed_credit(shared, WHO, week) == {b.CH: HALF_DAY, b.CHU: HALF_DAY}


def test_leave_by_the_site_whose_day_it_is_and_by_ratio_where_no_site_is_named() -> None:
    problem = december(
        away(date(2026, 12, 3), date(2026, 12, 4)),
        counting=Counting(leave=Credit.SITE_OF_DAY),
        typical_days={(4, Slot.AM): b.CHU, (4, Slot.PM): b.CHU},
    )
    assert freed_credit(problem, WHO, DECEMBER) == {b.CHU: 3 * HALF_DAY, b.CH: HALF_DAY}


def test_sickness_frees_the_half_days_and_is_credited_to_nobody() -> None:
    problem = december(away(date(2026, 12, 1), date(2026, 12, 1), AbsenceKind.OTHER))
    assert owed(problem, WHO, week_of(date(2026, 12, 1))) == 8 * HALF_DAY
    assert freed_credit(problem, WHO, DECEMBER) == {}


def test_the_site_that_employs_has_the_odd_sixtieth() -> None:
    problem = december(employer=b.CHU)
    assert in_ratio(problem.conventions[WHO], Parts(61)) == {b.CHU: 31, b.CH: 30}
    assert in_ratio(problem.conventions[WHO], Parts(0)) == {}


def night(day: date) -> Placement:
    return b.duty(WHO, day)


TUESDAY = date(2026, 12, 1)
MEETING = b.half_day(WHO, TUESDAY, Slot.PM, b.CH_MED, b.STAFF, remote=True)
WARD_CH = b.half_day(WHO, TUESDAY, Slot.AM, b.CH_MED)


@pytest.mark.parametrize(
    ("counting", "placement", "expected"),
    [
        ({}, WARD_CH, {b.CH: 60}),
        ({}, night(TUESDAY), {b.CH: 120}),
        ({"duty": Credit.NONE}, night(TUESDAY), {}),
        ({"duty": Credit.RATIO}, night(TUESDAY), {b.CH: 60, b.CHU: 60}),
        ({"duty": Credit.SITE_OF_DAY}, night(TUESDAY), {b.CHU: 120}),
        ({"duty": Credit.SITE_OF_DAY}, night(date(2026, 12, 5)), {b.CH: 60, b.CHU: 60}),
        ({"remote": Credit.NONE}, MEETING, {}),
        ({}, MEETING, {b.CH: 60}),
        ({"travel_parts": Parts(6)}, WARD_CH, {b.CH: 66}),
        ({"travel_parts": Parts(6)}, MEETING, {b.CH: 60}),
        ({"travel_parts": Parts(6)}, night(TUESDAY), {b.CH: 120}),
        ({"rest_after_duty": Credit.WHERE_DONE}, night(TUESDAY), {b.CH: 240}),
        ({"rest_after_duty": Credit.RATIO}, night(TUESDAY), {b.CH: 180, b.CHU: 60}),
        ({"rest_after_duty": Credit.WHERE_DONE}, night(date(2026, 12, 4)), {b.CH: 120}),
        ({"rest_after_duty": Credit.WHERE_DONE}, night(date(2026, 12, 24)), {b.CH: 120}),
    ],
)
def test_tasks_are_credited_as_the_convention_counts(
    counting: Mapping[str, object], placement: Placement, expected: Mapping[SiteId, int]
) -> None:
    """Home is the CHU, Tuesday is the CHU's; the rest before a Saturday or a holiday frees nothing."""
    problem = december(
        counting=replace(Counting(), **counting),  # type: ignore[arg-type]
        typical_days={(1, Slot.PM): b.CHU},
    )
    assert credit(problem, task_of(problem, placement)) == expected


def test_what_is_known_begins_with_the_past_that_no_balance_holds() -> None:
    past = (b.half_day(WHO, date(2026, 11, 25), Slot.AM, b.CH_MED),)
    plain = b.problem(facts(), past=past)
    assert recorded_from(plain) == date(2026, 11, 23)
    assert known_from(plain, WHO) == date(2026, 11, 23)
    balance = OpeningBalance(post=WHO, since=date(2026, 11, 2), until=date(2026, 11, 26), parts={})
    told = b.problem(replace(facts(), balances=(balance,)), past=past)
    assert known_from(told, WHO) == date(2026, 11, 26)
    assert recorded_from(b.problem(facts(), start=TUESDAY)) == TUESDAY
    assert counted(told, WHO, month_of(TUESDAY)) == Span(TUESDAY, told.span.last)
    assert counted(told, WHO, month_of(date(2026, 10, 1))) is None


@pytest.mark.parametrize(
    ("since", "until", "within"),
    [
        (date(2026, 11, 2), date(2026, 11, 30), True),
        (date(2026, 11, 2), date(2026, 12, 1), True),
        (date(2026, 11, 2), date(2026, 12, 2), False),
        (date(2026, 10, 30), date(2026, 11, 30), True),
    ],
)
def test_a_balance_is_carried_when_the_period_holds_all_of_it(since: date, until: date, within: bool) -> None:
    """The convention starts on 2 November: a balance cannot have begun before."""
    parts = {b.CH: Parts(600)}
    balance = OpeningBalance(post=WHO, since=since, until=until, parts=parts)
    problem = b.problem(replace(facts(), balances=(balance,)))
    november = month_of(date(2026, 11, 1))
    assert carried(problem, WHO, november) == (parts if within else {})
    assert carried(problem, WHO, problem.conventions[WHO].span) == parts


def test_nothing_is_owed_without_a_convention() -> None:
    problem = b.problem(replace(facts(), conventions=()))
    assert owed(problem, WHO, DECEMBER) == 0
    assert freed_credit(problem, WHO, DECEMBER) == {}
    assert counted(problem, WHO, DECEMBER) is None


@st.composite
def three_sites(draw: st.DrawFn) -> Convention:
    """A convention between three sites, of any shares that add up, and any way of counting leave."""
    first = draw(st.integers(1, 98))
    second = draw(st.integers(1, 99 - first))
    percents = {b.CH: first, b.CHU: second, EPSM: 100 - first - second}
    policy = st.sampled_from([Credit.RATIO, Credit.SITE_OF_DAY])
    cells = [(day, slot) for day in range(5) for slot in HALF_DAYS]
    return b.convention(
        WHO,
        employer=draw(st.sampled_from(sorted(percents))),
        shares=tuple(
            SiteShare(site=site, percent=percent, services=(ServiceId(f"{site}-MED"),))
            for site, percent in percents.items()
        ),
        counting=Counting(
            leave=draw(policy), training=draw(policy), recovery=draw(policy), holiday=draw(policy)
        ),
        typical_days=draw(st.dictionaries(st.sampled_from(cells), st.sampled_from(sorted(percents)))),
    )


@st.composite
def absences(draw: st.DrawFn) -> tuple[Absence, ...]:
    """Some absences around December, of any kind but sickness, that may overlap holidays and week-ends."""
    found = []
    for _ in range(draw(st.integers(0, 4))):
        first = date(2026, 11, 16) + timedelta(draw(st.integers(0, 60)))
        last = first + timedelta(draw(st.integers(0, 20)))
        kind = draw(st.sampled_from([kind for kind in AbsenceKind if kind is not AbsenceKind.OTHER]))
        late, early = draw(st.booleans()), draw(st.booleans())
        first_slot = Slot.PM if late else Slot.AM
        last_slot = Slot.AM if early and (first < last or not late) else Slot.PM
        found.append(away(first, last, kind, first_slot=first_slot, last_slot=last_slot))
    return tuple(found)


@given(three_sites(), absences(), st.integers(1, 10), st.integers(0, 40), st.integers(0, 40))
def test_whatever_is_freed_is_credited_in_whole(
    convention: Convention, leave: tuple[Absence, ...], half_days: int, start: int, length: int
) -> None:
    """Three sites, any shares, part time: all that is freed is credited; owed and freed are plain weeks."""
    problem = b.problem(stated(convention, leave, half_days))
    first = date(2026, 11, 23) + timedelta(start)
    span = Span(first, first + timedelta(length))
    half_days_freed = list(freed(problem, WHO, span))
    total = sum(half_day.parts for half_day in half_days_freed)
    assert sum(freed_credit(problem, WHO, span).values()) == total
    weekdays = sum(day.weekday() < 5 for day in span)
    assert owed(problem, WHO, span) + total == 2 * weekdays * 6 * half_days


@given(three_sites(), st.integers(0, 100_000))
def test_a_split_gives_back_the_whole_and_lies_within_one_sixtieth(
    convention: Convention, parts: int
) -> None:
    given_out = in_ratio(convention, Parts(parts))
    assert sum(given_out.values()) == parts
    for share in convention.shares:
        assert abs(100 * given_out.get(share.site, 0) - parts * share.percent) < 100


@given(three_sites(), absences())
def test_the_order_of_half_days_changes_no_split(convention: Convention, leave: tuple[Absence, ...]) -> None:
    problem = b.problem(stated(convention, leave))
    half_days = list(freed(problem, WHO, DECEMBER))
    assert share_out(convention, half_days) == share_out(convention, half_days[::-1])


@given(three_sites(), st.sampled_from(list(Credit)), st.sampled_from([TUESDAY, date(2026, 12, 6)]))
def test_a_duty_is_credited_in_whole_or_not_at_all(convention: Convention, duty: Credit, day: date) -> None:
    counting = replace(convention.counting, duty=duty)
    problem = b.problem(stated(replace(convention, counting=counting)))
    task = task_of(problem, night(day))
    assert sum(credit(problem, task).values()) == (0 if duty is Credit.NONE else task.parts)
