"""Feeds brought to what is published: only what changed is rendered, only changed events get new stamps.

Whoever renders writes the stamps into the record of the database, in one unit of work with the feed; two
who render at once get the same bytes, since the second one sees that the first has written.
"""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from exports.feed.content import WEEKS_BACK, Content, content_of, nothing
from exports.ical.calendar import Draft, calendar_bytes, draft
from rota.clock import today
from rota.stamping import Record
from rota.store import Unit
from rota.store.calendar_feed import Feed, Rendered
from rota.workspace.opened import Workspace
from rota.workspace.telling import Told, told

BYTES_MAX = 1_000_000
"""Some programs refuse a larger calendar; the past is shortened first."""
_TRIES = 5


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What bringing feeds up to date did."""

    feeds: int
    """Feeds looked at: those that some token may open."""
    rendered: int
    """Feeds whose bytes changed."""


def refresh(workspace: Workspace, only: UUID | None = None) -> Refreshed:
    """Bring every feed that a token may open, or only one, to what is published now."""
    opened = workspace.store.read(lambda unit: unit.feeds.opened())
    feeds = [feed for feed in opened if only in {None, feed.id}]
    if not feeds:
        return Refreshed(0, 0)
    known = told(workspace)
    return Refreshed(len(feeds), sum(_refresh(workspace, known, feed) for feed in feeds))


def event_uid(feed: Feed, key: str) -> str:
    """The name of an event: a UUID (version 8) that only the secret of the feed gives."""
    made = bytearray(hmac.digest(feed.secret, key.encode(), sha256)[:16])
    made[6], made[8] = made[6] & 0x0F | 0x80, made[8] & 0x3F | 0x80
    return str(UUID(bytes=bytes(made)))


def _refresh(workspace: Workspace, known: Told, feed: Feed) -> bool:
    """Bring one feed up to date; tell whether its bytes changed."""
    for _ in range(_TRIES):
        seen, record = workspace.store.read(
            lambda unit: (unit.feeds.rendered(feed.id), unit.feeds.record(feed.id))
        )
        content = _content(workspace, known, feed, record)
        if content is None or (seen is not None and seen.source == content.digest):
            return False
        drafts = [draft(event, event_uid(feed, event.key), feed.about.lang) for event in content.events]
        record_now = record.publish({one.uid: one.content for one in drafts}, workspace.clock.now())
        body = _body(content, drafts, record_now)
        if _kept(workspace, feed, (seen, record), (record_now, content.digest, body)):
            return seen is None or seen.body != body
    return False


def _content(workspace: Workspace, known: Told, feed: Feed, record: Record) -> Content | None:
    """What the feed tells, with as much of the past as it has room for."""
    day = today(workspace.clock, workspace.facts.sites[0].timezone)
    contents = (content_of(known, feed.about, day, fewer_weeks=fewer) for fewer in range(WEEKS_BACK + 1))
    content = None
    for content in contents:
        if content is None or _size(content, feed) <= BYTES_MAX:
            break
    if content is None or content.events or not record.entries:
        return content
    return nothing(content, min(entry.created for entry in record.entries.values()).date())


def _size(content: Content, feed: Feed) -> int:
    """Bytes of the feed, near enough: rendered only where it might be too large."""
    if len(content.events) * _EVENT_BYTES_MAX <= BYTES_MAX:
        return 0
    return sum(
        len(draft(event, event_uid(feed, event.key), feed.about.lang).component.to_ical()) + _STAMP_BYTES
        for event in content.events
    )


def _body(content: Content, drafts: Sequence[Draft], record: Record) -> bytes:
    stamped = [(one, record.entries[one.uid]) for one in drafts]
    return calendar_bytes(content.name, content.home, content.since, stamped)


def _kept(
    workspace: Workspace,
    feed: Feed,
    before: tuple[Rendered | None, Record],
    after: tuple[Record, str, bytes],
) -> bool:
    seen, known = before
    record, source, body = after

    def work(unit: Unit) -> bool:
        return unit.feeds.put(feed.id, seen, known, record, source=source, body=body)

    return workspace.store.run(work)


_EVENT_BYTES_MAX = 900
_STAMP_BYTES = 120
