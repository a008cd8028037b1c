"""Wishes: of the doctor, and of the services, about days of a post.

What it says   A wish is kept: a day off, a day of work, a site, a duty or no duty, by its grade.
Why            A planning that listens is kept; what cannot be had is told with its price.
Units          Half-days or nights worked against a wish to be off or without duty; else days not kept.
Edge cases     A wish of a whole day to be at work or at a site is kept by one half-day there. Nothing is held
               against a wish to be at work, at a site or on duty when the doctor is away then. A duty that
               holds several half-days goes against a wish once. A remote meeting is work and not presence.
Refused        ward work on the morning wished off.
Accepted       the afternoon worked, the morning off.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from rota.model.calendar import HALF_DAYS, SLOT_ORDER, Slot, Span
from rota.model.facts import PostId, Wish, WishAim
from rota.model.task import Task
from rota.model.universe import Universe
from rota.rules.base import Figure, Force, Rule, RuleId, Scope, Source, Unit
from rota.rules.clauses import About, AtLeast, AtMost, Clause
from rota.rules.prices import WISH_BY_GRADE
from rota.rules.sources import WISHES
from rota.words import Text

_AGAINST = {WishAim.OFF, WishAim.NO_DUTY}
"""Aims that ask for nothing to be there."""


@dataclass(frozen=True, slots=True)
class Wishes(Rule):
    """Each wish is kept on each of its days."""

    id: ClassVar[RuleId] = RuleId("wishes")
    force: ClassVar[Force] = Force.WISH
    scope: ClassVar[Scope] = Scope.POST
    unit: ClassVar[Unit] = Unit.COUNT
    name: ClassVar[Text] = Text("Vœux", "Wishes")
    says: ClassVar[Text] = Text(
        "Les vœux du médecin et des services sont suivis selon leur force : aimerait, veut, tient à.",
        "Wishes of the doctor and of the services are kept by their grade: would like, wants, insists.",
    )
    finding: ClassVar[Text] = Text(
        "{post} : un vœu de {owner} n’est pas suivi {when} ({measured} pour {limit}).",
        "{post}: a wish of {owner} is not kept {when} ({measured} for {limit}).",
    )
    sources: ClassVar[tuple[Source, ...]] = (WISHES,)
    figures: ClassVar[tuple[Figure, ...]] = ()

    def clauses(self, universe: Universe, subject: str) -> Iterator[Clause]:
        """One clause for each wish and day."""
        post, problem = PostId(subject), universe.problem
        for wish, day in problem.wishes(post):
            about = About(
                self.id,
                wish.owner,
                (post,),
                Span(day, day),
                slot=wish.slot,
                site=wish.site,
                fact=wish.id,
            )
            terms = tuple((task.index, 1) for task in _meant(universe, wish, day))
            weight = WISH_BY_GRADE[wish.grade]
            if wish.aim in _AGAINST:
                if terms:
                    yield AtMost(about, terms, bound=0, weight=weight)
            elif problem.employed(post, day) and _could(universe, wish, day):
                yield AtLeast(about, terms, bound=1, weight=weight)


def _slots(wish: Wish) -> tuple[Slot, ...]:
    """The slots a wish speaks of: for a day off or of duty the night too, for work the two half-days."""
    if wish.slot is not None:
        return (wish.slot,)
    return HALF_DAYS if wish.aim in {WishAim.WORK, WishAim.SITE} else tuple(SLOT_ORDER)


def _meant(universe: Universe, wish: Wish, day: date) -> list[Task]:
    """The tasks that keep a wish, or that go against it; each once."""
    tasks = {task.index: task for slot in _slots(wish) for task in universe.at(wish.post, day, slot)}
    match wish.aim:
        case WishAim.SITE:
            return [task for task in tasks.values() if task.place == wish.site]
        case WishAim.DUTY | WishAim.NO_DUTY:
            return [task for task in tasks.values() if task.duty is not None]
        case WishAim.OFF | WishAim.WORK:
            return list(tasks.values())


def _could(universe: Universe, wish: Wish, day: date) -> bool:
    """Whether the doctor is there in any slot the wish speaks of."""
    return any(universe.problem.absence(wish.post, day, slot) is None for slot in _slots(wish))
