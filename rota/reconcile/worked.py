"""Worked time as a plan: the same rules judge what was done, and what an exchange would make of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from rota.check import Finding, check
from rota.model.facts import PostId
from rota.model.plan import Placement, Plan
from rota.model.problem import Problem
from rota.reconcile.differences import Difference
from rota.reconcile.planned import Planned, all_counted, all_pending
from rota.reconcile.reconciling import Entries
from rota.reconcile.work import placement_of
from rota.rules.base import Force


def worked_plan(entries: Entries, problem: Problem) -> Plan:
    """What every post did within the span of ``problem``, as the ledger counts it."""
    return _plan(problem, worked_placements(entries, problem))


def known_plan(entries: Entries, problem: Problem) -> Plan:
    """What was done, and what is published and not answered yet, within the span of ``problem``."""
    return _plan(problem, known_placements(entries, problem))


def known_placements(
    entries: Entries, problem: Problem, *, first: date = date.min, last: date = date.max
) -> tuple[Placement, ...]:
    """What each post did or is to do from ``first`` to ``last``, each once, in order."""
    found = {*worked_placements(entries, problem), *pending_placements(entries, problem)}
    return tuple(sorted((p for p in found if first <= p.day <= last), key=lambda p: (p.key, p.slots)))


def worked_placements(entries: Entries, problem: Problem) -> tuple[Placement, ...]:
    """Everything the ledger counts as done, whatever its day; a shared half-day is where it was taken."""
    return tuple(
        placement
        for post, of_post in entries.items()
        for placement in _placements(
            problem, post, (unit for unit in all_counted(of_post, post) if not unit.beside)
        )
    )


def pending_placements(entries: Entries, problem: Problem) -> tuple[Placement, ...]:
    """Everything published and not answered, whatever its day."""
    return tuple(
        placement
        for post, of_post in entries.items()
        for placement in _placements(problem, post, all_pending(of_post, post))
    )


@dataclass(frozen=True, slots=True)
class Judgement:
    """What an exchange would break that is not broken without it."""

    findings: tuple[Finding, ...]

    @property
    def refused(self) -> bool:
        """Whether it would break a law."""
        return any(finding.force is Force.LAW for finding in self.findings)

    @property
    def warned(self) -> bool:
        """Whether it would break an agreement, the share of a site for one."""
        return any(finding.force is Force.AGREEMENT for finding in self.findings)


def judge(difference: Difference, entries: Entries, problem: Problem) -> Judgement:
    """What the rules say of a stand-in or a swap, or of any difference, once it is counted as claimed.

    Args:
        difference: As reconciling found it.
        entries: The ledger of each post.
        problem: The facts over the weeks that matter, rest and share included.
    """
    before = known_plan(entries, problem)
    gone = tuple(_placements(problem, difference.post, difference.planned))
    new = tuple(actual.task.placement for actual in difference.actual)
    after = before.change(remove=gone, add=tuple(each for each in new if each.day in problem.span))
    broken = {(f.rule, f.about): f.excess for f in check(problem, before).findings}
    worse = (f for f in check(problem, after).findings if f.excess > broken.get((f.rule, f.about), 0))
    return Judgement(tuple(worse))


def _placements(problem: Problem, post: PostId, units: Iterable[Planned]) -> Iterator[Placement]:
    for unit in units:
        placement = placement_of(post, unit.day, unit.slots, unit.what, problem)
        if placement is not None:
            yield placement


def _plan(problem: Problem, placements: tuple[Placement, ...]) -> Plan:
    return Plan.of(problem.span, [each for each in placements if each.day in problem.span])
