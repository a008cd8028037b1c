"""A calendar feed, the tokens that open it, and what was last rendered of it."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from rota.words import Lang


class Subject(StrEnum):
    """Whom a feed is about."""

    POST = "post"
    SERVICE = "service"


class Detail(StrEnum):
    """How much a feed tells."""

    FULL = "full"
    TIMES = "times"
    """Only that the time is taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a feed is: two tokens that ask for the same share one feed."""

    subject: Subject
    code: str
    """Of the post or the service."""
    lang: Lang
    detail: Detail = Detail.FULL
    proposals: bool = False
    """Plans that were proposed and are not published yet are told too, as tentative."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """One feed."""

    id: UUID
    about: About
    secret: bytes = field(repr=False)
    """What the names of its events are made with: whoever knows a post cannot compute them."""


class TokenState(StrEnum):
    """Whether a token opens its feed."""

    ACTIVE = "active"
    REVOKED = "revoked"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """What opens a feed on one device. The token itself is known to that device only."""

    digest: bytes = field(repr=False)
    """SHA-256 of the token."""
    feed: Feed
    device: str
    """What its person calls the device."""
    made_at: datetime
    until: date | None
    """The last day on which it opens the feed, in UTC."""
    replaces: bytes | None = field(repr=False)
    """The token whose place it took."""
    revoked_at: datetime | None
    fetched: date | None
    """The last day on which it was used."""

    @property
    def id(self) -> str:
        """Names it in lists and logs; nothing can be opened with it."""
        return token_id(self.digest)

    def state(self, now: datetime) -> TokenState:
        """Whether it opens the feed."""
        return state_at(self.revoked_at is not None, self.until, now)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A feed as it was last rendered."""

    revision: int
    source: str
    """Digest of what it was rendered from."""
    digest: bytes
    """SHA-256 of the body."""
    body: bytes = field(repr=False)
    published_at: datetime
    """When the body last changed; whole seconds, as HTTP has them."""


def token_id(digest: bytes) -> str:
    """Ten signs of the digest of a token."""
    return digest[:5].hex()


def state_at(revoked: bool, until: date | None, now: datetime) -> TokenState:
    """Whether a token opens its feed at an instant."""
    if revoked:
        return TokenState.REVOKED
    return TokenState.EXPIRED if until is not None and now.date() > until else TokenState.ACTIVE
