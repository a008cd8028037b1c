"""The months of a post, from their balances: what was planned and done at each site, shares, hours."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rota.compliance.balance import Balance, WorkedTime
from rota.compliance.cost import presence
from rota.ledger.entry import Entry
from rota.model.calendar import Span
from rota.model.facts import SiteId
from rota.workspace.report_kept import planned_parts


@dataclass(frozen=True, slots=True)
class SiteMonth:
    """One site in one month; 60ths of a half-day, shares in hundredths of a per cent."""

    site: SiteId
    planned: int
    """Credited to it by published plans."""
    done: int
    leave: int
    """Absences at its charge."""
    share: int | None
    """Of what all sites had in the month; None when they had nothing."""
    to_date: int | None
    """Of what all sites had since the contract began."""

    @property
    def presence(self) -> int:
        """What counts for its share."""
        return self.done + self.leave


@dataclass(frozen=True, slots=True)
class MonthFigures:
    """One month of one post, as far as it is known."""

    month: Span
    known: Span
    sites: tuple[SiteMonth, ...]
    minutes: int
    """Worked in the month."""
    worked: WorkedTime
    """Of the four-month period, at the end of the month."""

    @property
    def mean_week(self) -> int:
        """Minutes of a mean week of the four-month period so far."""
        return 7 * self.worked.minutes // len(self.worked.span)

    @property
    def ceiling_week(self) -> int:
        """Minutes that a mean week may have."""
        return 7 * self.worked.allowed // len(self.worked.span)


def months_of(balances: Sequence[Balance], entries: Sequence[Entry], known: Span) -> tuple[MonthFigures, ...]:
    """The months of ``known`` from the balances of all months since the contract began, in order."""
    since: dict[SiteId, int] = {}
    found: list[MonthFigures] = []
    for balance in balances:
        here = presence(balance)
        since = {site: since.get(site, 0) + parts for site, parts in here.items()}
        days = Span(balance.period.first, balance.until).meet(known)
        if days is not None:
            found.append(_month(balance, days, planned_parts(entries, days), here, since))
    return tuple(found)


def share_of(part: int, whole: int) -> int | None:
    """Hundredths of a per cent, rounded down as everywhere; None of nothing."""
    return 10_000 * part // whole if whole else None


def _month(
    balance: Balance,
    days: Span,
    planned: Mapping[SiteId, int],
    here: Mapping[SiteId, int],
    since: Mapping[SiteId, int],
) -> MonthFigures:
    whole, ever = sum(here.values()), sum(since.values())
    return MonthFigures(
        month=balance.period,
        known=days,
        sites=tuple(
            SiteMonth(
                site=time.site,
                planned=planned.get(time.site, 0),
                done=time.done,
                leave=time.leave,
                share=share_of(here[time.site], whole),
                to_date=share_of(since[time.site], ever),
            )
            for time in balance.sites
        ),
        minutes=sum(time.worked for time in balance.sites),
        worked=balance.worked,
    )
