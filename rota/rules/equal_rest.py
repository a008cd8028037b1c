"""Equal rest: a stretch of day work and a night on site is followed by a rest as long as itself.

What it says   When a night on site follows day work, the rest after it is at least as long as the whole
               stretch.
Why            The law allows up to 24 h of continuous work only with an immediate rest of equal length.
Units          Minutes of elapsed time: the night the clocks go forward makes 24 h end at 09:30.
Edge cases     Exactly the length of the stretch is enough. The stretch starts with the first work of the
               day, at either site. A rest shorter than the daily rest is told by that rule. A night without
               day work before it asks for the daily rest and the rest after a night only.
Refused        the ward from 08:30, on duty until 08:30, back the day after next at 08:00.
Accepted       the same, back the day after next at 08:30.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from rota.model.calendar import Slot, Span
from rota.model.facts import DutyKind, PostId
from rota.model.task import Task
from rota.model.universe import Universe
from rota.rules.base import Figure, Force, Rule, RuleId, Scope, Source, Unit
from rota.rules.clauses import About, AtMost, Clause, tasks_in
from rota.rules.daily_rest import DAILY_REST
from rota.rules.pairs import Moment, by_first_slot, clashes, start
from rota.rules.sources import R6152_27, R6152_504
from rota.words import Text

_LONGEST = 36 * 60
"""No stretch of one day and its night is longer."""


@dataclass(frozen=True, slots=True)
class EqualRest(Rule):
    """After day work and a night on site, a rest as long as both."""

    id: ClassVar[RuleId] = RuleId("equal-rest")
    force: ClassVar[Force] = Force.LAW
    scope: ClassVar[Scope] = Scope.POST
    unit: ClassVar[Unit] = Unit.MINUTES
    name: ClassVar[Text] = Text("Repos égal au travail", "Rest equal to work")
    says: ClassVar[Text] = Text(
        "Quand une nuit sur place suit le travail du jour, le repos qui vient dure au moins autant que le "
        "tout.",
        "When a night on site follows the day’s work, the rest after it lasts at least as long as both.",
    )
    finding: ClassVar[Text] = Text(
        "{post} : {measured} de repos après une journée et une nuit de travail ({when}) ; il en faut "
        "{limit}.",
        "{post}: {measured} of rest after a day and a night of work ({when}); {limit} needed.",
    )
    sources: ClassVar[tuple[Source, ...]] = (R6152_27, R6152_504)
    figures: ClassVar[tuple[Figure, ...]] = ()

    def clauses(self, universe: Universe, subject: str) -> Iterator[Clause]:
        """For each night, the day work before it and the cells after it: not all three together."""
        post = PostId(subject)
        days = {day: [t for t in tasks if t.works] for day, tasks in universe.days_of(post).items()}
        for day, tasks in days.items():
            least = DAILY_REST.of(universe.problem, post, day)
            by_day = by_first_slot(task for task in tasks if not task.night)
            for end, nights in _nights(tasks).items():
                whole = [night for night in nights if night.slots[0] is not Slot.NIGHT]
                for later, after in _returns(days, day, end + least, end + _LONGEST):
                    about = About(self.id, "law", (post,), Span(day, later))
                    for work in by_day.values():
                        for clique in clashes(work, after, _rested(end), start):
                            yield AtMost(about, tuple((t.index, 1) for t in (*clique, *nights)), bound=2)
                    for clique in clashes(whole, after, _rested(end), start):
                        yield AtMost(about, tuple((task.index, 1) for task in clique), bound=1)

    def told(self, universe: Universe, clause: Clause) -> tuple[int, int]:
        """The rest after the stretch, and its length, in minutes."""
        tasks = [universe.by_index[index] for index in tasks_in(clause)]
        stretch = [task for task in tasks if task.day == clause.about.span.first]
        end = max(task.end for task in stretch)
        back = min(task.start for task in tasks if task.day > clause.about.span.first)
        return max(0, back - end), end - min(task.start for task in stretch)


def _rested(end: int) -> Moment:
    """When a stretch that starts with a task and ends at ``end`` has been rested for as long."""
    return lambda task: end + (end - task.start)


def _nights(tasks: Iterable[Task]) -> Mapping[int, list[Task]]:
    """Nights on site of one day by their end; duties of day and night among them."""
    found: defaultdict[int, list[Task]] = defaultdict(list)
    for task in tasks:
        if task.night and task.duty is DutyKind.ON_SITE:
            found[task.end].append(task)
    return found


def _returns(
    days: Mapping[date, list[Task]], day: date, first: int, until: int
) -> Iterator[tuple[date, list[Task]]]:
    """Cells of the days after ``day`` with what starts from ``first`` on but before ``until``."""
    for number in (1, 2, 3):
        later = day + timedelta(days=number)
        for tasks in by_first_slot(days.get(later, ())).values():
            back = [task for task in tasks if first <= task.start < until]
            if back:
                yield later, back
