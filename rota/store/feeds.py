"""Feeds of one transaction: tokens made and revoked, the record of events, renderings."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from hashlib import sha256
from types import MappingProxyType
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, RowMapping, Select, bindparam, func, insert, select, update

from rota.clock import Clock
from rota.ledger.chain import microseconds
from rota.stamping import Entry, Record
from rota.store.calendar_feed import About, Detail, Feed, Rendered, Subject, Token
from rota.store.rows import moment
from rota.store.tables import (
    FACTS_VERSION,
    FEED,
    FEED_BODY,
    FEED_EVENT,
    FEED_FETCH,
    FEED_TOKEN,
    PLAN_EVENT,
    PLAN_VERSION,
)
from rota.words import Lang


class Feeds:
    """The feeds of one transaction."""

    def __init__(self, connection: Connection, clock: Clock) -> None:
        self._connection = connection
        self._clock = clock

    def ensure(self, about: About, *, new: UUID, secret: bytes) -> Feed:
        """The feed of this description; made with a new id and secret where there is none."""
        asked = select(FEED)
        for name, value in _described(about).items():
            asked = asked.where(FEED.c[name] == value)
        row = self._connection.execute(asked).mappings().first()
        if row is not None:
            return _feed(row)
        made = {"id": new.bytes, "secret": secret, "made_at": self._now()}
        self._connection.execute(insert(FEED), {**_described(about), **made})
        return Feed(id=new, about=about, secret=secret)

    def add_token(
        self, digest: bytes, feed: Feed, device: str, *, until: date | None, replaces: bytes | None = None
    ) -> Token:
        """Keep the digest of a token that was just made."""
        row = {"digest": digest, "feed": feed.id.bytes, "device": device, "made_at": self._now()}
        ends = {"until": until.isoformat() if until else None, "replaces": replaces, "revoked_at": None}
        self._connection.execute(insert(FEED_TOKEN), row | ends)
        return self._token(digest)

    def revoke(self, digest: bytes) -> Token:
        """Revoke a token; one that was revoked stays so, since when it was."""
        standing = FEED_TOKEN.c.revoked_at.is_(None)
        change = update(FEED_TOKEN).where(FEED_TOKEN.c.digest == digest, standing)
        self._connection.execute(change.values(revoked_at=self._now()))
        return self._token(digest)

    def tokens(self) -> tuple[Token, ...]:
        """All tokens ever made, by subject, code and age."""
        asked = _TOKENS.order_by(FEED.c.subject, FEED.c.code, FEED_TOKEN.c.made_at, FEED_TOKEN.c.digest)
        return tuple(_token(row) for row in self._connection.execute(asked).mappings())

    def opened(self) -> tuple[Feed, ...]:
        """The feeds that some token not revoked may open, by subject and code."""
        live = select(FEED_TOKEN.c.feed).where(FEED_TOKEN.c.revoked_at.is_(None))
        asked = select(FEED).where(FEED.c.id.in_(live)).order_by(FEED.c.subject, FEED.c.code, FEED.c.id)
        return tuple(_feed(row) for row in self._connection.execute(asked).mappings())

    def rendered(self, feed: UUID) -> Rendered | None:
        """What was last rendered of a feed."""
        asked = select(FEED_BODY).where(FEED_BODY.c.feed == feed.bytes)
        row = self._connection.execute(asked).mappings().first()
        return None if row is None else rendered_of(row)

    def record(self, feed: UUID) -> Record:
        """What was ever told of the events of a feed."""
        rows = self._connection.execute(select(FEED_EVENT).where(FEED_EVENT.c.feed == feed.bytes)).mappings()
        return Record(MappingProxyType({row["uid"]: _entry(row) for row in rows}))

    def put(
        self, feed: UUID, seen: Rendered | None, known: Record, told: Record, *, source: str, body: bytes
    ) -> bool:
        """Keep a rendering with the stamps in it, unless another one was kept since.

        Args:
            feed: Of which feed.
            seen: The rendering this one comes after; None for the first.
            known: The record that was seen.
            told: The record with this rendering.
            source: Digest of what it was rendered from.
            body: The calendar.

        Returns:
            Whether it was kept.
        """
        digest = sha256(body).digest()
        same = seen is not None and seen.digest == digest
        published = microseconds(seen.published_at) if seen and same else self._published(seen)
        row = {"source": source, "digest": digest, "body": body, "published_at": published}
        if seen is None:
            if self.rendered(feed) is not None:
                return False
            self._connection.execute(insert(FEED_BODY), row | {"feed": feed.bytes, "revision": 1})
        else:
            there = (FEED_BODY.c.feed == feed.bytes) & (FEED_BODY.c.revision == seen.revision)
            change = update(FEED_BODY).where(there).values(**row, revision=seen.revision + 1)
            if self._connection.execute(change).rowcount != 1:
                return False
        self._save(feed, known, told)
        return True

    def note_fetches(self, days: Mapping[bytes, date]) -> int:
        """Note the last day on which tokens were used; tell how many were news."""
        asked = select(FEED_TOKEN.c.digest, FEED_FETCH.c.day).join(
            FEED_FETCH, FEED_FETCH.c.token == FEED_TOKEN.c.digest, isouter=True
        )
        noted = {bytes(token): day for token, day in self._connection.execute(asked)}
        news = 0
        for digest, day in days.items():
            if digest not in noted or (noted[digest] or "") >= day.isoformat():
                continue
            row, news = {"token": digest, "day": day.isoformat()}, news + 1
            if noted[digest] is None:
                self._connection.execute(insert(FEED_FETCH), row)
            else:
                there = FEED_FETCH.c.token == digest
                self._connection.execute(update(FEED_FETCH).where(there).values(day=row["day"]))
        return news

    def state(self) -> str:
        """Changes with anything that feeds are made from."""
        counted = [
            select(func.count()).select_from(table).scalar_subquery()
            for table in (FACTS_VERSION, PLAN_VERSION, PLAN_EVENT, FEED_TOKEN)
        ]
        revoked = select(func.count(FEED_TOKEN.c.revoked_at)).scalar_subquery()
        row = self._connection.execute(select(*counted, revoked)).one()
        return "/".join(str(count) for count in row)

    def _published(self, seen: Rendered | None) -> int:
        """Now, in whole seconds; never before what was published, and never the same second twice."""
        now = self._now() // 1_000_000 * 1_000_000
        return now if seen is None else max(now, microseconds(seen.published_at) + 1_000_000)

    def _save(self, feed: UUID, known: Record, told: Record) -> None:
        """The entries that are new or differ."""
        changed = {uid: entry for uid, entry in told.entries.items() if known.entries.get(uid) != entry}
        new = [_row(feed, uid, entry) for uid, entry in changed.items() if uid not in known.entries]
        if new:
            self._connection.execute(insert(FEED_EVENT), new)
        old = [_change(uid, entry) for uid, entry in changed.items() if uid in known.entries]
        if old:
            there = (FEED_EVENT.c.feed == feed.bytes) & (FEED_EVENT.c.uid == bindparam("its_uid"))
            self._connection.execute(update(FEED_EVENT).where(there), old)

    def _token(self, digest: bytes) -> Token:
        found = self._connection.execute(_TOKENS.where(FEED_TOKEN.c.digest == digest))
        return _token(found.mappings().one())

    def _now(self) -> int:
        return microseconds(self._clock.now())


_TOKENS: Select[Any] = (
    select(FEED_TOKEN, FEED.c.id, FEED.c.secret, FEED.c.subject, FEED.c.code, FEED.c.lang, FEED.c.detail,
           FEED.c.proposals, FEED_FETCH.c.day)
    .join(FEED, FEED.c.id == FEED_TOKEN.c.feed)
    .join(FEED_FETCH, FEED_FETCH.c.token == FEED_TOKEN.c.digest, isouter=True)
)  # fmt: skip


def rendered_of(row: RowMapping) -> Rendered:
    """The rendering of a row."""
    return Rendered(
        revision=row["revision"],
        source=row["source"],
        digest=bytes(row["digest"]),
        body=bytes(row["body"]),
        published_at=moment(row["published_at"]),
    )


def _described(about: About) -> dict[str, Any]:
    described = asdict(about)
    return {name: str(value) for name, value in described.items()} | {"proposals": int(about.proposals)}


def _feed(row: RowMapping) -> Feed:
    about = About(
        subject=Subject(row["subject"]),
        code=row["code"],
        lang=Lang(row["lang"]),
        detail=Detail(row["detail"]),
        proposals=bool(row["proposals"]),
    )
    return Feed(id=UUID(bytes=bytes(row["id"])), about=about, secret=bytes(row["secret"]))


def _token(row: RowMapping) -> Token:
    return Token(
        digest=bytes(row["digest"]),
        feed=_feed(row),
        device=row["device"],
        made_at=moment(row["made_at"]),
        until=_day(row["until"]),
        replaces=None if row["replaces"] is None else bytes(row["replaces"]),
        revoked_at=None if row["revoked_at"] is None else moment(row["revoked_at"]),
        fetched=_day(row["day"]),
    )


def _day(told: str | None) -> date | None:
    return None if told is None else date.fromisoformat(told)


def _entry(row: RowMapping) -> Entry:
    return Entry(
        sequence=row["sequence"],
        content=row["content"],
        created=moment(row["made_at"]),
        modified=moment(row["changed_at"]),
        gone=bool(row["gone"]),
    )


def _row(feed: UUID, uid: str, entry: Entry) -> dict[str, Any]:
    made: datetime = entry.created
    return {"feed": feed.bytes, "uid": uid, "made_at": microseconds(made), **_moving(entry)}


def _change(uid: str, entry: Entry) -> dict[str, Any]:
    return {"its_uid": uid, **_moving(entry)}


def _moving(entry: Entry) -> dict[str, Any]:
    """What may change of an entry."""
    return {
        "sequence": entry.sequence,
        "content": entry.content,
        "changed_at": microseconds(entry.modified),
        "gone": int(entry.gone),
    }
