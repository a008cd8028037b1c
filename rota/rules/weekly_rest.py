"""Weekly rest: thirty-five consecutive hours in each week.

What it says   In each week, from Monday to Sunday, a rest of at least 35 h begins: 24 h and a daily rest.
Why            European law guarantees it; a week-end on duty must not swallow the free day after it.
Units          Minutes of elapsed time: the week-ends the clocks change are one hour off.
Edge cases     Exactly 35 h is enough. A rest begins at the end of a work, or on Monday at midnight when it
               goes on from the week before; it may end in the week after. What comes after the last planned
               day is taken to be free. A rest begun in the week before the span still needs its end.
               Waiting on call does not break a rest; a meeting from elsewhere does.
Refused        on duty on Saturday until 20:00, and the ward on Monday at 06:59, with work on every day
               before.
Accepted       the same, back on Monday at 07:00.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import ClassVar

from rota.model.calendar import Span, instant, week_of
from rota.model.facts import PostId
from rota.model.task import Task
from rota.model.universe import Universe
from rota.rules.base import Better, Figure, Force, Rule, RuleId, Scope, Source, Unit
from rota.rules.clauses import About, Clause, OneFree
from rota.rules.sources import DIRECTIVE_2003_88
from rota.words import Text

WEEKLY_REST = Figure(
    id="weekly-rest",
    name=Text("Repos hebdomadaire", "Weekly rest"),
    unit=Unit.MINUTES,
    values=((date(2004, 8, 2), 35 * 60),),
    better=Better.HIGHER,
    source=DIRECTIVE_2003_88,
)


@dataclass(frozen=True, slots=True)
class WeeklyRest(Rule):
    """Thirty-five consecutive hours of rest begin in each week."""

    id: ClassVar[RuleId] = RuleId("weekly-rest")
    force: ClassVar[Force] = Force.LAW
    scope: ClassVar[Scope] = Scope.POST
    unit: ClassVar[Unit] = Unit.MINUTES
    name: ClassVar[Text] = Text("Repos hebdomadaire", "Weekly rest")
    says: ClassVar[Text] = Text(
        "Chaque semaine, du lundi au dimanche, un repos d’au moins 35 heures consécutives commence.",
        "In each week, from Monday to Sunday, a rest of at least 35 consecutive hours begins.",
    )
    finding: ClassVar[Text] = Text(
        "{post} : {measured} de repos d’affilée au plus {when} ; il en faut {limit} chaque semaine.",
        "{post}: {measured} of rest in a row at most {when}; {limit} needed each week.",
    )
    sources: ClassVar[tuple[Source, ...]] = (DIRECTIVE_2003_88,)
    figures: ClassVar[tuple[Figure, ...]] = (WEEKLY_REST,)

    def clauses(self, universe: Universe, subject: str) -> Iterator[Clause]:
        """For each week, one of the rests that may begin in it is free."""
        problem, post = universe.problem, PostId(subject)
        tasks = [task for task in universe.of_post(post) if task.works]
        if not tasks:
            return
        week = week_of(problem.span.first - timedelta(days=7))
        while week.first <= problem.span.last:
            rest = WEEKLY_REST.of(problem, post, week.first)
            near = _near(universe, post, tasks, week, rest)
            rests = _rests(_starts(universe, post, near, week), near, rest)
            if all(rests) and (week.last >= problem.span.first or _still_open(universe, rests)):
                span = Span(min(week.first, near[0].day), max(week.last, near[-1].day))
                yield OneFree(About(self.id, "law", (post,), span), rests)
            week = week_of(week.last + timedelta(days=1))

    def told(self, universe: Universe, clause: Clause) -> tuple[int, int]:
        """The longest rest that begins in the week, and the rest needed, in minutes."""
        post = clause.about.posts[0]
        week = _week(clause.about.span)
        needed = WEEKLY_REST.of(universe.problem, post, week.first)
        near = _near(universe, post, [task for task in universe.of_post(post) if task.works], week, needed)
        longest = 0
        for begin in _starts(universe, post, near, week):
            ahead = [task.start for task in near if task.end > begin]
            if ahead:
                longest = max(longest, min(ahead) - begin)
        return longest, needed


def _week(span: Span) -> Span:
    """The week a clause is about: its span may reach a day before and some days after."""
    return week_of(span.first + timedelta(days=1))


def _midnight(universe: Universe, post: PostId, day: date) -> int:
    home = universe.problem.posts[post].home
    return instant(day, time(), universe.problem.sites[home].timezone)


def _near(universe: Universe, post: PostId, tasks: Sequence[Task], week: Span, rest: int) -> list[Task]:
    """Works that overlap the week or a rest that begins in it, by start."""
    opens = _midnight(universe, post, week.first)
    closes = _midnight(universe, post, week.last + timedelta(days=1)) + rest
    return [task for task in tasks if task.end > opens and task.start < closes]


def _starts(universe: Universe, post: PostId, near: Sequence[Task], week: Span) -> list[int]:
    """Instants of the week at which a rest may begin."""
    opens = _midnight(universe, post, week.first)
    closes = _midnight(universe, post, week.last + timedelta(days=1))
    return sorted({opens, *(task.end for task in near if task.end < closes)})


def _still_open(universe: Universe, rests: Sequence[Sequence[int]]) -> bool:
    """Whether the past alone leaves a rest."""
    return any(not any(universe.by_index[task].fixed for task in rest) for rest in rests)


def _rests(starts: Sequence[int], near: Sequence[Task], rest: int) -> tuple[tuple[int, ...], ...]:
    """What would spoil each rest, without the rests that a later one makes useless.

    A later rest loses the works that end by its start; when it meets no new one, it is the easier of the two.
    """
    rests: list[frozenset[int]] = []
    begins = [task.start for task in near]
    longest = max((task.end - task.start for task in near), default=0)
    for begin in starts:
        reach = near[bisect_left(begins, begin - longest) : bisect_left(begins, begin + rest)]
        spoils = frozenset(task.index for task in reach if task.end > begin)
        while rests and spoils <= rests[-1]:
            rests.pop()
        rests.append(spoils)
    return tuple(tuple(sorted(spoils)) for spoils in rests)
