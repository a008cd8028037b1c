"""Rest after a night: no clinical work on the day after a night on site.

What it says   After a night on duty in a hospital, the next morning and afternoon hold no clinical work, in
               that hospital or another.
Why            The safety rest protects patients and doctor; the hospitals of a post are one employer for
               it.
Units          Placements in the morning and in the afternoon after.
Edge cases     Research, teaching and a staff meeting are allowed by this rule; the daily rest may still
               forbid them. On call that day is clinical work in waiting: forbidden; on call the night after
               is allowed. Half a night on site counts as a night. A night on call asks for no such rest.
Refused        on duty in the night at the CH, clinic at the CHU the next afternoon.
Accepted       on duty in the night of Tuesday, clinic on Thursday morning.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from rota.model.calendar import HALF_DAYS, Span
from rota.model.facts import DutyKind, PostId
from rota.model.universe import Universe
from rota.rules.base import Figure, Force, Rule, RuleId, Scope, Source, Unit
from rota.rules.clauses import About, AtMost, Clause
from rota.rules.sources import A2021_REST, R6152_27, R6152_504
from rota.words import Text


@dataclass(frozen=True, slots=True)
class RestAfterNight(Rule):
    """No clinical work on the day after a night on site."""

    id: ClassVar[RuleId] = RuleId("rest-after-night")
    force: ClassVar[Force] = Force.LAW
    scope: ClassVar[Scope] = Scope.POST
    unit: ClassVar[Unit] = Unit.COUNT
    name: ClassVar[Text] = Text("Repos de sécurité", "Rest after a night")
    says: ClassVar[Text] = Text(
        "Après une nuit de garde sur place, aucun travail clinique le lendemain matin ni l’après-midi, "
        "quel que soit le site.",
        "After a night on site, no clinical work on the next morning or afternoon, whichever the site.",
    )
    finding: ClassVar[Text] = Text(
        "{post} sort de garde de nuit et travaille auprès des patients le lendemain {half} ({when}).",
        "{post} comes off a night on site and works with patients the {half} after ({when}).",
    )
    sources: ClassVar[tuple[Source, ...]] = (R6152_27, R6152_504, A2021_REST)
    figures: ClassVar[tuple[Figure, ...]] = ()

    def clauses(self, universe: Universe, subject: str) -> Iterator[Clause]:
        """For each half-day after a night: one of those nights, or one clinical work, not both."""
        post = PostId(subject)
        days = universe.days_of(post)
        for day, tasks in days.items():
            nights = [task for task in tasks if task.night and task.duty is DutyKind.ON_SITE]
            later = day + timedelta(days=1)
            after = [task for task in days.get(later, ()) if task.clinical]
            if not nights or not after or after[0].fixed:
                continue
            for slot in HALF_DAYS:
                work = [task for task in after if task.slots[0] is slot]
                if work:
                    about = About(self.id, "law", (post,), Span(day, later), slot=slot)
                    yield AtMost(about, tuple((task.index, 1) for task in (*nights, *work)), bound=1)

    def told(self, universe: Universe, clause: Clause) -> tuple[int, int]:
        """How many clinical works follow the night, and how many may: none."""
        return clause.measure(universe.indices) - 1, 0
