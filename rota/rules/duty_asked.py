"""Duty asked of the shared posts: as many duties of each line as they are asked to take, one doctor each.

What it says   A duty of a line is taken by one shared doctor at most; in a month the shared posts together
               take the number of duties the line asks of them, neither fewer nor more.
Why            The other doctors of the service count on that number, and take all the rest themselves.
Units          Duties of a line per calendar month.
Edge cases     A month partly known (in the span, or in the past that is given) asks its part by days: at
               least that part rounded down, at most rounded up. Duties of the past count in their month.
               One duty may hold several slots: a Sunday day and its night are two duties.
Refused        two duties taken of the three asked; four of three; two doctors on one night.
Accepted       three of three.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from rota.model.calendar import Period, Slot, Span, periods
from rota.model.counting import recorded_from
from rota.model.facts import DutyLine, LineId
from rota.model.task import Task
from rota.model.universe import Universe
from rota.rules.base import Figure, Force, Rule, RuleId, Scope, Source, Unit
from rota.rules.clauses import About, AtLeast, AtMost, Clause
from rota.rules.prices import CONVENTION, DUTY_ASKED
from rota.rules.sources import LINES, PHYSICS
from rota.words import Text


@dataclass(frozen=True, slots=True)
class OnePerDuty(Rule):
    """At most one shared post on each duty of a line."""

    id: ClassVar[RuleId] = RuleId("one-per-duty")
    force: ClassVar[Force] = Force.LAW
    scope: ClassVar[Scope] = Scope.LINE
    unit: ClassVar[Unit] = Unit.COUNT
    name: ClassVar[Text] = Text("Un médecin par garde", "One doctor per duty")
    says: ClassVar[Text] = Text(
        "Une garde ou une astreinte d’une ligne est prise par un seul médecin : il n’y a qu’une place.",
        "A duty of a line is taken by one doctor only: there is one place to fill.",
    )
    finding: ClassVar[Text] = Text(
        "{line} {when} : {measured} médecins pour {limit} place ({posts}).",
        "{line} {when}: {measured} doctors for {limit} place ({posts}).",
    )
    sources: ClassVar[tuple[Source, ...]] = (PHYSICS,)
    figures: ClassVar[tuple[Figure, ...]] = ()

    def clauses(self, universe: Universe, subject: str) -> Iterator[Clause]:
        """One clause for each duty that more than one task could take."""
        line = universe.problem.lines[LineId(subject)]
        duties: defaultdict[tuple[date, tuple[Slot, ...]], list[Task]] = defaultdict(list)
        for task in universe.on_line(line.id):
            if not task.fixed:
                duties[task.day, task.slots].append(task)
        for (day, slots), tasks in duties.items():
            if len(tasks) > 1:
                about = _about(self.id, universe, line, tasks, Span(day, day))
                terms = tuple((task.index, 1) for task in tasks)
                yield AtMost(replace(about, slot=slots[-1]), terms, bound=1)


@dataclass(frozen=True, slots=True)
class DutyAsked(Rule):
    """The shared posts take the duties that each line asks of them, month by month."""

    id: ClassVar[RuleId] = RuleId("duty-asked")
    force: ClassVar[Force] = Force.AGREEMENT
    scope: ClassVar[Scope] = Scope.LINE
    unit: ClassVar[Unit] = Unit.COUNT
    name: ClassVar[Text] = Text("Gardes demandées", "Duties asked")
    says: ClassVar[Text] = Text(
        "Chaque mois, les postes partagés prennent ensemble le nombre de gardes que la ligne leur demande.",
        "Each month the shared posts together take the number of duties that the line asks of them.",
    )
    finding: ClassVar[Text] = Text(
        "{line} {when} : {measured} garde(s) ou astreinte(s) prise(s), {limit} demandée(s).",
        "{line} {when}: {measured} duty(ies) taken, {limit} asked.",
    )
    sources: ClassVar[tuple[Source, ...]] = (LINES,)
    figures: ClassVar[tuple[Figure, ...]] = ()

    def clauses(self, universe: Universe, subject: str) -> Iterator[Clause]:
        """For each month, one clause against too few duties and one against too many."""
        problem = universe.problem
        line, known = problem.lines[LineId(subject)], Span(recorded_from(problem), problem.span.last)
        for month in periods(problem.span, Period.MONTH, problem.span):
            days = month.meet(known)
            if days is None:
                continue
            tasks = [task for task in universe.on_line(line.id) if task.day in days]
            fewest, rest = divmod(line.asked_per_month * len(days), len(month))
            about = _about(self.id, universe, line, tasks, days)
            terms = tuple((task.index, 1) for task in tasks)
            if fewest:
                yield AtLeast(about, terms, fewest, weight=DUTY_ASKED)
            if terms:
                yield AtMost(about, terms, fewest + (rest > 0), weight=CONVENTION)


def _about(rule: RuleId, universe: Universe, line: DutyLine, tasks: list[Task], span: Span) -> About:
    posts = tuple(sorted({task.post for task in tasks}))
    site = universe.problem.services[line.service].site
    return About(rule, line.id, posts, span, site=site, service=line.service, line=line.id)
