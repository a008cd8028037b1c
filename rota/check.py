"""The checker: measures every clause on a finished plan, knowing nothing of how it was made.

The same reading judges a plan and what was worked.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from rota.model.plan import Placement, Plan
from rota.model.problem import Problem
from rota.model.universe import Universe
from rota.rules import RULES
from rota.rules.base import Force, Rule, RuleId, Scope, Unit
from rota.rules.clauses import About, Clause, tasks_in

Subject = tuple[RuleId, str]
"""A rule and what it was asked about."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A clause that a plan breaks."""

    rule: RuleId
    force: Force
    about: About
    measured: int
    limit: int
    unit: Unit
    excess: int
    cost: int
    """Price of the excess; 0 for a LAW finding, which has no price."""
    placements: tuple[Placement, ...]
    """What in the plan the clause speaks of."""


@dataclass(frozen=True)
class Report:
    """Findings by subject; equal plans have equal reports."""

    by_subject: dict[Subject, tuple[Finding, ...]] = field(repr=False)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """All findings: law first, then by price, day and subject."""
        order = {Force.LAW: 0, Force.AGREEMENT: 1, Force.WISH: 2}
        return tuple(
            sorted(
                (finding for findings in self.by_subject.values() for finding in findings),
                key=lambda f: (
                    order[f.force],
                    -f.cost,
                    f.about.span,
                    f.rule,
                    f.about.posts,
                    f.about.owner,
                    repr(f.about),
                ),
            )
        )

    @cached_property
    def cost(self) -> int:
        """Price of all findings: the objective of the scheduler, to the unit."""
        return sum(f.cost for findings in self.by_subject.values() for f in findings)

    def of_force(self, force: Force) -> tuple[Finding, ...]:
        """Findings of one force."""
        return tuple(finding for finding in self.findings if finding.force is force)

    @property
    def lawful(self) -> bool:
        """Whether no LAW rule is broken."""
        return not any(f.force is Force.LAW for findings in self.by_subject.values() for f in findings)


def subjects(problem: Problem, rule: Rule) -> tuple[str, ...]:
    """What a rule is asked about, one after the other."""
    facts = problem.facts
    match rule.scope:
        case Scope.POST:
            return tuple(post.id for post in facts.posts)
        case Scope.SERVICE:
            return tuple(service.id for service in facts.services)
        case Scope.LINE:
            return tuple(line.id for line in facts.lines)
        case Scope.ALL:
            return ("",)


def clauses(universe: Universe, rules: Sequence[Rule] = RULES) -> Iterator[tuple[Rule, str, Clause]]:
    """Every clause of every rule, with the rule and its subject: what both readers start from."""
    for rule in rules:
        for subject in subjects(universe.problem, rule):
            for clause in rule.clauses(universe, subject):
                yield rule, subject, clause


def check(problem: Problem, plan: Plan, rules: Sequence[Rule] = RULES) -> Report:
    """Every finding of ``rules`` in ``plan``."""
    universe = Universe(problem, plan.placements)
    found = {
        (rule.id, subject): _findings(rule, subject, universe)
        for rule in rules
        for subject in subjects(problem, rule)
    }
    return Report({subject: findings for subject, findings in found.items() if findings})


def recheck(
    problem: Problem, before: Plan, report: Report, after: Plan, rules: Sequence[Rule] = RULES
) -> Report:
    """The report of ``after``, re-reading only what differs from ``before``, whose report is given."""
    changed = set(before.placements) ^ set(after.placements)
    touched: dict[Scope, set[str]] = {
        Scope.POST: {placement.post for placement in changed},
        Scope.SERVICE: {placement.service for placement in changed},
        Scope.LINE: {placement.line for placement in changed if placement.line is not None},
        Scope.ALL: {""} if changed else set(),
    }
    universe = Universe(problem, after.placements)
    found = dict(report.by_subject)
    for rule in rules:
        for subject in touched[rule.scope]:
            findings = _findings(rule, subject, universe)
            if findings:
                found[rule.id, subject] = findings
            else:
                found.pop((rule.id, subject), None)
    return Report(found)


def _findings(rule: Rule, subject: str, universe: Universe) -> tuple[Finding, ...]:
    chosen = universe.indices
    return tuple(
        _finding(rule, clause, universe, excess)
        for clause in rule.clauses(universe, subject)
        if (excess := clause.excess(chosen)) > 0
    )


def _finding(rule: Rule, clause: Clause, universe: Universe, excess: int) -> Finding:
    spoken_of = tasks_in(clause)
    placements = [universe.by_index[task].placement for task in spoken_of]
    measured, limit = rule.told(universe, clause)
    return Finding(
        rule=rule.id,
        force=rule.force,
        about=clause.about,
        measured=measured,
        limit=limit,
        unit=rule.unit,
        excess=excess,
        cost=0 if clause.weight is None else clause.weight * excess,
        placements=tuple(sorted(placements, key=lambda placement: placement.key)),
    )
