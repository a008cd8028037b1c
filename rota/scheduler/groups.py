"""Hard forms grouped by the fact that makes them, and told as culprits."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from rota.model.calendar import Span
from rota.rules.clauses import About, tasks_in
from rota.scheduler.outcome import Culprit
from rota.scheduler.shapes import Shape

PINS, AVAILABILITY = "pins", "availability"
"""Rules whose clauses each come from one fact of the users."""


@dataclass(frozen=True, slots=True, order=True)
class Group:
    """Forms that stand or fall together; sorted, those whose owner can best give way come first."""

    rank: int
    kind: str
    rule: str
    owner: str
    fact: str
    posts: tuple[str, ...]
    tasks: tuple[int, ...]
    """Tells apart two pins of one cell; empty for anything else."""


def group_of(shape: Shape) -> Group:
    """The fact that makes a form."""
    about = shape.clause.about
    if about.fact and about.rule == PINS:
        tasks = tuple(sorted(tasks_in(shape.clause)))
        return Group(0, "pin", about.rule, about.owner, about.fact, (), tasks)
    if about.fact and about.rule == AVAILABILITY:
        return Group(1, "absence", about.rule, about.owner, about.fact, (), ())
    return Group(2, "rule", about.rule, about.owner, "", about.posts, ())


def culprits(shapes: Iterable[Shape]) -> tuple[Culprit, ...]:
    """The facts that make ``shapes``: pins, then absences, then rules."""
    ordered = sorted(shapes, key=group_of)
    return tuple(
        _culprit(group, [shape.clause.about for shape in same])
        for group, same in groupby(ordered, key=group_of)
    )


def _culprit(group: Group, abouts: Sequence[About]) -> Culprit:
    posts = sorted({post for about in abouts for post in about.posts})
    span = Span(min(about.span.first for about in abouts), max(about.span.last for about in abouts))
    return Culprit(group.kind, group.owner, group.rule, group.fact, tuple(posts), span)
