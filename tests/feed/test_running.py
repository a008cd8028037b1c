"""The server as it is run: where it may listen, and the process beside it through what goes wrong."""

import queue
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from exports.feed import companion, watching
from exports.feed.companion import Companion
from exports.feed.running import Settings, listening, refuse_open_door
from rota.errors import UserError
from rota.workspace import feeding
from tests.feed import given
from tests.feed.given import Ground


def _settings(**more: object) -> Settings:
    plain = {"url": "sqlite:///x", "host": "127.0.0.1", "port": 0, "base": ""}
    return Settings(**{**plain, **more})  # type: ignore[arg-type]


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.9.1", "::1", "localhost"])
def test_this_machine_is_always_fine(host: str) -> None:
    refuse_open_door(_settings(host=host))


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "rota.example.org"])
def test_the_network_only_with_a_word(host: str) -> None:
    with pytest.raises(UserError, match=r"--public"):
        refuse_open_door(_settings(host=host))
    refuse_open_door(_settings(host=host, public=True))
    refuse_open_door(_settings(host=host, proxy="192.0.2.9"))


def test_port_that_is_taken_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(UserError, match=str(port)):
            listening(_settings(port=port))


def _until(condition: Callable[[], bool]) -> None:
    waiting = threading.Event()
    for _ in range(500):
        if condition():
            return
        waiting.wait(0.01)
    raise AssertionError("it did not come")


def test_watching_refreshes_what_was_published_and_writes_notes(url: str, ground: Ground) -> None:
    made = ground.token()
    notes, stop = watching.Notes(), threading.Event()
    thread = threading.Thread(
        target=watching.watch, args=(url, ground.clock), kwargs={"every": 0.01, "notes": notes, "stop": stop}
    )
    thread.start()
    try:
        ground.publish(given.week())
        _until(lambda: b"VEVENT" in ground.body(made))
        line = watching.note_line(made.kept.digest, date(2026, 3, 2))
        watching.read_notes(["rubbish\n", "00 2026-01-01\n", line, line], notes)
        _until(lambda: feeding.listed(ground.workspace)[0].fetched == date(2026, 3, 2))
    finally:
        stop.set()
        thread.join()


def test_watching_goes_on_when_the_database_comes_back(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "RETRY_SECONDS", 0.01)
    clock, stop = given.At(), threading.Event()
    thread = threading.Thread(
        target=watching.watch,
        args=(url, clock),
        kwargs={"every": 0.01, "notes": watching.Notes(), "stop": stop},
    )
    thread.start()
    try:
        with given.ground(url, clock=clock) as ground:
            ground.publish(given.week())
            made = feeding.create(ground.workspace, given.about_who(), "phone")
            feed = made.kept.feed.id
            _until(lambda: ground.store.read(lambda unit: unit.feeds.rendered(feed)) is not None)
    finally:
        stop.set()
        thread.join()


def test_notes_taken_last_are_written_before_the_end(url: str, ground: Ground) -> None:
    made = ground.token()
    notes, stop = watching.Notes(), threading.Event()
    for day in (2, 4, 3):
        notes.put((made.kept.digest, date(2026, 3, day)))
    stop.set()
    watching._watch(ground.workspace, 1, notes, stop)
    assert feeding.listed(ground.workspace)[0].fetched == date(2026, 3, 4)


class _Child(Companion):
    """A companion whose child writes what it hears to a file, or ends at once."""

    def __init__(self, words: list[str]) -> None:
        super().__init__("sqlite:///x", "info")
        self.words, self.started = words, 0

    def _child(self) -> "subprocess.Popen[str]":
        self.started += 1
        return subprocess.Popen([sys.executable, "-c", *self.words], stdin=subprocess.PIPE, text=True)


def test_process_beside_is_told_once_a_day_and_ends_with_the_server(tmp_path: Path) -> None:
    file = tmp_path / "heard"
    found = _Child([f"import sys; open({str(file)!r}, 'w').write(sys.stdin.read())"])
    found.start()
    day = date(2026, 3, 2)
    for moment in (day, day, day + timedelta(days=1)):
        found.note(b"\1" * 32, moment)
    found.stop()
    heard: watching.Notes = queue.SimpleQueue()
    watching.read_notes(file.read_text().splitlines(), heard)
    assert [heard.get(), heard.get()] == [(b"\1" * 32, day), (b"\1" * 32, day + timedelta(days=1))]
    assert heard.empty()


def test_process_beside_that_ends_is_started_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(companion, "RESTART_SECONDS", 0.01)
    found = _Child(["pass"])
    found.start()
    _until(lambda: found.started >= 2)
    found.stop()
