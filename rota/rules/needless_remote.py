"""Needless remote attendance: a doctor who is at the site that day goes to its meeting.

What it says   A remote attendance of a site’s meeting stands on a day whose other half-day is elsewhere.
Why            Colleagues never know when the assistant is there; a meeting is where one is seen.
Units          Remote attendances on a day at the same site.
Edge cases     A day with nothing else, or with another site in its other half, is a good reason to attend
               from elsewhere. Duty does not count.
Refused        the CHU’s staff meeting attended remotely in the morning, a clinic at the CHU in the afternoon.
Accepted       the CHU’s staff meeting attended remotely in the morning, a clinic at the CH in the afternoon.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from rota.model.calendar import HALF_DAYS, Span
from rota.model.facts import PostId
from rota.model.universe import Universe
from rota.rules.base import Figure, Force, Rule, RuleId, Scope, Source, Unit
from rota.rules.clauses import About, AtMost, Clause
from rota.rules.presence import all_of, day_service
from rota.rules.prices import NEEDLESS_REMOTE
from rota.rules.sources import CASE_STUDY
from rota.words import Text


@dataclass(frozen=True, slots=True)
class NeedlessRemote(Rule):
    """No remote attendance of a meeting at the site where the doctor is that day."""

    id: ClassVar[RuleId] = RuleId("needless-remote")
    force: ClassVar[Force] = Force.WISH
    scope: ClassVar[Scope] = Scope.POST
    unit: ClassVar[Unit] = Unit.COUNT
    name: ClassVar[Text] = Text("À distance sans raison", "Remote for no reason")
    says: ClassVar[Text] = Text(
        "Qui est sur un site dans la journée y suit les réunions sur place, non à distance.",
        "Whoever is at a site that day attends its meetings there, not from elsewhere.",
    )
    finding: ClassVar[Text] = Text(
        "{post} suit à distance une réunion de {site} {when}, alors qu’il y est ce jour-là.",
        "{post} attends a meeting of {site} remotely {when}, though there that day.",
    )
    sources: ClassVar[tuple[Source, ...]] = (CASE_STUDY,)
    figures: ClassVar[tuple[Figure, ...]] = ()

    def clauses(self, universe: Universe, subject: str) -> Iterator[Clause]:
        """For each half-day and site: no remote meeting of a site where the other half-day is spent."""
        post = PostId(subject)
        for day in universe.problem.span:
            for slot, other in (HALF_DAYS, HALF_DAYS[::-1]):
                present = day_service(universe, post, day, other)
                for site, there in sorted(present.items()):
                    remote = [
                        t for t in universe.at(post, day, slot) if t.placement.remote and t.site == site
                    ]
                    if remote:
                        about = About(self.id, post, (post,), Span(day, day), slot=slot, site=site)
                        yield AtMost(about, all_of(remote, there), bound=1, weight=NEEDLESS_REMOTE)
