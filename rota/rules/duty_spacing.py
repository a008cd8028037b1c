"""Duty spacing: some days between two duties on site.

What it says   Two duties on site start at least three days apart; the number is the convention’s to choose.
Why            Duties in a row tire, and each takes the day after it from one of the two services.
Units          Days from one duty to the other.
Edge cases     Duties of one day are one block. Each pair of duties that are too near is priced once.
               On-call duty needs no spacing. Duties before the plan count.
Refused        on duty on Tuesday and on Thursday of one week.
Accepted       on duty on Tuesday and on Friday.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from rota.model.calendar import Span
from rota.model.facts import DutyKind, PostId
from rota.model.task import Task
from rota.model.universe import Universe
from rota.rules.base import Better, Figure, Force, Rule, RuleId, Scope, Source, Unit
from rota.rules.clauses import About, AtMost, Clause
from rota.rules.pairs import by_first_slot
from rota.rules.prices import SPACING
from rota.rules.sources import CONVENTION_CONTENT, SETTING
from rota.words import Text

_SINCE = date(2026, 11, 1)
SPACING_DAYS = Figure(
    id="duty-spacing",
    name=Text("Jours d’une garde sur place à la suivante", "Days from one duty on site to the next"),
    unit=Unit.DAYS,
    values=((_SINCE, 3),),
    better=Better.FREE,
    source=SETTING,
)


@dataclass(frozen=True, slots=True)
class DutySpacing(Rule):
    """Duties on site are some days apart."""

    id: ClassVar[RuleId] = RuleId("duty-spacing")
    force: ClassVar[Force] = Force.WISH
    scope: ClassVar[Scope] = Scope.POST
    unit: ClassVar[Unit] = Unit.DAYS
    name: ClassVar[Text] = Text("Gardes espacées", "Duties apart")
    says: ClassVar[Text] = Text(
        "Deux gardes sur place d’un même médecin sont espacées de quelques jours.",
        "Two duties on site of one doctor are some days apart.",
    )
    finding: ClassVar[Text] = Text(
        "{post} : deux gardes sur place à {measured} d’écart {when} ; {limit} souhaités.",
        "{post}: two duties on site {measured} apart {when}; {limit} wished for.",
    )
    sources: ClassVar[tuple[Source, ...]] = (CONVENTION_CONTENT, SETTING)
    figures: ClassVar[tuple[Figure, ...]] = (SPACING_DAYS,)

    def clauses(self, universe: Universe, subject: str) -> Iterator[Clause]:
        """For each two cells of days too near: a duty in one or the other, not both."""
        post = PostId(subject)
        cells: dict[date, list[list[Task]]] = {}
        for day, tasks in universe.days_of(post).items():
            duties = [task for task in tasks if task.duty is DutyKind.ON_SITE]
            if duties:
                cells[day] = list(by_first_slot(duties).values())
        for day, before in cells.items():
            for number in range(1, SPACING_DAYS.of(universe.problem, post, day)):
                later = day + timedelta(days=number)
                after = cells.get(later, [])
                if not after or after[0][0].fixed:
                    continue
                about = About(self.id, post, (post,), Span(day, later))
                for first in before:
                    for second in after:
                        terms = tuple((task.index, 1) for task in (*first, *second))
                        yield AtMost(about, terms, bound=1, weight=SPACING)

    def told(self, universe: Universe, clause: Clause) -> tuple[int, int]:
        """Days from one duty to the other, and days wished for."""
        span = clause.about.span
        wished = SPACING_DAYS.of(universe.problem, clause.about.posts[0], span.first)
        return (span.last - span.first).days, wished
