"""The rules written first, by hand."""

from datetime import timedelta

from rota.check import check, recheck
from rota.explain import sentence
from rota.model.calendar import Slot
from rota.words import Lang
from tests import builders as b


def test_two_placements_in_one_cell_are_found() -> None:
    problem = b.problem()
    who = problem.facts.posts[0].id
    plan = b.plan(
        problem, b.half_day(who, b.MONDAY, Slot.AM, b.CH_MED), b.half_day(who, b.MONDAY, Slot.AM, b.CHU_MED)
    )
    report = check(problem, plan)
    assert "one-place-at-a-time" in {finding.rule for finding in report.findings}
    assert not report.lawful


def test_night_then_next_afternoon_breaks_the_daily_rest() -> None:
    problem = b.problem()
    who = problem.facts.posts[0].id
    tomorrow = b.MONDAY + timedelta(days=1)
    plan = b.plan(problem, b.duty(who, b.MONDAY), b.half_day(who, tomorrow, Slot.PM, b.CH_MED))
    finding = next(f for f in check(problem, plan).findings if f.rule == "daily-rest")
    assert (finding.measured, finding.limit) == (4 * 60 + 30, 11 * 60)
    assert sentence(finding, problem, Lang.FR).startswith("ASP-1 : 4 h 30 de repos du lun. 30/11")


def test_recheck_equals_check() -> None:
    problem = b.problem()
    who = problem.facts.posts[0].id
    before = b.plan(problem, b.duty(who, b.MONDAY))
    after = before.change(add=(b.half_day(who, b.MONDAY + timedelta(days=1), Slot.PM, b.CH_MED),))
    assert recheck(problem, before, check(problem, before), after) == check(problem, after)
