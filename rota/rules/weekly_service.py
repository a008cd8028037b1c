"""Weekly service: the half-days done in a week are those owed.

What it says   In each week, day service and duty together make the half-days owed: ten for full time, less
               leave, public holidays and the days outside the convention.
Why            Fewer and the hospitals are short-changed; more and the doctor works beyond the contract.
Units          60ths of a half-day, priced by started half-day below or beyond.
Edge cases     A week partly outside the span or the convention owes the part inside, with what is known of
               the days before. Part time and leave may owe a fraction of a half-day: both whole half-days
               next to it are right. The rest after a night counts nothing and is no debt.
Refused        eleven half-days in a plain week, or nine.
Accepted       eight half-days and a night on site, which counts for two.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from rota.model.calendar import Period, periods
from rota.model.counting import counted, owed
from rota.model.facts import PostId
from rota.model.units import HALF_DAY
from rota.model.universe import Universe
from rota.rules.base import Figure, Force, Rule, RuleId, Scope, Source, Unit
from rota.rules.clauses import About, AtLeast, AtMost, Clause
from rota.rules.presence import service_done
from rota.rules.prices import SERVICE_OWED
from rota.rules.sources import R6152_26, R6152_504
from rota.words import Text


@dataclass(frozen=True, slots=True)
class WeeklyService(Rule):
    """Each week has the half-days it owes, neither fewer nor more."""

    id: ClassVar[RuleId] = RuleId("weekly-service")
    force: ClassVar[Force] = Force.AGREEMENT
    scope: ClassVar[Scope] = Scope.POST
    unit: ClassVar[Unit] = Unit.PARTS
    name: ClassVar[Text] = Text("Service de la semaine", "Service of the week")
    says: ClassVar[Text] = Text(
        "Chaque semaine, le service et les gardes font les demi-journées dues : dix à temps plein, moins les "
        "congés et les jours fériés.",
        "Each week, day service and duty make the half-days owed: ten for full time, less leave and public "
        "holidays.",
    )
    finding: ClassVar[Text] = Text(
        "{post} : {measured} au compte de la semaine {when} ; {limit} de service à faire.",
        "{post}: {measured} counted for the week {when}; {limit} of service owed.",
    )
    sources: ClassVar[tuple[Source, ...]] = (R6152_26, R6152_504)
    figures: ClassVar[tuple[Figure, ...]] = ()

    def clauses(self, universe: Universe, subject: str) -> Iterator[Clause]:
        """For each week, one clause against too little and one against too much."""
        post, problem = PostId(subject), universe.problem
        for week in periods(problem.span, Period.WEEK, problem.span):
            days = counted(problem, post, week)
            if days is None:
                continue
            service = owed(problem, post, days)
            terms = service_done(universe, post, days)
            about = About(self.id, "convention", (post,), days)
            at_least, at_most = HALF_DAY * (service // HALF_DAY), HALF_DAY * -(-service // HALF_DAY)
            if at_least:
                yield AtLeast(about, terms, at_least, weight=SERVICE_OWED, step=HALF_DAY)
            if terms:
                yield AtMost(about, terms, at_most, weight=SERVICE_OWED, step=HALF_DAY)
