"""Figures of reports: those of balance, compliance and money, and those counted by hand."""

from collections.abc import Iterator
from datetime import date

import pytest

from rota.compliance.standing import Light
from rota.model.calendar import Period, Span, month_of
from rota.model.units import HALF_DAY
from rota.rules.base import Force
from rota.service import Refused
from rota.workspace import journal, reporting, standing
from rota.workspace.money import Chosen, money_of
from rota.workspace.opened import Workspace
from rota.workspace.report_period import half_year, half_year_of
from rota.workspace.report_shares import shares_report
from rota.workspace.reporting import PostReport
from tests import builders as b
from tests.workspace.lived import END, LEAVE, ONE, TWO, lived

AUTUMN = half_year(2026, 2)
NOVEMBER, DECEMBER = month_of(date(2026, 11, 1)), month_of(END)


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """Only read."""
    with lived(tmp_path_factory.mktemp("lived")) as workspace:
        yield workspace


@pytest.fixture(scope="module")
def one(found: Workspace) -> PostReport:
    return reporting.post_report(found, ONE, AUTUMN, END)


def test_periods_are_named_as_people_name_them(found: Workspace) -> None:
    assert reporting.period_of(found, "2026-S1", END) == Span(date(2026, 1, 1), date(2026, 6, 30))
    assert reporting.period_of(found, "2026-12", END) == DECEMBER
    assert half_year_of(date(2026, 6, 30)) == half_year(2026, 1)
    assert half_year_of(date(2026, 7, 1)) == AUTUMN
    assert reporting.contract_span(found, ONE).last == date(2028, 10, 31)


def test_the_balance_is_that_of_rota_balance(found: Workspace, one: PostReport) -> None:
    assert (one.balance,) == standing.balances_of(found, AUTUMN, END, [ONE])
    assert one.quarters == standing.balances_of(
        found, standing.span_of(found, "four-months", END), END, [ONE]
    )


def test_time_of_each_site_as_counted_by_hand(one: PostReport) -> None:
    assert one.planned == {b.CH: 20 * 60 + 120, b.CHU: 22 * 60}
    done = {time.site: (time.done, time.leave) for time in one.balance.sites}
    assert done == {b.CH: (18 * 60 + 120, 120), b.CHU: (22 * 60, 120)}, "a day was not done; leave is halved"


def test_what_became_of_the_plan(found: Workspace, one: PostReport) -> None:
    assert [(k.site, k.published, k.done, k.cancelled) for k in one.kept] == [
        (b.CH, 21, 19, 2),
        (b.CHU, 23, 23, 0),
    ]
    other = reporting.post_report(found, TWO, AUTUMN, END)
    assert {k.site: k.replanned for k in other.kept} == {b.CH: 0, b.CHU: 1}
    assert all(k.waiting == k.unplanned == 0 for k in (*one.kept, *other.kept))


def test_plans_are_those_of_the_ledger_line_by_line(found: Workspace, one: PostReport) -> None:
    lines = [line for month in ("2026-11", "2026-12") for line in journal.lines(found, ONE, month)]
    planned = {site: sum(line.planned for line in lines if line.site == site) for site in (b.CH, b.CHU)}
    assert dict(one.planned) == planned


def test_months_add_up_and_carry_the_share_to_date(found: Workspace, one: PostReport) -> None:
    shares = {(s.period, s.span.last): s.share for s in one.balance.shares}
    at_ch = {m.known.last: each for m in one.months for each in m.sites if each.site == b.CH}
    for last, here in at_ch.items():
        assert here.share == shares[Period.MONTH, last]
    assert at_ch[END].to_date == shares[Period.CONTRACT, END]
    for place, time in enumerate(one.balance.sites):
        assert sum(month.sites[place].done for month in one.months) == time.done
        assert sum(month.sites[place].planned for month in one.months) == one.planned[time.site]
    assert [month.worked for month in one.months][-1] == one.balance.worked


def test_trips_and_nights_away(one: PostReport) -> None:
    (away,) = one.travel
    assert (away.site, away.days, away.nights) == (b.CH, 10, 1)
    assert away.km == 10 * (38 + 38)


def test_needs_of_both_services(one: PostReport) -> None:
    told = {each.service: (each.asked, each.given, each.missing) for each in one.services}
    assert told == {b.CH_MED: (5, 4, 1), b.CHU_MED: (5, 5, 0)}, (
        "nobody held the clinic of the Monday on leave"
    )
    assert {each.line: (each.asked, each.taken, each.mine) for each in one.lines} == {
        b.GUARD: (2, 2, 1),
        b.CALL: (2, 1, 1),
    }
    assert LEAVE.first.weekday() == 0


def test_compliance_is_that_of_rota_compliance(found: Workspace) -> None:
    told = reporting.compliance_report(found, None, END)
    assert told.standing == standing.standing_of(found, None, END)
    assert list(told.trends) == [ONE, TWO]
    month = told.trends[ONE].over(Period.MONTH)
    assert month is not None
    red = next(
        line
        for line in told.standing.lines
        if (line.rule, line.who, line.site) == ("minimum-share", ONE, b.CH)
    )
    back = HALF_DAY
    """The CHU had less than its part of November: a half-day that the CH gives back counts for it."""
    assert red.measured == 10_000 * (month.parts[b.CH] + back) // month.whole


def test_worked_months_have_the_share_of_the_balance(found: Workspace) -> None:
    (balance,) = standing.balances_of(found, DECEMBER, END, [ONE])
    trend = reporting.compliance_report(found, None, END, post=ONE, try_moves=False).trends[ONE]
    told = next(one for one in trend.months if END in one.span)
    assert told.share(b.CH) == next(s.share for s in balance.shares if s.period is Period.MONTH)


def test_one_post_or_one_site(found: Workspace) -> None:
    mine = reporting.compliance_report(found, None, END, post=TWO, try_moves=False)
    assert list(mine.trends) == [TWO]
    assert all(
        line.who == TWO or any(TWO in f.about.posts for f in line.findings) for line in mine.standing.lines
    )
    here = reporting.compliance_report(found, None, END, site=b.CH, try_moves=False)
    assert {line.site for line in here.standing.lines} == {b.CH, None}
    assert here.standing.exit_code == int(
        any(line.force is Force.LAW for line in here.standing.of(Light.RED))
    )


def test_nothing_known_is_refused(found: Workspace) -> None:
    with pytest.raises(Refused):
        reporting.post_report(found, ONE, half_year(2026, 1), END)
    with pytest.raises(Refused):
        shares_report(found, half_year(2025, 1), Chosen(), END)


def test_money_is_that_of_rota_money_and_splits_to_the_cent(found: Workspace) -> None:
    given = Chosen("aid-bretagne-2017", 10_000_001, 7_001)
    told = shares_report(found, AUTUMN, given, END)
    for month in ("2026-11", "2026-12"):
        for money in money_of(found, month, given):
            mine = next(each for each in told.posts if each.post == money.post)
            assert money in mine.months
    for post in told.posts:
        yearly = 10_000_001
        assert sum(post.shares.values()) == 2 * (yearly // 12), "the odd cents are those of January to May"
        assert sum(post.presence.values()) == sum(
            time.done + time.leave for month in post.months for time in month.balance.sites
        )
        assert [s.code for s in post.sums()].count("additional-time") == 1


def test_the_aid_of_one_month_is_that_of_rota_money(found: Workspace) -> None:
    given = Chosen("aid-bretagne-2017", None, None)
    for post in shares_report(found, DECEMBER, given, END).posts:
        assert post.aid == post.months[0].sums[0]
