"""Supervision: a young doctor does certain activities only with a senior shared post at hand.

What it says   Below the months of seniority that an activity asks for, a doctor does it only where a senior
               shared post is in the same service on the same half-day.
Why            Theatre and endoscopy are learnt with someone who can take over. LAW rather than agreement:
               nobody operates alone too early, whatever it costs.
Units          Placements.
Edge cases     The senior may do another activity of the service, or be on duty there; attending from
               elsewhere or on call is not at hand. Only shared posts are known: a service whose own doctors
               supervise asks for no months. A meeting followed from elsewhere needs no senior.
Refused        theatre in the third month, alone, where twelve months are asked.
Accepted       the same with a colleague of the second year in the ward of the service.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from rota.model.calendar import Slot, Span
from rota.model.facts import PostId, ServiceId
from rota.model.problem import Problem
from rota.model.task import Task
from rota.model.universe import Universe
from rota.rules.base import Figure, Force, Rule, RuleId, Scope, Source, Unit
from rota.rules.clauses import About, AtMost, Clause
from rota.rules.sources import COMPETENCE
from rota.words import Text


@dataclass(frozen=True, slots=True)
class Supervision(Rule):
    """A junior does what asks for autonomy only with a senior in the service."""

    id: ClassVar[RuleId] = RuleId("supervision")
    force: ClassVar[Force] = Force.LAW
    scope: ClassVar[Scope] = Scope.SERVICE
    unit: ClassVar[Unit] = Unit.COUNT
    name: ClassVar[Text] = Text("Encadrement", "Supervision")
    says: ClassVar[Text] = Text(
        "Une activité qui demande de l’autonomie n’est confiée à un jeune médecin qu’en présence d’un senior "
        "partagé dans le même service.",
        "An activity that asks for autonomy is given to a young doctor only with a senior shared post in the "
        "same service.",
    )
    finding: ClassVar[Text] = Text(
        "{post} serait sans senior {when} pour {activity} en {service}.",
        "{post} would be without a senior {when} for {activity} in {service}.",
    )
    sources: ClassVar[tuple[Source, ...]] = (COMPETENCE,)
    figures: ClassVar[tuple[Figure, ...]] = ()

    def clauses(self, universe: Universe, subject: str) -> Iterator[Clause]:
        """One clause for each task of a junior: it stands only if a senior’s does."""
        problem, service = universe.problem, ServiceId(subject)
        if not any(activity.autonomy_months for activity in problem.facts.activities):
            return
        members = [post.id for post in problem.facts.posts if _member(problem, post.id, service)]
        for member in members:
            for task in universe.of_post(member):
                if task.service == service and not task.fixed and _needs_senior(problem, task):
                    seniors = [
                        other
                        for colleague in members
                        if colleague != member
                        for other in _seniors(universe, colleague, task)
                    ]
                    yield self._with(task, seniors)

    def _with(self, task: Task, seniors: list[Task]) -> AtMost:
        about = About(
            self.id,
            task.service,
            tuple(dict.fromkeys([task.post, *(senior.post for senior in seniors)])),
            Span(task.day, task.day),
            slot=task.slots[0],
            site=task.site,
            service=task.service,
            activity=task.placement.activity,
        )
        terms = ((task.index, 1), *((senior.index, -1) for senior in seniors))
        return AtMost(about, terms, bound=0)


def _member(problem: Problem, post: PostId, service: ServiceId) -> bool:
    return any(known.id == service for known in problem.services_of(post))


def _needs_senior(problem: Problem, task: Task) -> bool:
    activity = task.placement.activity
    if activity is None or task.place is None:
        return False
    return problem.posts[task.post].seniority_months(task.day) < problem.activities[activity].autonomy_months


def _seniors(universe: Universe, colleague: PostId, task: Task) -> Iterator[Task]:
    """Tasks of a colleague that put a senior at hand for ``task``."""
    problem, activity = universe.problem, task.placement.activity
    assert activity is not None
    if problem.posts[colleague].seniority_months(task.day) < problem.activities[activity].autonomy_months:
        return
    slot: Slot = task.slots[0]
    for other in universe.at(colleague, task.day, slot):
        if other.service == task.service and other.place == task.place:
            yield other
