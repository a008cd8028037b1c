"""Call-outs at the limits: rounding, three hours on site, two half-days, travel, the four-month period."""

from datetime import date

import pytest

from rota.ledger import accounts as a
from rota.ledger.book import fold
from rota.ledger.callouts import Rates, add_up, count, record, waiting
from rota.ledger.entry import LedgerUnit
from rota.ledger.figures import FIGURES
from rota.model.calendar import Slot, four_months_of
from rota.model.facts import Counting, Credit
from tests import builders as b
from tests.ledger.given import WHO, Ledger, convention, on_call, problem

RATES = Rates.of(problem(), WHO, date(2026, 12, 1))
EVENING = date(2026, 12, 9)


@pytest.mark.parametrize(
    ("on_site", "half_days", "added", "worked"),
    [
        ([], 0, 0, 0),
        ([29], 0, 60, 89),
        ([30], 0, 120, 90),
        ([89], 0, 120, 149),
        ([90], 0, 180, 150),
        ([20, 20, 20], 0, 180, 180),
        ([45, 45, 45], 0, 240, 255),
        ([179], 0, 240, 239),
        ([180], 1, 0, 240),
        ([209], 1, 0, 269),
        ([210], 0, 300, 270),
        ([240], 0, 300, 300),
        ([180, 30], 1, 120, 330),
        ([180, 190, 200], 2, 0, 690),
        ([180, 600], 1, 300, 900),
        ([540], 0, 600, 600),
        ([541], 0, 600, 601),
        ([600, 600], 0, 600, 1320),
    ],
)
def test_what_a_duty_counts(on_site: list[int], half_days: int, added: int, worked: int) -> None:
    counted = count(on_site, RATES)
    assert (counted.half_days, counted.added, counted.worked) == (half_days, added, worked)


def test_saturday_afternoon_counts_one_hour_of_travel() -> None:
    assert count([30, 30], RATES).added == 180
    assert count([30, 30], RATES, saturday_afternoon=True).added == 120


def test_figures_hold_from_november_2025_and_a_convention_may_set_them() -> None:
    assert FIGURES["call-out-half-day"].values == ((date(2025, 11, 1), 300),)
    kinder = problem(of=convention(figures={"call-out-half-day": 240}))
    assert Rates.of(kinder, WHO, EVENING).half_day == 240


def test_five_hours_of_several_duties_make_a_half_day() -> None:
    ledger = Ledger(problem())
    of, chu = ledger.problem, ledger.chu
    ledger.write(record(chu, of, ledger.entries, on_call(of, EVENING, Slot.NIGHT), [120]))
    assert add_up(chu, of, ledger.entries, EVENING) == ()
    ledger.write(record(chu, of, ledger.entries, on_call(of, date(2026, 12, 16), Slot.NIGHT), [150]))
    ledger.write(add_up(chu, of, ledger.entries, EVENING))
    assert add_up(chu, of, ledger.entries, EVENING) == ()
    book = fold(ledger.entries)
    assert book.balance(a.done(b.CHU)) == 60
    assert book.balance(a.call(b.CHU), LedgerUnit.MINUTE) == 120
    assert book.balance(a.worked(b.CHU), LedgerUnit.MINUTE) == 120 + 150 + 2 * 60
    assert waiting(ledger.entries, four_months_of(EVENING)) == 120


def test_what_is_left_is_not_carried_to_the_next_period() -> None:
    ledger = Ledger(problem())
    of, chu = ledger.problem, ledger.chu
    ledger.write(record(chu, of, ledger.entries, on_call(of, EVENING, Slot.NIGHT), [180 - 60, 30]))
    ledger.write(record(chu, of, ledger.entries, on_call(of, date(2027, 1, 6), Slot.NIGHT), [60]))
    ledger.write(add_up(chu, of, ledger.entries, EVENING, ended=True))
    assert waiting(ledger.entries, four_months_of(EVENING)) == 0
    assert waiting(ledger.entries, four_months_of(date(2027, 1, 6))) == 120
    assert fold(ledger.entries).balance(a.done(b.CHU)) == 60


def test_call_outs_corrected_take_their_half_day_back() -> None:
    ledger = Ledger(problem())
    of, chu, duty = ledger.problem, ledger.chu, on_call(ledger.problem, EVENING, Slot.NIGHT)
    ledger.write(record(chu, of, ledger.entries, duty, [240]))
    ledger.write(add_up(chu, of, ledger.entries, EVENING))
    ledger.write(record(chu, of, ledger.entries, duty, [100]))
    ledger.write(add_up(chu, of, ledger.entries, EVENING))
    book = fold(ledger.entries)
    assert book.balance(a.done(b.CHU)) == 0
    assert book.balance(a.call(b.CHU), LedgerUnit.MINUTE) == 180


def test_duty_that_counts_for_no_site_discharges_the_service_all_the_same() -> None:
    ledger = Ledger(problem(of=convention(counting=Counting(duty=Credit.NONE))))
    of = ledger.problem
    ledger.write(record(ledger.chu, of, ledger.entries, on_call(of, EVENING, Slot.NIGHT), [180]))
    book = fold(ledger.entries)
    assert book.balance(a.UNSHARED) == 60
    assert (book.balance(a.due(b.CH)), book.balance(a.due(b.CHU))) == (-36, -24)
