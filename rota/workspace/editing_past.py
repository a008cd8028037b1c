"""What is over, and how needs and wishes change from a day on: the days before keep what was asked then."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from rota.ledger.writer import month_span
from rota.model.calendar import Span
from rota.model.facts import Need, PostId, Recurrence, ServiceId, Wish
from rota.model.recurrence import days
from rota.sites.readings import DAY_LAST
from rota.workspace.opened import Workspace
from rota.workspace.plans import published

Dated = Need | Wish
"""What recurs: its days are told by a recurrence."""

_DAY = timedelta(days=1)
_ORIGIN = date(2000, 1, 3)
"""Day from which a rule without a start is counted."""
_YEARS_SEARCHED = 30
"""A rule of 9,999 days ends within that time."""
_COUNT = re.compile(r";?COUNT=[0-9]+")


def first_free(workspace: Workspace, posts: Iterable[PostId]) -> date | None:
    """The first day on which what concerns some posts may still change.

    Days of a closed month, and past days of a published plan, are over; None where nothing is.
    """
    wanted = set(posts)
    closed = workspace.store.read(
        lambda unit: [
            month
            for contract in unit.ledger.contracts()
            if contract.post in wanted
            for month in unit.ledger.closed_months(contract.id)
        ]
    )
    yesterday = workspace.today - _DAY
    over = [month_span(month).last for month in closed]
    over += [min(plan.span.last, yesterday) for plan in published(workspace) if plan.span.first <= yesterday]
    return max(over) + _DAY if over else None


def posts_of(workspace: Workspace, service: ServiceId) -> tuple[PostId, ...]:
    """The posts that may work in a service."""
    shared = ((c.post, share) for c in workspace.facts.conventions for share in c.shares)
    return tuple(post for post, share in shared if service in share.services)


def first_difference(workspace: Workspace, before: Dated | None, after: Dated | None) -> date | None:
    """The first day on which two states of an item do not ask the same; None when there is none."""
    spans = [convention.span for convention in workspace.facts.conventions]
    if not spans:
        return None
    span = Span(min(each.first for each in spans), max(each.last for each in spans))
    old, new = (set() if each is None else set(days(each.recurrence, span)) for each in (before, after))
    same = before is not None and after is not None and _asks_the_same(before, after)
    return min(old ^ new if same else old | new, default=None)


def ended(recurrence: Recurrence, last: date) -> Recurrence | None:
    """The same up to a day, included; None where nothing is left of it."""
    also = tuple(day for day in recurrence.also_on if day <= last)
    until = None if recurrence.on else min(recurrence.until or last, last)
    if _first(replace(recurrence, until=until, also_on=()), _ORIGIN, last) is None:
        return _singly(also)
    except_on = tuple(day for day in recurrence.except_on if day <= last)
    return replace(recurrence, until=until, except_on=except_on, also_on=also)


def begun(recurrence: Recurrence, first: date) -> Recurrence | None:
    """The same from a day on, on the same days as before; None where nothing is left of it."""
    also = tuple(day for day in recurrence.also_on if day >= first)
    regular = replace(recurrence, also_on=(), except_on=())
    next_one = _first(replace(recurrence, also_on=()), first)
    if next_one is None:
        return _singly(also)
    except_on = tuple(day for day in recurrence.except_on if day >= first)
    rest = replace(recurrence, except_on=except_on, also_on=also)
    if recurrence.on is not None or (recurrence.start or date.min) >= first:
        return rest
    if not recurrence.rrule:
        return replace(rest, start=first)
    if "COUNT=" in recurrence.rrule:
        begins = recurrence.start or first
        rest = replace(
            rest,
            rrule=_COUNT.sub("", recurrence.rrule),
            until=min(recurrence.until or date.max, max(days(regular, Span(begins, _far(begins))))),
        )
    return replace(rest, start=_first(regular, first))


def _singly(listed: tuple[date, ...]) -> Recurrence | None:
    """Nothing but some days."""
    return Recurrence(on=min(listed), also_on=tuple(sorted(listed)[1:])) if listed else None


def _first(recurrence: Recurrence, first: date, last: date | None = None) -> date | None:
    """The first of its days from ``first`` to ``last``."""
    begin = max(first, _ORIGIN)
    end = min(last or _far(begin), _far(begin))
    return next(days(recurrence, Span(begin, end)), None) if begin <= end else None


def _far(day: date) -> date:
    return date(min(day.year + _YEARS_SEARCHED, DAY_LAST.year), 12, 31)


def _asks_the_same(before: Dated, after: Dated) -> bool:
    """Whether two states of an item differ by their days alone."""
    if isinstance(before, Need) and isinstance(after, Need):
        return replace(before, id=after.id, recurrence=after.recurrence) == after
    if isinstance(before, Wish) and isinstance(after, Wish):
        return replace(before, id=after.id, recurrence=after.recurrence) == after
    return False
