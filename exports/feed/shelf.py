"""Feeds in memory, ready to be sent: what the server answers from, also while the database is away."""

import gzip
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from hashlib import sha256

from rota.store.calendar_feed import Rendered
from rota.store.feed_reader import Opening


@dataclass(frozen=True, slots=True)
class Ready:
    """A feed as it goes over the line, plain and compressed."""

    revision: int
    plain: bytes = field(repr=False)
    compressed: bytes = field(repr=False)
    tag: str
    """Digest of the bytes, without quotes."""
    published_at: datetime

    @property
    def last_modified(self) -> str:
        """As HTTP writes it."""
        return format_datetime(self.published_at, usegmt=True)


def ready(rendered: Rendered) -> Ready | None:
    """A rendering made ready; None when its bytes are not those that were kept, so that it is never sent."""
    if sha256(rendered.body).digest() != rendered.digest:
        return None
    return Ready(
        rendered.revision,
        rendered.body,
        gzip.compress(rendered.body, 6, mtime=0),
        rendered.digest.hex(),
        rendered.published_at.astimezone(UTC),
    )


class Shelf:
    """What was read last: which token opens what, and each feed.

    One thread writes it, others read; each change replaces one item as a whole.
    """

    def __init__(self) -> None:
        self.openings: dict[bytes, Opening] = {}
        self.feeds: dict[bytes, Ready] = {}

    def feed_of(self, opening: Opening) -> Ready | None:
        """The feed of an opening, as last known."""
        return self.feeds.get(opening.feed)

    def behind(self, openings: Mapping[bytes, Opening]) -> set[bytes]:
        """Feeds that were rendered anew since they were put here."""
        return {
            opening.feed
            for opening in openings.values()
            if not opening.revoked and opening.revision and self._revision(opening.feed) != opening.revision
        }

    def put(self, bodies: Mapping[bytes, Rendered]) -> int:
        """Put feeds here, each in the place of the former; tell how many were not whole and were left out."""
        broken = 0
        for feed, rendered in bodies.items():
            made = ready(rendered)
            if made is None:
                broken += 1
            else:
                self.feeds[feed] = made
        return broken

    def keep_only(self, openings: Mapping[bytes, Opening]) -> None:
        """Forget what no token opens any more."""
        self.openings = dict(openings)
        live = {opening.feed for opening in openings.values() if not opening.revoked}
        for feed in set(self.feeds) - live:
            del self.feeds[feed]

    def _revision(self, feed: bytes) -> int:
        known = self.feeds.get(feed)
        return known.revision if known else 0
