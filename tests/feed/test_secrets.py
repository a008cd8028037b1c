"""Tokens are in no log, whatever the level, and in no dump of the database."""

import base64
import io
import logging
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest

from exports.feed import logs
from rota.workspace import feeding
from rota.workspace.address import VARIABLE
from rota.workspace.feeding import Made
from tests.feed import given
from tests.feed.given import Ground
from tests.feed.serving import parsed, path_of
from tests.store.servers import DATABASES, empty

REQUESTS = 1000


@pytest.fixture(params=DATABASES)
def any_ground(request: pytest.FixtureRequest) -> Iterator[tuple[str, Ground]]:
    with empty(request.param) as url, given.ground(url) as made:
        yield url, made


def _tokens(ground: Ground, count: int) -> list[Made]:
    return [ground.token(device=f"device {number}") for number in range(count)]


def _dump(url: str) -> str:
    """Everything in the database, as text; bytes as hexadecimal too."""
    if url.startswith("sqlite"):
        file = url.removeprefix("sqlite:///")
        with closing(sqlite3.connect(file)) as opened:
            text = "\n".join(opened.iterdump())
        return text + Path(file).read_bytes().decode("latin-1")
    with psycopg.connect(url) as server:
        tables = server.execute(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()"
        ).fetchall()
        return "\n".join(
            str(row) for (table,) in tables for row in server.execute(f'SELECT t::text FROM "{table}" t')
        )


def test_dump_of_the_database_holds_no_token(any_ground: tuple[str, Ground]) -> None:
    url, ground = any_ground
    ground.publish(given.week())
    made = _tokens(ground, 3)
    made.append(feeding.rotate(ground.workspace, made[0].kept))
    feeding.revoke(ground.workspace, made[1].kept)
    dump = _dump(url).lower()
    assert made[0].kept.digest.hex() in dump, "the hash is there"
    for one in made:
        secret = base64.urlsafe_b64decode(one.token + "=")
        assert len(secret) == 32
        for form in (one.token, one.token.encode().hex(), secret.hex(), secret.decode("latin-1")):
            assert form.lower() not in dump
        assert one.token not in repr(one)
        assert one.kept.digest != secret


def _asked(tokens: list[str]) -> Iterator[tuple[str, str]]:
    """Requests that hold tokens wherever a client might put them: what is asked, and further headers."""
    for number in range(REQUESTS):
        token = tokens[number % len(tokens)]
        coded = "".join(f"%{ord(letter):02x}" for letter in token)
        yield (
            (f"GET {path_of(token)}", ""),
            (f"GET {path_of(token)}", "If-None-Match: *\r\n"),
            (f"HEAD {path_of(token)}", "Accept-Encoding: gzip\r\n"),
            (f"GET /cal/{token}/", ""),
            (f"GET {path_of(coded)}", ""),
            (f"GET {path_of(token[:-1])}", ""),
            (f"PUT {path_of(token)}", ""),
            (f"GET /?token={token}", f"Referer: https://x{path_of(token)}\r\n"),
            (f"GET /cal/{token}", f"User-Agent: {token}\r\n"),
            (f"GET {path_of(token)}\x01", ""),
        )[number % 10]


def _fetch(port: int, tokens: list[str]) -> set[int]:
    statuses = set()
    for line, headers in _asked(tokens):
        with socket.create_connection(("127.0.0.1", port), timeout=10) as client:
            client.sendall(f"{line} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{headers}\r\n".encode())
            found = b""
            while more := client.recv(65_536):
                found += more
        statuses.add(parsed(found).status)
    return statuses


def test_thousand_requests_at_debug_level_leave_no_token_in_any_log(
    url: str, ground: Ground, tmp_path: Path
) -> None:
    """The real command, with the process beside it, both as talkative as they can be."""
    ground.clock.moment = given.START + timedelta(days=1)
    ground.publish(given.week())
    made = _tokens(ground, 5)
    ground.clock.go_on()
    feeding.revoke(ground.workspace, made[4].kept)
    log = tmp_path / "log"
    command = [sys.executable, "-m", "rota", "feed", "serve", "--lang", "en", "--port", "0"]
    command += ["--log-level", "debug"]
    environment = {**os.environ, VARIABLE: url, "PYTHONASYNCIODEBUG": "1", "PYTHONUNBUFFERED": "1"}
    with log.open("wb") as stream:
        server = subprocess.Popen(command, stdout=stream, stderr=stream, env=environment)
    try:
        statuses = _fetch(_port(server, log), [one.token for one in made])
        feeding.revoke(ground.workspace, made[3].kept)
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(60)
    assert server.returncode == 0
    text = log.read_text()
    assert statuses == {200, 304, 400, 404, 405, 410, 429}
    assert text.count("rota.feed: ") >= REQUESTS * 0.85, "the log is written"
    assert "rota.feed.refresh" in text, "by both processes"
    assert made[0].kept.id in text, "and names tokens by their hash"
    for one in made:
        assert one.token not in text
        assert one.token[:20] not in text
    assert "Traceback" not in text
    noted = {one.device: one.fetched for one in feeding.listed(ground.workspace)}
    assert noted["device 0"] is not None, "the day of use was written by the process beside"
    assert noted["device 4"] is None, "revoked before"


def _port(server: "subprocess.Popen[bytes]", log: Path) -> int:
    """The port, once it listens."""
    for _ in range(600):
        found = re.search(r"http://127\.0\.0\.1:(\d+)/", log.read_text())
        if found and "startup complete" in log.read_text():
            return int(found[1])
        assert server.poll() is None, log.read_text()
        try:
            server.wait(0.05)
        except subprocess.TimeoutExpired:
            continue
    raise AssertionError(log.read_text())


def test_whatever_a_library_logs_is_redacted() -> None:
    stream, token = io.StringIO(), "Ab3-_" * 8 + "xyz"
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logs.Redacting())
    logger = logging.getLogger("tests.redacted")
    logger.propagate = False
    logger.addHandler(handler)
    logger.warning("GET %s from %s", path_of(token), token)
    try:
        raise ValueError(f"no {path_of(token)} or {token}")
    except ValueError:
        logger.exception("what")
    logger.removeHandler(handler)
    told = stream.getvalue()
    assert token not in told
    assert "/cal/…/planning.ics" in told
    assert "ValueError" in told
