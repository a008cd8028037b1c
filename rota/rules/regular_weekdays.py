"""Regular weekdays: the same half-days at the same site, week after week.

What it says   A half-day of the week is at the site that the convention’s typical week names for it; where it
               names none, at the same site as one pattern (a week, or two that alternate) before.
Why            “In dotted lines”: colleagues never know on which days the assistant is there.
Units          Half-days at another site.
Edge cases     A half-day off, on leave, on duty or at a remote meeting breaks nothing. The first weeks look
               back to the past that is given. The convention says how many weeks the pattern has.
Refused        Monday morning at the CH, the Monday after at the CHU.
Accepted       the same with a pattern of two weeks, when the third is like the first.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from rota.model.calendar import HALF_DAYS, Span
from rota.model.facts import PostId
from rota.model.universe import Universe
from rota.rules.base import Figure, Force, Rule, RuleId, Scope, Source, Unit
from rota.rules.clauses import About, AtMost, Clause
from rota.rules.presence import all_of, day_service, elsewhere
from rota.rules.prices import REGULARITY
from rota.rules.sources import CASE_STUDY, CONVENTION_CONTENT
from rota.words import Text


@dataclass(frozen=True, slots=True)
class RegularWeekdays(Rule):
    """The same half-days of the week at the same site."""

    id: ClassVar[RuleId] = RuleId("regular-weekdays")
    force: ClassVar[Force] = Force.WISH
    scope: ClassVar[Scope] = Scope.POST
    unit: ClassVar[Unit] = Unit.COUNT
    name: ClassVar[Text] = Text("Jours réguliers", "Regular weekdays")
    says: ClassVar[Text] = Text(
        "Une demi-journée de la semaine est au site de la semaine type, ou au même site que la fois d’avant.",
        "A half-day of the week is at the site of the typical week, or at the same site as the time before.",
    )
    finding: ClassVar[Text] = Text(
        "{post} n’est pas à {site} comme le veut la semaine type ou la fois d’avant, {cells}.",
        "{post} is not at {site} as the typical week or the time before has it, {cells}.",
    )
    sources: ClassVar[tuple[Source, ...]] = (CASE_STUDY, CONVENTION_CONTENT)
    figures: ClassVar[tuple[Figure, ...]] = ()

    def clauses(self, universe: Universe, subject: str) -> Iterator[Clause]:
        """For each half-day: not elsewhere than its site, or than where it was one pattern before."""
        post, problem = PostId(subject), universe.problem
        convention = problem.conventions.get(post)
        if convention is None:
            return
        pattern = timedelta(weeks=convention.pattern_weeks)
        for day in problem.span:
            for slot in HALF_DAYS:
                here = day_service(universe, post, day, slot)
                site = convention.typical_days.get((day.weekday(), slot))
                if site is not None:
                    if others := elsewhere(here, site):
                        about = About(self.id, "convention", (post,), Span(day, day), slot=slot, site=site)
                        yield AtMost(about, all_of(others), bound=0, weight=REGULARITY)
                    continue
                before = day_service(universe, post, day - pattern, slot) if here else {}
                for site, tasks in sorted(before.items()):
                    if others := elsewhere(here, site):
                        about = About(self.id, post, (post,), Span(day - pattern, day), slot=slot, site=site)
                        yield AtMost(about, all_of(tasks, others), bound=1, weight=REGULARITY)
