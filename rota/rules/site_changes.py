"""Site changes: few, for each is a trip and a service left in dotted lines.

What it says   Within a week the doctor stays at one site during a day, and from one day to the next.
Why            Grouped days make fewer trips, and colleagues know when the doctor is there.
Units          Changes of site within a day, or between one day and the next.
Edge cases     The afternoon of a day against the morning of the next; duty and remote meetings do not count,
               nor does the change over a week-end. Exactly one change a week is priced once. A split day
               costs more than two changes, even where the convention allows it.
Refused        the CHU on Monday, the CH on Tuesday, the CHU on Wednesday: two changes.
Accepted       the CHU on Monday and Tuesday; the CH from the Monday after.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from rota.model.calendar import Slot, Span
from rota.model.facts import PostId
from rota.model.universe import Universe
from rota.rules.base import Figure, Force, Rule, RuleId, Scope, Source, Unit
from rota.rules.clauses import About, AtMost, Clause
from rota.rules.presence import all_of, day_service, elsewhere
from rota.rules.prices import SITE_CHANGE, SPLIT_DAY
from rota.rules.sources import CASE_STUDY
from rota.words import Text

_SUNDAY = 6


@dataclass(frozen=True, slots=True)
class SiteChanges(Rule):
    """Few changes of site from one day to the next."""

    id: ClassVar[RuleId] = RuleId("site-changes")
    force: ClassVar[Force] = Force.WISH
    scope: ClassVar[Scope] = Scope.POST
    unit: ClassVar[Unit] = Unit.COUNT
    name: ClassVar[Text] = Text("Changements de site", "Site changes")
    says: ClassVar[Text] = Text(
        "Dans une semaine, une journée se fait sur un seul site, et la suivante sur le même.",
        "Within a week, a day is at one site, and the next one at the same.",
    )
    finding: ClassVar[Text] = Text(
        "{post} quitte {site} pour un autre site {when}.",
        "{post} leaves {site} for another site {when}.",
    )
    sources: ClassVar[tuple[Source, ...]] = (CASE_STUDY,)
    figures: ClassVar[tuple[Figure, ...]] = ()

    def clauses(self, universe: Universe, subject: str) -> Iterator[Clause]:
        """For each day and site: not there and then elsewhere, within the day or the next morning."""
        post, span = PostId(subject), universe.problem.span
        before = day_service(universe, post, span.first - timedelta(1), Slot.PM)
        for day in span:
            morning = day_service(universe, post, day, Slot.AM)
            yesterday = day - timedelta(1)
            if yesterday.weekday() != _SUNDAY:
                for site, tasks in sorted(before.items()):
                    if others := elsewhere(morning, site):
                        about = About(self.id, post, (post,), Span(yesterday, day), site=site)
                        yield AtMost(about, all_of(tasks, others), bound=1, weight=SITE_CHANGE)
            before = day_service(universe, post, day, Slot.PM)
            for site, tasks in sorted(morning.items()):
                if others := elsewhere(before, site):
                    about = About(self.id, post, (post,), Span(day, day), site=site)
                    yield AtMost(about, all_of(tasks, others), bound=1, weight=SPLIT_DAY)
