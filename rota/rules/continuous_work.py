"""Continuous work: a stretch of work lasts twenty-four hours at most.

What it says   From the start of the first work of a day to the end of the last, the night included, there
               are at most 24 h.
Why            The law allows this much and no more, and only with an equal rest after it.
Units          Minutes of elapsed time: day and night together are 25 h when the clocks go back.
Edge cases     Exactly 24 h is allowed. Breaks between morning, afternoon and night do not end a stretch; a
               daily rest does, so the work of two days is never one stretch. Two sites are one employer. A
               single duty of morning, afternoon and night is measured too.
Refused        the ward from 08:00, then on duty until 08:30 the next morning.
Accepted       the ward from 08:30, then on duty until 08:30 the next morning.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from rota.model.calendar import Span
from rota.model.facts import PostId
from rota.model.task import Task
from rota.model.universe import Universe
from rota.rules.base import Better, Figure, Force, Rule, RuleId, Scope, Source, Unit
from rota.rules.clauses import About, AtMost, Clause, tasks_in
from rota.rules.pairs import by_first_slot, by_last_slot, clashes
from rota.rules.sources import R6152_27, R6152_504
from rota.words import Text

CONTINUOUS_WORK = Figure(
    id="continuous-work",
    name=Text("Durée maximale de travail continu", "Longest continuous work"),
    unit=Unit.MINUTES,
    values=((date(2005, 7, 26), 24 * 60),),
    better=Better.LOWER,
    source=R6152_27,
)


@dataclass(frozen=True, slots=True)
class ContinuousWork(Rule):
    """A day’s work and the night after it last 24 hours at most."""

    id: ClassVar[RuleId] = RuleId("continuous-work")
    force: ClassVar[Force] = Force.LAW
    scope: ClassVar[Scope] = Scope.POST
    unit: ClassVar[Unit] = Unit.MINUTES
    name: ClassVar[Text] = Text("Travail continu", "Continuous work")
    says: ClassVar[Text] = Text(
        "Du début du premier travail d’un jour à la fin du dernier, nuit comprise, il s’écoule au plus 24 "
        "heures.",
        "From the start of the first work of a day to the end of the last, night included, at most 24 hours "
        "pass.",
    )
    finding: ClassVar[Text] = Text(
        "{post} : {measured} de travail continu commencé {when} ; {limit} au plus.",
        "{post}: {measured} of continuous work begun {when}; {limit} at most.",
    )
    sources: ClassVar[tuple[Source, ...]] = (R6152_27, R6152_504)
    figures: ClassVar[tuple[Figure, ...]] = (CONTINUOUS_WORK,)

    def clauses(self, universe: Universe, subject: str) -> Iterator[Clause]:
        """For each day, what starts early and what ends late exclude each other; what is too long is out."""
        post = PostId(subject)
        for day, every in universe.days_of(post).items():
            if every[0].fixed:
                continue
            tasks = [task for task in every if task.works]
            longest = CONTINUOUS_WORK.of(universe.problem, post, day)
            about = About(self.id, "law", (post,), Span(day, day))
            yield from (AtMost(about, ((t.index, 1),), bound=0) for t in tasks if t.minutes > longest)
            for clique in _too_long(tasks, longest):
                yield AtMost(about, tuple((task.index, 1) for task in clique), bound=1)

    def told(self, universe: Universe, clause: Clause) -> tuple[int, int]:
        """How long the stretch lasts, and how long it may, in minutes."""
        tasks = [universe.by_index[index] for index in tasks_in(clause)]
        lasts = max(task.end for task in tasks) - min(task.start for task in tasks)
        return lasts, CONTINUOUS_WORK.of(universe.problem, tasks[0].post, tasks[0].day)


def _too_long(tasks: list[Task], longest: int) -> Iterator[tuple[Task, ...]]:
    """Cliques of tasks that start in one cell and tasks that end in a later one, too long after."""
    for first, starting in by_first_slot(tasks).items():
        for last, ending in by_last_slot(tasks).items():
            before = [task for task in starting if last not in task.slots]
            after = [task for task in ending if first not in task.slots]
            yield from clashes(before, after, lambda task: -task.start - longest, lambda task: -task.end)
