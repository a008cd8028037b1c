"""``rota feed``: tokens and feeds as people type them."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from exports.feed import rendering
from rota.clock import SystemClock
from rota.errors import UserError
from rota.words import Text
from tests.cli.conftest import Ran, Run
from tests.feed.given import ground, week

TOKEN = re.compile(r"/cal/([A-Za-z0-9_-]{43})/planning\.ics")


@pytest.fixture
def rota(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs commands beside a workspace with a published week."""
    monkeypatch.chdir(tmp_path)
    for name in ("ROTA_DATABASE_URL", "ROTA_SITE", "ROTA_FEED_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(SystemClock, "now", lambda _: datetime(2026, 3, 2, 9, tzinfo=UTC))
    with ground(f"sqlite:///{tmp_path / 'rota.db'}") as made:
        made.publish(week())
    return run


def ok(told: Ran) -> str:
    assert told.code == 0, told.out + told.err
    return told.out


def _tokens(rota: Run, *words: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(
        ok(rota("feed", "token", "list", "--format", "json", *words))
    )["tokens"]
    return found


def test_token_is_made_with_links_and_a_code_and_never_told_again(rota: Run) -> None:
    made = rota(
        "feed",
        "token",
        "create",
        "--post",
        "ASP-1",
        "--device",
        "Téléphone",
        "--url",
        "https://rota.example.org",
    )
    told = ok(made)
    match = TOKEN.search(told)
    assert match
    for link in (
        f"webcal://rota.example.org{match[0]}",
        f"https://rota.example.org{match[0]}",
        "calendar.google.com",
    ):
        assert link in told
    assert sum("▀" in line for line in told.splitlines()) > 15, "the code"
    assert made.err == ""
    listed = ok(rota("feed", "token", "list", "--all"))
    assert "Téléphone" in listed
    assert "never" in listed
    assert match[1] not in listed
    assert [one["state"] for one in _tokens(rota)] == ["active"]


def test_address_of_this_machine_alone_is_said_to_be_that(rota: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    words = ("feed", "token", "create", "--post", "ASP-1", "--device")
    assert "on this machine only" in rota(*words, "one").err
    monkeypatch.setenv("ROTA_FEED_URL", "https://rota.example.org/agenda/")
    made = rota(*words, "two")
    assert made.err == ""
    assert "https://rota.example.org/agenda/cal/" in made.out


def test_feed_of_a_new_token_is_rendered_at_once(rota: Run) -> None:
    ok(rota("feed", "token", "create", "--post", "ASP-1", "--device", "one"))
    assert json.loads(ok(rota("feed", "refresh", "--format", "json"))) == {"feeds": 1, "rendered": 0}
    assert "0 of 1 feed(s) changed." in ok(rota("feed", "refresh"))


def test_token_is_told_even_when_its_feed_is_not_rendered(rota: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is kept already, and could not be told again."""

    def fail(*_: object) -> None:
        raise UserError(Text.same("busy"))

    monkeypatch.setattr(rendering, "refresh", fail)
    made = rota("feed", "token", "create", "--post", "ASP-1", "--device", "one")
    assert made.code == 2
    assert TOKEN.search(made.out)


def test_rotated_and_revoked(rota: Run) -> None:
    subject = ("--service", "CH-MED")
    create = (
        "feed",
        "token",
        "create",
        *subject,
        "--device",
        "Outlook",
        "--in",
        "en",
        "--proposals",
        "--until",
        "2026-12-31",
    )
    first = json.loads(ok(rota(*create, "--format", "json")))
    assert (first["service"], first["language"], first["proposals"], first["until"]) == (
        "CH-MED",
        "en",
        True,
        "2026-12-31",
    )
    second = json.loads(
        ok(rota("feed", "token", "rotate", *subject, "--device", "Outlook", "--format", "json"))
    )
    assert second["https"] != first["https"]
    assert [one["id"] for one in _tokens(rota)] == [second["id"]]
    assert second["id"] in ok(rota("feed", "token", "revoke", *subject, "--device", "Outlook"))
    assert _tokens(rota) == []
    assert [one["state"] for one in _tokens(rota, "--all")] == ["revoked", "revoked"]


def test_all_devices_of_who_leaves_are_closed(rota: Run) -> None:
    for device in ("one", "two"):
        ok(rota("feed", "token", "create", "--post", "ASP-1", "--device", device))
    assert ok(rota("feed", "token", "revoke", "--post", "ASP-1", "--all")).count("revoked") == 2
    assert "No open token" in ok(rota("feed", "token", "revoke", "--post", "ASP-1", "--all"))


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("create", "--device", "x"), "Name a post"),
        (("create", "--post", "ASP-1", "--service", "CH-MED", "--device", "x"), "Name a post"),
        (("create", "--post", "ASP-1"), "--device"),
        (("create", "--post", "ASP-1", "--device", "x", "--url", "rota"), "no address of a server"),
        (("create", "--post", "ASP-7", "--device", "x"), "ASP-7"),
        (("create", "--service", "CH-MED", "--device", "x", "--times-only"), "who is there"),
        (("revoke", "--post", "ASP-1"), "--all"),
        (("revoke", "--post", "ASP-1", "--device", "x", "--all"), "--all"),
        (("rotate", "--post", "ASP-1", "--device", "x"), "no live token"),
    ],
)
def test_misuse_is_told(rota: Run, words: tuple[str, ...], told: str) -> None:
    ran = rota("feed", "token", *words)
    assert ran.code == 2
    assert told in " ".join(ran.err.split())


def test_open_door_is_refused_before_anything_is_opened(rota: Run) -> None:
    ran = rota("feed", "serve", "--host", "0.0.0.0")
    assert ran.code == 2
    assert "--public" in ran.err


@pytest.mark.parametrize("words", [(), ("token",), ("serve", "--help"), ("refresh", "--help")])
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_help_holds_in_80_columns(rota: Run, words: tuple[str, ...], lang: str) -> None:
    told = ok(rota("feed", *words, "--lang", lang))
    assert max(len(line) for line in told.splitlines()) <= 80
