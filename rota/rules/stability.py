"""Stability: a published planning changes as little as possible.

What it says   Each half-day and night of the published plan keeps its site and its activity; what was free
               stays free.
Why            Doctors, patients and colleagues have arranged themselves around what was published.
Units          Half-days and nights changed: moved to another site, given or taken away; or, for less,
               with the same site and another activity.
Edge cases     Only the days that the published plan and the span share. A change is priced whatever its
               cause: a doctor who falls ill costs the half-days that were published, in every plan alike.
               Attending a meeting from elsewhere keeps its site.
Refused        a clinic at the CH published for Tuesday morning, moved to the CHU.
Accepted       the same clinic kept; anything in the weeks that were not published.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from rota.model.calendar import SLOT_ORDER, Slot, Span
from rota.model.facts import PostId
from rota.model.plan import Placement
from rota.model.task import Task
from rota.model.universe import Universe
from rota.rules.base import Figure, Force, Rule, RuleId, Scope, Source, Unit
from rota.rules.clauses import About, AtLeast, AtMost, Clause
from rota.rules.prices import CHANGED_SITE, CHANGED_WORK
from rota.rules.sources import CASE_STUDY
from rota.words import Text


@dataclass(frozen=True, slots=True)
class Stability(Rule):
    """What is published changes as little as possible."""

    id: ClassVar[RuleId] = RuleId("stability")
    force: ClassVar[Force] = Force.WISH
    scope: ClassVar[Scope] = Scope.POST
    unit: ClassVar[Unit] = Unit.COUNT
    name: ClassVar[Text] = Text("Stabilité du planning publié", "Stability of the published plan")
    says: ClassVar[Text] = Text(
        "Un planning publié garde, demi-journée par demi-journée, ses sites et ses activités.",
        "A published plan keeps its sites and activities, half-day by half-day.",
    )
    finding: ClassVar[Text] = Text(
        "{post} : le planning publié change {when}.",
        "{post}: the published plan changes {when}.",
    )
    sources: ClassVar[tuple[Source, ...]] = (CASE_STUDY,)
    figures: ClassVar[tuple[Figure, ...]] = ()

    def clauses(self, universe: Universe, subject: str) -> Iterator[Clause]:
        """For each cell published: its site is kept, and its activity; a free one stays free."""
        post, problem = PostId(subject), universe.problem
        days = problem.published.span.meet(problem.span) if problem.published else None
        if problem.published is None or days is None:
            return
        published = _cells(problem.published.placements, post)
        for day in days:
            for slot in SLOT_ORDER:
                about = About(self.id, post, (post,), Span(day, day), slot=slot)
                tasks = universe.at(post, day, slot)
                kept = published.get((day, slot), ())
                if not kept and tasks:
                    terms = tuple((task.index, 1) for task in tasks)
                    yield AtMost(about, terms, bound=0, weight=CHANGED_SITE)
                for placement in kept:
                    site = problem.services[placement.service].site
                    there = [task for task in tasks if task.site == site]
                    terms = tuple((task.index, _kept(task, placement)) for task in there)
                    yield AtLeast(about, terms, bound=CHANGED_SITE, weight=1)

    def told(self, universe: Universe, clause: Clause) -> tuple[int, int]:
        """Placements in the cell that are as published, and those that should be."""
        published = isinstance(clause, AtLeast)
        return 0 if published else clause.measure(universe.indices), int(published)


def _kept(task: Task, placement: Placement) -> int:
    """How much of the price of a change is saved by a task at the site that was published."""
    return CHANGED_SITE if task.placement == placement else CHANGED_SITE - CHANGED_WORK


def _cells(placements: tuple[Placement, ...], post: PostId) -> dict[tuple[date, Slot], list[Placement]]:
    """The placements of one post by cell."""
    found: defaultdict[tuple[date, Slot], list[Placement]] = defaultdict(list)
    for placement in placements:
        if placement.post == post:
            for slot in placement.slots:
                found[placement.day, slot].append(placement)
    return found
