"""Week-ends with duty: only so many a month, and not two in a row.

What it says   At most two week-ends a month hold a duty, on site or on call, and not two in a row. The
               number is the convention’s to choose.
Why            A doctor with two hospitals has two teams asking for week-ends.
Units          Week-ends (Saturday and Sunday), in the month of the Saturday.
Edge cases     A Friday night ends on Saturday and is no week-end with duty; a Saturday morning of day
               service is none either. Each set of week-ends over the number is priced: a third week-end
               costs one price, a fourth three more. Duties before the plan count.
Refused        duties on the first three week-ends of December.
Accepted       duties on the first and the third week-end of December, however many on each.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations, pairwise
from typing import ClassVar

from rota.model.calendar import Period, Span, month_of, periods
from rota.model.facts import PostId
from rota.model.task import Task
from rota.model.universe import Universe
from rota.rules.base import Better, Figure, Force, Rule, RuleId, Scope, Source, Unit
from rota.rules.clauses import About, Clause, OneFree, tasks_in
from rota.rules.prices import SPACING, WEEKEND
from rota.rules.sources import CONVENTION_CONTENT, SETTING
from rota.words import Text

_DAY = timedelta(days=1)
WEEKENDS = Figure(
    id="duty-weekends",
    name=Text("Week-ends de garde par mois", "Week-ends with duty a month"),
    unit=Unit.COUNT,
    values=((date(2026, 11, 1), 2),),
    better=Better.FREE,
    source=SETTING,
)


@dataclass(frozen=True, slots=True)
class DutyWeekends(Rule):
    """Only so many week-ends a month hold a duty."""

    id: ClassVar[RuleId] = RuleId("duty-weekends")
    force: ClassVar[Force] = Force.AGREEMENT
    scope: ClassVar[Scope] = Scope.POST
    unit: ClassVar[Unit] = Unit.COUNT
    name: ClassVar[Text] = Text("Week-ends de garde", "Week-ends with duty")
    says: ClassVar[Text] = Text(
        "Chaque mois, seuls quelques week-ends d’un médecin portent une garde ou une astreinte.",
        "Each month only some week-ends of a doctor hold a duty, on site or on call.",
    )
    finding: ClassVar[Text] = Text(
        "{post} : {measured} week-ends de garde {when} ; {limit} au plus dans le mois.",
        "{post}: {measured} week-ends with duty {when}; {limit} at most in the month.",
    )
    sources: ClassVar[tuple[Source, ...]] = (CONVENTION_CONTENT, SETTING)
    figures: ClassVar[tuple[Figure, ...]] = (WEEKENDS,)

    def clauses(self, universe: Universe, subject: str) -> Iterator[Clause]:
        """For each set of one week-end more than allowed in a month: one of them is free of duty."""
        post, problem = PostId(subject), universe.problem
        found = _weekends(universe, post)
        for month in periods(problem.span, Period.MONTH, problem.span):
            most = WEEKENDS.of(problem, post, month.first)
            held = [(saturday, tasks) for saturday, tasks in found.items() if saturday in month]
            for chosen in combinations(held, most + 1):
                if chosen[-1][0] + _DAY >= problem.span.first:
                    yield _one_free(self.id, post, chosen, WEEKEND)

    def told(self, universe: Universe, clause: Clause) -> tuple[int, int]:
        """Week-ends with duty in the month, and how many there may be."""
        post, month = clause.about.posts[0], month_of(clause.about.span.first)
        held = sum(saturday in month for saturday in _weekends(universe, post))
        return held, WEEKENDS.of(universe.problem, post, month.first)


@dataclass(frozen=True, slots=True)
class WeekendsInARow(Rule):
    """No two week-ends with duty in a row."""

    id: ClassVar[RuleId] = RuleId("weekends-in-a-row")
    force: ClassVar[Force] = Force.WISH
    scope: ClassVar[Scope] = Scope.POST
    unit: ClassVar[Unit] = Unit.COUNT
    name: ClassVar[Text] = Text("Pas deux week-ends de suite", "No two week-ends in a row")
    says: ClassVar[Text] = Text(
        "Un médecin n’est pas de garde ou d’astreinte deux week-ends de suite.",
        "A doctor is not on duty, on site or on call, two week-ends in a row.",
    )
    finding: ClassVar[Text] = Text(
        "{post} est de garde deux week-ends de suite {when}.",
        "{post} is on duty two week-ends in a row {when}.",
    )
    sources: ClassVar[tuple[Source, ...]] = (SETTING,)
    figures: ClassVar[tuple[Figure, ...]] = ()

    def clauses(self, universe: Universe, subject: str) -> Iterator[Clause]:
        """For each two week-ends in a row: one of them is free of duty."""
        post = PostId(subject)
        for first, second in pairwise(_weekends(universe, post).items()):
            if second[0] - first[0] == 7 * _DAY and second[0] + _DAY >= universe.problem.span.first:
                yield _one_free(self.id, post, (first, second), SPACING)

    def told(self, universe: Universe, clause: Clause) -> tuple[int, int]:
        """Week-ends with duty in a row, and how many there may be."""
        return len({_saturday(universe.by_index[task].day) for task in tasks_in(clause)}), 1


_Weekend = tuple[date, list[Task]]
"""A Saturday, and the duties of that day and the next."""


def _saturday(day: date) -> date:
    return day - timedelta(days=day.weekday() - 5)


def _weekends(universe: Universe, post: PostId) -> dict[date, list[Task]]:
    """Duties of each week-end, by its Saturday; a Friday night is none."""
    found: dict[date, list[Task]] = {}
    for day, tasks in universe.days_of(post).items():
        duties = [task for task in tasks if task.duty is not None] if day.weekday() > 4 else []
        if duties:
            found.setdefault(_saturday(day), []).extend(duties)
    return found


def _one_free(rule: RuleId, post: PostId, weekends: tuple[_Weekend, ...], weight: int) -> OneFree:
    rests = tuple(tuple(task.index for task in tasks) for _, tasks in weekends)
    span = Span(weekends[0][0], weekends[-1][0] + _DAY)
    return OneFree(About(rule, "convention" if weight == WEEKEND else post, (post,), span), rests, weight)
