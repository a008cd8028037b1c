"""Nights away from home: few duties on site far from the home site.

What it says   Nights on duty on site are at the home site, or near enough to it.
Why            Sleeping away costs the doctor and the family; the lodging is not always there.
Units          Nights on site farther from the home site than the way stated.
Edge cases     Exactly thirty minutes is near. A way the folder does not know is far. On call is at home.
Refused        a night on site at the CH, 40 minutes from the home site.
Accepted       a night on site at the home site; one at 30 minutes from it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from rota.model.calendar import Slot, Span
from rota.model.facts import PostId, SiteId
from rota.model.problem import Problem
from rota.model.universe import Universe
from rota.rules.base import Better, Figure, Force, Rule, RuleId, Scope, Source, Unit
from rota.rules.clauses import About, AtMost, Clause
from rota.rules.prices import NIGHT_AWAY
from rota.rules.sources import CASE_STUDY
from rota.words import Text

FAR = Figure(
    id="night-away-minutes",
    name=Text("Trajet au-delà duquel une nuit est loin du domicile", "Way beyond which a night is away"),
    unit=Unit.MINUTES,
    values=((date(2018, 1, 1), 30),),
    better=Better.FREE,
    source=CASE_STUDY,
)


@dataclass(frozen=True, slots=True)
class NightsAway(Rule):
    """Few nights on site far from home."""

    id: ClassVar[RuleId] = RuleId("nights-away")
    force: ClassVar[Force] = Force.WISH
    scope: ClassVar[Scope] = Scope.POST
    unit: ClassVar[Unit] = Unit.COUNT
    name: ClassVar[Text] = Text("Nuits loin du domicile", "Nights away from home")
    says: ClassVar[Text] = Text(
        "Les nuits de garde sur place se passent au site du domicile, ou à moins d’une demi-heure.",
        "Nights on duty on site are at the home site, or within half an hour of it.",
    )
    finding: ClassVar[Text] = Text(
        "{post} passe la nuit de garde à {site} {when}, loin de son domicile.",
        "{post} spends the night on duty at {site} {when}, far from home.",
    )
    sources: ClassVar[tuple[Source, ...]] = (CASE_STUDY,)
    figures: ClassVar[tuple[Figure, ...]] = (FAR,)

    def clauses(self, universe: Universe, subject: str) -> Iterator[Clause]:
        """One clause for each night and each site that is far."""
        post, problem = PostId(subject), universe.problem
        found: dict[tuple[date, SiteId], list[int]] = {}
        for task in universe.of_post(post):
            site = task.place if task.night and not task.fixed else None
            if site is not None and _far(problem, post, site, task.day):
                found.setdefault((task.day, site), []).append(task.index)
        for (day, site), tasks in sorted(found.items()):
            about = About(self.id, post, (post,), Span(day, day), slot=Slot.NIGHT, site=site)
            yield AtMost(about, tuple((task, 1) for task in tasks), bound=0, weight=NIGHT_AWAY)


def _far(problem: Problem, post: PostId, site: SiteId, day: date) -> bool:
    home = problem.posts[post].home
    if site == home:
        return False
    way = problem.travel(site, home)
    return way is None or way.minutes > FAR.of(problem, post, day)
