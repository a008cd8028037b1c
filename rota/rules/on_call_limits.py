"""On-call limits: so many nights a week, Sundays and holidays a month, Saturday afternoons a month.

What it says   Without volunteering, a doctor is on call from home at most three nights a week, two Sundays
               or public holidays a month, and two Saturday afternoons a month.
Why            Waiting is no work, but it is no rest of one’s own choosing either.
Units          Nights in a week from Monday to Sunday; days and afternoons in a calendar month.
Edge cases     The text says “two Sundays or holidays or two Saturday afternoons”. It gives each its own
               number, so each is read as a limit of its own, not as two of both together; a convention may
               tighten either. A Sunday held as two half-days is one Sunday; its night counts as a night. A
               night counts in the week and month in which it starts, at either site. Duty on site is not
               counted.
Refused        a fourth night on call from Monday to Sunday.
Accepted       three nights; or four for a doctor who has volunteered for on-call duty in writing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from rota.model.calendar import HALF_DAYS, DayKind, Period, Slot, periods
from rota.model.facts import DutyKind, PostId
from rota.model.universe import Universe
from rota.rules.base import Better, Figure, Force, Rule, RuleId, Scope, Source, Unit
from rota.rules.clauses import About, AtMost, Clause
from rota.rules.sources import A2003_10
from rota.words import Text

VOLUNTEERS = "on-call"
"""What a post volunteers for when it may pass these limits."""
_SINCE = date(2003, 5, 2)


def _figure(code: str, name: Text, most: int) -> Figure:
    return Figure(code, name, Unit.COUNT, ((_SINCE, most),), Better.LOWER, A2003_10)


NIGHTS = _figure("on-call-nights", Text("Nuits d’astreinte par semaine", "Nights on call a week"), 3)
SUNDAYS = _figure(
    "on-call-sundays",
    Text("Dimanches et fériés d’astreinte par mois", "Sundays and holidays on call a month"),
    2,
)
SATURDAYS = _figure(
    "on-call-saturdays",
    Text("Samedis après-midi d’astreinte par mois", "Saturday afternoons on call a month"),
    2,
)


class _OnCallLimit(Rule):
    """At most so many of one kind of on-call duty in each period."""

    __slots__ = ()

    force: ClassVar[Force] = Force.LAW
    scope: ClassVar[Scope] = Scope.POST
    unit: ClassVar[Unit] = Unit.COUNT
    sources: ClassVar[tuple[Source, ...]] = (A2003_10,)
    period: ClassVar[Period]
    kinds: ClassVar[frozenset[DayKind]]
    """Kinds of day that count."""
    slots: ClassVar[frozenset[Slot]]
    """Slots that count on such a day: all of them together make one."""

    def clauses(self, universe: Universe, subject: str) -> Iterator[Clause]:
        """One clause for each period in which the limit could be passed."""
        post, problem = PostId(subject), universe.problem
        if VOLUNTEERS in problem.posts[post].volunteers:
            return
        calls = [task for task in universe.of_post(post) if task.duty is DutyKind.ON_CALL]
        counted = [
            (task, count)
            for task in calls
            if (count := len(self.slots.intersection(task.slots)))
            and problem.day_kind(task.site, task.day) in self.kinds
        ]
        if not counted:
            return
        for whole in periods(problem.span, self.period, problem.span):
            terms = tuple((task.index, count) for task, count in counted if task.day in whole)
            bound = len(self.slots) * self.figures[0].of(problem, post, whole.first)
            if sum(count for _, count in terms) > bound:
                yield AtMost(About(self.id, "law", (post,), whole), terms, bound)

    def told(self, universe: Universe, clause: Clause) -> tuple[int, int]:
        """How many there are, a started one counted whole, and how many there may be."""
        whole = len(self.slots)
        return -(-clause.measure(universe.indices) // whole), clause.limit // whole


@dataclass(frozen=True, slots=True)
class OnCallNights(_OnCallLimit):
    """At most three nights on call a week."""

    id: ClassVar[RuleId] = RuleId("on-call-nights")
    name: ClassVar[Text] = Text("Nuits d’astreinte", "Nights on call")
    says: ClassVar[Text] = Text(
        "Sauf volontariat, au plus trois nuits d’astreinte par semaine.",
        "Without volunteering, at most three nights on call a week.",
    )
    finding: ClassVar[Text] = Text(
        "{post} : {measured} nuits d’astreinte {when} ; {limit} au plus sans volontariat.",
        "{post}: {measured} nights on call {when}; {limit} at most without volunteering.",
    )
    figures: ClassVar[tuple[Figure, ...]] = (NIGHTS,)
    period: ClassVar[Period] = Period.WEEK
    kinds: ClassVar[frozenset[DayKind]] = frozenset(DayKind)
    slots: ClassVar[frozenset[Slot]] = frozenset({Slot.NIGHT})


@dataclass(frozen=True, slots=True)
class OnCallSundays(_OnCallLimit):
    """At most two Sundays or public holidays on call a month."""

    id: ClassVar[RuleId] = RuleId("on-call-sundays")
    name: ClassVar[Text] = Text("Dimanches et fériés d’astreinte", "Sundays and holidays on call")
    says: ClassVar[Text] = Text(
        "Sauf volontariat, au plus deux dimanches ou jours fériés d’astreinte par mois.",
        "Without volunteering, at most two Sundays or public holidays on call a month.",
    )
    finding: ClassVar[Text] = Text(
        "{post} : {measured} dimanches ou jours fériés d’astreinte {when} ; {limit} au plus sans "
        "volontariat.",
        "{post}: {measured} Sundays or holidays on call {when}; {limit} at most without volunteering.",
    )
    figures: ClassVar[tuple[Figure, ...]] = (SUNDAYS,)
    period: ClassVar[Period] = Period.MONTH
    kinds: ClassVar[frozenset[DayKind]] = frozenset({DayKind.SUNDAY, DayKind.HOLIDAY})
    slots: ClassVar[frozenset[Slot]] = frozenset(HALF_DAYS)


@dataclass(frozen=True, slots=True)
class OnCallSaturdays(_OnCallLimit):
    """At most two Saturday afternoons on call a month."""

    id: ClassVar[RuleId] = RuleId("on-call-saturdays")
    name: ClassVar[Text] = Text("Samedis après-midi d’astreinte", "Saturday afternoons on call")
    says: ClassVar[Text] = Text(
        "Sauf volontariat, au plus deux samedis après-midi d’astreinte par mois.",
        "Without volunteering, at most two Saturday afternoons on call a month.",
    )
    finding: ClassVar[Text] = Text(
        "{post} : {measured} samedis après-midi d’astreinte {when} ; {limit} au plus sans volontariat.",
        "{post}: {measured} Saturday afternoons on call {when}; {limit} at most without volunteering.",
    )
    figures: ClassVar[tuple[Figure, ...]] = (SATURDAYS,)
    period: ClassVar[Period] = Period.MONTH
    kinds: ClassVar[frozenset[DayKind]] = frozenset({DayKind.SATURDAY})
    slots: ClassVar[frozenset[Slot]] = frozenset({Slot.PM})
