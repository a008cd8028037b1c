"""What a request for a feed is answered, by its headers alone: whole, not changed, or only its head."""

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from starlette.responses import Response

from exports.feed.shelf import Ready

CONTENT_TYPE = "text/calendar; charset=utf-8"
CACHE = "private, no-cache"
RETRY_SECONDS = 300
HIDDEN = {"X-Robots-Tag": "noindex, nofollow"}
"""The path itself is allowed in robots.txt: Google fetches no feed otherwise."""


def feed_answer(feed: Ready, headers: Mapping[str, str]) -> Response:
    """200 with the calendar, or 304.

    ``If-None-Match`` decides where it is given; else ``If-Modified-Since``. Both forms of the feed, plain and
    compressed, have a strong tag of their own; either one shows that the reader has it.
    """
    compressed = accepts_gzip(headers.get("accept-encoding", ""))
    tag = f'"{feed.tag}-gz"' if compressed else f'"{feed.tag}"'
    common = {
        "ETag": tag,
        "Last-Modified": feed.last_modified,
        "Cache-Control": CACHE,
        "Vary": "Accept-Encoding",
        **HIDDEN,
    }
    if has_it(feed, headers):
        return Response(status_code=304, headers=common)
    whole = {
        **common,
        "Content-Type": CONTENT_TYPE,
        "Content-Disposition": 'inline; filename="planning.ics"',
    }
    if compressed:
        return Response(feed.compressed, headers={**whole, "Content-Encoding": "gzip"})
    return Response(feed.plain, headers=whole)


def has_it(feed: Ready, headers: Mapping[str, str]) -> bool:
    """Whether the reader says that it has this feed."""
    tags = headers.get("if-none-match")
    if tags is not None:
        told = {tag.strip().removeprefix("W/") for tag in tags.split(",")}
        return bool(told & {"*", f'"{feed.tag}"', f'"{feed.tag}-gz"'})
    since = headers.get("if-modified-since")
    if since is None:
        return False
    moment = _moment(since)
    return moment is not None and feed.published_at <= moment


def accepts_gzip(told: str) -> bool:
    """Whether ``Accept-Encoding`` allows gzip."""
    weights: dict[str, float] = {}
    for part in told.split(","):
        name, _, rest = part.strip().partition(";")
        weights[name.strip().lower()] = _weight(rest)
    return weights.get("gzip", weights.get("*", 0.0)) > 0


def plain_answer(status: int, text: str, **headers: str) -> Response:
    """A short answer in words, for whoever opened the address in a browser."""
    return Response(
        f"{text}\n",
        status,
        {"Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store", **HIDDEN, **headers},
    )


def _weight(parameter: str) -> float:
    name, _, value = parameter.partition("=")
    if name.strip().lower() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0


def _moment(told: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(told)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
