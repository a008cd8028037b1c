"""What each post gives to each site over the months of a plan, with hours and duties."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rota.explain.grid import Judged
from rota.model.calendar import Period, Span, month_of
from rota.model.counting import owed
from rota.model.facts import PostId, SiteId
from rota.model.travelling import minutes_worked
from rota.model.universe import Universe
from rota.rules.site_share import accounts


@dataclass(frozen=True, slots=True)
class SiteTime:
    """The part of one site."""

    parts: int
    """60ths of a half-day credited, leave and opening balance included."""
    percent: int
    """Hundredths of a per cent of what all sites have, rounded down; 0 of nothing."""
    minimum: int | None
    """Per cent that the convention promises over a month."""
    contract: int
    """Per cent of the contract."""


@dataclass(frozen=True, slots=True)
class MonthTime:
    """The time of one post over the known days of one month."""

    post: PostId
    days: Span
    sites: Mapping[SiteId, SiteTime]
    carried: int
    """60ths of a half-day of the opening balance among them."""
    minutes: int
    """Worked, on site or attending from elsewhere, and on the way between two sites within a day."""
    duties: int
    owed: int
    """60ths of a half-day of service owed over those days."""
    worked: int
    """60ths of a half-day worked over those days, duty included."""


def months(judged: Judged, universe: Universe, post: PostId) -> Iterator[MonthTime]:
    """The time of one post, month by month, counted exactly as the rules count it."""
    problem = judged.problem
    convention = problem.conventions.get(post)
    if convention is None:
        return
    minimums = {m.site: m.percent for m in convention.minimums if m.period is Period.MONTH}
    for account in accounts(universe, post, Period.MONTH):
        tasks = [task for task in universe.of_post(post) if task.day in account.days]
        totals = {
            share.site: account.freed.get(share.site, 0)
            + account.carried.get(share.site, 0)
            + sum(by_site.get(share.site, 0) for _, by_site in account.credits)
            for share in convention.shares
        }
        whole = sum(totals.values())
        yield MonthTime(
            post=post,
            days=account.days,
            sites={
                share.site: SiteTime(
                    parts=totals[share.site],
                    percent=10_000 * totals[share.site] // whole if whole else 0,
                    minimum=minimums.get(share.site),
                    contract=share.percent,
                )
                for share in convention.shares
            },
            carried=sum(account.carried.values()),
            minutes=minutes_worked(problem, tasks),
            duties=sum(task.duty is not None for task in tasks),
            owed=owed(problem, post, account.days),
            worked=sum(task.parts for task in tasks),
        )


def month_name(time: MonthTime) -> str:
    """``2026-12``."""
    return f"{month_of(time.days.first).first:%Y-%m}"
