import csv
from dataclasses import replace
from datetime import date, timedelta
from io import StringIO

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from rota.compliance.aid import aid
from rota.compliance.balancing import balances
from rota.compliance.cost import cost_shares, presence
from rota.compliance.pay import additional_pay, duty_pay, territorial_bonus
from rota.compliance.reading import Worked, work
from rota.compliance.sums import COLUMNS, Known, euros, to_csv
from rota.errors import UserError
from rota.model.calendar import Slot, Span, month_of
from rota.model.facts import ActivityId, DutyKind, LineId, Site, SiteId, Travel
from rota.model.problem import Problem
from rota.model.units import Minutes
from rota.parameters import all_parameters, chosen, parse
from rota.words import Lang
from tests.builders import CALL, CH, CH_MED, CHU, CHU_MED, GUARD, WARD
from tests.compliance.given import AM, DECEMBER, FIRST, LAST, PM, december, given

START = date(2026, 12, 1)


def problem() -> Problem:
    return Problem(given(), DECEMBER)


def at(site: SiteId, day: date, *slots: Slot, line: LineId | None = None) -> Worked:
    return Worked(
        day=day,
        slots=slots,
        site=site,
        service=CH_MED if site == CH else CHU_MED,
        activity=None if line else ActivityId(WARD),
        line=line,
        remote=False,
        parts=60 * len(slots),
        minutes=300 * len(slots),
        standby=0,
    )


def test_every_file_is_read_and_tells_its_source() -> None:
    found = all_parameters()
    assert {"aid-aura-2017", "aid-bretagne-2017", "territorial-bonus", "on-site-duty", "on-call"} <= set(
        found
    )
    for code, parameters in found.items():
        assert parameters.code == code
        for version in parameters.versions:
            assert version.source.title.fr
            assert version.source.title.en
            assert version.source.confidence in {"H", "M", "L", "?"}
            assert version.source.read_on == date(2026, 11, 22)


def test_an_unknown_choice_is_refused_by_name() -> None:
    with pytest.raises(UserError) as raised:
        chosen("aid-corse")
    assert "aid-bretagne-2017" in raised.value.text.fr


_HEAD = 'format = 1\ncode = "x"\nkind = "duty"\nname = { fr = "x", en = "x" }\n'
_SOURCE = 'source = { title = { fr = "t", en = "t" }, url = "", read_on = 2026-01-01, confidence = "H" }\n'


@pytest.mark.parametrize(
    "text",
    [
        'format = 2\ncode = "x"',
        f"{_HEAD}version = []",
        f"{_HEAD}[[version]]\nfrom = 2024-01-01\nwhole = 422.03\n{_SOURCE}",
        f"{_HEAD}[[version]]\nfrom = 2024-01-01\nwholly = 1\n{_SOURCE}",
        f"{_HEAD}[[version]]\nfrom = 2024-01-01\n{_SOURCE}[[version]]\nfrom = 2023-01-01\n{_SOURCE}",
    ],
)
def test_a_faulty_file_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"format|versions|cents|wholly"):
        parse(text)


def test_no_call_is_told_as_not_chosen() -> None:
    found = aid(None, (50, 100), LAST, START)
    assert (found.known, found.cents, found.told.fr) == (Known.NOT_CHOSEN, None, "non choisi")
    assert not found.claims_law


@pytest.mark.parametrize(
    ("part", "cents", "known"),
    [
        (50, 4_550_000, Known.COMPUTED),
        (49, None, Known.NOT_STATED),
        (40, 3_250_000, Known.COMPUTED),
        (30, 3_250_000, Known.COMPUTED),
        (29, None, Known.NOT_STATED),
    ],
)
def test_brackets_of_brittany_hold_at_their_bounds(part: int, cents: int | None, known: Known) -> None:
    """91,000 € over two years at half and more; 65,000 € from 30 to 40 %: half of it a year."""
    found = aid(chosen("aid-bretagne-2017"), (part, 100), LAST, START)
    assert (found.cents, found.known) == (cents, known)
    assert not found.claims_law, "as reported: the call could not be read again"


def test_a_hair_under_a_bracket_is_under_it() -> None:
    call = chosen("aid-bretagne-2017")
    assert aid(call, (59_999, 120_000), LAST, START).known is Known.NOT_STATED
    assert aid(call, (60_000, 120_000), LAST, START).cents == 4_550_000


def test_auvergne_pays_a_part_of_the_cost_by_year() -> None:
    """80 % of 62,345.67 €, rounded down to the cent, then 60 %, then nothing is stated."""
    call = chosen("aid-aura-2017")
    assert aid(call, (50, 100), LAST, START, 6_234_567).cents == 4_987_653
    assert aid(call, (50, 100), date(2027, 11, 30), START, 6_234_567).cents == 4_987_653
    assert aid(call, (50, 100), date(2027, 12, 1), START, 6_234_567).cents == 3_740_740
    assert aid(call, (50, 100), date(2028, 12, 1), START, 6_234_567).cents is None
    assert aid(call, (50, 100), LAST, START).known is Known.NOT_CHOSEN, "nobody has stated the cost"


def test_a_call_holds_for_contracts_begun_under_it() -> None:
    call = chosen("aid-grand-est-2021")
    assert aid(call, (1, 2), date(2022, 6, 1), date(2021, 10, 31)).known is Known.NOT_STATED
    assert aid(call, (1, 2), date(2022, 6, 1), date(2021, 11, 1)).cents == 6_300_000
    assert aid(call, (1, 2), date(2024, 6, 1), date(2023, 10, 31)).cents == 6_300_000
    assert aid(call, (1, 2), date(2024, 6, 1), date(2023, 11, 1)).known is Known.NOT_STATED


@pytest.mark.parametrize(
    ("half_days", "cents"),
    [(3, 0), (4, 25_000), (5, 45_000), (12, 45_000), (13, 70_000), (16, 70_000), (17, 100_000)],
)
def test_the_territorial_bonus_by_mean_weekly_half_days(half_days: int, cents: int) -> None:
    """February 2027 has exactly four weeks: 4 half-days at the CHU are 1 a week, 12 are 3, 16 are 4."""
    month = month_of(date(2027, 2, 1))
    days = [day for day in month if day.weekday() < 5]
    away = [at(CHU, day, slot) for day in days for slot in (AM, PM)][:half_days]
    facts = given()
    whole = Problem(facts, month)
    more = [at(CH, days[-1], AM), at(CHU, days[0], Slot.NIGHT, line=CALL)]
    found = territorial_bonus(whole, facts.posts[0], [*away, *more], month)
    assert found.cents == cents
    assert found.source is not None
    assert found.source.confidence == "M"


@pytest.mark.parametrize(("km", "cents"), [(19, 0), (20, 25_000)])
def test_the_other_site_is_twenty_kilometres_away(km: int, cents: int) -> None:
    """The shorter of the two ways counts; 38 km the other way changes nothing."""
    month = month_of(date(2027, 2, 1))
    facts = given()
    way = (
        Travel(origin=CH, destination=CHU, minutes=Minutes(20), km=km),
        Travel(origin=CHU, destination=CH, minutes=Minutes(20), km=38),
    )
    near = replace(facts, travels=way)
    away = [at(CHU, date(2027, 2, 1) + timedelta(7 * week), AM) for week in range(4)]
    assert territorial_bonus(Problem(near, month), near.posts[0], away, month).cents == cents


def test_four_half_days_on_two_other_sites_are_the_highest_bonus() -> None:
    month, facts = month_of(date(2027, 2, 1)), given()
    third = SiteId("EPSM")
    sites: tuple[Site, ...] = (*facts.sites, replace(facts.sites[0], id=third))
    ways = (*facts.travels, Travel(origin=CH, destination=third, minutes=Minutes(50), km=45))
    whole = replace(facts, sites=sites, travels=ways)
    days = [day for day in month if day.weekday() < 4][:16]
    away = [at(CHU if number % 2 else third, day, AM) for number, day in enumerate(days)]
    assert territorial_bonus(Problem(whole, month), whole.posts[0], away, month).cents == 100_000


def test_on_site_duty_by_hand() -> None:
    """A night, a Sunday by day and a Saturday afternoon: 2 × 422.03 and 211.01."""
    done = [
        at(CH, date(2026, 12, 9), Slot.NIGHT, line=GUARD),
        at(CH, date(2026, 12, 13), AM, PM, line=GUARD),
        at(CH, date(2026, 12, 19), PM, line=GUARD),
    ]
    (found,) = duty_pay(problem(), done, DutyKind.ON_SITE, DECEMBER)
    assert (found.cents, found.told.en) == (2 * 42_203 + 21_101, "2 whole, 1 half")
    assert found.since == date(2024, 1, 1)
    assert found.claims_law


def test_a_value_switches_on_its_day() -> None:
    """On call on Friday 31 October 2025: 66.78; from 1 November the hospital sets its own, 70 to 280."""
    span = Span(date(2025, 10, 1), date(2025, 11, 30))
    whole = Problem(given(), span)
    done = [
        at(CHU, date(2025, 10, 31), Slot.NIGHT, line=CALL),
        at(CHU, date(2025, 11, 1), AM, PM, line=CALL),
        at(CHU, date(2025, 11, 15), PM, line=CALL),
    ]
    before, after = duty_pay(whole, done, DutyKind.ON_CALL, span)
    assert (before.cents, before.since) == (6_678, date(2025, 7, 1))
    assert (after.cents, after.known, after.since) == (None, Known.NOT_CHOSEN, date(2025, 11, 1))
    _, set_locally = duty_pay(whole, done, DutyKind.ON_CALL, span, 10_001)
    assert set_locally.cents == 10_001 + 5_000
    for bound in (7_000, 28_000):
        duty_pay(whole, done, DutyKind.ON_CALL, span, bound)
    for beyond in (6_999, 28_001):
        with pytest.raises(ValueError, match="between"):
            duty_pay(whole, done, DutyKind.ON_CALL, span, beyond)


def test_before_any_text_there_is_no_amount() -> None:
    span = Span(date(2023, 12, 1), date(2024, 1, 31))
    done = [at(CH, day, Slot.NIGHT, line=GUARD) for day in (date(2023, 12, 31), date(2024, 1, 1))]
    before, after = duty_pay(Problem(given(), span), done, DutyKind.ON_SITE, span)
    assert (before.known, before.cents) == (Known.NOT_STATED, None)
    assert after.cents == 42_203


@pytest.mark.parametrize(
    ("parts", "cents"), [(0, 0), (59, 0), (60, 16_779), (119, 16_779), (120, 33_560), (180, 50_339), (-60, 0)]
)
def test_additional_time_by_periods(parts: int, cents: int) -> None:
    assert additional_pay(parts, DECEMBER).cents == cents


def test_cost_shares_of_december() -> None:
    """Presence 475 and 137 of 612: 5,000.00 € give 3,880.72 (3,880.719) and 1,119.28 (1,119.281)."""
    month = december()
    balance = balances(month.entries, month.contract, month.facts, LAST, DECEMBER)
    assert presence(balance) == {CH: 475, CHU: 137}
    assert cost_shares(500_000, presence(balance)) == {CH: 388_072, CHU: 111_928}
    assert cost_shares(500_000, {CH: 0, CHU: 0}) == {}


@drawn(
    st.integers(0, 10**9),
    st.lists(st.integers(0, 10**6), min_size=1, max_size=4).filter(any),
)
def test_a_shared_cost_is_never_lost(cents: int, parts: list[int]) -> None:
    presence_of = {SiteId(f"S{number}"): each for number, each in enumerate(parts)}
    shared = cost_shares(cents, presence_of)
    assert sum(shared.values()) == cents
    for site, part in presence_of.items():
        assert abs(shared[site] * sum(parts) - cents * part) < sum(parts)


def test_money_of_the_ledger_itself() -> None:
    """The night of 12 December, a Saturday, is one whole indemnity; one half-day at the CHU pays no bonus."""
    month = december()
    done = work(month.entries, month.problem)
    (duty,) = duty_pay(month.problem, done, DutyKind.ON_SITE, DECEMBER)
    assert duty.cents == 42_203
    bonus = territorial_bonus(month.problem, month.facts.posts[0], done, DECEMBER)
    assert (bonus.cents, bonus.told.fr) == (0, "0,22 demi-journée(s) par semaine hors du site principal")


def test_sums_as_csv_say_what_claims_law() -> None:
    found = [aid(chosen("aid-bretagne-2017"), (50, 100), LAST, FIRST), additional_pay(120, DECEMBER)]
    table = list(csv.DictReader(StringIO(to_csv(found, Lang.EN))))
    assert tuple(table[0]) == COLUMNS
    assert [(row["euros"], row["claims_law"]) for row in table] == [("45500.00", "0"), ("335.60", "1")]
    assert table[1]["value_since"] == "2024-01-01"
    assert euros(4_550_000, Lang.FR) == "45 500,00 €"
    assert euros(-42_203, Lang.EN) == "-€422.03"
