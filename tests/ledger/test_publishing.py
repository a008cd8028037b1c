"""Publishing, attendance, corrections, additional time: what each writes; repeating writes nothing."""

from dataclasses import replace
from datetime import date

import pytest

from rota.ledger import accounts as a
from rota.ledger import additional, attendance, closing, correction, opening, publishing
from rota.ledger.book import fold
from rota.ledger.conditions import Attended, Condition, conditions
from rota.ledger.entry import EntryKind, LedgerUnit
from rota.ledger.months import state
from rota.ledger.writer import Writer
from rota.model.calendar import HALF_DAYS, Slot
from rota.model.counting import in_ratio
from rota.model.facts import Counting, Credit, OpeningBalance
from rota.model.plan import Plan
from rota.model.problem import Problem
from rota.model.units import Minutes, Parts
from tests import builders as b
from tests.ledger import answers
from tests.ledger.given import EPSM, WHO, WINTER, Ledger, convention, facts, half_day, night, on_call, problem

TUESDAY, THURSDAY, FRIDAY = date(2026, 12, 1), date(2026, 12, 3), date(2026, 12, 4)


def plan_of(of: Problem, *cells: tuple[date, Slot, str]) -> Plan:
    sites = {"CH": b.CH, "CHU": b.CHU}
    return Plan.of(WINTER, [half_day(of, day, slot, sites[site]).placement for day, slot, site in cells])


def published(ledger: Ledger, version: int, *cells: tuple[date, Slot, str]) -> list[EntryKind]:
    drafts = publishing.publish(
        ledger.ch, ledger.problem, plan_of(ledger.problem, *cells), version, ledger.entries
    )
    ledger.write(drafts)
    return [draft.kind for draft in drafts]


def test_a_new_version_touches_only_what_changes() -> None:
    ledger = Ledger(problem())
    first = (TUESDAY, Slot.AM, "CH"), (TUESDAY, Slot.PM, "CH")
    assert published(ledger, 1, *first) == [EntryKind.PLAN] * 4
    assert published(ledger, 2, *first) == []
    changed = published(ledger, 2, first[0], (TUESDAY, Slot.PM, "CHU"))
    assert changed == [EntryKind.VOID] * 2 + [EntryKind.PLAN] * 2
    assert published(ledger, 3, *first) == [EntryKind.VOID] * 2 + [EntryKind.PLAN] * 2
    assert fold(ledger.entries).balances == {}


def test_what_attendance_has_answered_is_not_planned_again() -> None:
    ledger = Ledger(problem())
    published(ledger, 1, (TUESDAY, Slot.AM, "CH"), (THURSDAY, Slot.AM, "CH"))
    ledger.write(answers.post_cell(ledger.ch, ledger.entries, TUESDAY, Slot.AM))
    ledger.write(answers.void_cell(ledger.ch, ledger.entries, THURSDAY, Slot.AM, "absent"))
    assert published(ledger, 2, (TUESDAY, Slot.AM, "CHU"), (THURSDAY, Slot.AM, "CH")) == []


def test_a_closed_month_is_left_alone() -> None:
    ledger = Ledger(problem())
    ledger.write(closing.propose(ledger.ch, "2026-12", ledger.entries))
    ledger.write(closing.sign(ledger.chu, "2026-12", ledger.entries))
    assert published(ledger, 1, (TUESDAY, Slot.AM, "CH")) == []


def test_a_part_of_a_plan_is_posted_once() -> None:
    ledger = Ledger(problem())
    published(ledger, 1, (TUESDAY, Slot.AM, "CH"))
    cell = answers.pending_at(ledger.entries, TUESDAY, Slot.AM)
    assert [(plan.unit, plan.amount) for _, plan in cell] == [("DJ60", 60), ("MIN", 270)]
    for amount in (0, 61):
        with pytest.raises(ValueError, match="of 60 planned"):
            attendance.post(ledger.ch, *cell[0], amount=amount)
    ledger.write(attendance.post(ledger.ch, *cell[0], amount=30, claim=None))
    ledger.write(attendance.post(ledger.ch, *cell[1]))
    ledger.write(answers.extra_minutes(ledger.ch, cell[1][1], 45))
    book = fold(ledger.entries)
    assert (book.balance(a.done(b.CH)), book.pending) == (30, {})
    assert book.balance(a.worked(b.CH), LedgerUnit.MINUTE) == 315


def test_work_at_the_other_site_is_a_plan_not_done_and_work_not_planned() -> None:
    ledger = Ledger(problem())
    published(ledger, 1, (TUESDAY, Slot.AM, "CH"))
    ledger.write(
        answers.elsewhere(
            ledger.chu, ledger.problem, ledger.entries, half_day(ledger.problem, TUESDAY, Slot.AM, b.CHU)
        )
    )
    book = fold(ledger.entries)
    assert (book.balance(a.done(b.CH)), book.balance(a.done(b.CHU)), book.pending) == (0, 60, {})


def test_waiting_on_call_is_told_and_is_no_work() -> None:
    ledger = Ledger(problem())
    plan = Plan.of(WINTER, [on_call(ledger.problem, TUESDAY).placement])
    ledger.write(publishing.publish(ledger.ch, ledger.problem, plan, 1, ()))
    ledger.write(answers.post_cell(ledger.ch, ledger.entries, TUESDAY, Slot.NIGHT))
    balances = fold(ledger.entries).balances
    assert balances == {
        (LedgerUnit.MINUTE, a.CLOCK): -840,
        (LedgerUnit.MINUTE, a.standby(b.CHU)): 840,
    }


def test_one_entry_of_a_duty_takes_its_slots_when_two_sites_are_credited() -> None:
    ledger = Ledger(problem(of=convention(counting=Counting(duty=Credit.RATIO))))
    ledger.write(answers.direct(ledger.ch, ledger.problem, night(ledger.problem, FRIDAY)))
    book = fold(ledger.entries)
    assert (book.balance(a.done(b.CH)), book.balance(a.done(b.CHU))) == (72, 48)
    booking = [e for e in ledger.entries if e.draft.slots and e.draft.unit is LedgerUnit.HALF_DAY_60]
    assert len(booking) == 1


def test_what_travel_and_rest_credit_comes_from_the_entitlement() -> None:
    counting = Counting(travel_parts=Parts(10), rest_after_duty=Credit.WHERE_DONE)
    ledger = Ledger(problem(of=convention(counting=counting)))
    ledger.write(answers.direct(ledger.ch, ledger.problem, half_day(ledger.problem, TUESDAY)))
    ledger.write(answers.direct(ledger.ch, ledger.problem, night(ledger.problem, TUESDAY)))
    book = fold(ledger.entries)
    assert book.balance(a.done(b.CH)) == 60 + 10 + 120 + 120
    assert (book.balance(a.due(b.CH)), book.balance(a.ENTITLEMENT)) == (-180, -130)


def test_a_closed_month_is_corrected_in_the_open_one() -> None:
    ledger = Ledger(problem())
    wrong = ledger.write(answers.direct(ledger.ch, ledger.problem, half_day(ledger.problem, TUESDAY)))
    ledger.write(closing.propose(ledger.ch, "2026-12", ledger.entries))
    ledger.write(closing.sign(ledger.chu, "2026-12", ledger.entries))
    (back,) = correction.take_back(ledger.ch, ledger.entries, wrong[0].seq, "mistake")
    assert (back.kind, back.month, back.corrects_month) == (EntryKind.ADJUST, "2027-01", "2026-12")
    ledger.write(back)
    assert correction.take_back(ledger.ch, ledger.entries, wrong[0].seq, "mistake") == ()
    assert fold(ledger.entries).balance(a.done(b.CH)) == 0


def beyond(**more: object) -> Ledger:
    ledger = Ledger(problem(**more))
    for slot in HALF_DAYS:
        ledger.write(answers.direct(ledger.ch, ledger.problem, half_day(ledger.problem, TUESDAY, slot)))
    return ledger


def test_additional_time_is_counted_for_volunteers_and_given_back_or_paid() -> None:
    ledger = beyond(volunteers=frozenset({"additional-time"}))
    detect = additional.detect(ledger.ch, ledger.problem, ledger.entries, TUESDAY)
    ledger.write(detect)
    assert additional.detect(ledger.ch, ledger.problem, ledger.entries, TUESDAY) == ()
    book = fold(ledger.entries)
    assert (book.balance(a.ADDITIONAL), book.balance(a.due(b.CH))) == (120, 0)
    ledger.write(additional.pay(ledger.ch, 60, "2027-01", "2027-01-15"))
    ledger.write(additional.recover(ledger.ch, ledger.problem, 60, "2027-01", "2027-01-16"))
    book = fold(ledger.entries)
    assert (book.balance(a.ADDITIONAL), book.balance(a.recovery(b.CH))) == (0, 36)


def test_work_beyond_without_volunteering_is_no_additional_time() -> None:
    ledger = beyond()
    found = additional.beyond(ledger.problem, ledger.entries, ledger.ch, TUESDAY)
    assert (found.parts, found.volunteer) == (120, False)
    assert additional.detect(ledger.ch, ledger.problem, ledger.entries, TUESDAY) == ()


def test_what_came_before_the_ledger_is_brought_forward_once() -> None:
    balance = OpeningBalance(
        post=WHO,
        since=date(2026, 11, 2),
        until=date(2026, 11, 30),
        parts={b.CH: Parts(1080), b.CHU: Parts(1200)},
        minutes=Minutes(9690),
    )
    of = Problem(replace(facts(), balances=(balance,)), WINTER)
    ledger = Ledger(of)
    for month in ("2026-11", "2026-12", "2026-11"):
        ledger.write(opening.open_month(ledger.ch, of, ledger.entries, month))
    book = fold(ledger.entries, months=frozenset({"2026-11"}))
    owed = in_ratio(of.conventions[WHO], Parts(19 * 120))
    monday = in_ratio(of.conventions[WHO], Parts(120))
    assert book.balance(a.due(b.CH)) == owed[b.CH] + monday[b.CH] - 1080
    assert book.balance(a.done(b.CHU)) == 1200
    assert book.balance(a.CLOCK, LedgerUnit.MINUTE) == -9690


def test_conditions_of_closing_are_named() -> None:
    ledger = Ledger(problem())
    published(ledger, 1, (TUESDAY, Slot.AM, "CH"))
    attended = Attended(contradictions=1, lines=3, accounted=2)
    checked = conditions(ledger.contract, ledger.entries, "2026-12", attended, faults=0)
    broken = {each.condition for each in checked if not each.holds}
    assert broken == {Condition.NO_PENDING, Condition.NO_CONTRADICTION, Condition.COMPLETE}
    ledger.write(answers.void_cell(ledger.ch, ledger.entries, TUESDAY, Slot.AM, "absent"))
    good = conditions(ledger.contract, ledger.entries, "2026-12", Attended(0, 2, 2), faults=0)
    assert all(each.holds for each in good)


def test_an_entry_of_the_month_cancels_the_proposal() -> None:
    ledger = Ledger(problem())
    ledger.write(closing.propose(ledger.ch, "2026-12", ledger.entries))
    ledger.write(opening.open_month(ledger.ch, ledger.problem, ledger.entries, "2027-01"))
    assert "2026-12" in state(ledger.entries).proposed
    published(ledger, 1, (TUESDAY, Slot.AM, "CH"))
    assert "2026-12" not in state(ledger.entries).proposed
    assert isinstance(closing.sign(ledger.chu, "2026-12", ledger.entries), closing.Objection)


def test_a_third_site_signs_after_the_month_is_closed() -> None:
    ledger = Ledger(problem(of=convention({b.CH: 50, b.CHU: 30, EPSM: 20})))
    third = Writer(ledger.contract, "medical-affairs", EPSM)
    ledger.write(closing.propose(ledger.ch, "2026-12", ledger.entries))
    ledger.write(closing.sign(ledger.chu, "2026-12", ledger.entries))
    ledger.write(closing.sign(third, "2026-12", ledger.entries))
    assert state(ledger.entries).closed["2026-12"].sites == (b.CH, b.CHU, EPSM)
    again = closing.sign(third, "2026-12", ledger.entries)
    assert isinstance(again, closing.Objection)
    assert again.text is closing.SIGNED_ALREADY
