"""The last word is the checker's: a plan it refuses, or prices otherwise, is a bug of ours."""

from collections.abc import Iterable, Sequence

from rota.check import Finding, Report, check
from rota.errors import SolverDisagrees
from rota.model.plan import Plan
from rota.model.problem import Problem
from rota.rules.base import Force, Rule
from rota.rules.clauses import About, Clause


def verified(
    problem: Problem, plan: Plan, rules: Sequence[Rule], cost: int, past_faults: Iterable[Clause]
) -> Report:
    """The checker's report of ``plan``; refuses a plan that breaks a law or costs anything but ``cost``."""
    report = check(problem, plan, rules)
    excused = {_subject(clause.about) for clause in past_faults}
    for finding in report.of_force(Force.LAW):
        if _subject(finding.about) not in excused:
            raise SolverDisagrees(f"the checker refuses the plan: {_told(finding)}")
    if report.cost != cost:
        raise SolverDisagrees(
            f"the solver prices the plan {cost}, the checker {report.cost}: {_prices(report)}"
        )
    return report


def _subject(about: About) -> tuple[object, ...]:
    return about.rule, about.owner, about.posts, about.fact


def _told(finding: Finding) -> str:
    return f"{finding.rule}, measured {finding.measured}, limit {finding.limit}, {finding.about}"


def _prices(report: Report) -> str:
    sums: dict[str, int] = {}
    for finding in report.findings:
        sums[finding.rule] = sums.get(finding.rule, 0) + finding.cost
    return ", ".join(f"{rule} {price}" for rule, price in sorted(sums.items()) if price)
