"""Daily rest: eleven consecutive hours between the work of one day and that of the next.

What it says   At least 11 h pass between the end of the work of one day and the start of the next day’s.
Why            The law guarantees it in each 24 hours; two sites count as one employer.
Units          Minutes of elapsed time: the nights the clocks change are one hour off.
Edge cases     Exactly 11 h is enough. The break between morning and afternoon, and the evening before a night
               on site, belong to one stretch of work: the rule of continuous work limits that stretch.
               Waiting on call is no work; a remote meeting is.
Refused        on duty until 08:30, back at 19:29.
Accepted       on duty until 08:30, back at 19:30.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from rota.model.calendar import Span
from rota.model.facts import PostId
from rota.model.task import Task
from rota.model.universe import Universe
from rota.rules.base import Better, Figure, Force, Rule, RuleId, Scope, Source, Unit
from rota.rules.clauses import About, AtMost, Clause
from rota.rules.pairs import by_first_slot, by_last_slot, clashes, end_and, start, two_apart
from rota.rules.sources import R6152_27, R6152_504
from rota.words import Text

DAILY_REST = Figure(
    id="daily-rest",
    name=Text("Repos quotidien", "Daily rest"),
    unit=Unit.MINUTES,
    values=((date(2005, 7, 26), 11 * 60),),
    better=Better.HIGHER,
    source=R6152_27,
)


@dataclass(frozen=True, slots=True)
class DailyRest(Rule):
    """Eleven hours between the work of two days."""

    id: ClassVar[RuleId] = RuleId("daily-rest")
    force: ClassVar[Force] = Force.LAW
    scope: ClassVar[Scope] = Scope.POST
    unit: ClassVar[Unit] = Unit.MINUTES
    name: ClassVar[Text] = Text("Repos quotidien", "Daily rest")
    says: ClassVar[Text] = Text(
        "Au moins 11 heures consécutives de repos séparent le travail d’un jour de celui du lendemain.",
        "At least 11 consecutive hours of rest separate the work of one day from that of the next.",
    )
    finding: ClassVar[Text] = Text(
        "{post} : {measured} de repos {when} ; il en faut {limit}.",
        "{post}: {measured} of rest {when}; {limit} needed.",
    )
    sources: ClassVar[tuple[Source, ...]] = (R6152_27, R6152_504)
    figures: ClassVar[tuple[Figure, ...]] = (DAILY_REST,)

    def clauses(self, universe: Universe, subject: str) -> Iterator[Clause]:
        """For each cell that ends a day, cliques with the cells of later days that start too soon."""
        post = PostId(subject)
        days = {day: [task for task in tasks if task.works] for day, tasks in universe.days_of(post).items()}
        for day, tasks in days.items():
            rest = DAILY_REST.of(universe.problem, post, day)
            for before in by_last_slot(tasks).values():
                for later, after in _later_cells(days, day, rest):
                    about = About(self.id, "law", (post,), Span(day, later))
                    for clique in clashes(before, after, end_and(rest), start):
                        yield AtMost(about, tuple((task.index, 1) for task in clique), bound=1)

    def told(self, universe: Universe, clause: Clause) -> tuple[int, int]:
        """The rest between the two tasks that clash, and the rest needed, in minutes."""
        first, second = two_apart(universe, clause)
        rest = DAILY_REST.of(universe.problem, first.post, first.day)
        return max(0, second.start - first.end), rest


def _later_cells(days: Mapping[date, list[Task]], day: date, rest: int) -> Iterator[tuple[date, list[Task]]]:
    """Cells of the days that a rest begun at the end of ``day`` (at most the next day's) can reach."""
    for number in range(1, 2 + -(-rest // (24 * 60))):
        later = day + timedelta(days=number)
        for after in by_first_slot(days.get(later, ())).values():
            yield later, after
