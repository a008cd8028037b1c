"""What a task moves: the service owed it discharges, what it credits to each site, and its minutes.

What it counts is said once, in :mod:`rota.model.counting`. What a site is credited with beyond the service
discharged (travel, rest after duty, where the convention counts them) comes from the entitlement; service
that the convention credits to no site leaves what is due in the ratio of the post.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from rota.ledger.accounts import CLOCK, ENTITLEMENT, UNSHARED, done, due, standby, worked
from rota.ledger.entry import LedgerUnit
from rota.ledger.writer import Movement, signed
from rota.model.counting import credit, in_ratio
from rota.model.facts import Convention, Counting, Credit, SiteId
from rota.model.plan import Placement
from rota.model.problem import Problem
from rota.model.task import Task
from rota.model.units import Parts

REMOTE = "/remote"
"""Ends what says of a meeting attended from elsewhere."""


def movements(problem: Problem, task: Task) -> tuple[Movement, ...]:
    """Everything one task moves when it is done."""
    return merged((*_service(problem, task), *_minutes(task)))


def what_of(placement: Placement) -> str:
    """``SERVICE/ACTIVITY``, ``SERVICE/ACTIVITY/remote`` or ``SERVICE/LINE``: the code of what is done."""
    what = placement.activity or placement.line
    return f"{placement.service}/{what}{REMOTE if placement.remote else ''}"


def duty_parts(convention: Convention, site: SiteId, parts: int) -> tuple[Movement, ...]:
    """``parts`` of service done on duty at a site, as the convention counts duty."""
    policy = convention.counting.duty
    if policy is Credit.NONE:
        return uncounted(convention, parts)
    shares = in_ratio(convention, Parts(parts)) if policy is Credit.RATIO else {site: parts}
    return tuple(move for at, part in shares.items() for move in signed(due(at), done(at), part))


def uncounted(convention: Convention, parts: int) -> tuple[Movement, ...]:
    """Service that counts for no site leaves what is due in the ratio of the post."""
    shares = in_ratio(convention, Parts(parts)).items()
    return tuple(move for site, part in shares for move in signed(due(site), UNSHARED, part))


def merged(moves: Iterable[Movement]) -> tuple[Movement, ...]:
    """Movements between the same accounts added up; those left at zero are gone."""
    sums: dict[tuple[str, str, LedgerUnit], list[Movement]] = {}
    for move in moves:
        sums.setdefault((move.debit, move.credit, move.unit), []).append(move)
    return tuple(replace(same[0], amount=sum(move.amount for move in same)) for same in sums.values())


def _service(problem: Problem, task: Task) -> Iterator[Movement]:
    convention = problem.conventions.get(task.post)
    if convention is None:
        yield from signed(due(task.site), done(task.site), task.parts)
        return
    credited = credit(problem, task)
    service = credited if sum(credited.values()) == task.parts else credit(_plain(problem, convention), task)
    for site, parts in service.items():
        yield from signed(due(site), done(site), parts)
    for site, parts in credited.items():
        yield from signed(ENTITLEMENT, done(site), parts - service.get(site, 0))
    yield from uncounted(convention, task.parts - sum(service.values()))


def _plain(problem: Problem, convention: Convention) -> Problem:
    """The same problem, were neither travel nor rest after duty counted for the convention's post."""
    counting: Counting = replace(convention.counting, travel_parts=Parts(0), rest_after_duty=Credit.NONE)
    plain = replace(convention, counting=counting)
    others = tuple(other for other in problem.facts.conventions if other.post != convention.post)
    return Problem(replace(problem.facts, conventions=(*others, plain)), problem.span)


def _minutes(task: Task) -> tuple[Movement, ...]:
    if task.minutes:
        return signed(CLOCK, worked(task.site), task.minutes, LedgerUnit.MINUTE)
    if task.duty is not None:
        return signed(CLOCK, standby(task.site), task.end - task.start, LedgerUnit.MINUTE)
    return ()
