"""What keeps feeds honest in the database itself, on both kinds."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from uuid import UUID

import psycopg
import pytest

from rota.errors import UserError
from rota.stamping import Record
from rota.store import Store
from rota.store.calendar_feed import About, Feed, Subject, Token, TokenState
from rota.store.feed_reader import FeedReader, OutOfReach
from rota.words import Lang
from tests import builders
from tests.store.clocks import START, CountingClock

ABOUT = About(subject=Subject.POST, code="ASP-1", lang=Lang.FR)
DAY = date(2026, 12, 1)
TOKEN = sha256(b"token").digest()
_FEED = UUID(int=7)


def _feed(store: Store, about: About = ABOUT) -> Feed:
    return store.run(lambda unit: unit.feeds.ensure(about, new=UUID(int=7), secret=bytes(32)))


def _token(store: Store, digest: bytes = TOKEN, until: date | None = None) -> Token:
    feed = _feed(store)
    return store.run(lambda unit: unit.feeds.add_token(digest, feed, "phone", until=until))


def _put(store: Store, contents: dict[str, str], body: bytes, now: datetime = START) -> bool:
    feed = _feed(store).id
    seen, known = store.read(lambda unit: (unit.feeds.rendered(feed), unit.feeds.record(feed)))
    told = known.publish({uid: sha256(word.encode()).hexdigest() for uid, word in contents.items()}, now)
    return store.run(lambda unit: unit.feeds.put(feed, seen, known, told, source="s", body=body))


def _refused(store: Store, statement: str) -> None:
    with pytest.raises(UserError):
        store.run(lambda unit: unit.connection.exec_driver_sql(statement))


def test_same_description_is_the_same_feed(store: Store) -> None:
    first = _feed(store)
    again = store.run(lambda unit: unit.feeds.ensure(ABOUT, new=UUID(int=9), secret=bytes(32)))
    assert again == first
    assert "secret" not in repr(first)


def test_token_is_revoked_once_and_never_lives_again(store: Store) -> None:
    made = _token(store)
    assert made.state(START) is TokenState.ACTIVE
    revoked = store.run(lambda unit: unit.feeds.revoke(TOKEN))
    assert revoked.state(START) is TokenState.REVOKED
    assert store.run(lambda unit: unit.feeds.revoke(TOKEN)) == revoked, "since when it was"
    for change in ("revoked_at = NULL", "revoked_at = 5", "device = 'other'", "until = '2099-01-01'"):
        _refused(store, f"UPDATE feed_token SET {change}")
    _refused(store, "DELETE FROM feed_token")
    assert store.read(lambda unit: unit.feeds.tokens()) == (revoked,)


def test_token_is_over_after_its_last_day(store: Store) -> None:
    made = _token(store, until=DAY)
    assert made.state(datetime(2026, 12, 1, 23, 59, tzinfo=UTC)) is TokenState.ACTIVE
    assert made.state(datetime(2026, 12, 2, tzinfo=UTC)) is TokenState.EXPIRED


def test_record_only_goes_up(store: Store) -> None:
    assert _put(store, {"a": "x", "b": "x"}, b"1")
    assert _put(store, {"a": "y"}, b"2")
    record = store.read(lambda unit: unit.feeds.record(_FEED))
    assert {uid: (entry.sequence, entry.gone) for uid, entry in record.entries.items()} == {
        "a": (1, False),
        "b": (0, True),
    }
    for change in (
        "sequence = sequence - 1",
        "changed_at = changed_at - 1",
        "made_at = made_at - 1",
        "gone = 0 WHERE uid = 'b'",
        "content = '" + "0" * 64 + "'",
        "uid = 'c' WHERE uid = 'b'",
    ):
        _refused(store, f"UPDATE feed_event SET {change}")
    _refused(store, "DELETE FROM feed_event")
    _refused(store, "DELETE FROM feed")
    _refused(store, "UPDATE feed SET lang = 'en'")
    assert store.read(lambda unit: unit.feeds.record(_FEED)) == record


def test_rendering_that_another_overtook_is_not_kept(store: Store) -> None:
    feed = _feed(store).id
    assert _put(store, {"a": "x"}, b"one")
    seen = store.read(lambda unit: unit.feeds.rendered(feed))
    assert _put(store, {"a": "y"}, b"two")
    late = store.run(lambda unit: unit.feeds.put(feed, seen, Record(), Record(), source="late", body=b"late"))
    first = store.run(
        lambda unit: unit.feeds.put(feed, None, Record(), Record(), source="late", body=b"late")
    )
    assert (late, first) == (False, False)
    kept = store.read(lambda unit: unit.feeds.rendered(feed))
    assert kept
    assert (kept.revision, kept.body, kept.digest) == (2, b"two", sha256(b"two").digest())


def test_publication_is_the_moment_of_the_last_change_and_each_has_a_second_of_its_own(store: Store) -> None:
    feed = _feed(store).id
    published = []
    for body in (b"one", b"one", b"two", b"three"):
        assert _put(store, {}, body)
        kept = store.read(lambda unit: unit.feeds.rendered(feed))
        assert kept
        published.append(kept.published_at)
    assert published[0] == published[1]
    assert published[1] < published[2] < published[3]
    assert not any(moment.microsecond for moment in published)


def test_bodies_follow_each_other(store: Store) -> None:
    assert _put(store, {}, b"one")
    for change in ("revision = revision + 2", "revision = revision + 1, published_at = 0"):
        _refused(store, f"UPDATE feed_body SET {change}")
    _refused(store, "DELETE FROM feed_body")


def test_days_of_use_only_go_on(store: Store) -> None:
    _token(store)

    def note(day: date) -> int:
        return store.run(lambda unit: unit.feeds.note_fetches({TOKEN: day, b"\0" * 32: day}))

    assert [note(day) for day in (DAY, DAY, date(2026, 12, 3), date(2026, 12, 2))] == [1, 0, 1, 0]
    assert [one.fetched for one in store.read(lambda unit: unit.feeds.tokens())] == [date(2026, 12, 3)]
    _refused(store, "UPDATE feed_fetch SET day = '2020-01-01'")


def test_state_changes_with_anything_that_feeds_are_made_from(store: Store) -> None:
    states = [store.read(lambda unit: unit.feeds.state())]
    _token(store)
    states.append(store.read(lambda unit: unit.feeds.state()))
    store.run(lambda unit: unit.feeds.revoke(TOKEN))
    states.append(store.read(lambda unit: unit.feeds.state()))
    assert len(set(states)) == 3


@dataclass
class Reading:
    store: Store
    reader: FeedReader


@pytest.fixture
def reading(store: Store) -> Iterator[Reading]:
    reader = FeedReader(store.engine.url.render_as_string(hide_password=False))
    yield Reading(store, reader)
    reader.close()


def test_reader_tells_what_tokens_open(reading: Reading) -> None:
    made = _token(reading.store)
    opening = reading.reader.openings([TOKEN, bytes(32)])[TOKEN]
    assert (opening.feed, opening.revision, opening.revoked) == (made.feed.id.bytes, 0, False)
    assert _put(reading.store, {}, b"one")
    assert reading.reader.openings()[TOKEN].revision == 1
    assert reading.reader.bodies([opening.feed])[opening.feed].body == b"one"
    reading.store.run(lambda unit: unit.feeds.revoke(TOKEN))
    assert reading.reader.openings([TOKEN])[TOKEN].revoked


def test_connection_of_the_reader_cannot_write(reading: Reading) -> None:
    _token(reading.store)
    reading.reader.openings()
    connection = reading.reader._reached()
    for statement in (
        "DELETE FROM feed_fetch",
        "UPDATE booking SET site = 'X'",
        "CREATE TABLE a (b integer)",
    ):
        with pytest.raises(Exception, match=r"readonly|read-only"):
            connection.exec_driver_sql(statement)


def test_reader_of_no_database_of_ours_tells_so(tmp_path_factory: pytest.TempPathFactory) -> None:
    file = tmp_path_factory.mktemp("away") / "rota.db"
    reader = FeedReader(f"sqlite:///{file}")
    with pytest.raises(OutOfReach):
        reader.openings()
    file.write_bytes(b"no database at all, only words" * 100)
    with pytest.raises(OutOfReach):
        reader.openings()
    with closing(sqlite3.connect(file.with_name("older.db"))) as older:
        older.execute("CREATE TABLE alembic_version (version_num text)")
        older.commit()
    file.with_name("older.db").replace(file)
    with pytest.raises(UserError, match="another version"):
        reader.openings()
    reader.close()


def test_reader_reaches_a_server_again_that_hung_up(postgresql_url: str) -> None:
    with Store.create(postgresql_url, builders.facts(), clock=CountingClock()) as store:
        _token(store)
    reader = FeedReader(postgresql_url)
    reader.openings()
    process = reader._reached().exec_driver_sql("SELECT pg_backend_pid()").scalar()
    with psycopg.connect(postgresql_url) as server:
        server.execute("SELECT pg_terminate_backend(%s)", (process,))
    with pytest.raises(OutOfReach):
        reader.openings()
    assert set(reader.openings()) == {TOKEN}
    reader.close()
