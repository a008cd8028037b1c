"""What the compliance mode reads of a workspace, beside the keyboard."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from rota.compliance.balance import Balance
from rota.compliance.trend import trends
from rota.ledger.entry import Entry
from rota.model.calendar import Period
from rota.model.facts import PostId
from rota.service import Refused
from rota.workspace import standing
from rota.workspace.opened import Workspace
from tui.compliance import Asked, View


def read(workspace: Workspace, asked: Asked) -> View:
    """Judge the period, and foresee with all that is known."""
    today = workspace.today
    entries = _about_days(workspace.ledgers())
    balances = _balances(workspace, asked, today)
    empty = View(asked, today, workspace.problem, None, (), {}, balances, entries)
    try:
        known = standing.known_of(workspace, None, today)
    except Refused:
        return empty
    whole = standing.judge(workspace, known)
    seen = replace(
        empty,
        standing=whole,
        crossings=whole.crossings,
        trends=trends(known.problem, known.worked, known.planned, today),
    )
    if asked.span is None:
        return seen
    try:
        return replace(seen, standing=standing.standing_of(workspace, asked.span, today, try_moves=False))
    except Refused:
        return replace(seen, standing=None)


def _balances(workspace: Workspace, asked: Asked, today: date) -> Mapping[PostId, Balance]:
    """What the ledger says of the period; nothing where it knows nothing."""
    span = asked.span or standing.span_of(workspace, Period.CONTRACT, today)
    try:
        return {one.post: one for one in standing.balances_of(workspace, span, today)}
    except Refused:
        return {}


def _about_days(ledgers: Mapping[PostId, tuple[Entry, ...]]) -> Mapping[tuple[PostId, date], tuple[int, ...]]:
    """The numbers of the entries about each day."""
    found: defaultdict[tuple[PostId, date], list[int]] = defaultdict(list)
    for post, entries in ledgers.items():
        for entry in entries:
            if entry.draft.worked_on is not None:
                found[post, entry.draft.worked_on].append(entry.seq)
    return {key: tuple(numbers) for key, numbers in found.items()}
