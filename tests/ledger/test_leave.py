"""Leave by hand: part time, a post that starts on 2 November, 60/40 and three sites; requests; recovery."""

from datetime import date

import pytest

from rota.ledger import absences, closing, opening, publishing, recovery, rights
from rota.ledger import accounts as a
from rota.ledger.absences import Verdict
from rota.ledger.book import fold
from rota.ledger.clearing import carry, debts, settle
from rota.ledger.correction import take_back
from rota.ledger.entry import EntryKind
from rota.model.calendar import HALF_DAYS
from rota.model.facts import AbsenceId, AbsenceKind, Counting, Credit, SiteId, WeekSlot
from rota.model.plan import Plan
from rota.sites.figures import check_figure
from rota.sites.record import Wrong
from rota.words import Lang
from tests import builders as b
from tests.ledger.answers import direct
from tests.ledger.given import EPSM, Ledger, away, convention, half_day, night, problem

ANNUAL, RTT, TRAINING = AbsenceKind.ANNUAL, AbsenceKind.RTT, AbsenceKind.TRAINING
BY_DAY = {(weekday, slot): b.CH if weekday < 3 else b.CHU for weekday in range(5) for slot in HALF_DAYS}
TUESDAY = date(2026, 12, 15)


def opened(ledger: Ledger, *months: str) -> Ledger:
    for month in months:
        ledger.write(opening.open_month(ledger.ch, ledger.problem, ledger.entries, month))
    return ledger


@pytest.mark.parametrize(
    ("year", "kind", "half_days", "ch", "chu"),
    [
        # 25 days × 2 × 60 × 60 days / 365 = 493; 60 % of it 295.8, 40 % 197.2
        (2026, ANNUAL, 10, 296, 197),
        (2026, RTT, 10, 237, 158),
        # 15 days of six = 12.5 of five: 1500 × 60 / 365 = 246.6
        (2026, TRAINING, 10, 148, 99),
        (2027, ANNUAL, 10, 1800, 1200),
        (2027, RTT, 10, 1440, 960),
        (2027, TRAINING, 10, 900, 600),
        # the post ends on 31 October 2028: 305 days of 366
        (2028, ANNUAL, 10, 1500, 1000),
        # eight half-days a week: a day is worth 96 parts; training 12 half-days of six = 10 of five
        (2027, ANNUAL, 8, 1440, 960),
        (2027, TRAINING, 8, 360, 240),
        (2029, ANNUAL, 10, 0, 0),
    ],
)
def test_rights_by_hand(year: int, kind: AbsenceKind, half_days: int, ch: int, chu: int) -> None:
    ledger = Ledger(problem(half_days=half_days))
    ledger.write(list(rights.rights(ledger.ch, ledger.problem, year)))
    book = fold(ledger.entries)
    assert book.balance(a.right(kind, year, b.CH)) == ch
    assert book.balance(a.right(kind, year, b.CHU)) == chu


def test_rights_of_three_sites_lose_nothing() -> None:
    ledger = Ledger(problem(of=convention({b.CH: 45, b.CHU: 35, EPSM: 20})))
    opened(ledger, "2026-11")
    book = fold(ledger.entries)
    # 493 parts: 221.85, 172.55, 98.6; the two left go to the largest remainders, CH and EPSM
    assert [book.balance(a.right(ANNUAL, 2026, site)) for site in (b.CH, b.CHU, EPSM)] == [222, 172, 99]


def test_service_owed_by_hand() -> None:
    # November from Monday 2: 21 days, less 11 November; December 23, less Christmas, a Friday
    book = fold(opened(Ledger(problem()), "2026-11", "2026-12").entries)
    assert book.balance(a.due(b.CH)) == 6 * 20 * 12 + 6 * 22 * 12
    assert book.balance(a.due(b.CHU)) == 4 * 20 * 12 + 4 * 22 * 12


def test_three_days_of_leave_are_split_and_use_up_the_rights() -> None:
    leave = away(date(2026, 12, 21), date(2026, 12, 23))
    ledger = opened(Ledger(problem(leave)), "2026-11", "2026-12")
    due = fold(ledger.entries).balance(a.due(b.CH))
    ledger.write(absences.record(ledger.ch, ledger.problem, ledger.entries, leave))
    assert absences.record(ledger.ch, ledger.problem, ledger.entries, leave) == ()
    book = fold(ledger.entries)
    assert (book.balance(a.leave(b.CH)), book.balance(a.leave(b.CHU))) == (216, 144)
    assert book.balance(a.right(ANNUAL, 2026, b.CH)) == 296 - 216
    assert book.balance(a.taken(ANNUAL, 2026, b.CHU)) == 144
    assert book.balance(a.due(b.CH)) == due - 216


def test_leave_that_changes_is_written_again_and_back() -> None:
    long, short = away(date(2026, 12, 21), date(2026, 12, 23)), away(date(2026, 12, 21), date(2026, 12, 22))
    ledger = opened(Ledger(problem(long)), "2026-11", "2026-12")
    other = problem(short)
    for of, given, parts in ((ledger.problem, long, 216), (other, short, 144), (ledger.problem, long, 216)):
        ledger.write(absences.record(ledger.ch, of, ledger.entries, given))
        assert fold(ledger.entries).balance(a.leave(b.CH)) == parts
    ledger.write(absences.withdraw(ledger.ch, ledger.entries, long.id))
    assert fold(ledger.entries).balance(a.leave(b.CH)) == 0
    assert fold(ledger.entries).balance(a.right(ANNUAL, 2026, b.CH)) == 296


def test_leave_over_new_year_uses_up_the_rights_of_both_years() -> None:
    leave = away(date(2026, 12, 31), date(2027, 1, 4))
    ledger = opened(Ledger(problem(leave)), "2026-11", "2026-12", "2027-01")
    ledger.write(absences.record(ledger.ch, ledger.problem, ledger.entries, leave))
    book = fold(ledger.entries)
    assert book.balance(a.taken(ANNUAL, 2026, b.CH)) == book.balance(a.taken(ANNUAL, 2027, b.CH)) == 72


def test_sickness_is_owed_to_nobody_and_uses_up_no_right() -> None:
    sick = away(TUESDAY, TUESDAY, AbsenceKind.OTHER)
    ledger = Ledger(problem(sick))
    ledger.write(absences.record(ledger.ch, ledger.problem, ledger.entries, sick))
    book = fold(ledger.entries)
    assert (book.balance(a.UNSHARED), book.balance(a.leave(b.CH))) == (120, 0)
    assert (book.balance(a.due(b.CH)), book.balance(a.due(b.CHU))) == (-72, -48)


def test_a_request_beyond_the_part_of_a_site_is_told_and_beyond_the_right_refused() -> None:
    by_day = convention(typical_days=BY_DAY, counting=Counting(leave=Credit.SITE_OF_DAY))
    five_days = away(date(2026, 12, 7), date(2026, 12, 9))
    ledger = opened(Ledger(problem(five_days, of=by_day)), "2026-11")
    asked = absences.request(ledger.problem, ledger.entries, five_days)
    assert (asked.verdict, asked.short) == (Verdict.WARNED, ((2026, b.CH),))
    assert asked.asked == {(2026, b.CH): 360}
    assert "CH 2026" in asked.told().say(Lang.FR)
    too_long = away(date(2026, 12, 7), date(2026, 12, 11))
    refused = absences.request(problem(too_long, of=by_day), ledger.entries, too_long)
    assert refused.verdict is Verdict.REFUSED
    assert refused.told().say(Lang.EN).startswith("Refused")
    one = away(date(2026, 12, 7), date(2026, 12, 7))
    assert absences.request(problem(one, of=by_day), ledger.entries, one).verdict is Verdict.GRANTED


def test_a_request_does_not_count_itself() -> None:
    leave = away(date(2026, 12, 21), date(2026, 12, 23))
    ledger = opened(Ledger(problem(leave)), "2026-11")
    before = absences.request(ledger.problem, ledger.entries, leave)
    ledger.write(absences.record(ledger.ch, ledger.problem, ledger.entries, leave))
    assert absences.request(ledger.problem, ledger.entries, leave) == before


def test_rights_left_are_carried_as_the_convention_says() -> None:
    ledger = opened(Ledger(problem(of=convention(figures={"leave-carry-annual": 2}))), "2026-11", "2027-01")
    ledger.write(rights.carry(ledger.ch, ledger.problem, ledger.entries, 2027))
    assert rights.carry(ledger.ch, ledger.problem, ledger.entries, 2027) == ()
    book = fold(ledger.entries)
    assert book.balance(a.right(ANNUAL, 2027, b.CH)) == 1800 + 144
    assert book.balance(a.right(ANNUAL, 2026, b.CH)) == 296 - 144
    assert book.balance(a.right(RTT, 2027, b.CH)) == 1440
    assert book.balance(a.right(TRAINING, 2027, b.CHU)) == 600 + 99


def test_recovery_is_earned_pro_rata_and_lost_with_its_duty() -> None:
    ledger = Ledger(problem(of=convention(figures={"recovery-percent": 50})))
    done = ledger.write(direct(ledger.ch, ledger.problem, night(ledger.problem, date(2026, 12, 4))))
    ledger.write(recovery.earned(ledger.ch, ledger.problem, ledger.entries))
    assert recovery.earned(ledger.ch, ledger.problem, ledger.entries) == ()
    book = fold(ledger.entries)
    assert (book.balance(a.recovery(b.CH)), book.balance(a.recovery(b.CHU))) == (36, 24)
    ledger.write(take_back(ledger.ch, ledger.entries, done[0].seq, "mistake"))
    ledger.write(recovery.earned(ledger.ch, ledger.problem, ledger.entries))
    assert fold(ledger.entries).balance(a.recovery(b.CH)) == 0


def test_a_day_of_recovery_costs_the_site_of_the_day_and_the_other_owes_its_part() -> None:
    day_off = away(TUESDAY, TUESDAY, AbsenceKind.RECOVERY, id=AbsenceId("R"))
    ledger = Ledger(problem(day_off, of=convention(typical_days=BY_DAY)))
    asked = absences.request(ledger.problem, ledger.entries, day_off)
    assert (asked.verdict, asked.asked) == (Verdict.REFUSED, {(0, b.CH): 72, (0, b.CHU): 48})
    ledger.write(recovery.take(ledger.ch, ledger.problem, ledger.entries, day_off))
    assert recovery.take(ledger.ch, ledger.problem, ledger.entries, day_off) == ()
    book = fold(ledger.entries)
    assert (book.balance(a.due(b.CH)), book.balance(a.due(b.CHU))) == (-120, 0)
    assert (book.balance(a.leave(b.CH)), book.balance(a.leave(b.CHU))) == (72, 48)
    assert debts(ledger.entries) == {(b.CHU, b.CH): 48}
    ledger.write(settle(ledger.chu, b.CH, 48, "2026-12", "2026-12-20"))
    book = fold(ledger.entries)
    assert (book.balance(a.due(b.CH)), book.balance(a.due(b.CHU))) == (-72, -48)
    assert debts(ledger.entries) == {}


@pytest.mark.parametrize("typical", [{}, BY_DAY], ids=["no typical week", "day of the CH"])
def test_a_day_of_recovery_costs_the_site_whose_work_was_published_for_it(
    typical: dict[WeekSlot, SiteId],
) -> None:
    day_off = away(TUESDAY, TUESDAY, AbsenceKind.RECOVERY, id=AbsenceId("R"))
    before = problem(of=convention(typical_days=typical))
    ledger = Ledger(problem(day_off, of=convention(typical_days=typical)))
    plan = Plan.of(before.span, [half_day(before, TUESDAY, slot, b.CHU).placement for slot in HALF_DAYS])
    published = ledger.write(publishing.publish(ledger.ch, before, plan, 1, ledger.entries))
    for entry in published:
        ledger.write(publishing.void(ledger.ch, entry.seq, entry.draft, publishing.REPLANNED, 2))
    ledger.write(recovery.take(ledger.ch, ledger.problem, ledger.entries, day_off))
    assert recovery.take(ledger.ch, ledger.problem, ledger.entries, day_off) == ()
    book = fold(ledger.entries)
    assert (book.balance(a.due(b.CH)), book.balance(a.due(b.CHU))) == (0, -120)
    assert (book.balance(a.leave(b.CH)), book.balance(a.leave(b.CHU))) == (72, 48)
    assert debts(ledger.entries) == {(b.CH, b.CHU): 72}


def test_a_day_of_recovery_that_has_no_site_is_split_without_a_debt() -> None:
    day_off = away(TUESDAY, TUESDAY, AbsenceKind.RECOVERY)
    ledger = Ledger(problem(day_off))
    ledger.write(recovery.take(ledger.ch, ledger.problem, ledger.entries, day_off))
    book = fold(ledger.entries)
    assert (book.balance(a.due(b.CH)), book.balance(a.due(b.CHU))) == (-72, -48)
    assert debts(ledger.entries) == {}


def test_recovery_charged_to_the_site_of_the_day_leaves_no_debt() -> None:
    day_off = away(TUESDAY, TUESDAY, AbsenceKind.RECOVERY)
    counting = Counting(recovery=Credit.SITE_OF_DAY)
    ledger = Ledger(problem(day_off, of=convention(typical_days=BY_DAY, counting=counting)))
    ledger.write(recovery.take(ledger.ch, ledger.problem, ledger.entries, day_off))
    assert debts(ledger.entries) == {}
    assert fold(ledger.entries).balance(a.leave(b.CH)) == 120


@pytest.mark.parametrize(("debtor", "creditor"), [(b.CH, b.CHU), (b.CHU, b.CH)])
def test_a_debt_is_carried_to_the_next_month_by_entries(debtor: SiteId, creditor: SiteId) -> None:
    ledger = Ledger(problem())
    writer = ledger.ch if debtor == b.CH else ledger.chu
    ledger.write(settle(writer, creditor, 60, "2026-12", "advance"))
    assert debts(ledger.entries, "2026-12") == {(creditor, debtor): 60}
    ledger.write(carry(ledger.ch, ledger.entries, "2026-12"))
    assert debts(ledger.entries, "2026-12") == {}
    assert debts(ledger.entries, "2027-01") == {(creditor, debtor): 60}
    assert carry(ledger.ch, ledger.entries, "2026-12") == ()


def test_leave_that_changes_after_its_month_is_closed_is_adjusted_in_the_open_one() -> None:
    long, short = away(date(2026, 12, 21), date(2026, 12, 23)), away(date(2026, 12, 22), date(2026, 12, 24))
    ledger = opened(Ledger(problem(long)), "2026-11", "2026-12")
    ledger.write(absences.record(ledger.ch, ledger.problem, ledger.entries, long))
    ledger.write(closing.propose(ledger.ch, "2026-12", ledger.entries))
    ledger.write(closing.sign(ledger.chu, "2026-12", ledger.entries))
    other = problem(short)
    drafts = absences.record(ledger.ch, other, ledger.entries, short)
    assert {(d.kind, d.month, d.corrects_month) for d in drafts} == {(EntryKind.ADJUST, "2027-01", "2026-12")}
    ledger.write(drafts)
    assert absences.record(ledger.ch, other, ledger.entries, short) == ()
    assert fold(ledger.entries).balance(a.taken(ANNUAL, 2026, b.CH)) == 216
    ledger.write(absences.record(ledger.ch, ledger.problem, ledger.entries, long))
    assert absences.record(ledger.ch, ledger.problem, ledger.entries, long) == ()
    assert fold(ledger.entries).balance(a.taken(ANNUAL, 2026, b.CH)) == 216


def test_a_convention_sets_figures_of_the_ledger_and_loosens_no_right() -> None:
    check_figure("recovery-percent", 50, date(2026, 11, 2), date(2028, 10, 31))
    check_figure("leave-annual", 28, date(2026, 11, 2), date(2028, 10, 31))
    check_figure("call-out-half-day", 240, date(2026, 11, 2), date(2028, 10, 31))
    for figure, value in (("leave-annual", 24), ("call-out-half-day", 301), ("leave-anual", 25)):
        with pytest.raises(Wrong):
            check_figure(figure, value, date(2026, 11, 2), date(2028, 10, 31))
