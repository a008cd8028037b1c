"""Weekly ceiling: forty-eight hours a week on average over each four-month period, nights included.

What it says   Over each period from January, May or September, worked time stays within 48 h a week on
               average, pro rata for part time. A plan stays at this pace once four weeks of the period are
               known.
Why            The law protects health; overtime found out in December can no longer be given back.
Units          Minutes of elapsed time; the mean is taken over days under the convention.
Edge cases     Exactly the ceiling is allowed. Days wholly on annual or training leave, or absent for
               another cause, count neither as work nor as time; days off for time worked (RTT, recovery)
               count as time. The period is measured from the day the opening balance or the past begins. A
               night counts in the period, and for the pace in the plan, of the day on which it starts.
               Volunteering for additional time does not lift the ceiling. The way between two sites within
               one day counts in that direction, from morning to afternoon or from afternoon to night; the
               margin of the convention does not, nor a way for which there is no time, nor one after a
               free afternoon, from home or to it.
Refused        822 h 52 from January to April, 120 days.
Accepted       822 h 51.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from rota.model.calendar import HALF_DAYS, Period, Span, four_months_of, periods
from rota.model.counting import recorded_from
from rota.model.facts import AbsenceKind, PostId
from rota.model.problem import Problem
from rota.model.task import Task
from rota.model.travelling import trips
from rota.model.units import FULL_TIME
from rota.model.universe import Universe
from rota.rules.base import Better, Figure, Force, Rule, RuleId, Scope, Source, Unit
from rota.rules.clauses import About, AtMost, Clause, Pair
from rota.rules.prices import PACE
from rota.rules.sources import DIRECTIVE_2003_88, R6152_27, R6152_504, SETTING
from rota.words import Text

CEILING = Figure(
    id="weekly-ceiling",
    name=Text("Plafond hebdomadaire moyen", "Mean weekly ceiling"),
    unit=Unit.MINUTES,
    values=((date(2005, 7, 26), 48 * 60),),
    better=Better.LOWER,
    source=R6152_27,
)
PACE_AFTER = Figure(
    id="weekly-ceiling-pace-after",
    name=Text("Jours connus avant de juger le rythme", "Days known before the pace is judged"),
    unit=Unit.DAYS,
    values=((date(2005, 7, 26), 28),),
    better=Better.FREE,
    source=SETTING,
)
_NEUTRAL = {AbsenceKind.ANNUAL, AbsenceKind.TRAINING, AbsenceKind.OTHER}
"""Absences that count neither as work nor as time."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the worked time of one post in a period."""

    span: Span
    """Days over which the mean is taken."""
    minutes: int
    """Worked in them before the tasks that are known one by one."""
    tasks_from: date
    """First day whose tasks are added."""


@dataclass(frozen=True, slots=True)
class WeeklyCeiling(Rule):
    """At most 48 hours a week on average over four months."""

    id: ClassVar[RuleId] = RuleId("weekly-ceiling")
    force: ClassVar[Force] = Force.LAW
    scope: ClassVar[Scope] = Scope.POST
    unit: ClassVar[Unit] = Unit.MINUTES
    name: ClassVar[Text] = Text("Plafond de 48 heures", "Ceiling of 48 hours")
    says: ClassVar[Text] = Text(
        "Sur chaque quadrimestre, le travail ne dépasse pas 48 heures par semaine en moyenne, nuits et "
        "trajets d’un site à l’autre dans la journée compris, au prorata du temps partiel.",
        "Over each four-month period, work does not exceed 48 hours a week on average, nights and ways from "
        "one site to another within a day included, pro rata for part time.",
    )
    finding: ClassVar[Text] = Text(
        "{post} : {measured} de travail sur le quadrimestre, jours connus {when} ; {limit} au plus.",
        "{post}: {measured} of work in the four-month period, days known {when}; {limit} at most.",
    )
    sources: ClassVar[tuple[Source, ...]] = (R6152_27, R6152_504, DIRECTIVE_2003_88)
    figures: ClassVar[tuple[Figure, ...]] = (CEILING,)

    def clauses(self, universe: Universe, subject: str) -> Iterator[Clause]:
        """For each period, the minutes known against those that all its days allow."""
        post, problem = PostId(subject), universe.problem
        for period in periods(problem.span, Period.FOUR_MONTHS, problem.span):
            known = known_of(problem, post, period)
            if known is not None:
                yield _at_most(self.id, universe, post, known, None)


@dataclass(frozen=True, slots=True)
class WeeklyCeilingPace(Rule):
    """The mean up to the end of the plan stays within the ceiling."""

    id: ClassVar[RuleId] = RuleId("weekly-ceiling-pace")
    force: ClassVar[Force] = Force.AGREEMENT
    scope: ClassVar[Scope] = Scope.POST
    unit: ClassVar[Unit] = Unit.MINUTES
    name: ClassVar[Text] = Text("Rythme des 48 heures", "Pace of the 48 hours")
    says: ClassVar[Text] = Text(
        "Dès que quatre semaines du quadrimestre sont connues, la moyenne à la fin du planning reste sous le "
        "plafond hebdomadaire.",
        "Once four weeks of the four-month period are known, the mean at the end of the plan stays within "
        "the weekly ceiling.",
    )
    finding: ClassVar[Text] = Text(
        "{post} : {measured} par semaine en moyenne {when} ; {limit} au plus.",
        "{post}: {measured} a week on average {when}; {limit} at most.",
    )
    sources: ClassVar[tuple[Source, ...]] = (R6152_27, R6152_504)
    figures: ClassVar[tuple[Figure, ...]] = (PACE_AFTER,)

    def clauses(self, universe: Universe, subject: str) -> Iterator[Clause]:
        """For each period, the minutes known against those that the days up to the end of the plan allow."""
        post, problem = PostId(subject), universe.problem
        for period in periods(problem.span, Period.FOUR_MONTHS, problem.span):
            whole = known_of(problem, post, period)
            span = whole.span.meet(Span(period.first, problem.span.last)) if whole else None
            if whole is None or span is None:
                continue
            if len(span) >= PACE_AFTER.of(problem, post, span.last):
                known = Known(span, whole.minutes, whole.tasks_from)
                yield _at_most(self.id, universe, post, known, PACE)

    def told(self, universe: Universe, clause: Clause) -> tuple[int, int]:
        """The mean week up to the end of the plan and the ceiling, in minutes; a started minute counts."""
        post, span = clause.about.posts[0], clause.about.span
        days = _days(universe.problem, post, span)
        mean = -(-7 * clause.measure(universe.indices) // days) if days else clause.measure(universe.indices)
        return mean, _ceiling(universe.problem, post, span) // FULL_TIME


def known_of(problem: Problem, post: PostId, period: Span) -> Known | None:
    """What is known of one period: its opening balance, or its past, up to its end under the convention."""
    convention, balance = problem.conventions.get(post), problem.balances.get(post)
    if convention is None:
        return None
    minutes, since, tasks_from = 0, recorded_from(problem), recorded_from(problem)
    if balance is not None:
        tasks_from = max(tasks_from, balance.until)
        if four_months_of(balance.until) == period:
            minutes, since = balance.minutes, min(since, balance.since)
        else:
            since = tasks_from
    if since > period.last:
        return None
    span = Span(max(since, period.first), period.last).meet(convention.span)
    return None if span is None else Known(span, minutes, tasks_from)


def _at_most(rule: RuleId, universe: Universe, post: PostId, known: Known, weight: int | None) -> AtMost:
    """Minutes known against those allowed: the ceiling × days / 7, a part of a minute dropped."""
    problem, span = universe.problem, known.span
    tasks = [
        task
        for task in universe.of_post(post)
        if task.works and task.day in span and task.day >= known.tasks_from
    ]
    return AtMost(
        About(rule, "law" if weight is None else "convention", (post,), span),
        tuple((task.index, int(task.minutes)) for task in tasks),
        allowed(problem, post, span),
        already=known.minutes,
        weight=weight,
        step=60 if weight else 1,
        pairs=tuple(
            Pair(_indices(trip.before), _indices(trip.after), trip.minutes) for trip in trips(problem, tasks)
        ),
    )


def _indices(tasks: Iterable[Task]) -> tuple[int, ...]:
    return tuple(task.index for task in tasks)


def allowed(problem: Problem, post: PostId, span: Span) -> int:
    """Minutes that may be worked over ``span``: the ceiling × days / 7, a part of a minute dropped."""
    return _ceiling(problem, post, span) * _days(problem, post, span) // (7 * FULL_TIME)


def _ceiling(problem: Problem, post: PostId, span: Span) -> int:
    """Ten times the minutes of a mean week that the post may work."""
    return CEILING.of(problem, post, span.last) * problem.posts[post].half_days_per_week


def _days(problem: Problem, post: PostId, span: Span) -> int:
    """Days that count as time: those not wholly away on leave."""
    away: set[date] = set()
    for absence in problem.absences(post):
        if absence.kind not in _NEUTRAL:
            continue
        day = absence.first
        while day <= absence.last:
            if all(absence.holds(day, slot) for slot in HALF_DAYS):
                away.add(day)
            day += timedelta(days=1)
    return sum(day not in away for day in span)
