import csv
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from io import StringIO

import pytest

from rota.compliance.balancing import balances
from rota.compliance.judging import compliance, together
from rota.compliance.lights import Measure, lines, near
from rota.compliance.standing import COLUMNS, Crossing, Light, Line, Standing, to_csv, to_json
from rota.compliance.typical import expected, weeks_read
from rota.model.calendar import Period, Span, month_of
from rota.model.facts import Absence, AbsenceId, AbsenceKind, Facts, MinimumShare, PostId, Site
from rota.model.plan import Placement, Plan
from rota.model.problem import Problem
from rota.rules import RULES
from rota.rules.base import Force, RuleId
from rota.rules.clauses import About, AtMost
from rota.words import Lang
from tests.builders import CH, CH_MED, CHU, CHU_MED, convention, duty, facts, half_day, unhurried
from tests.compliance.given import AM, ASP, PM, Month

MONDAY = date(2027, 1, 4)
FULL = PostId("ASP-1")


def weeks(first: date, count: int, at_ch: int) -> list[Placement]:
    """Plain weeks of ten half-days, the first ``at_ch`` at the CH; no day is split: 5 is 6, then 4."""
    found = []
    for week in range(count):
        there = at_ch + (-1) ** week * (at_ch % 2)
        for number in range(10):
            day = first + timedelta(days=7 * week + number // 2)
            service = CH_MED if number < there else CHU_MED
            found.append(half_day(FULL, day, (AM, PM)[number % 2], service))
    return found


def stated(period: Period = Period.MONTH, **more: object) -> Facts:
    """One full-time post, half and half from 4 January 2027, half at the CH promised over ``period``."""
    minimum = MinimumShare(site=CH, percent=50, period=period)
    agreed = convention(FULL, start=MONDAY, end=date(2029, 1, 3), minimums=(minimum,))
    return replace(facts(conventions=(agreed,)), **more)  # type: ignore[arg-type]


def judged(
    given: Facts, worked: Sequence[Placement], planned: Sequence[Placement], last: date, as_of: date
) -> Standing:
    """A standing of January: worked up to ``as_of``, planned up to ``last``."""
    whole = Span(MONDAY, last)
    return compliance(
        Problem(given, whole),
        Plan.of(Span(MONDAY, as_of), list(worked)),
        Plan.of(Span(as_of + timedelta(days=1), last), list(planned)),
        as_of,
    )


def line(standing: Standing, rule: str, site: str | None = None) -> Line:
    return next(each for each in standing.lines if each.rule == rule and each.site == site)


def crossing(standing: Standing, what: str) -> Crossing | None:
    return next((each for each in standing.crossings if each.what == what), None)


def test_every_rule_has_its_line_with_a_source() -> None:
    standing = judged(
        stated(),
        weeks(MONDAY, 1, 5),
        weeks(MONDAY + timedelta(7), 3, 5),
        date(2027, 1, 31),
        date(2027, 1, 10),
    )
    assert {each.rule for each in standing.lines} == {rule.id for rule in RULES}
    for each in standing.lines:
        assert each.sources
        assert each.told.fr
        assert each.told.en
    assert standing.lawful
    assert standing.exit_code == 0


def lights(given: Facts, done: Sequence[Placement], last: date) -> dict[str, Line]:
    """Lines by rule and site, without any forecast."""
    span = Span(MONDAY, last)
    found = lines(Problem(given, span), Plan.of(span, list(done)), frozenset(done))
    return {f"{each.rule} {each.site or ''}".strip(): each for each in found}


@pytest.mark.parametrize(
    ("at_ch", "light", "measured"),
    [(5, Light.AMBER, 5000), (4, Light.RED, 4000), (6, Light.GREEN, 6000)],
)
def test_the_share_has_its_light(at_ch: int, light: Light, measured: int) -> None:
    """Four weeks of January, 20, 16 and 24 half-days of 40 at the CH; exactly half is near the limit."""
    share = lights(stated(), weeks(MONDAY, 4, at_ch), date(2027, 1, 31))["minimum-share CH"]
    assert (share.light, share.measured, share.limit) == (light, measured, 5000)


@pytest.mark.parametrize(("part", "light"), [(26, Light.GREEN), (25, Light.AMBER), (24, Light.RED)])
def test_two_points_above_the_share_is_green(part: int, light: Light) -> None:
    """26 half-days of 50 are exactly 52 %; 25 are exactly 50 %."""
    days = [MONDAY + timedelta(n) for n in range(25)]
    cells = [half_day(FULL, day, slot, CHU_MED) for day in days for slot in (AM, PM)][:50]
    done = [replace(cell, service=CH_MED) for cell in cells[:part]] + cells[part:]
    assert lights(stated(), done, date(2027, 1, 31))["minimum-share CH"].light is light


@pytest.mark.parametrize(("measured", "is_near"), [(949, False), (950, True), (1000, True)])
def test_a_ceiling_is_near_from_95_per_cent_on(measured: int, is_near: bool) -> None:
    clause = AtMost(About("weekly-ceiling", "law", (FULL,), Span(MONDAY, MONDAY)), (), 1000)
    assert near(RuleId("weekly-ceiling"), Measure(clause, measured, 1000)) is is_near


def test_a_maximum_of_duties_is_near_when_it_is_reached() -> None:
    clause = AtMost(About("duty-maximum", "convention", (FULL,), Span(MONDAY, MONDAY)), (), 3)
    assert near(RuleId("duty-maximum"), Measure(clause, 3, 3))
    assert not near(RuleId("duty-maximum"), Measure(clause, 2, 3))
    assert not near(RuleId("site-changes"), Measure(clause, 3, 3))


def test_a_kept_ceiling_tells_its_figures() -> None:
    """Eight half-days a week are 40 h; the four-month period allows 48 h × 117 days / 7."""
    done = [p for p in weeks(MONDAY, 4, 4) if p.day.weekday() < 4]
    ceiling = lights(stated(), done, date(2027, 1, 31))["weekly-ceiling"]
    assert (date(2027, 4, 30) - MONDAY).days + 1 == 117
    assert (ceiling.light, ceiling.measured, ceiling.limit) == (Light.GREEN, 4 * 2400, 2880 * 117 // 7)


def test_a_broken_law_is_red_and_alerts() -> None:
    """A night on site, then the morning: no rest."""
    done = [duty(FULL, MONDAY), half_day(FULL, MONDAY + timedelta(1), AM, CH_MED)]
    standing = judged(stated(), done, [], date(2027, 1, 10), date(2027, 1, 9))
    rest = line(standing, "rest-after-night")
    assert rest.light is Light.RED
    assert (rest.worked, rest.planned) == (1, 0)
    assert rest.force is Force.LAW
    assert not standing.lawful
    assert standing.exit_code == 1


def test_a_rule_without_a_statement_is_grey_and_one_without_a_conflict_green() -> None:
    given = stated()
    bare = replace(given, conventions=(replace(given.conventions[0], minimums=()),))
    standing = judged(bare, weeks(MONDAY, 1, 5), [], date(2027, 1, 10), date(2027, 1, 9))
    assert line(standing, "minimum-share").light is Light.GREY
    assert line(standing, "daily-rest").light is Light.GREEN
    empty = judged(given, [], [], date(2027, 1, 10), date(2027, 1, 9))
    assert line(empty, "daily-rest").light is Light.GREY


def test_what_was_worked_stands_where_something_else_was_planned() -> None:
    worked = half_day(FULL, MONDAY, AM, CHU_MED)
    planned = half_day(FULL, MONDAY, AM, CH_MED)
    day = Span(MONDAY, MONDAY)
    assert together(Plan.of(day, [worked]), Plan.of(day, [planned])).placements == (worked,)


def test_the_weeks_read_are_the_last_whole_ones() -> None:
    assert weeks_read(Span(MONDAY, date(2027, 1, 9))) is None
    assert weeks_read(Span(MONDAY, date(2027, 1, 10))) == Span(MONDAY, date(2027, 1, 10))
    assert weeks_read(Span(MONDAY, date(2027, 1, 13))) == Span(MONDAY, date(2027, 1, 10))
    ten = Span(MONDAY, date(2027, 3, 14))
    assert weeks_read(ten) == Span(date(2027, 1, 18), date(2027, 3, 14))


def test_the_usual_week_comes_back_without_leave_holidays_and_rest() -> None:
    """Three weeks read: Tuesday morning was on leave once and at the CH twice; a night came once.

    Expected in the three weeks after: all half-days of the usual week, the night three weeks later, and no
    Wednesday after it.
    """
    away = Absence(
        id=AbsenceId("A"), post=FULL, kind=AbsenceKind.RTT, first=date(2027, 1, 12), last=date(2027, 1, 12)
    )
    known = [p for p in weeks(MONDAY, 3, 5) if p.day not in {date(2027, 1, 12), date(2027, 1, 20)}]
    known.append(duty(FULL, date(2027, 1, 19)))
    given = stated(absences=(away,))
    horizon = Span(date(2027, 1, 25), date(2027, 2, 14))
    problem = Problem(given, Span(MONDAY, horizon.last))
    found = expected(problem, Plan.of(Span(MONDAY, date(2027, 1, 24)), known), horizon)
    nights = [p.day for p in found if p.line]
    assert nights == [date(2027, 2, 9)]
    assert {p.day for p in found if p.activity} == {
        d for d in horizon if d.weekday() < 5 and d != date(2027, 2, 10)
    }
    tuesday = [p for p in found if p.day == date(2027, 2, 2)]
    assert [p.service for p in tuesday] == [CH_MED, CH_MED]


def test_a_share_that_will_be_missed_is_foreseen_at_the_end_of_its_month() -> None:
    """February 2027, twenty plain days at 4 of 10: 16 of 40, 4 half-days missing; January had 5 of 10."""
    done = weeks(MONDAY, 4, 5)
    later = weeks(date(2027, 2, 1), 2, 4)
    standing = judged(stated(), done, later, date(2027, 2, 14), date(2027, 1, 31))
    assert standing.horizon == Span(date(2027, 2, 15), date(2027, 4, 30))
    found = crossing(standing, "minimum-share")
    assert found is not None
    assert found.on == date(2027, 2, 28)
    assert found.expected, "the second half of February is not planned yet"


def test_the_repair_of_a_share_counts_its_half_days_and_finds_them_in_the_plan() -> None:
    """January: 18 of 40 half-days at the CH where 20 are promised: two more, on one day of the CHU."""
    done = weeks(MONDAY, 1, 4)
    later = [*weeks(MONDAY + timedelta(7), 1, 4), *weeks(MONDAY + timedelta(14), 2, 5)]
    standing = judged(stated(), done, later, date(2027, 1, 31), date(2027, 1, 10))
    found = crossing(standing, "minimum-share")
    assert found is not None
    assert (found.on, found.measured, found.limit) == (date(2027, 1, 31), 4500, 5000)
    assert found.repair.half_days == 2
    assert "2 demi-journée(s) de plus à CH avant le 31/01/2027" in found.repair.told.fr
    added = [p for move in found.repair.moves for p in move.add]
    assert len(added) == 2
    assert {p.service for p in added} == {CH_MED}
    assert all(p.day > date(2027, 1, 10) for p in added)
    assert line(standing, "minimum-share", CH).light is Light.RED


def test_the_contract_to_date_is_judged_at_month_ends() -> None:
    """January at 6 of 10, 24 of 40; February at 2 of 10: 32 of 80, eight half-days short of half.

    Eight are too many for single edits: the month should be planned again.
    """
    done, later = weeks(MONDAY, 4, 6), weeks(date(2027, 2, 1), 4, 2)
    standing = judged(stated(Period.CONTRACT), done, later, date(2027, 2, 28), date(2027, 1, 31))
    found = crossing(standing, "minimum-share")
    assert found is not None
    assert (found.on, found.measured, found.expected) == (date(2027, 2, 28), 4000, False)
    assert (found.repair.half_days, found.repair.moves) == (8, ())


def test_additional_time_is_foreseen_on_the_day_the_sum_passes_what_is_owed() -> None:
    """Eleven half-days a week where ten are owed, from 4 January: passed in the eleventh week before the end.

    To 30 April: 85 weekdays, 2 of them lost to Easter Monday's two half-days: 168 owed. Eleven a week, but
    ten in the week of Easter Monday (29 March): 165 after fifteen weeks less one, and the last ones pass it.
    """
    saturday = [half_day(FULL, MONDAY + timedelta(7 * w + 5), AM, CH_MED) for w in range(4)]
    done = [*weeks(MONDAY, 4, 5), *saturday]
    standing = judged(stated(), done, [], date(2027, 1, 31), date(2027, 1, 30))
    found = crossing(standing, "additional-time")
    assert found is not None
    weekdays = [d for d in Span(MONDAY, date(2027, 4, 30)) if d.weekday() < 5 and d != date(2027, 3, 29)]
    owed = 2 * len(weekdays)
    assert found.limit == 60 * owed
    count = 0
    for day in Span(MONDAY, date(2027, 4, 30)):
        count += 2 if day in weekdays else int(day.weekday() == 5)
        if count > owed:
            assert found.on == day
            break
    assert found.expected


def test_the_ceiling_is_foreseen_and_half_days_are_given_back() -> None:
    """Ten half-days (50 h) and a night of 14 h each week: 64 h against 48."""
    done = weeks(MONDAY, 4, 5)
    nights = [duty(FULL, MONDAY + timedelta(7 * week + 4)) for week in range(4)]
    standing = judged(stated(), [*done, *nights], [], date(2027, 1, 31), date(2027, 1, 30))
    found = crossing(standing, "weekly-ceiling")
    assert found is not None
    assert found.on > date(2027, 1, 31)
    over = found.measured - found.limit
    assert found.repair.half_days == -(-over // 330), "the longest half-day is 5 h 30"
    assert line(standing, "weekly-ceiling").light is Light.AMBER


def test_leave_is_foreseen_on_the_day_a_site_has_none_left() -> None:
    """31 days of December give 204 of the 2,400 of a year: 122 at the CH; three days ask 172.8."""
    away = Absence(
        id=AbsenceId("L"),
        post=ASP,
        kind=AbsenceKind.ANNUAL,
        first=date(2026, 12, 21),
        last=date(2026, 12, 23),
    )
    month = Month().opened()
    asked = replace(month.facts, absences=(away,))
    balance = balances(month.entries, month.contract, asked, date(2026, 12, 13), month_of(date(2026, 12, 1)))
    span = Span(date(2026, 12, 1), date(2026, 12, 31))
    standing = compliance(
        Problem(asked, span),
        Plan.of(Span(span.first, date(2026, 12, 13)), []),
        Plan.of(Span(date(2026, 12, 14), span.last), []),
        date(2026, 12, 13),
        balances=[balance],
    )
    found = [each for each in standing.crossings if each.what == "leave"]
    assert [(c.site, c.on, c.measured, c.limit) for c in found] == [
        (CH, date(2026, 12, 23), 173, 122),
        (CHU, date(2026, 12, 23), 115, 82),
    ]
    assert found[0].repair.half_days == 1
    assert "RTT" in found[0].repair.told.fr


def test_the_order_of_placements_changes_nothing() -> None:
    done = weeks(MONDAY, 4, 4)
    first = judged(stated(), done, [], date(2027, 1, 31), date(2027, 1, 30))
    second = judged(stated(), done[::-1], [], date(2027, 1, 31), date(2027, 1, 30))
    assert first.crossings == second.crossings
    assert [(x.rule, x.light, x.measured) for x in first.lines] == [
        (x.rule, x.light, x.measured) for x in second.lines
    ]


def test_csv_and_json_carry_every_line_and_no_formula() -> None:
    given = stated()
    hostile: tuple[Site, ...] = tuple(replace(site, name="=HYPERLINK(1)") for site in given.sites)
    standing = judged(
        replace(given, sites=hostile), weeks(MONDAY, 4, 3), [], date(2027, 1, 31), date(2027, 1, 30)
    )
    table = list(csv.reader(StringIO(to_csv(standing.lines, Lang.EN))))
    assert tuple(table[0]) == COLUMNS
    assert len(table) == len(standing.lines) + 1
    assert not any(cell.startswith(("=", "+", "@")) for row in table for cell in row)
    told = to_json(standing)
    assert told["lawful"] == 1


def test_a_ceiling_is_passed_on_the_day_whose_road_passes_it() -> None:
    """Each of five days has 8 h of work and 40 minutes of road: 2,600 minutes, where 2,599 are allowed."""
    days = [MONDAY + timedelta(n) for n in range(5)]
    split = [half_day(FULL, day, slot, at) for day in days for slot, at in ((AM, CH_MED), (PM, CHU_MED))]
    end = MONDAY + timedelta(6)
    agreed = convention(FULL, start=MONDAY, end=end, minimums=(), split_days=True)
    for ceiling, on in ((2599, days[4]), (2600, None)):
        given = unhurried(facts(conventions=(replace(agreed, figures={"weekly-ceiling": ceiling}),)))
        found = crossing(judged(given, split[:2], split[2:], end, MONDAY), "weekly-ceiling")
        assert (found.on if found else None, found.measured if found else 2600) == (on, 2600)
