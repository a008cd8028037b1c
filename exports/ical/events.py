"""The events of one post: what it does, its trips, its rest after nights on site, its leave.

One event stands for one slot, so that a re-planned slot is the same event with another content.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from exports.ical.event import Event
from exports.ical.leave import leave_events
from exports.ical.work import rest_events, trip_events, work_events
from rota.model.calendar import Span
from rota.model.facts import PostId
from rota.model.plan import Placement, Plan
from rota.model.problem import Problem
from rota.model.task import Task, task_of


def events_of(
    problem: Problem,
    plan: Plan,
    post: PostId,
    *,
    proposed: Collection[Placement] = frozenset(),
    shown: Span | None = None,
) -> tuple[Event, ...]:
    """Events of ``post`` over the plan and what was worked before it, by start.

    Args:
        problem: the facts the plan was made from; its past is told too.
        plan: what to tell.
        post: whose calendar.
        proposed: placements that are not in force yet. Leave is never a proposal.
        shown: days of which leave is told; when left out, from the first work told to the end of the plan.
    """
    tasks = tasks_of(problem, plan, post)
    days = shown or Span(min([plan.span.first, *(task.day for task in tasks)]), plan.span.last)
    found = (
        *work_events(problem, tasks, proposed),
        *trip_events(problem, tasks, proposed),
        *rest_events(problem, tasks, proposed),
        *leave_events(problem, post, days),
    )
    return in_order(found)


def in_order(found: Iterable[Event]) -> tuple[Event, ...]:
    """Events by start, each with a key of its own."""
    return tuple(sorted(_one_key_each(found), key=lambda event: (event.when.order, event.key)))


def tasks_of(problem: Problem, plan: Plan, post: PostId) -> tuple[Task, ...]:
    """What ``post`` does in the plan and did before it, by start."""
    mine = dict.fromkeys(one for one in (*problem.past, *plan.placements) if one.post == post)
    tasks = (task_of(problem, placement) for placement in mine)
    return tuple(sorted(tasks, key=lambda task: (task.start, task.placement.key)))


def _one_key_each(events: Iterable[Event]) -> Iterator[Event]:
    """Numbers the events of a slot after the first: a faulty plan may put two things in one."""
    seen: set[str] = set()
    for event in events:
        key, number = event.key, 0
        while key in seen:
            number += 1
            key = f"{event.key}#{number}"
        seen.add(key)
        yield replace(event, key=key)
