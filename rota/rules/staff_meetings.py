"""Staff meetings: the doctor is seen at the meetings of each service.

What it says   Each month the doctor attends at least two staff meetings of each service of the post.
Why            Who misses the meetings of a service never belongs to it.
Units          Meetings attended per calendar month and service; the convention may set another number.
Edge cases     Attending from the other site counts. A month partly in the span, or partly on leave, asks its
               part by days, rounded down; never more than the meetings held while the doctor is there.
Refused        one meeting of the four of December.
Accepted       two, one of them from the other site.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from rota.model.calendar import Period, Slot, Span, periods
from rota.model.facts import ActivityKind, PostId, Service
from rota.model.problem import Problem
from rota.model.universe import Universe
from rota.rules.base import Better, Figure, Force, Rule, RuleId, Scope, Source, Unit
from rota.rules.clauses import About, AtLeast, Clause
from rota.rules.prices import STAFF_MEETING
from rota.rules.sources import CASE_STUDY
from rota.words import Text

MEETINGS = Figure(
    id="staff-meetings-per-month",
    name=Text("Réunions de service par mois", "Staff meetings a month"),
    unit=Unit.COUNT,
    values=((date(2018, 1, 1), 2),),
    better=Better.FREE,
    source=CASE_STUDY,
)


@dataclass(frozen=True, slots=True)
class StaffMeetings(Rule):
    """Some meetings of each service each month."""

    id: ClassVar[RuleId] = RuleId("staff-meetings")
    force: ClassVar[Force] = Force.WISH
    scope: ClassVar[Scope] = Scope.POST
    unit: ClassVar[Unit] = Unit.COUNT
    name: ClassVar[Text] = Text("Réunions de service", "Staff meetings")
    says: ClassVar[Text] = Text(
        "Chaque mois, le médecin assiste à deux réunions au moins de chaque service, même à distance.",
        "Each month the doctor attends at least two meetings of each service, there or from elsewhere.",
    )
    finding: ClassVar[Text] = Text(
        "{post} : {measured} réunion(s) de {service} {when} ; {limit} souhaitée(s).",
        "{post}: {measured} meeting(s) of {service} {when}; {limit} wished for.",
    )
    sources: ClassVar[tuple[Source, ...]] = (CASE_STUDY,)
    figures: ClassVar[tuple[Figure, ...]] = (MEETINGS,)

    def clauses(self, universe: Universe, subject: str) -> Iterator[Clause]:
        """One clause for each service with meetings and each month of the span."""
        post, problem = PostId(subject), universe.problem
        staff = {a.id for a in problem.facts.activities if a.kind is ActivityKind.STAFF}
        for service in problem.services_of(post):
            held = _held(problem, post, service)
            for month in periods(problem.span, Period.MONTH, problem.span) if held else ():
                asked = min(_asked(problem, post, month), sum(day in month for day, _ in held))
                days = month.meet(problem.span)
                if asked <= 0 or days is None:
                    continue
                terms = tuple(
                    (task.index, 1)
                    for task in universe.of_post(post)
                    if task.day in days and task.service == service.id and task.placement.activity in staff
                )
                about = About(self.id, service.id, (post,), days, site=service.site, service=service.id)
                yield AtLeast(about, terms, asked, weight=STAFF_MEETING)


def _held(problem: Problem, post: PostId, service: Service) -> set[tuple[date, Slot]]:
    """The meetings of a service that are held while the post is there."""
    return {
        (demand.day, demand.need.slot)
        for demand in problem.demands_of(service.id)
        if problem.activities[demand.need.activity].kind is ActivityKind.STAFF
        and problem.employed(post, demand.day)
        and problem.absence(post, demand.day, demand.need.slot) is None
    }


def _asked(problem: Problem, post: PostId, month: Span) -> int:
    """Meetings asked in the part of a month that is in the span and not on leave, rounded down."""
    days = month.meet(problem.span)
    there = sum(
        problem.employed(post, day) and any(problem.absence(post, day, slot) is None for slot in Slot)
        for day in days or ()
    )
    return MEETINGS.of(problem, post, month.first) * there // len(month)
