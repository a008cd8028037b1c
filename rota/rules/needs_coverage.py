"""Coverage of needs: what each service asks for on each half-day, at least and ideally.

What it says   A need has at least its minimum of doctors (else it is a hole) and ideally its ideal;
               nobody is asked beyond the ideal.
Why            Each service feels short-changed when its half-days are not filled.
Units          Doctors per half-day.
Edge cases     Only doctors with the skill a need asks count for it. A remote attendance counts where the
               activity may be remote. Needs of one service, activity and half-day add up: a doctor fills one
               of them. Where they ask for other skills, each set of needs that share doctors is asked
               together too, so all are filled exactly when each doctor can be given one seat (Hall’s
               theorem); a doctor with the rare skill who is missing may then be told, and priced, twice.
               An activity left open takes any number.
Refused        a clinic that asks one doctor and has none; three where two are the ideal.
Accepted       a clinic that asks one doctor, ideally two, and has one (the second is priced).
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import ClassVar

from rota.model.calendar import Slot, Span
from rota.model.facts import ActivityId, Need, ServiceId, Skill
from rota.model.problem import Problem
from rota.model.universe import Universe
from rota.rules.base import Figure, Force, Rule, RuleId, Scope, Source, Unit
from rota.rules.clauses import About, AtLeast, AtMost, Clause, Term
from rota.rules.prices import HOLE, SHORT, SURPLUS
from rota.rules.sources import NEEDS
from rota.words import Text


@dataclass(frozen=True, slots=True)
class NeedsMinimum(Rule):
    """Each need has at least its minimum of doctors."""

    id: ClassVar[RuleId] = RuleId("needs-minimum")
    force: ClassVar[Force] = Force.AGREEMENT
    scope: ClassVar[Scope] = Scope.SERVICE
    unit: ClassVar[Unit] = Unit.COUNT
    name: ClassVar[Text] = Text("Besoins couverts", "Needs covered")
    says: ClassVar[Text] = Text(
        "Chaque besoin d’un service reçoit au moins son minimum de médecins.",
        "Each need of a service has at least its minimum of doctors.",
    )
    finding: ClassVar[Text] = Text(
        "{service}, {activity} {when} : {measured} médecin(s), il en faut {limit}.",
        "{service}, {activity} {when}: {measured} doctor(s), {limit} needed.",
    )
    sources: ClassVar[tuple[Source, ...]] = (NEEDS,)
    figures: ClassVar[tuple[Figure, ...]] = ()

    def clauses(self, universe: Universe, subject: str) -> Iterator[Clause]:
        """One clause for each set of needs filled together."""
        for seats in seats_of(universe.problem, ServiceId(subject)):
            minimum = sum(need.minimum for need in seats.needs)
            if minimum > 0:
                terms = serving(universe, seats)
                yield AtLeast(_about(self.id, universe, seats, terms), terms, minimum, weight=HOLE)


@dataclass(frozen=True, slots=True)
class NeedsIdeal(Rule):
    """Each need has its ideal of doctors."""

    id: ClassVar[RuleId] = RuleId("needs-ideal")
    force: ClassVar[Force] = Force.WISH
    scope: ClassVar[Scope] = Scope.SERVICE
    unit: ClassVar[Unit] = Unit.COUNT
    name: ClassVar[Text] = Text("Effectif idéal", "Ideal number of doctors")
    says: ClassVar[Text] = Text(
        "Chaque besoin d’un service reçoit, si possible, son effectif idéal.",
        "Each need of a service has, where possible, its ideal number of doctors.",
    )
    finding: ClassVar[Text] = Text(
        "{service}, {activity} {when} : {measured} médecin(s), {limit} souhaité(s).",
        "{service}, {activity} {when}: {measured} doctor(s), {limit} wished for.",
    )
    sources: ClassVar[tuple[Source, ...]] = (NEEDS,)
    figures: ClassVar[tuple[Figure, ...]] = ()

    def clauses(self, universe: Universe, subject: str) -> Iterator[Clause]:
        """One clause for each set of needs filled together whose ideal is above its minimum."""
        for seats in seats_of(universe.problem, ServiceId(subject)):
            ideal = sum(need.ideal for need in seats.needs)
            if ideal > sum(need.minimum for need in seats.needs):
                terms = serving(universe, seats)
                yield AtLeast(_about(self.id, universe, seats, terms), terms, ideal, weight=SHORT)


@dataclass(frozen=True, slots=True)
class NeedsSurplus(Rule):
    """Nobody is placed beyond the ideal of the needs."""

    id: ClassVar[RuleId] = RuleId("needs-surplus")
    force: ClassVar[Force] = Force.WISH
    scope: ClassVar[Scope] = Scope.SERVICE
    unit: ClassVar[Unit] = Unit.COUNT
    name: ClassVar[Text] = Text("Pas de sureffectif", "No surplus")
    says: ClassVar[Text] = Text(
        "Une activité ne reçoit pas plus de médecins que l’idéal de ses besoins, sauf si elle est ouverte.",
        "An activity has no more doctors than the ideal of its needs, unless it is left open.",
    )
    finding: ClassVar[Text] = Text(
        "{service}, {activity} {when} : {measured} médecin(s), {limit} suffisent.",
        "{service}, {activity} {when}: {measured} doctor(s), {limit} are enough.",
    )
    sources: ClassVar[tuple[Source, ...]] = (NEEDS,)
    figures: ClassVar[tuple[Figure, ...]] = ()

    def clauses(self, universe: Universe, subject: str) -> Iterator[Clause]:
        """One clause for each activity and half-day that is asked for and not left open."""
        problem = universe.problem
        for (activity, day, slot), needs in _asked(problem, ServiceId(subject)).items():
            if not problem.activities[activity].open:
                everyone = Seats(day, slot, tuple(needs), None)
                terms = serving(universe, everyone)
                ideal = sum(need.ideal for need in needs)
                if len(terms) > ideal:
                    yield AtMost(_about(self.id, universe, everyone, terms), terms, ideal, weight=SURPLUS)


@dataclass(frozen=True, slots=True)
class Seats:
    """Needs of one service, activity and half-day that are filled together."""

    day: date
    slot: Slot
    needs: tuple[Need, ...]
    skills: frozenset[Skill] | None
    """A doctor with one of these may fill one of the needs; None: any doctor may."""


def seats_of(problem: Problem, service: ServiceId) -> Iterator[Seats]:
    """The sets of needs of one service that share doctors, over the span."""
    for (_, day, slot), needs in _asked(problem, service).items():
        skills = sorted({need.skill for need in needs if need.skill is not None})
        if len(needs) == 1 or not skills:
            yield Seats(day, slot, tuple(needs), frozenset(skills) or None)
            continue
        for count in range(1, len(skills) + 1):
            for chosen in combinations(skills, count):
                if _shared(problem, chosen):
                    held = tuple(need for need in needs if need.skill in chosen)
                    yield Seats(day, slot, held, frozenset(chosen))
        if any(need.skill is None for need in needs):
            yield Seats(day, slot, tuple(needs), None)


def _asked(problem: Problem, service: ServiceId) -> dict[tuple[ActivityId, date, Slot], list[Need]]:
    """The needs of one service by activity and half-day."""
    found: defaultdict[tuple[ActivityId, date, Slot], list[Need]] = defaultdict(list)
    for demand in problem.demands_of(service):
        found[demand.need.activity, demand.day, demand.need.slot].append(demand.need)
    return found


def _shared(problem: Problem, skills: tuple[Skill, ...]) -> bool:
    """Whether doctors with several of ``skills`` bind them all: else each is asked for by itself."""
    bound, held = {skills[0]}, [post.skills.intersection(skills) for post in problem.facts.posts]
    for _ in skills:
        bound |= {skill for group in held if group & bound for skill in group}
    return bound == set(skills)


def serving(universe: Universe, seats: Seats) -> tuple[Term, ...]:
    """The tasks that fill these needs: their activity, by doctors with one of the skills."""
    need, posts = seats.needs[0], universe.problem.posts
    return tuple(
        (task.index, 1)
        for task in universe.doing(need.service, need.activity, seats.day, seats.slot)
        if seats.skills is None or seats.skills & posts[task.post].skills
    )


def _about(rule: RuleId, universe: Universe, seats: Seats, terms: tuple[Term, ...]) -> About:
    need = seats.needs[0]
    return About(
        rule,
        need.service,
        tuple(sorted({universe.by_index[task].post for task, _ in terms})),
        Span(seats.day, seats.day),
        slot=seats.slot,
        site=universe.problem.services[need.service].site,
        service=need.service,
        activity=need.activity,
        fact="+".join(need.id for need in seats.needs),
    )
