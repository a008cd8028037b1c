"""Events made from the tasks of one post: work, trips between sites, rest after nights on site."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from itertools import pairwise

from exports.ical.event import Event, Kind, Timed
from rota.model.calendar import SLOT_ORDER, Slot, instant, wall_clock
from rota.model.facts import DutyKind, Service, Site, Travel
from rota.model.plan import Placement
from rota.model.problem import Problem
from rota.model.task import Task
from rota.model.units import Instant
from rota.words import Text

Proposed = Collection[Placement]
"""Placements that are proposed and not in force yet."""

_DUTY_TITLES = {
    DutyKind.ON_SITE: {
        "night": Text("Garde de nuit", "Night duty"),
        "day": Text("Garde de jour", "Day duty"),
        "both": Text("Garde jour et nuit", "Day and night duty"),
    },
    DutyKind.ON_CALL: {
        "night": Text("Astreinte de nuit", "On call, night"),
        "day": Text("Astreinte de jour", "On call, day"),
        "both": Text("Astreinte jour et nuit", "On call, day and night"),
    },
}
_DUTY_KINDS = {DutyKind.ON_SITE: Kind.ON_SITE, DutyKind.ON_CALL: Kind.ON_CALL}
_REST = Text("Repos de sécurité", "Rest after night duty")


def work_events(problem: Problem, tasks: Sequence[Task], proposed: Proposed) -> Iterator[Event]:
    """An event for each half-day of activity and each duty, with its service and site.

    A duty stays one event across midnight. A morning and an afternoon of the same work stay two: each is
    a slot of its own, and changing one must not touch the other.
    """
    for task in tasks:
        service, site = _service(problem, task), problem.sites[task.site]
        what = what_of(problem, task)
        yield Event(
            key=f"work/{task.day}/{_slot(task)}",
            kind=_DUTY_KINDS[task.duty] if task.duty else Kind.ACTIVITY,
            when=Timed(task.start, task.end, site.timezone),
            title=_both(what, f" — {service.name}, {site.name}"),
            notes=tuple(_notes(problem, task, service, site)),
            location=_address(problem.sites[task.place]) if task.place else "",
            tentative=task.placement in proposed,
        )


def trip_events(problem: Problem, tasks: Sequence[Task], proposed: Proposed) -> Iterator[Event]:
    """The way from one site to the next on one day, as late as it can be begun.

    It takes the travel time and the margin of the convention, and ends when the work at the next site begins.
    Trips from and to home are the doctor's own.
    """
    placed = [task for task in tasks if task.place]
    for before, after in pairwise(placed):
        assert before.place
        assert after.place
        travel = problem.travel(before.place, after.place)
        if travel is not None and _day_of_end(problem, before) == after.day:
            yield _trip(problem, travel, after, tentative=after.placement in proposed)


def rest_events(problem: Problem, tasks: Sequence[Task], proposed: Proposed) -> Iterator[Event]:
    """The rest after a night on site, from the end of the night to the end of the following day's service.

    None where the doctor is on leave all that day; it gives way to what is planned before its end.
    """
    for task in tasks:
        if not task.night or task.duty is not DutyKind.ON_SITE:
            continue
        day = _day_of_end(problem, task)
        timezone = problem.sites[task.site].timezone
        end = min(
            [instant(day, _service(problem, task).hours[Slot.PM][1], timezone)]
            + [other.start for other in tasks if other.start >= task.end]
        )
        if end > task.end and not _on_leave(problem, task, day):
            when = Timed(task.end, end, timezone)
            tentative = task.placement in proposed
            yield Event(key=f"rest/{day}", kind=Kind.REST, when=when, title=_REST, tentative=tentative)


def what_of(problem: Problem, task: Task) -> Text:
    """What is done, without where: the activity, or the kind of duty."""
    if task.duty:
        night = Slot.NIGHT in task.slots
        part = "night" if task.slots == (Slot.NIGHT,) else "both" if night else "day"
        return _DUTY_TITLES[task.duty][part]
    assert task.placement.activity
    name = problem.activities[task.placement.activity].name
    if task.placement.remote:
        return Text(f"{name} (à distance)", f"{name} (remote)")
    return Text(name, name)


def _notes(problem: Problem, task: Task, service: Service, site: Site) -> Iterator[Text]:
    if task.placement.line:
        name = problem.lines[task.placement.line].name
        yield Text(f"Ligne : {name}", f"Line: {name}")
    yield Text(f"Service : {service.name}", f"Service: {service.name}")
    yield Text(f"Site : {_address(site)}", f"Site: {_address(site)}")


def _trip(problem: Problem, travel: Travel, after: Task, *, tentative: bool) -> Event:
    origin, destination = problem.sites[travel.origin], problem.sites[travel.destination]
    margin = problem.conventions[after.post].travel_buffer if after.post in problem.conventions else 0
    minutes = max(travel.minutes + margin, 1)
    way = f"{origin.name} → {destination.name}"
    return Event(
        key=f"trip/{after.day}/{_slot(after)}",
        kind=Kind.TRIP,
        when=Timed(Instant(after.start - minutes), after.start, destination.timezone),
        title=Text(f"Trajet {way}", f"Travel {way}"),
        notes=(
            Text(
                f"Trajet : {travel.minutes} min, {travel.km} km", f"Way: {travel.minutes} min, {travel.km} km"
            ),
            Text(f"Marge : {margin} min", f"Margin: {margin} min"),
        ),
        location=_address(destination),
        tentative=tentative,
    )


def _on_leave(problem: Problem, task: Task, day: date) -> bool:
    return all(problem.absence(task.post, day, slot) for slot in (Slot.AM, Slot.PM))


def _day_of_end(problem: Problem, task: Task) -> date:
    return wall_clock(task.end, problem.sites[task.site].timezone).date()


def _service(problem: Problem, task: Task) -> Service:
    return problem.services[task.service]


def _slot(task: Task) -> Slot:
    return min(task.slots, key=SLOT_ORDER.__getitem__)


def _address(site: Site) -> str:
    return f"{site.name}, {site.address}" if site.address else site.name


def _both(what: Text, rest: str) -> Text:
    return Text(what.fr + rest, what.en + rest)
