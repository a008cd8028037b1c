"""The lines of a month of one post: what was planned, what is counted, what is said of it and still open."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from rota.ledger.entry import Entry
from rota.model.calendar import SLOT_ORDER, Slot
from rota.model.facts import SiteId
from rota.reconcile import Decider, Difference, Kind
from rota.workspace.journal import Line, lines_of


class Standing(StrEnum):
    """How a line stands."""

    RIGHTS = "rights"
    """Service owed or leave put on the sites."""
    LEAVE = "leave"
    COUNTED = "counted"
    """As planned."""
    OTHERWISE = "otherwise"
    """Counted, but more, less or elsewhere than planned."""
    NOT_DONE = "not-done"
    STATED = "stated"
    """A site has stated it; nothing is to be decided, it is counted by reconciling."""
    DECIDE = "decide"
    """Waits for a decision."""
    AWAITED = "awaited"
    """Its day is over, nobody has stated anything."""
    AHEAD = "ahead"
    """Its day is still to come."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the screen."""

    day: date
    slots: tuple[Slot, ...]
    site: SiteId | None
    what: str
    standing: Standing
    line: Line | None = None
    """What the ledger holds of it; None where it is only stated."""
    differences: tuple[Difference, ...] = ()

    @property
    def difference(self) -> Difference | None:
        """The one to look at first: one that waits for somebody."""
        waiting = [each for each in self.differences if each.decision is not Decider.NOBODY]
        return next(iter((*waiting, *self.differences)), None)

    @property
    def open(self) -> bool:
        """Whether somebody has to do something."""
        return self.standing in {Standing.DECIDE, Standing.AWAITED}

    @property
    def name(self) -> str:
        """Tells lines of a month apart, whatever is written meanwhile."""
        slots = "+".join(self.slots)
        return f"{self.day:%Y-%m-%d}:{slots}:{self.site or ''}:{self.what}"


def rows_of(
    entries: Sequence[Entry],
    sites: Sequence[SiteId],
    month: str,
    differences: Sequence[Difference],
    today: date,
) -> tuple[Row, ...]:
    """The lines of a month of one post, those that are only stated among them.

    Args:
        entries: All those of the post.
        sites: Of its contract.
        month: Named ``2026-12``.
        differences: Of the post.
        today: What comes after it is still to come.
    """
    own = [each for each in differences if f"{each.day:%Y-%m}" == month]
    found, placed = [], set[str]()
    for line in lines_of(entries, sites, month, by_half_day=True):
        here = tuple(each for each in own if _speaks_of(each, line))
        placed |= {each.id for each in here}
        row = Row(line.day, line.slots, line.site, line.what, Standing.COUNTED, line, here)
        found.append(replace(row, standing=_standing(row, today)))
    found += [_stated(each) for each in own if each.id not in placed]
    return tuple(sorted(found, key=_order))


def _speaks_of(difference: Difference, line: Line) -> bool:
    planned = {number for unit in difference.planned for number, _ in unit.entries}
    return not planned.isdisjoint(line.seqs)


def _stated(difference: Difference) -> Row:
    """A line for what no plan and no count speaks of yet."""
    claim = next(iter(difference.claimed), None)
    standing = Standing.STATED if difference.decision is Decider.NOBODY else Standing.DECIDE
    what = claim.what if claim else ""
    return Row(difference.day, difference.slots, difference.site, what, standing, None, (difference,))


def _standing(row: Row, today: date) -> Standing:
    line = row.line
    assert line is not None, "a line of the ledger"
    waiting = any(each.decision is not Decider.NOBODY for each in row.differences)
    if waiting and not all(each.kind is Kind.UNCONFIRMED for each in row.differences):
        return Standing.DECIDE
    if line.pending:
        if row.day > today:
            return Standing.AHEAD
        unsaid = not row.differences or any(each.kind is Kind.UNCONFIRMED for each in row.differences)
        return Standing.AWAITED if unsaid else Standing.STATED
    if line.site is None:
        return Standing.LEAVE if line.leave else Standing.RIGHTS
    if (line.actual, line.actual_minutes) == (line.planned, line.planned_minutes):
        return Standing.COUNTED
    return Standing.OTHERWISE if line.actual or line.actual_minutes else Standing.NOT_DONE


def _order(row: Row) -> tuple[object, ...]:
    slots = [SLOT_ORDER[slot] for slot in row.slots]
    return row.day, row.standing is not Standing.RIGHTS, slots, row.site or "", row.what
