"""Ten thousand requests that nobody means well with: only refusals, nothing lost, nothing left open."""

import logging
import socket
import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

from exports.feed import limits, protocol
from rota.workspace.feeding import Made
from tests.feed import given
from tests.feed.given import Ground
from tests.feed.hostile import requests
from tests.feed.serving import Served, parsed, path_of, serving

CLIENTS = 8


@pytest.fixture
def made(ground: Ground) -> Made:
    ground.publish(given.week())
    return ground.token()


@pytest.fixture
def served(url: str, ground: Ground, made: Made) -> Iterator[Served]:
    with serving(url, ground.clock) as found:
        yield found


def _statuses(served: Served, count: int, seed: int) -> Counter[int]:
    """How hostile requests were answered; each must be, and the first answer is the one that counts."""

    def send(request: bytes) -> int:
        try:
            return parsed(served.raw(request)).status
        except (ConnectionError, IndexError) as error:
            raise AssertionError(f"no answer to {request[:200]!r}") from error

    with ThreadPoolExecutor(CLIENTS) as clients:
        return Counter(clients.map(send, requests(count, seed)))


@dataclass(frozen=True)
class Under:
    """What is looked at while hostile requests come."""

    served: Served
    made: Made
    ground: Ground
    caplog: pytest.LogCaptureFixture


@pytest.fixture
def under(served: Served, made: Made, ground: Ground, caplog: pytest.LogCaptureFixture) -> Under:
    return Under(served, made, ground, caplog)


def _judge(under: Under, count: int) -> None:
    served, made, ground, caplog = under.served, under.made, under.ground, under.caplog
    caplog.set_level(logging.INFO)
    open_before = len(list(Path("/proc/self/fd").iterdir()))
    statuses = _statuses(served, count, seed=count)
    assert sum(statuses.values()) == count
    assert {status // 100 for status in statuses} == {4}, statuses
    assert {400, 404, 405} <= set(statuses)
    assert [one.getMessage() for one in caplog.records if one.levelno >= logging.ERROR] == []
    assert made.token not in caplog.text
    answer = served.get(path_of(made.token))
    assert (answer.status, answer.body) == (200, ground.body(made))
    assert len(list(Path("/proc/self/fd").iterdir())) <= open_before + 2 * CLIENTS
    assert len(served.feeds.misses) <= 1
    assert set(served.feeds.lookup.shelf.openings) == {made.kept.digest}


def test_hostile_requests_are_refused_and_harm_nothing(under: Under, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every token is looked up: nobody is slowed down."""
    monkeypatch.setattr(limits, "MISSES", 10**9)
    _judge(under, 400)


@pytest.mark.slow
@pytest.mark.parametrize("slowed", [True, False])
def test_ten_thousand_hostile_requests_are_refused_and_harm_nothing(
    under: Under, monkeypatch: pytest.MonkeyPatch, slowed: bool
) -> None:
    if not slowed:
        monkeypatch.setattr(limits, "MISSES", 10**9)
    _judge(under, 10_000)


def test_clients_that_do_not_finish_asking_are_let_go(
    served: Served, made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(protocol, "HEAD_SECONDS", 0.2)
    begun = f"GET {path_of(made.token)} HTTP/1.1\r\nHost: x\r\n".encode()
    again = f"GET {path_of(made.token)} HTTP/1.1\r\nHost: x\r\n\r\nGET / HT".encode()
    for started, status in ((b"", 408), (b"GET", 408), (begun, 408), (again, 200)):
        assert parsed(served.raw(started)).status == status
    assert b"HTTP/1.1 408" in served.raw(again)
    assert served.get(path_of(made.token)).status == 200


def test_client_that_sends_a_letter_now_and_then_gains_no_time(
    served: Served, made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(protocol, "HEAD_SECONDS", 0.2)
    pause = threading.Event()
    with socket.create_connection(("127.0.0.1", served.port), timeout=10) as client:
        sent = 0
        try:
            for letter in b"GET /" + b"a" * 500:
                client.sendall(bytes([letter]))
                sent += 1
                pause.wait(0.02)
        except ConnectionError:
            pass
        assert sent < 200


def test_clients_that_do_not_fetch_the_answer_are_let_go(
    served: Served, made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Many answers are asked for at once and none is read."""
    monkeypatch.setattr(protocol, "WHOLE_SECONDS", 0.3)
    request = f"GET {path_of(made.token)} HTTP/1.1\r\nHost: x\r\n\r\n".encode()
    pause = threading.Event()
    with socket.create_connection(("127.0.0.1", served.port), timeout=10) as client:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        client.sendall(request * 5000)
        let_go = False
        for _ in range(500):
            pause.wait(0.01)
            try:
                client.sendall(request)
            except ConnectionError:
                let_go = True
                break
        assert let_go
    assert served.get(path_of(made.token)).status == 200


def test_body_that_never_ends_is_let_go(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(protocol, "WHOLE_SECONDS", 0.2)
    answer = served.raw(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\nabc")
    assert parsed(answer).status == 405


def test_requests_one_after_the_other_on_a_connection_are_answered(served: Served, made: Made) -> None:
    one = f"GET {path_of(made.token)} HTTP/1.1\r\nHost: x\r\nIf-None-Match: *\r\n"
    told = served.raw((f"{one}\r\n" * 20 + f"{one}Connection: close\r\n\r\n").encode())
    assert told.count(b"HTTP/1.1 304") == 21
