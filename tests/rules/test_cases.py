"""Every rule judges its own law cases, and its clauses keep their promises on them."""

from collections import Counter

import pytest

from rota.check import check, subjects
from rota.explain import amount, sentence
from rota.model.universe import Universe
from rota.rules import BY_ID, RULES
from rota.rules.base import Force, Rule
from rota.rules.clauses import Clause, tasks_in
from rota.words import Lang
from tests.rules.case_file import CASES, Case, read_cases

ALL_CASES = [case for rule in RULES for case in read_cases(rule.id)]


def _name(case: Case) -> str:
    return f"{case.rule}-{case.number}"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_has_an_accepted_and_a_refused_case(rule: Rule) -> None:
    refused = Counter(case.refused for case in read_cases(rule.id))
    assert refused[True] >= 1, f"cases/{rule.id}.toml refuses nothing"
    assert refused[False] >= 1, f"cases/{rule.id}.toml accepts nothing"


def test_every_case_file_belongs_to_a_rule() -> None:
    assert {path.stem for path in CASES.glob("*.toml")} <= set(BY_ID)


@pytest.mark.parametrize("case", ALL_CASES, ids=_name)
def test_case_is_judged_as_the_text_says(case: Case) -> None:
    findings = check(case.problem, case.plan, (BY_ID[case.rule],)).findings
    if isinstance(case.findings, int):
        assert len(findings) == case.findings, case.says
    else:
        told = sorted(
            f"{amount(f.measured, f.unit, Lang.FR)} / {amount(f.limit, f.unit, Lang.FR)}" for f in findings
        )
        assert tuple(told) == case.findings, case.says
    for finding in findings:
        assert sentence(finding, case.problem, Lang.FR) != sentence(finding, case.problem, Lang.EN)


@pytest.mark.parametrize("case", ALL_CASES, ids=_name)
def test_clauses_say_truly_whom_and_when_they_touch(case: Case) -> None:
    rule, universe = BY_ID[case.rule], _candidates(case)
    for clause in _clauses(rule, universe):
        tasks = [universe.by_index[index] for index in tasks_in(clause)]
        assert clause.about.rule == rule.id
        assert {task.post for task in tasks} <= set(clause.about.posts), clause.about
        assert all(task.day in clause.about.span for task in tasks), clause.about
        assert (clause.weight is None) == (rule.force is Force.LAW), clause.about


@pytest.mark.parametrize("case", ALL_CASES, ids=_name)
def test_the_scheduler_and_the_checker_mean_the_same(case: Case) -> None:
    """Clauses over all candidates judge the plan as clauses over the plan alone do.

    A clause over candidates may also refuse what another LAW rule refuses (two tasks of one cell),
    so silence is compared where no LAW rule speaks.
    """
    rule, universe = BY_ID[case.rule], _candidates(case)
    chosen = Universe(case.problem, case.plan.placements).indices
    excesses = [(clause.weight, clause.excess(chosen)) for clause in _clauses(rule, universe)]
    report = check(case.problem, case.plan)
    of_rule = [finding for finding in report.findings if finding.rule == rule.id]
    if rule.force is Force.LAW:
        if of_rule:
            assert any(excess for _, excess in excesses), case.says
        elif report.lawful:
            assert not any(excess for _, excess in excesses), case.says
    elif report.lawful:
        assert sum((weight or 0) * excess for weight, excess in excesses) == sum(f.cost for f in of_rule)


def _candidates(case: Case) -> Universe:
    everything = [p for post in case.problem.facts.posts for p in case.problem.candidates(post.id)]
    return Universe(case.problem, [*everything, *case.plan.placements])


def _clauses(rule: Rule, universe: Universe) -> list[Clause]:
    return [
        clause for subject in subjects(universe.problem, rule) for clause in rule.clauses(universe, subject)
    ]
