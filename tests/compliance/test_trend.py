"""A trend counts as the lights do: the same share, the same hours, and what is ahead told apart."""

from datetime import date, timedelta

from rota.compliance.lights import lines
from rota.compliance.trend import Basis, Trend, trends
from rota.model.calendar import Period, Span
from rota.model.plan import Plan
from rota.model.problem import Problem
from tests.builders import CH, CHU
from tests.compliance.test_compliance import FULL, MONDAY, stated, weeks

AS_OF, LAST = date(2027, 1, 17), date(2027, 1, 31)


def trend(period: Period = Period.MONTH) -> Trend:
    """Four weeks of January, four half-days of ten at the CH; two of them are over."""
    done = weeks(MONDAY, 2, 4)
    ahead = weeks(MONDAY + timedelta(days=14), 2, 4)
    problem = Problem(stated(period), Span(MONDAY, LAST))
    worked, planned = Plan.of(Span(MONDAY, AS_OF), done), Plan.of(Span(date(2027, 1, 18), LAST), ahead)
    return trends(problem, worked, planned, AS_OF)[FULL]


def test_the_share_is_that_of_the_light() -> None:
    found = trend().over(Period.MONTH)
    known = Plan.of(Span(MONDAY, LAST), weeks(MONDAY, 4, 4))
    told = lines(Problem(stated(), known.span), known, frozenset())
    light = next(line for line in told if line.rule == "minimum-share" and line.site == CH)
    assert found is not None
    assert (found.share(CH), found.share(CHU), found.span) == (light.measured, 6000, light.span)


def test_what_is_over_planned_and_expected_is_told_apart() -> None:
    found = trend()
    assert [hours.basis for hours in found.weeks[:6]] == [
        *[Basis.OVER] * 2,
        *[Basis.PLANNED] * 2,
        *[Basis.EXPECTED] * 2,
    ]
    assert [shares.basis for shares in found.months] == [Basis.PLANNED, *[Basis.EXPECTED] * 3]
    assert [shares.span.last.month for shares in found.months] == [1, 2, 3, 4]


def test_hours_are_those_of_the_ceiling() -> None:
    found = trend()
    (period,) = found.four_months
    known = found.weeks[:4]
    assert period.minutes == sum(hours.minutes for hours in known)
    assert period.allowed == sum(hours.allowed for hours in known) == 4 * found.ceiling
    assert 4 * period.a_week(found.ceiling) == period.minutes


def test_a_promise_is_found_by_site_and_period() -> None:
    assert trend(Period.CONTRACT).minimums == {(CH, Period.CONTRACT): 50}
    assert trend().over(Period.MONTH, date(2027, 2, 1)) is None
