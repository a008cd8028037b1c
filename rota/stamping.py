"""What was told of each event of a calendar before: its sequence, when it was made and when it last changed.

Calendar programs compare these stamps and nothing else, so they must move when an event changes and never
otherwise. Entries are never taken out: an event that leaves and comes back must go up, not start again.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from types import MappingProxyType


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What was last told of one event."""

    sequence: int
    """How often it changed."""
    content: str
    """Digest of all that a reader can see of it."""
    created: datetime
    modified: datetime
    gone: bool = False
    """It is in no calendar any more."""


@dataclass(frozen=True, slots=True)
class Record:
    """The entry of each event that was ever told, by the name calendar programs know it by."""

    entries: Mapping[str, Entry] = field(default_factory=lambda: MappingProxyType({}))

    def publish(self, contents: Mapping[str, str], now: datetime) -> "Record":
        """The record once exactly these events are told.

        Args:
            contents: the digest of each event, by its name.
            now: given to what is new or has changed; cut to the second, as calendars are.
        """
        moment = now.astimezone(UTC).replace(microsecond=0)
        entries = {
            uid: entry if entry.gone else replace(entry, gone=True) for uid, entry in self.entries.items()
        }
        for uid, content in contents.items():
            entries[uid] = _told(self.entries.get(uid), content, moment)
        return Record(MappingProxyType(entries))


def _told(known: Entry | None, content: str, now: datetime) -> Entry:
    if known is None:
        return Entry(sequence=0, content=content, created=now, modified=now)
    if known.content == content and not known.gone:
        return known
    modified = max(now, known.modified)
    return replace(known, sequence=known.sequence + 1, content=content, modified=modified, gone=False)
