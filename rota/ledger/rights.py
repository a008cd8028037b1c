"""Leave rights of a civil year: pro rata of the post's time and of the days of the year it lasts, by site.

A day is worth the half-days it frees in a plain week: 2 at full time, pro rata else. Training leave is
given in *jours ouvrables*, days of a six-day week: five sixths of them are days of the five-day week.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from rota.ledger.accounts import ENTITLEMENT, right
from rota.ledger.book import fold
from rota.ledger.entry import Draft, Entry, EntryKind
from rota.ledger.figures import (
    ANNUAL,
    CARRY_ANNUAL,
    CARRY_RTT,
    CARRY_TRAINING,
    RTT,
    TRAINING,
    TRAINING_PART_TIME,
)
from rota.ledger.standing import bring, standing
from rota.ledger.writer import Movement, Writer, month_name, signed
from rota.model.calendar import Span
from rota.model.counting import in_ratio, plain_half_day
from rota.model.facts import AbsenceKind, Convention, Post
from rota.model.problem import Problem
from rota.model.units import FULL_TIME, HALF_DAY, Parts

KINDS = (AbsenceKind.ANNUAL, AbsenceKind.RTT, AbsenceKind.TRAINING)
"""Kinds of absence that use up a right."""


def rights(writer: Writer, problem: Problem, year: int) -> Iterator[Draft]:
    """The rights a civil year opens, on the first day of the contract within it."""
    convention = problem.conventions[writer.contract.post]
    days = convention.span.meet(Span(date(year, 1, 1), date(year, 12, 31)))
    if days is None:
        return
    for kind in KINDS:
        group = writer.group("right", kind.value, year)
        for site, parts in in_ratio(convention, year_right(problem, convention, kind, year)).items():
            for move in signed(ENTITLEMENT, right(kind, year, site), parts):
                yield writer.draft(
                    EntryKind.OPEN,
                    move,
                    month_name(days.first),
                    group,
                    worked_on=days.first,
                    what=kind.value,
                    source=f"right:{kind.value}:{year}",
                )


def year_right(problem: Problem, convention: Convention, kind: AbsenceKind, year: int) -> Parts:
    """What a civil year opens of one kind, for the days of it under the convention, to the nearest 60th."""
    whole = Span(date(year, 1, 1), date(year, 12, 31))
    days = convention.span.meet(whole)
    if days is None:
        return Parts(0)
    full = full_right(problem, problem.posts[convention.post], kind, days.first)
    return Parts((2 * full * len(days) + len(whole)) // (2 * len(whole)))


def full_right(problem: Problem, post: Post, kind: AbsenceKind, day: date) -> Parts:
    """What a whole year gives to the post, in 60ths of a half-day."""
    each = plain_half_day(post)
    match kind:
        case AbsenceKind.ANNUAL:
            return Parts(2 * each * ANNUAL.of(problem, post.id, day))
        case AbsenceKind.RTT:
            return Parts(2 * each * RTT.of(problem, post.id, day))
        case AbsenceKind.TRAINING if post.half_days_per_week >= FULL_TIME:
            return five_of_six(2 * HALF_DAY * TRAINING.of(problem, post.id, day))
        case AbsenceKind.TRAINING:
            return five_of_six(HALF_DAY * TRAINING_PART_TIME.of(problem, post.id, day))
        case _:
            return Parts(0)


def five_of_six(parts: int) -> Parts:
    """Days of a six-day week told in days of the five-day week."""
    return Parts(parts * 5 // 6)


def carry(writer: Writer, problem: Problem, entries: Sequence[Entry], year: int) -> tuple[Draft, ...]:
    """What is left of the rights of the year before, carried to ``year`` as far as the convention lets.

    The rest stays on the account of its own year, to be seen: nothing lapses by itself.
    """
    convention = problem.conventions[writer.contract.post]
    month, day = f"{year}-01", date(year, 1, 1)
    if day not in convention.span:
        return ()
    others = [e for e in standing(entries) if e.draft.source != f"carry:{year}"]
    book, wanted = fold(others), list[Draft]()
    for kind in KINDS:
        group = writer.group("carry", kind.value, year)
        for site, most in in_ratio(convention, carry_limit(problem, convention, kind, day)).items():
            old = right(kind, year - 1, site)
            left = min(most, book.balance(old))
            if left > 0:
                move = Movement(old, right(kind, year, site), left)
                wanted.append(
                    writer.draft(
                        EntryKind.OPEN,
                        move,
                        month,
                        group,
                        worked_on=day,
                        what=kind.value,
                        source=f"carry:{year}",
                    )
                )
    return bring(writer, entries, wanted, lambda draft: draft.source == f"carry:{year}")


def carry_limit(problem: Problem, convention: Convention, kind: AbsenceKind, day: date) -> Parts:
    """What may be carried of one kind, in 60ths of a half-day."""
    post = problem.posts[convention.post]
    if kind is AbsenceKind.TRAINING:
        days = CARRY_TRAINING.of(problem, post.id, day)
        return five_of_six(2 * plain_half_day(post) * days)
    figure = CARRY_ANNUAL if kind is AbsenceKind.ANNUAL else CARRY_RTT
    return Parts(2 * plain_half_day(post) * figure.of(problem, post.id, day))
