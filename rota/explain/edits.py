"""What an edit of a plan changes: its price, the findings it gains and those it loses."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from rota.check import Finding, Report, recheck
from rota.model.calendar import Slot, Span
from rota.model.facts import PostId
from rota.model.plan import Placement, Plan
from rota.model.problem import Problem
from rota.rules import BY_ID
from rota.rules.base import Force, Scope


@dataclass(frozen=True, slots=True)
class Effect:
    """The difference between two reports of one problem."""

    cost: int
    """What the second plan costs more; negative when it costs less."""
    gained: tuple[Finding, ...]
    """New or worse, as the second report tells them: law first, then by price, the nearest in time first."""
    lost: tuple[Finding, ...]
    """Findings that are gone or eased, as the first report tells them."""

    @property
    def broken(self) -> tuple[Finding, ...]:
        """The LAW findings gained: what forbids the edit."""
        return tuple(finding for finding in self.gained if finding.force is Force.LAW)

    @property
    def lawful(self) -> bool:
        """Whether the edit breaks no LAW rule that held before."""
        return not self.broken


def clear(plan: Plan, post: PostId, day: date, slot: Slot) -> Plan:
    """The plan with one cell emptied; a duty that holds other cells too goes as a whole."""
    return plan.change(remove=plan.at(post, day, slot))


def put(plan: Plan, placement: Placement) -> Plan:
    """The plan with ``placement`` in its cells, in the place of all that overlaps them."""
    return plan.change(remove=displaced(plan, placement), add=(placement,))


def displaced(plan: Plan, placement: Placement) -> tuple[Placement, ...]:
    """What ``placement`` would push out of the plan."""
    found = (
        other
        for slot in placement.slots
        for other in plan.at(placement.post, placement.day, slot)
        if other != placement
    )
    return tuple(dict.fromkeys(found))


def effect(problem: Problem, before: Plan, report: Report, after: Plan) -> Effect:
    """What changes from ``before``, whose report is given, to ``after``; only what differs is re-read."""
    return compare(report, recheck(problem, before, report, after))


def compare(before: Report, after: Report) -> Effect:
    """The findings that two reports do not share, by what they speak of."""
    differing = [
        subject
        for subject in {**before.by_subject, **after.by_subject}
        if before.by_subject.get(subject) != after.by_subject.get(subject)
    ]
    olds = _weighed(finding for subject in differing for finding in before.by_subject.get(subject, ()))
    news = _weighed(finding for subject in differing for finding in after.by_subject.get(subject, ()))
    gained = [news[key][0] for key in news if _weight(news, key) > _weight(olds, key)]
    lost = [olds[key][0] for key in olds if _weight(news, key) < _weight(olds, key)]
    return Effect(after.cost - before.cost, _ordered(gained), _ordered(lost))


_Key = tuple[object, ...]
_Weighed = dict[_Key, tuple[Finding, int]]


def _weighed(findings: Iterable[Finding]) -> _Weighed:
    """One finding and the whole excess for each thing spoken of."""
    found: _Weighed = {}
    for finding in findings:
        key = _key(finding)
        first, excess = found.get(key, (finding, 0))
        found[key] = (first, excess + finding.excess)
    return found


def _weight(found: _Weighed, key: _Key) -> int:
    return found[key][1] if key in found else 0


def _key(finding: Finding) -> _Key:
    """What a finding speaks of, whoever fills it: a need is the same one when another post serves it."""
    about = finding.about
    keep = BY_ID[finding.rule].scope is Scope.POST
    return finding.rule, about if keep else replace(about, posts=())


def _ordered(findings: list[Finding]) -> tuple[Finding, ...]:
    order = {Force.LAW: 0, Force.AGREEMENT: 1, Force.WISH: 2}

    def rank(finding: Finding) -> tuple[int, int, int, Span, str, str]:
        span = finding.about.span
        return order[finding.force], -finding.cost, len(span), span, finding.rule, repr(finding.about)

    return tuple(sorted(findings, key=rank))
