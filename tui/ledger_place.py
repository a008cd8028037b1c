"""Where one is in the ledger: a month, a post or all of them, one site or all; values and pure functions."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from rota.ledger.writer import month_span
from rota.model.facts import PostId, SiteId
from rota.words import MONTHS, Lang

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class LedgerPlace:
    """What of the ledger is looked at."""

    month: str
    """Named ``2026-12``."""
    post: PostId | None = None
    """None: all posts of the month."""
    site: SiteId | None = None
    """None: all sites."""
    last_post: PostId | None = None
    """The post looked at before all of them were."""


def begin(today: date) -> LedgerPlace:
    """The month that is to be confirmed: the present one, or the one before in its first days."""
    first = today.replace(day=1)
    return LedgerPlace(f"{first - _DAY if today.day <= _LATE_DAYS else first:%Y-%m}")


def month_by(place: LedgerPlace, step: int) -> LedgerPlace:
    """Another month: ``step`` is −1 or 1."""
    span = month_span(place.month)
    day = span.first - _DAY if step < 0 else span.last + _DAY
    return replace(place, month=f"{day:%Y-%m}")


def to_post(place: LedgerPlace, post: PostId | None) -> LedgerPlace:
    """One post, or all of them."""
    return replace(place, post=post, last_post=post or place.post or place.last_post)


def post_by(place: LedgerPlace, posts: Sequence[PostId], step: int) -> LedgerPlace:
    """The post before or after, round and round; the first one from where all are shown."""
    if not posts:
        return place
    if place.post not in posts:
        return to_post(place, posts[0 if step > 0 else -1])
    return to_post(place, posts[(posts.index(place.post) + step) % len(posts)])


def site_by(place: LedgerPlace, sites: Sequence[SiteId]) -> LedgerPlace:
    """The next site alone; after the last one, all of them."""
    following: list[SiteId | None] = [None, *sites]
    at = following.index(place.site) if place.site in following else 0
    return replace(place, site=following[(at + 1) % len(following)])


def month_told(month: str, lang: Lang) -> str:
    """``décembre 2026``."""
    year, _, number = month.partition("-")
    return f"{MONTHS[int(number) - 1].say(lang)} {year}"


_LATE_DAYS = 10
"""Days of a month in which one still works on the month before."""
