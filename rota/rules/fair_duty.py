"""Fair duty: those who share a line carry as many duties, nights and week-ends.

What it says   Among the doctors who share a line, none is more than one duty ahead of another; the same for
               nights and for duties of Saturdays and Sundays.
Why            Duty wears most on those who cannot refuse it; a fair share is what every team asks first.
Units          60ths of a duty, in proportion to the time a doctor is there: part time, leave and a convention
               that starts late make each duty weigh more. Priced by started duty beyond the one allowed.
Edge cases     The history is how far a doctor lies above or below the pace common to all who have one, so a
               newcomer starts level, neither owing the duties done before nor owed any. Who is there less
               than half as much as the most present is left aside. Nights have no history but the past; the
               week-ends of the history are those of all lines, taken in the ratio of the duties of each.
Refused        three nights for one doctor and one for the other, both full time.
Accepted       two and one; four and two where the second works half time.
"""

from abc import abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

from rota.model.calendar import DayKind, Slot, Span
from rota.model.counting import known_from
from rota.model.facts import DutyLine, LineId, OpeningBalance, Post, PostId
from rota.model.problem import Problem
from rota.model.task import Task
from rota.model.universe import Universe
from rota.rules.base import Figure, Force, Rule, RuleId, Scope, Source, Unit
from rota.rules.clauses import About, Clause, Load, Spread
from rota.rules.prices import FAIRNESS
from rota.rules.sources import CASE_STUDY
from rota.words import Text

DUTY = 60
"""One duty of the doctor who is most present."""

_SATURDAY = 5
_WEEKEND = frozenset({DayKind.SATURDAY, DayKind.SUNDAY})


class _FairShare(Rule):
    """What the three rules have in common: they differ by the duties they count."""

    __slots__ = ()
    force: ClassVar[Force] = Force.WISH
    scope: ClassVar[Scope] = Scope.LINE
    unit: ClassVar[Unit] = Unit.COUNT
    sources: ClassVar[tuple[Source, ...]] = (CASE_STUDY,)
    figures: ClassVar[tuple[Figure, ...]] = ()

    @abstractmethod
    def counts(self, task: Task) -> bool:
        """Whether a duty of the line is one of those to share."""

    @abstractmethod
    def concerns(self, line: DutyLine) -> bool:
        """Whether the line has such duties, and others besides where another rule counts them all."""

    @abstractmethod
    def done(self, balance: OpeningBalance, line: LineId) -> int | None:
        """Such duties in the history of a doctor; None where the history does not tell."""

    def clauses(self, universe: Universe, subject: str) -> Iterator[Clause]:
        """One clause over all who share the line."""
        problem = universe.problem
        line = problem.lines[LineId(subject)]
        weights = _weights(problem, line) if self.concerns(line) else {}
        if len(weights) < 2:
            return
        lead = _lead({post: self._history(problem, post, line.id) for post in weights})
        known = {post: known_from(problem, post) for post in weights}
        tasks = [
            task
            for task in universe.on_line(line.id)
            if task.post in weights and task.day >= known[task.post] and self.counts(task)
        ]
        loads = tuple(
            Load(post, tuple((task.index, weight) for task in tasks if task.post == post), lead[post])
            for post, weight in weights.items()
        )
        first = min([problem.span.first, *(task.day for task in tasks)])
        about = About(
            self.id,
            line.id,
            tuple(weights),
            Span(first, problem.span.last),
            site=problem.services[line.service].site,
            service=line.service,
            line=line.id,
        )
        yield Spread(about, loads, max(weights.values()), FAIRNESS, DUTY)

    def told(self, universe: Universe, clause: Clause) -> tuple[int, int]:
        """Duties between the most and the least, rounded up, and those allowed."""
        return -(-clause.measure(universe.indices) // DUTY), max(1, clause.limit // DUTY)

    def _history(self, problem: Problem, post: PostId, line: LineId) -> tuple[int, int] | None:
        """Duties done, and half-days of presence they were done in; None without history."""
        balance = problem.balances.get(post)
        done = self.done(balance, line) if balance else None
        if balance is None or done is None:
            return None
        return done, (balance.until - balance.since).days * problem.posts[post].half_days_per_week


@dataclass(frozen=True, slots=True)
class FairDuty(_FairShare):
    """As many duties for all who share a line."""

    id: ClassVar[RuleId] = RuleId("fair-duty")
    name: ClassVar[Text] = Text("Gardes équitables", "Fair duty")
    says: ClassVar[Text] = Text(
        "Les médecins d’une même ligne prennent autant de gardes, à une près, selon leur temps de présence.",
        "The doctors of a line take as many duties, within one, in proportion to the time they are there.",
    )
    finding: ClassVar[Text] = Text(
        "{line} {when} : {measured} gardes d’écart entre {posts} ; {limit} au plus.",
        "{line} {when}: {measured} duties between {posts}; {limit} at most.",
    )

    def counts(self, task: Task) -> bool:  # noqa: ARG002
        """Every duty."""
        return True

    def concerns(self, line: DutyLine) -> bool:
        """Every line that asks for any."""
        return line.asked_per_month > 0

    def done(self, balance: OpeningBalance, line: LineId) -> int:
        """Duties of the line."""
        return balance.duties.get(line, 0)


@dataclass(frozen=True, slots=True)
class FairNights(_FairShare):
    """As many nights for all who share a line."""

    id: ClassVar[RuleId] = RuleId("fair-nights")
    name: ClassVar[Text] = Text("Nuits équitables", "Fair nights")
    says: ClassVar[Text] = Text(
        "Les médecins d’une même ligne prennent autant de nuits, à une près, selon leur temps de présence.",
        "The doctors of a line take as many nights, within one, in proportion to the time they are there.",
    )
    finding: ClassVar[Text] = Text(
        "{line} {when} : {measured} nuits d’écart entre {posts} ; {limit} au plus.",
        "{line} {when}: {measured} nights between {posts}; {limit} at most.",
    )

    def counts(self, task: Task) -> bool:
        """Duties that hold the night."""
        return task.night

    def concerns(self, line: DutyLine) -> bool:
        """Lines of nights and of days: a line of nights only is shared as duties."""
        return line.asked_per_month > 0 and len({Slot.NIGHT in shift.slots for shift in line.shifts}) > 1

    def done(self, balance: OpeningBalance, line: LineId) -> None:  # noqa: ARG002
        """Not told by the history."""
        return


@dataclass(frozen=True, slots=True)
class FairWeekends(_FairShare):
    """As many duties of Saturdays and Sundays for all who share a line."""

    id: ClassVar[RuleId] = RuleId("fair-weekends")
    name: ClassVar[Text] = Text("Week-ends équitables", "Fair week-ends")
    says: ClassVar[Text] = Text(
        "Les médecins d’une même ligne prennent autant de gardes de week-end, à une près, selon leur temps "
        "de présence.",
        "The doctors of a line take as many week-end duties, within one, in proportion to the time they are "
        "there.",
    )
    finding: ClassVar[Text] = Text(
        "{line} {when} : {measured} gardes de week-end d’écart entre {posts} ; {limit} au plus.",
        "{line} {when}: {measured} week-end duties between {posts}; {limit} at most.",
    )

    def counts(self, task: Task) -> bool:
        """Duties of Saturdays and Sundays."""
        return task.day.weekday() >= _SATURDAY

    def concerns(self, line: DutyLine) -> bool:
        """Lines that run on week-ends and on other days."""
        kinds = frozenset[DayKind]().union(*(shift.days for shift in line.shifts))
        return line.asked_per_month > 0 and bool(kinds & _WEEKEND) and bool(kinds - _WEEKEND)

    def done(self, balance: OpeningBalance, line: LineId) -> int | None:
        """Week-ends with duty: the history sums all lines, so in the ratio of the duties of the line."""
        duties = sum(balance.duties.values())
        return balance.weekends * balance.duties.get(line, 0) // duties if duties else None


def _weights(problem: Problem, line: DutyLine) -> dict[PostId, int]:
    """What one duty weighs for each post that may take duties of the line and is there enough."""
    presence = {post.id: _presence(problem, post, line) for post in problem.facts.posts}
    most = max(presence.values(), default=0)
    return {
        post: (DUTY * most + here // 2) // here
        for post, here in presence.items()
        if here > 0 and 2 * here >= most
    }


def _presence(problem: Problem, post: Post, line: DutyLine) -> int:
    """Days of the span on which the post could take duties of the line, by half-days of its week."""
    able = line.skill is None or line.skill in post.skills
    if not able or line.service not in {service.id for service in problem.services_of(post.id)}:
        return 0
    days = problem.conventions[post.id].span.meet(problem.span)
    if days is None:
        return 0
    there = sum(
        post.seniority_months(day) >= line.seniority_months
        and problem.absence(post.id, day, Slot.NIGHT) is None
        for day in days
    )
    return there * post.half_days_per_week


def _lead(history: Mapping[PostId, tuple[int, int] | None]) -> dict[PostId, int]:
    """How far each post lies above the common pace, above that of the one who lies lowest, in 60ths."""
    told = {post: pair for post, pair in history.items() if pair is not None and pair[1] > 0}
    duties = sum(done for done, _ in told.values())
    time = sum(there for _, there in told.values())
    above = {
        post: DUTY * (told[post][0] * time - duties * told[post][1]) // time if post in told else 0
        for post in history
    }
    lowest = min(above.values(), default=0)
    return {post: lead - lowest for post, lead in above.items()}
