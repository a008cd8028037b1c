"""The events of one service: who works in it when, and who of its posts is on leave. For its head."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from exports.ical.event import Event
from exports.ical.events import in_order, tasks_of
from exports.ical.leave import leave_events
from exports.ical.work import what_of, work_events
from rota.model.calendar import Span
from rota.model.facts import PostId, ServiceId
from rota.model.plan import Placement, Plan
from rota.model.problem import Problem
from rota.words import Text


def service_events(
    problem: Problem,
    plan: Plan,
    service: ServiceId,
    *,
    shown: Span,
    proposed: Collection[Placement] = frozenset(),
) -> tuple[Event, ...]:
    """What each post does in ``service``, and the leave of the posts that share it, by start.

    Posts are named by their codes. Nothing here takes the time of the head who reads it.

    Args:
        problem: the facts the plan was made from.
        plan: what to tell.
        service: whose calendar.
        shown: days of which leave is told.
        proposed: placements that are not in force yet.
    """
    return in_order(
        event
        for post in problem.posts
        for event in (
            *_work(problem, plan, service, post, proposed),
            *_leave(problem, service, post, shown),
        )
    )


def _work(
    problem: Problem, plan: Plan, service: ServiceId, post: PostId, proposed: Collection[Placement]
) -> Iterator[Event]:
    tasks = [task for task in tasks_of(problem, plan, post) if task.service == service]
    for task, event in zip(tasks, work_events(problem, tasks, proposed), strict=True):
        yield _of(post, event, what_of(problem, task))


def _leave(problem: Problem, service: ServiceId, post: PostId, shown: Span) -> Iterator[Event]:
    if service in {each.id for each in problem.services_of(post)}:
        for event in leave_events(problem, post, shown):
            yield _of(post, event, event.title)


def _of(post: PostId, event: Event, what: Text) -> Event:
    title = Text(f"{post} — {what.fr}", f"{post} — {what.en}")
    return replace(event, key=f"{post}/{event.key}", title=title, blocks=False)
