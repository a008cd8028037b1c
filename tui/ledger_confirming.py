"""What is confirmed as planned: a day, a week or a month, of one post or of all, with exceptions; values."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from rota.ledger.writer import month_span
from rota.model.calendar import Span, week_of
from rota.model.facts import PostId
from rota.reconcile import Difference
from rota.reconcile.planned import Planned
from rota.workspace.attending import to_confirm
from tui.ledger_view import LedgerView


class Extent(StrEnum):
    """How much is confirmed at once."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Confirming:
    """What is about to be confirmed."""

    post: PostId
    """The post that is looked at."""
    day: date
    """The day that is looked at."""
    extent: Extent = Extent.WEEK
    every_post: bool = False
    absent: Mapping[str, PostId | None] = field(default_factory=lambda: MappingProxyType({}))
    """What was not done, by the name of its exception, and who stood in where one of the posts did."""

    def span(self, view: LedgerView) -> Span:
        """The days of the month, up to today: what has not come cannot have been done."""
        month = month_span(view.month)
        whole = {
            Extent.DAY: Span(self.day, self.day),
            Extent.WEEK: week_of(self.day).meet(month) or month,
            Extent.MONTH: month,
        }[self.extent]
        last = max(min(whole.last, view.today), whole.first)
        return Span(whole.first, last)

    def units(self, view: LedgerView) -> tuple[Planned, ...]:
        """What the site has said nothing of yet, in order."""
        posts = view.posts(view.site) if self.every_post else (self.post,)
        span = self.span(view)
        if span.first > view.today:
            return ()
        found = (unit for post in posts for unit in to_confirm(view.ledgers[post], post, view.site, span))
        return tuple(sorted(found, key=lambda unit: (unit.day, unit.post, unit.key)))

    def exceptions(self, view: LedgerView) -> tuple[str, ...]:
        """What departs from the plan, as attendance reads it: ``POST DATE HALF STATUS [STAND-IN]``."""
        found = []
        for unit in self.units(view):
            name = name_of(unit)
            if name in self.absent:
                by = self.absent[name]
                found.append(f"{name} {f'replaced {by}' if by else 'absent'}")
        return tuple(found)

    def excepts(self, difference: Difference) -> bool:
        """Whether a difference is one of these exceptions."""
        return name_of(difference) in self.absent


def name_of(unit: Planned | Difference) -> str:
    """``ASP-1 2026-12-01 am``."""
    return f"{unit.post} {unit.day:%Y-%m-%d} {'+'.join(unit.slots)}"


def toggle(of: Confirming, unit: Planned) -> Confirming:
    """What was done was not, and the other way round."""
    name = name_of(unit)
    if name in of.absent:
        return replace(of, absent={other: by for other, by in of.absent.items() if other != name})
    return replace(of, absent={**of.absent, name: None})


def replaced_by(of: Confirming, unit: Planned, by: PostId | None) -> Confirming:
    """Somebody stood in."""
    return replace(of, absent={**of.absent, name_of(unit): by})


def wider(of: Confirming) -> Confirming:
    """A day, a week, the month, a day again."""
    extents = list(Extent)
    return replace(of, extent=extents[(extents.index(of.extent) + 1) % len(extents)])
