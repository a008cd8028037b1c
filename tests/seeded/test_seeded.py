"""The checker finds every fault put into a good plan, and nothing in the good plan."""

import pytest

from rota.check import check, recheck
from rota.model.plan import Plan
from rota.rules import BY_ID, RULES
from rota.rules.base import Rule
from tests.seeded.faults import Fault, faults, told
from tests.seeded.grounds import GROUNDS, SITE, good
from tests.seeded.page import PAGE, page

SEEDED = [fault for fault in faults() if not fault.sound]
SOUND = [fault for fault in faults() if fault.sound]
EDITS = [fault for fault in faults() if {"remove", "add"} & set(fault.table)]
SMALL = [code for code, ground in GROUNDS.items() if ground.folder == SITE]


def _name(fault: Fault) -> str:
    return fault.code


def test_at_least_sixty_faults_are_seeded_each_with_its_code() -> None:
    assert len(SEEDED) >= 60
    assert len({fault.code for fault in faults()}) == len(faults())


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_has_a_seeded_fault(rule: Rule) -> None:
    assert any(fault.rule == rule.id for fault in SEEDED), f"faults.toml seeds none for {rule.id}"


def test_faults_are_of_rules_there_are() -> None:
    assert {fault.rule for fault in faults()} <= set(BY_ID)


@pytest.mark.parametrize("code", SMALL)
def test_nothing_at_all_is_found_in_a_good_plan(code: str) -> None:
    assert good(code).plan.placements, "a good plan is not an empty one"
    assert good(code).report.findings == ()


def test_no_law_is_broken_in_the_good_plan_of_vitre() -> None:
    assert good("vitre").report.lawful


@pytest.mark.parametrize("fault", SEEDED, ids=_name)
def test_seeded_fault_is_found(fault: Fault) -> None:
    found = fault.found()
    assert any(map(fault.meant, found)), f"{fault.says.en} {fault.rule} finds {[told(f) for f in found]}"


@pytest.mark.parametrize("fault", SOUND, ids=_name)
def test_edit_at_the_limit_is_not_found(fault: Fault) -> None:
    assert fault.problem != fault.good.problem or fault.plan != fault.good.plan, "nothing is edited"
    assert fault.found() == (), fault.says.en


@pytest.mark.parametrize("fault", EDITS, ids=_name)
def test_re_reading_what_an_edit_touches_finds_as_much_as_reading_all(fault: Fault) -> None:
    problem, before = fault.problem, fault.good.plan
    report = check(problem, before)
    assert recheck(problem, before, report, fault.plan) == check(problem, fault.plan)
    assert recheck(problem, fault.plan, check(problem, fault.plan), before) == report


def test_an_empty_plan_is_re_read_too() -> None:
    """Taking everything away, and giving it back, touches every subject."""
    problem, plan, report = good("june").problem, good("june").plan, good("june").report
    nothing = Plan.of(plan.span, [])
    bare = recheck(problem, plan, report, nothing)
    assert bare == check(problem, nothing)
    assert recheck(problem, nothing, bare, plan) == report


def test_the_published_list_is_that_of_the_faults() -> None:
    assert page() == PAGE.read_text(encoding="utf-8"), "run python -m tests.seeded.page"
