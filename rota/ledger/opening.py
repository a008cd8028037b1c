"""Opening: the service a month owes and the leave of a year are put on the sites, in the ratio of the post.

What a month owes is what all months so far owe, split, less what they owed before: so nothing is lost to
rounding month after month. Leave does not lower it: it discharges it, in :mod:`rota.ledger.absences`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from rota.ledger.accounts import CLOCK, ENTITLEMENT, done, due, leave, worked
from rota.ledger.entry import Draft, Entry, EntryKind, LedgerUnit
from rota.ledger.rights import KINDS, rights
from rota.ledger.standing import bring
from rota.ledger.writer import Movement, Writer, month_name, month_span, signed
from rota.model.calendar import Span
from rota.model.counting import freed, in_ratio, owed, share_out
from rota.model.facts import Convention, SiteId
from rota.model.problem import Problem
from rota.model.units import Parts

SERVICE, HOLIDAY, BROUGHT = "opening", "opening:holiday", "opening:brought-forward"
_DAY = timedelta(days=1)


def open_month(writer: Writer, problem: Problem, entries: Sequence[Entry], month: str) -> tuple[Draft, ...]:
    """What opens a month, where it does not stand yet: service owed, rights of the year, what came before."""
    convention = problem.conventions[writer.contract.post]
    wanted = [*service(writer, problem, month), *rights(writer, problem, int(month[:4]))]
    year = {f"right:{kind.value}:{month[:4]}" for kind in KINDS}
    before = (
        list(brought_forward(writer, problem)) if month == month_name(_first(problem, convention)) else []
    )
    opened = {SERVICE, HOLIDAY}

    def mine(draft: Draft) -> bool:
        same_month = draft.source in opened and (draft.corrects_month or draft.month) == month
        return same_month or draft.source in year or (bool(before) and draft.source == BROUGHT)

    return bring(writer, entries, [*before, *wanted], mine)


def service(writer: Writer, problem: Problem, month: str) -> tuple[Draft, ...]:
    """The service a month owes to each site; public holidays credited where the convention counts them."""
    convention = problem.conventions[writer.contract.post]
    start, days = _first(problem, convention), month_span(month)
    last = min(days.last, convention.end)
    if last < max(start, days.first):
        return ()
    here, before = Span(start, last), Span(start, days.first - _DAY) if days.first > start else None
    moves = [
        (SERVICE, move)
        for site, parts in _difference(_split(problem, convention, here), _split(problem, convention, before))
        for move in signed(ENTITLEMENT, due(site), parts)
    ]
    moves += [
        (HOLIDAY, move)
        for site, parts in _difference(
            _holidays(problem, convention, here), _holidays(problem, convention, before)
        )
        for move in signed(ENTITLEMENT, leave(site), parts)
    ]
    group = writer.group("open", month)
    return tuple(
        writer.draft(EntryKind.OPEN, move, month, group, worked_on=max(start, days.first), source=source)
        for source, move in moves
    )


def brought_forward(writer: Writer, problem: Problem) -> Iterator[Draft]:
    """The opening balance of the folder: what was owed and done before the first month of the ledger."""
    convention = problem.conventions[writer.contract.post]
    balance = problem.balances.get(convention.post)
    if balance is None or balance.until <= max(balance.since, convention.start):
        return
    last = min(balance.until - _DAY, convention.end)
    span = Span(max(balance.since, convention.start), last)
    moves: list[Movement] = []
    for site, parts in _split(problem, convention, span).items():
        moves.extend(signed(ENTITLEMENT, due(site), parts))
    for site, parts in balance.parts.items():
        moves.extend(signed(due(site), done(site), parts))
    for site, minutes in in_ratio(convention, Parts(balance.minutes)).items():
        moves.extend(signed(CLOCK, worked(site), minutes, LedgerUnit.MINUTE))
    group = writer.group(BROUGHT)
    for move in moves:
        yield writer.draft(EntryKind.OPEN, move, month_name(last), group, worked_on=last, source=BROUGHT)


def first_day(problem: Problem, convention: Convention) -> date:
    """The first day whose work the ledger tells day by day."""
    return _first(problem, convention)


def _first(problem: Problem, convention: Convention) -> date:
    balance = problem.balances.get(convention.post)
    return convention.start if balance is None else max(convention.start, balance.until)


def _split(problem: Problem, convention: Convention, span: Span | None) -> Mapping[SiteId, Parts]:
    """The service owed over ``span`` before any leave, by site."""
    if span is None:
        return {}
    return in_ratio(convention, owed(_present(problem), convention.post, span))


def _holidays(problem: Problem, convention: Convention, span: Span | None) -> Mapping[SiteId, Parts]:
    if span is None:
        return {}
    return share_out(convention, freed(_present(problem), convention.post, span))


def _present(problem: Problem) -> Problem:
    """The same problem, were nobody ever absent."""
    return Problem(replace(problem.facts, absences=()), problem.span)


def _difference(whole: Mapping[SiteId, Parts], before: Mapping[SiteId, Parts]) -> list[tuple[SiteId, int]]:
    return [(site, parts - before.get(site, 0)) for site, parts in whole.items()]
