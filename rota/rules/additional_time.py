"""Additional time: beyond the service owed only by volunteering.

What it says   Over a four-month period a doctor does no more half-days than are owed, unless volunteering.
Why            Additional time needs the doctor’s written agreement; it is counted at the end of the period.
Units          60ths of a half-day over the whole period, from 1 January, 1 May or 1 September.
Edge cases     A busy week may be made up until the period ends: what follows the span is owed and not yet
               done. What came before, where nothing tells it, counts as plainly done: neither early nor late.
               The opening balance is counted when it began within the period, and credits service only
               (neither travel nor the rest after duty, and all duty). Recovery gives back work already
               counted: it does not lower what may be done.
Refused        one half-day beyond those owed, in the last weeks of December.
Accepted       exactly those owed; any number for a doctor who has volunteered.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from rota.model.calendar import Period, Span, periods
from rota.model.counting import carried, counted, freed, freed_credit, owed
from rota.model.facts import AbsenceKind, Credit, PostId
from rota.model.problem import Problem
from rota.model.universe import Universe
from rota.rules.base import Figure, Force, Rule, RuleId, Scope, Source, Unit
from rota.rules.clauses import About, AtMost, Clause
from rota.rules.presence import service_done
from rota.rules.sources import R6152_27, R6152_504
from rota.words import Text

VOLUNTEERS = "additional-time"
"""What a post volunteers for when it may pass this limit."""

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class AdditionalTime(Rule):
    """No half-days beyond those owed in a four-month period, but for volunteers."""

    id: ClassVar[RuleId] = RuleId("additional-time")
    force: ClassVar[Force] = Force.LAW
    scope: ClassVar[Scope] = Scope.POST
    unit: ClassVar[Unit] = Unit.PARTS
    name: ClassVar[Text] = Text("Temps de travail additionnel", "Additional time")
    says: ClassVar[Text] = Text(
        "Sur un quadrimestre, nul ne fait plus de demi-journées qu’il n’en doit sans être volontaire.",
        "Over a four-month period nobody does more half-days than are owed without volunteering.",
    )
    finding: ClassVar[Text] = Text(
        "{post} : {measured} au compte du quadrimestre {when} ; {limit} sans volontariat.",
        "{post}: {measured} counted over the four-month period {when}; {limit} unless volunteering.",
    )
    sources: ClassVar[tuple[Source, ...]] = (R6152_27, R6152_504)
    figures: ClassVar[tuple[Figure, ...]] = ()

    def clauses(self, universe: Universe, subject: str) -> Iterator[Clause]:
        """One clause for each four-month period that the span touches."""
        post, problem = PostId(subject), universe.problem
        convention = problem.conventions.get(post)
        if convention is None or VOLUNTEERS in problem.posts[post].volunteers:
            return
        for whole in periods(problem.span, Period.FOUR_MONTHS, convention.span):
            days, period = counted(problem, post, whole), convention.span.meet(whole)
            if days is None or period is None:
                continue
            terms = service_done(universe, post, days)
            if terms:
                about = About(self.id, "law", (post,), period)
                already = _done_before(problem, post, period, days)
                bound = owed(problem, post, period) + _repaid(problem, post, period, days)
                yield AtMost(about, terms, bound, already)


def _repaid(problem: Problem, post: PostId, period: Span, days: Span) -> int:
    """Recovery taken while work is known: it gives back work that is counted, and lowers nothing owed."""
    since = problem.balances[post].since if carried(problem, post, period) else days.first
    known = Span(max(since, period.first), period.last)
    return sum(h.parts for h in freed(problem, post, known) if h.kind is AbsenceKind.RECOVERY)


def _done_before(problem: Problem, post: PostId, period: Span, days: Span) -> int:
    """What counts as done in the period before ``days``: what is owed, and what the balance has beyond."""
    if days.first == period.first:
        return 0
    return owed(problem, post, Span(period.first, days.first - _DAY)) + _beyond(problem, post, period)


def _beyond(problem: Problem, post: PostId, period: Span) -> int:
    """How far the opening balance lies above the service owed (or below it), when it tells so."""
    counting = problem.conventions[post].counting
    tells = (
        counting.duty is not Credit.NONE
        and counting.rest_after_duty is Credit.NONE
        and counting.remote is not Credit.NONE
        and not counting.travel_parts
    )
    parts = carried(problem, post, period)
    if not tells or not parts:
        return 0
    balance = problem.balances[post]
    within = Span(balance.since, balance.until - _DAY)
    leave = sum(freed_credit(problem, post, within).values())
    return sum(parts.values()) - leave - owed(problem, post, within)
