"""A month in which a site gave back what it had too much was red, though its plan had been kept."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from rota.compliance.balancing import balances
from rota.compliance.judging import compliance
from rota.compliance.standing import Light
from rota.ledger.owed import owed_each_month
from rota.model.calendar import Period, Span, month_of
from rota.model.facts import Facts, MinimumShare, SiteShare
from rota.model.plan import Placement, Plan
from rota.model.problem import Problem
from rota.model.units import HALF_DAY
from tests.builders import CH, CH_MED, CHU, CHU_MED, half_day, post
from tests.compliance.given import AM, ASP, PM, Month, agreed, given

DECEMBER, JANUARY = month_of(date(2026, 12, 1)), month_of(date(2027, 1, 1))
BOTH = Span(DECEMBER.first, JANUARY.last)


def stated() -> Facts:
    """A full-time post, half and half; half of each month is promised to the CH."""
    convention = agreed(
        shares=(
            SiteShare(site=CH, percent=50, services=(CH_MED,)),
            SiteShare(site=CHU, percent=50, services=(CHU_MED,)),
        ),
        minimums=(MinimumShare(site=CH, percent=50, period=Period.MONTH),),
    )
    return given(conventions=(convention,), posts=(post(),), absences=())


def work(month: Span, at_ch: int) -> Iterator[Placement]:
    """Ten whole days of a month, so many of them at the CH."""
    days = [day for n in range(31) if (day := month.first + timedelta(n)).weekday() < 5 and day.day > 1]
    for place, day in enumerate(days[:10]):
        for slot in (AM, PM):
            yield half_day(ASP, day, slot, CH_MED if place < at_ch else CHU_MED)


@pytest.mark.parametrize(("january", "light", "missing"), [(4, Light.AMBER, 0), (3, Light.RED, 2)])
def test_what_was_owed_as_the_month_began_counts(january: int, light: Light, missing: int) -> None:
    """6 days of 10 at the CH, then 4: two half-days owed to the CHU are given back; 3 is too little."""
    done = (*work(DECEMBER, 6), *work(JANUARY, january))
    month = Month(stated(), BOTH).opened("2026-12", "2027-01").published(*done).confirmed(*done)
    owed = {ASP: owed_each_month(month.facts.conventions[0], month.entries)}
    assert owed[ASP][JANUARY.first] == {CHU: 2 * HALF_DAY, CH: -2 * HALF_DAY}
    plan = Plan.of(BOTH, list(done))
    standing = compliance(Problem(month.facts, BOTH, owed=owed), plan, plan, BOTH.last)
    assert {line.light for line in standing.lines if line.rule == "minimum-share"} == {light}
    balance = balances(month.entries, month.contract, month.facts, BOTH.last, JANUARY)
    (share,) = balance.shares
    assert (share.part, share.whole) == (2 * january * HALF_DAY, 20 * HALF_DAY)
    assert share.missing == missing


def test_what_nobody_has_confirmed_is_no_debt() -> None:
    """The CHU has not confirmed its days of December: it is not owed them in January."""
    done = tuple(work(DECEMBER, 5))
    at_ch = [each for each in done if each.service == CH_MED]
    month = Month(stated(), BOTH).opened("2026-12").published(*done).confirmed(*at_ch)
    assert owed_each_month(month.facts.conventions[0], month.entries)[JANUARY.first] == {}
