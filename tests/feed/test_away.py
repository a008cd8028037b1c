"""While the database is away feeds are answered from memory; 503 only where nothing is known."""

import asyncio
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from exports.feed import lookup
from exports.feed.lookup import Lookup
from exports.feed.shelf import Shelf
from rota.store.calendar_feed import Rendered
from rota.store.feed_reader import FeedReader, Opening
from rota.workspace import feeding
from tests.feed import given
from tests.feed.given import At, Ground
from tests.feed.serving import Served, path_of, serving


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The database is asked again soon."""
    monkeypatch.setattr(lookup, "RETRY_SECONDS", 0.02)


def _until(served: Served, *, away: bool) -> None:
    """Wait until the server has noticed."""
    waiting = threading.Event()
    for _ in range(500):
        if served.feeds.lookup.away is away:
            return
        waiting.wait(0.01)
    raise AssertionError(f"away is not {away}")


def test_last_good_feed_is_answered_while_the_database_is_away(url: str, ground: Ground) -> None:
    file = Path(url.removeprefix("sqlite:///"))
    ground.publish(given.week())
    kept, unseen = ground.token(), ground.token(given.about_who(proposals=True), "desk")
    gone = ground.token(device="lost")
    feeding.revoke(ground.workspace, gone.kept)
    with serving(url, ground.clock) as served:
        before = served.get(path_of(kept.token))
        file.rename(file.with_suffix(".away"))
        during = served.get(path_of(kept.token))
        assert (during.status, during.body) == (200, before.body)
        assert during.headers["etag"] == before.headers["etag"]
        assert served.get(path_of(kept.token), If_None_Match="*").status == 304
        assert served.get(path_of(unseen.token)).status == 200, "not fetched before, known all the same"
        assert served.get(path_of(gone.token)).status == 410
        unknown = served.get(path_of("x" * 43))
        assert (unknown.status, unknown.headers["retry-after"]) == (503, "300")
        assert served.get("/health").body == b'{"status":"stale","database":"away"}'
        assert b"rota_feed_database_up 0" in served.get("/metrics").body
        file.with_suffix(".away").rename(file)
        _until(served, away=False)
        assert served.get(path_of("x" * 43)).status == 404
        ground.clock.go_on()
        feeding.revoke(ground.workspace, kept.kept)
        assert served.get(path_of(kept.token)).status == 410


def test_start_without_a_database_answers_503_until_there_is_one(url: str) -> None:
    clock = At()
    with serving(url, clock) as served:
        assert served.get(path_of("x" * 43)).status == 503
        health = served.get("/health")
        assert (health.status, health.body) == (503, b'{"status":"unavailable","database":"away"}')
        assert served.get("/").status == 200
        with given.ground(url, clock=clock) as ground:
            ground.publish(given.week())
            made = ground.token()
            _until(served, away=False)
            assert served.get(path_of(made.token)).status == 200


def test_database_that_was_put_back_from_a_backup_is_read(url: str, ground: Ground) -> None:
    file = Path(url.removeprefix("sqlite:///"))
    backup = file.read_bytes()
    made = ground.token()
    with serving(url, ground.clock) as served:
        assert served.get(path_of(made.token)).status == 200
        file.with_suffix(".new").write_bytes(backup)
        file.with_suffix(".new").replace(file)
        assert served.get(path_of(made.token)).status == 404, "its token is not in the backup"


def test_calendar_that_is_not_whole_is_never_answered(url: str, ground: Ground) -> None:
    ground.publish(given.week())
    made = ground.token()
    with serving(url, ground.clock) as served:
        good = served.get(path_of(made.token)).body
        ground.store.run(
            lambda unit: unit.connection.exec_driver_sql(
                "UPDATE feed_body SET body = substr(body, 1, 999), revision = revision + 1"
            )
        )
        assert served.get(path_of(made.token)).body == good
    with serving(url, ground.clock) as fresh:
        assert fresh.get(path_of(made.token)).status == 503


class _Stuck(FeedReader):
    """A database that hangs until it is let go."""

    def __init__(self, go: threading.Event) -> None:
        self.go, self.stuck = go, False

    def openings(self, _digests: Sequence[bytes] | None = None) -> Mapping[bytes, Opening]:
        if self.stuck:
            self.go.wait(10)
        return {b"1" * 32: Opening(b"f", 0, revoked=False, until=None)}

    def close(self) -> None:
        pass


def test_database_that_hangs_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lookup, "WAIT_SECONDS", 0.02)
    reader = _Stuck(threading.Event())
    found = Lookup(reader)
    found.start()
    reader.stuck = True
    known, unknown = (asyncio.run(found.find(digest * 32)) for digest in (b"1", b"2"))
    assert (known.known, known.opening is not None) == (True, True)
    assert (unknown.known, unknown.opening) == (False, None)
    reader.go.set()
    found.stop()


class _Buggy(_Stuck):
    """A database read by a program with a bug."""

    def openings(self, _digests: Sequence[bytes] | None = None) -> Mapping[bytes, Opening]:
        if self.stuck:
            raise ZeroDivisionError
        return super().openings()


def test_bug_while_reading_ends_no_answers(caplog: pytest.LogCaptureFixture) -> None:
    reader = _Buggy(threading.Event())
    found = Lookup(reader)
    found.start()
    reader.stuck = True
    for _ in range(2):
        assert asyncio.run(found.find(b"1" * 32)).opening is not None
    reader.stuck = False
    found.stop()
    assert "ZeroDivisionError" in caplog.text


def test_shelf_forgets_what_no_token_opens() -> None:
    shelf = Shelf()
    body = Rendered(revision=1, source="", digest=b"", body=b"x", published_at=given.START)
    assert shelf.put({b"f": body}) == 1, "not what was kept"
    opening = Opening(b"f", 1, revoked=False, until=None)
    assert shelf.behind({b"t": opening}) == {b"f"}
    shelf.keep_only({b"t": opening})
    shelf.keep_only({b"t": Opening(b"f", 1, revoked=True, until=None)})
    assert shelf.feeds == {}
