"""The cost of posts over some months: shared pro rata of presence, with aid, bonus and indemnities."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rota.compliance.reading import work
from rota.compliance.sums import Sum
from rota.model.calendar import Period, Span, four_months_of, periods
from rota.model.facts import PostId, SiteId
from rota.workspace.money import Chosen, Money, aid_of, money_from, presence_of
from rota.workspace.opened import Workspace, convention_of
from rota.workspace.standing import balances_of

AID, ADDITIONAL = "aid", "additional-time"


@dataclass(frozen=True, slots=True)
class PostShares:
    """The money of one post; each of its months is that of ``rota money``."""

    post: PostId
    months: tuple[Money, ...]
    aid: Sum
    """By the share found over all the months."""

    @property
    def presence(self) -> Mapping[SiteId, int]:
        """60ths of a half-day that each site had."""
        return presence_of([month.balance for month in self.months])

    @property
    def shares(self) -> Mapping[SiteId, int]:
        """Cents of the cost by site: the sum of those of the months."""
        found: dict[SiteId, int] = {}
        for month in self.months:
            for site, cents in month.shares.items():
                found[site] = found.get(site, 0) + cents
        return found

    def sums(self) -> Iterator[Sum]:
        """Bonus and indemnities, month by month; additional time as each four-month period ends.

        Additional time counts from the start of its four-month period: the last month known of each
        tells all of it.
        """
        last = {four_months_of(month.balance.until): month.balance.until for month in self.months}
        for month in self.months:
            until = month.balance.until
            ends = last[four_months_of(until)] == until
            yield from (each for each in month.sums[1:] if each.code != ADDITIONAL or ends)


@dataclass(frozen=True, slots=True)
class SharesReport:
    """Several posts over some months."""

    period: Span
    given: Chosen
    posts: tuple[PostShares, ...]


def shares_report(
    workspace: Workspace, period: Span, given: Chosen, as_of: date, post: PostId | None = None
) -> SharesReport:
    """The money of each post over the months of a period, as far as a day.

    Raises:
        UserError: the aid is unknown, or nothing is known of the months.
        ValueError: the on-call sum lies outside the bounds of the text.
    """
    posts = None if post is None else [post]
    done = {who: work(entries, workspace.problem) for who, entries in workspace.ledgers().items()}
    found: dict[PostId, list[Money]] = {}
    starts = [c.start for c in workspace.facts.conventions if post in {None, c.post}]
    first = max(period.first, min(starts, default=period.first))
    known = Span(min(first, period.last), period.last).meet(Span(date.min, as_of)) or period
    for month in periods(known, Period.MONTH, known):
        for balance in balances_of(workspace, month, min(month.last, as_of), posts):
            told = money_from(workspace, balance, given, done[balance.post])
            found.setdefault(balance.post, []).append(told)
    return SharesReport(
        Span(known.first, min(period.last, max(known.first, as_of))),
        given,
        tuple(_of(workspace, each, months, given) for each, months in found.items()),
    )


def _of(workspace: Workspace, post: PostId, months: Sequence[Money], given: Chosen) -> PostShares:
    convention = convention_of(workspace.facts, post)
    return PostShares(post, tuple(months), aid_of(convention, [m.balance for m in months], given))
