"""Follow-up: who operates comes back to see the patient.

What it says   After an activity that asks for it (theatre), the doctor is present at that site on one of the
               following days at least, within the number of days the activity states.
Why            A caesarean on Friday, back on Wednesday: the surgeon never saw the patient again.
Units          Days of presence at the site within the following calendar days.
Edge cases     Day service and duty on site are presence; a remote meeting and a duty on call are none. Days
               after the span are unknown, so nothing is asked when one of them could still bring the doctor
               back; leave, and the end of the convention, rule it out. Theatre of the past
               asks its follow-up.
Refused        theatre at the CH on Friday, then leave; or three days at the CHU.
Accepted       theatre on Friday, back on Monday, within three days.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from rota.model.calendar import SLOT_ORDER, Slot, Span
from rota.model.facts import ActivityId, PostId, SiteId
from rota.model.problem import Problem
from rota.model.task import Task
from rota.model.universe import Universe
from rota.rules.base import Figure, Force, Rule, RuleId, Scope, Source, Unit
from rota.rules.clauses import About, AtLeast, Clause, tasks_in
from rota.rules.prices import FOLLOW_UP
from rota.rules.sources import CASE_STUDY
from rota.words import Text

Session = tuple[date, Slot, SiteId, ActivityId]


@dataclass(frozen=True, slots=True)
class FollowUp(Rule):
    """After theatre, present at the same site within the days the activity states."""

    id: ClassVar[RuleId] = RuleId("follow-up")
    force: ClassVar[Force] = Force.AGREEMENT
    scope: ClassVar[Scope] = Scope.POST
    unit: ClassVar[Unit] = Unit.DAYS
    name: ClassVar[Text] = Text("Suites opératoires", "Follow-up after theatre")
    says: ClassVar[Text] = Text(
        "Après un bloc, le médecin est de nouveau présent sur le site dans les jours que l’activité demande.",
        "After theatre the doctor is present at the site again within the days that the activity states.",
    )
    finding: ClassVar[Text] = Text(
        "{post} : {activity} à {site} sans suites, {measured} de présence {when} après la séance ; "
        "il en faut {limit}.",
        "{post}: {activity} at {site} without follow-up, {measured} of presence {when} after the session; "
        "{limit} needed.",
    )
    sources: ClassVar[tuple[Source, ...]] = (CASE_STUDY,)
    figures: ClassVar[tuple[Figure, ...]] = ()

    def clauses(self, universe: Universe, subject: str) -> Iterator[Clause]:
        """One clause for each session: presence in the days after it, less the session, is not under 0."""
        post, problem = PostId(subject), universe.problem
        sessions = _sessions(universe, post)
        present = _presence(universe, post) if sessions else {}
        for (day, slot, site, activity), tasks in sorted(sessions.items(), key=_order):
            window = Span(day + timedelta(1), day + timedelta(problem.activities[activity].follow_up_days))
            if window.last < problem.span.first or _open_beyond(problem, post, window):
                continue
            about = About(
                self.id,
                tasks[0].service,
                (post,),
                Span(day, window.last),
                slot=slot,
                site=site,
                service=tasks[0].service,
                activity=activity,
            )
            seen = [task for later in window for task in present.get((later, site), ())]
            terms = [(task.index, 1) for task in seen] + [(task.index, -1) for task in tasks]
            yield AtLeast(about, tuple(terms), bound=0, weight=FOLLOW_UP)

    def told(self, universe: Universe, clause: Clause) -> tuple[int, int]:
        """Days of presence at the site after the session, and the one needed."""
        about = clause.about
        days = {universe.by_index[task].day for task in tasks_in(clause)} - {about.span.first}
        return len(days), 1


def _sessions(universe: Universe, post: PostId) -> dict[Session, list[Task]]:
    """The tasks that ask for follow-up, by half-day, site and activity."""
    asking = {activity.id for activity in universe.problem.facts.activities if activity.follow_up_days}
    found: defaultdict[Session, list[Task]] = defaultdict(list)
    for task in universe.of_post(post):
        activity = task.placement.activity
        if activity is not None and activity in asking and not task.placement.remote:
            found[task.day, task.slots[0], task.site, activity].append(task)
    return found


def _presence(universe: Universe, post: PostId) -> dict[tuple[date, SiteId], list[Task]]:
    """The tasks that bring the doctor to a site, by day."""
    found: defaultdict[tuple[date, SiteId], list[Task]] = defaultdict(list)
    for task in universe.of_post(post):
        if task.place is not None:
            found[task.day, task.place].append(task)
    return found


def _open_beyond(problem: Problem, post: PostId, window: Span) -> bool:
    """Whether a day of ``window`` after the span could still bring the doctor back."""
    return any(
        day > problem.span.last
        and problem.employed(post, day)
        and any(problem.absence(post, day, slot) is None for slot in Slot)
        for day in window
    )


def _order(item: tuple[Session, list[Task]]) -> tuple[date, int, SiteId, ActivityId]:
    (day, slot, site, activity), _ = item
    return day, SLOT_ORDER[slot], site, activity
