"""Worked time as a plan, exchanges judged by the rules, and the history of the next plan."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from rota.check import check
from rota.ledger import opening
from rota.ledger.accounts import done, due
from rota.ledger.owed import owed_each_month
from rota.ledger.writer import Writer
from rota.model.calendar import Slot, Span
from rota.model.facts import OpeningBalance
from rota.model.plan import Plan
from rota.model.problem import Problem
from rota.model.task import task_of
from rota.model.units import Minutes, Parts
from rota.reconcile import history, judge, known_plan, worked_plan
from rota.reconcile.differences import Kind
from rota.rules.base import RuleId
from tests.builders import CALL, CH, CH_MED, CHU, CHU_MED, CLINIC, GUARD, duty, half_day, unhurried
from tests.ledger.answers import direct
from tests.ledger.memory import MemoryJournal
from tests.reconcile.given import (
    ASP_1,
    ASP_2,
    DECEMBER,
    FACTS,
    balance,
    differences,
    entries,
    journal,
    ledgers,
    publish,
    settle,
    state_at,
    write,
)

TUESDAY = date(2026, 12, 1)
PROBLEM = Problem(FACTS, DECEMBER)
JANUARY = date(2027, 1, 4)


def test_what_was_worked_is_a_plan_the_rules_read(tmp_path: Path) -> None:
    of = journal()
    planned = [
        half_day(ASP_1, TUESDAY, Slot.AM, CH_MED, CLINIC),
        duty(ASP_1, date(2026, 12, 3)),
        duty(ASP_1, date(2026, 12, 10), line=CALL, service=CHU_MED),
    ]
    publish(of, *planned)
    assert worked_plan(ledgers(of), PROBLEM).placements == ()
    assert set(known_plan(ledgers(of), PROBLEM).placements) == set(planned)
    state_at(of, CH, tmp_path, "ASP-1,2026-12-01,am,,,,,,,", "ASP-1,2026-12-04,am,,,CH-MED/CLINIC,,,,")
    settle(of)
    worked = worked_plan(ledgers(of), PROBLEM)
    after_night = half_day(ASP_1, date(2026, 12, 4), Slot.AM, CH_MED, CLINIC)
    assert set(worked.placements) >= {planned[0], after_night}
    known = known_plan(ledgers(of), PROBLEM)
    assert after_night in known.placements


def test_a_swap_that_breaks_the_rest_is_refused(tmp_path: Path) -> None:
    of = journal()
    night, morning = duty(ASP_1, date(2026, 12, 3)), date(2026, 12, 4)
    publish(of, night, half_day(ASP_2, morning, Slot.AM, CH_MED, CLINIC))
    state_at(of, CH, tmp_path, "ASP-2,2026-12-03,night,,,CH-GUARD,,,,")
    swap = next(each for each in differences(of) if each.kind is Kind.SWAPPED)
    judgement = judge(swap, ledgers(of), PROBLEM)
    assert judgement.refused
    assert RuleId("rest-after-night") in {finding.rule for finding in judgement.findings}


def test_a_swap_that_breaks_nothing_passes(tmp_path: Path) -> None:
    of = journal()
    publish(of, duty(ASP_1, date(2026, 12, 3)))
    state_at(of, CH, tmp_path, "ASP-2,2026-12-03,night,,,CH-GUARD,,,,")
    (swap,) = differences(of)
    assert not judge(swap, ledgers(of), PROBLEM).refused


def opened(of: MemoryJournal, *months: str) -> None:
    for convention in FACTS.conventions:
        writer = Writer(of.contract(convention.post), "rota", CH)
        for month in months:
            of.append(opening.open_month(writer, PROBLEM, entries(of, convention.post), month))


def test_the_history_of_the_next_plan(tmp_path: Path) -> None:
    of = journal()
    publish(
        of,
        half_day(ASP_1, TUESDAY, Slot.AM, CH_MED, CLINIC),
        half_day(ASP_1, TUESDAY, Slot.PM, CHU_MED, CLINIC),
        duty(ASP_1, date(2026, 12, 5)),
        half_day(ASP_1, date(2026, 12, 31), Slot.AM, CH_MED, CLINIC),
    )
    state_at(of, CH, tmp_path, "ASP-1,2026-12-01,am,,,,,,,", "ASP-1,2026-12-05,night,,,CH-GUARD,,,,")
    state_at(of, CHU, tmp_path, "ASP-1,2026-12-01,pm,,,,,,,")
    write(of)
    found = history(FACTS, ledgers(of), JANUARY)
    (own,) = [each for each in found.balances if each.post == ASP_1]
    assert own == OpeningBalance(
        post=ASP_1,
        since=date(2026, 11, 2),
        until=date(2027, 1, 1),
        parts={CH: Parts(180), CHU: Parts(60)},
        minutes=Minutes(0),
        duties={GUARD: 1},
        weekends=1,
        owed={
            CHU: Parts(90)
        },  # the half-day of the 31st at the CH, which nobody has answered, is taken as done
    )
    assert [each.day.day for each in found.past] == [1, 1, 5, 31]
    december = history(FACTS, ledgers(of), date(2026, 12, 14)).balances[0]
    assert (december.until, december.minutes) == (date(2026, 12, 1), 0)


def test_the_hours_of_a_balance_hold_the_ways_within_a_day() -> None:
    """270 minutes at the CH, 40 of road and 210 at the CHU in November."""
    of = journal()
    writer, problem = Writer(of.contract(ASP_1), "rota", CH), Problem(unhurried(FACTS), DECEMBER)
    for slot, service in ((Slot.AM, CH_MED), (Slot.PM, CHU_MED)):
        task = task_of(problem, half_day(ASP_1, date(2026, 11, 24), slot, service))
        of.append(direct(writer, problem, task))
    own = history(problem.facts, ledgers(of), date(2026, 12, 14)).balances[0]
    assert (own.until, own.minutes) == (date(2026, 12, 1), 270 + 40 + 210)


def test_a_site_short_changed_is_owed_what_the_other_had(tmp_path: Path) -> None:
    of = journal()
    opened(of, "2026-11", "2026-12")
    days = [date(2026, 12, day) for day in (1, 2, 3, 4)]
    publish(of, *(half_day(ASP_1, day, slot, CHU_MED, CLINIC) for day in days for slot in (Slot.AM, Slot.PM)))
    state_at(of, CHU, tmp_path, *(f"ASP-1,{day},day,,,CHU-MED/CLINIC,,,," for day in days))
    write(of)
    assert balance(of, done(CHU)) == 480
    assert balance(of, due(CH)) - balance(of, due(CHU)) == 480
    assert owed_each_month(FACTS.conventions[0], entries(of)) == {
        date(2026, 12, 1): {},
        date(2027, 1, 1): {CH: 240, CHU: -240},
    }
    found = history(FACTS, ledgers(of), JANUARY)
    assert found.balances[0].owed == {CH: 240}
    problem = Problem(found.of(FACTS), Span(JANUARY, date(2027, 1, 17)), past=found.past)
    even = [
        half_day(ASP_1, date(2027, 1, day), slot, service)
        for days_, service in (((4, 5, 11, 12), CH_MED), ((6, 7, 13, 14), CHU_MED))
        for day in days_
        for slot in (Slot.AM, Slot.PM)
    ]
    told = [f for f in check(problem, Plan.of(problem.span, even)).findings if f.rule == "site-debt"]
    assert [(f.about.site, f.measured, f.limit) for f in told] == [(CH, 0, 72)]


def test_a_post_without_entries_keeps_the_balance_of_the_folder() -> None:
    stated = OpeningBalance(
        post=ASP_2, since=date(2026, 11, 2), until=date(2026, 11, 30), parts={CH: Parts(60)}
    )
    found = history(replace(FACTS, balances=(stated,)), {ASP_2: ()}, JANUARY)
    assert found.balances == (stated,)
