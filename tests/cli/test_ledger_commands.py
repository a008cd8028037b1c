"""The command line on a workspace: a week from folder to closed month, as two hospitals would type it."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from rota import sites
from rota.clock import SystemClock
from rota.ledger.export import read, verify_export
from tests.cli.conftest import Ran, Run
from tests.workspace.given import FIRST, small

Cli = Run
MONTH = f"{FIRST:%Y-%m}"
SEARCH = ("--gap", "0.9", "--time-limit", "60")


@pytest.fixture
def rota(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Cli:
    """Runs commands in a folder with a small site, in February 2027."""
    monkeypatch.chdir(tmp_path)
    for name in ("ROTA_DATABASE_URL", "ROTA_SITE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(SystemClock, "now", lambda _: datetime(2027, 2, 3, 9, tzinfo=UTC))
    sites.write(small(), tmp_path / "site")
    return run


def ok(told: Ran) -> str:
    assert told.code == 0, told.out + told.err
    text = not told.out.startswith("{")
    assert [line for line in told.out.splitlines() if text and len(line) > 80] == []
    return told.out


def published(rota: Cli) -> None:
    ok(rota("init", "site"))
    ok(rota("plan", "--from", FIRST, "--weeks", 1, *SEARCH))
    ok(rota("propose", "v1", "--site", "CH"))
    ok(rota("agree", "v1", "--site", "CHU"))
    ok(rota("publish", "v1", "--site", "CH"))


def attended(rota: Cli) -> None:
    published(rota)
    for site in ("CH", "CHU"):
        for month in ("2026-11", "2026-12"):
            ok(rota("attendance", "confirm", "--site", site, "--month", month))
    ok(rota("reconcile", "--month", MONTH, "--apply"))


def test_without_site_the_workspace_is_meant_where_there_is_one(rota: Cli) -> None:
    for words in (["validate"], ["check"], ["plan", "--from", FIRST, "--weeks", 1]):
        told = rota(*words)
        assert told.code == 2
        assert "SITE is missing." in told.err
    published(rota)
    assert "no fault" in ok(rota("validate"))
    assert "ASP-1" in ok(rota("show", "published", "--post", "ASP-1"))
    assert "ASP-1" in ok(rota("show"))
    assert rota("check", "--format", "json").code == 0
    assert "PLAN.json is missing." in rota("check", "site").err
    ok(rota("typical-week"))
    ok(rota("diff", "v1", "v1"))
    ok(rota("export", "ics", "v1", "--out", "calendars"))
    asked = ("--post", "ASP-1", "--date", FIRST, "--half", "am")
    ok(rota("explain", "v1", *asked))
    assert rota("what-if", *asked, "--set", "off").code == 0
    assert "names no version" in rota("show", "v1x").err


def test_folders_come_in_and_go_out(rota: Cli, tmp_path: Path) -> None:
    ok(rota("init", "site"))
    assert rota("init", "site").code == 2
    assert "says what the workspace says" in ok(rota("sync", "site"))
    ok(rota("leave", "request", "--post", "ASP-1", "--kind", "rtt", "--from", "2026-12-10"))
    assert "removed" in ok(rota("sync", "site"))
    assert json.loads(ok(rota("sync", "site", "--format", "json")))["written"] is False
    ok(rota("dump", "out"))
    assert len(sites.read(tmp_path / "out").absences) == 1
    ok(rota("backup", "copy.db"))
    assert rota("backup", "copy.db").code == 2


def test_a_second_head_is_shown_the_first_ones_version(rota: Cli) -> None:
    ok(rota("init", "site"))
    ok(rota("plan", "--from", FIRST, "--weeks", 1, "--site", "CH", *SEARCH))
    told = rota("plan", "--from", FIRST, "--weeks", 1, "--site", "CHU", *SEARCH)
    assert told.code == 2
    assert f"--on {FIRST}/v1" in " ".join(told.err.split())
    ok(rota("plan", "--from", FIRST, "--weeks", 1, "--site", "CHU", "--on", "v1", *SEARCH))
    ok(rota("undo", "v1", "--site", "CHU"))
    listed = json.loads(ok(rota("plans", "--format", "json")))["plans"]
    assert [(one["number"], one["site"], one["undoes"]) for one in listed] == [
        (1, "CH", None),
        (2, "CHU", None),
        (3, "CHU", 1),
    ]
    assert "superseded" in ok(rota("plans"))


def test_a_month_is_attended_settled_and_closed_by_both(rota: Cli, tmp_path: Path) -> None:
    published(rota)
    lines = json.loads(ok(rota("ledger", "show", "--post", "ASP-1", "--month", MONTH, "--format", "json")))
    waiting = [line for line in lines["ledgers"][0]["lines"] if line["pending"]]
    site, day = waiting[0]["site"], waiting[0]["day"]
    for each in ("CH", "CHU"):
        departure = ("--except", f"ASP-1 {day} day absent") if each == site else ()
        ok(rota("attendance", "confirm", "--site", each, "--month", MONTH, *departure))
    assert "0 statement(s) added" in ok(rota("attendance", "confirm", "--site", site, "--month", MONTH))
    first = json.loads(ok(rota("reconcile", "--month", MONTH, "--apply", "--format", "json")))
    waiting = [each for each in first["differences"] if each["parties"]]
    assert {each["kind"] for each in waiting} == {"absent"}
    refused = rota("close", "--month", MONTH, "--site", "CH", "--post", "ASP-1")
    assert refused.code == 1
    assert "cannot be closed" in refused.out
    for each in waiting:
        ok(rota("settle", each["id"], "not-done", "--site", site))
    assert "no open difference" in rota("settle", waiting[0]["id"], "not-done", "--site", site).err
    ok(rota("reconcile", "--month", MONTH))
    assert "the other site is to sign" in " ".join(
        ok(rota("close", "--month", MONTH, "--site", "CH")).split()
    )
    assert "the month is closed" in ok(rota("close", "--month", MONTH, "--site", "CHU"))
    sheet = json.loads(ok(rota("close", "--month", MONTH, "--site", "CHU", "--format", "json")))
    told = sheet["closings"][0]["sheet"]
    fine = f"{MONTH}:{told['seq']}:{told['head']}"
    ok(rota("ledger", "verify", "--post", "ASP-1", "--sheet", fine))
    assert (
        rota("ledger", "verify", "--post", "ASP-1", "--sheet", f"{MONTH}:{told['seq']}:{'0' * 16}").code == 1
    )
    ok(rota("ledger", "export", "ledger.jsonl", "--post", "ASP-1"))
    assert verify_export(read((tmp_path / "ledger.jsonl").read_text(encoding="utf-8"))).faults == ()
    late = rota("attendance", "enter", "--site", site, "--post", "ASP-1", "--date", day, "--half", "am")
    assert late.code == 2
    assert "is closed" in late.err
    reopening = ("--month", MONTH, "--post", "ASP-1", "--reason", "late-proof")
    ok(rota("reopen", *reopening, "--site", "CH"))
    assert "open again" in ok(rota("reopen", *reopening, "--site", "CHU"))


def test_balances_and_lights_are_read_by_people_and_scripts(rota: Cli) -> None:
    attended(rota)
    asked = ("--period", MONTH, "--as-of", "2026-12-31")
    assert "still due" in ok(rota("balance", *asked))
    assert "reste dû" in ok(rota("balance", *asked, "--lang", "fr"))
    assert json.loads(ok(rota("balance", *asked, "--format", "json")))["balances"]
    assert rota("balance", *asked, "--format", "csv").out.startswith("post,section,site")
    judged = rota("compliance", *asked)
    assert judged.code in {0, 1}
    assert (judged.code == 0) == ("No LAW rule is broken." in judged.out)
    assert json.loads(rota("compliance", *asked, "--format", "json").out)["lawful"] == 1 - judged.code
    assert rota("compliance", *asked, "--format", "csv").out.startswith("light,rule")
    told = ok(rota("money", "--month", MONTH, "--aid", "aid-bretagne-2017", "--cost", 90000))
    assert "Territorial bonus" in told
    assert "share of CH" in told
    sums = json.loads(ok(rota("money", "--month", MONTH, "--format", "json")))["posts"][0]["sums"]
    assert sums[0]["known"] == "not-chosen"
    assert rota("money", "--month", MONTH, "--format", "csv").out.startswith("code,name")
    assert rota("money", "--month", MONTH, "--aid", "aid-nowhere").code == 2
    assert "Nothing is known" in rota("balance", "--period", "2026-01", "--as-of", "2026-01-31").err


def test_an_entry_is_taken_back_openly(rota: Cli) -> None:
    attended(rota)
    asked = ("ledger", "show", "--post", "ASP-1", "--month", MONTH)
    lines = json.loads(ok(rota(*asked, "--format", "json")))["ledgers"][0]["lines"]
    done = next(line for line in lines if line["actual_60"] and not line["pending"])
    told = ok(rota("correct", done["seqs"][-1], "--post", "ASP-1", "--site", "CH", "--reason", "wrong-day"))
    assert "reverse" in told
    again = rota("correct", done["seqs"][-1], "--post", "ASP-1", "--site", "CH", "--reason", "wrong-day")
    assert "taken back already" in " ".join(again.err.split())
    assert "planned" in ok(rota(*asked))
    ok(rota("ledger", "verify"))


def test_leave_is_granted_refused_and_withdrawn(rota: Cli) -> None:
    ok(rota("init", "site"))
    asked = ("leave", "request", "--post", "ASP-1", "--kind", "annual")
    granted = json.loads(ok(rota(*asked, "--from", "2026-12-10", "--format", "json")))
    assert granted["declared"]
    assert (
        json.loads(ok(rota(*asked, "--from", "2026-12-10", "--format", "json")))["absence"]
        == granted["absence"]
    )
    taken = rota(*asked, "--from", "2026-12-09", "--to", "2026-12-11")
    assert taken.code == 2
    refused = rota(*asked, "--from", "2027-03-01", "--to", "2027-06-30")
    assert refused.code == 1
    assert "Refused" in refused.out
    assert granted["absence"] in ok(rota("leave", "list"))
    ok(rota("leave", "withdraw", granted["absence"]))
    assert granted["absence"] not in ok(rota("leave", "list"))
    assert rota("leave", "withdraw", "NONE-1").code == 2


@pytest.mark.parametrize(
    "words",
    [
        ["init", "--help"],
        ["attendance", "import", "--help"],
        ["settle", "--help"],
        ["ledger", "verify", "--help"],
        ["leave", "request", "--help"],
        ["--help"],
    ],
)
def test_help_holds_in_eighty_columns_in_both_languages(rota: Cli, words: list[str]) -> None:
    for lang in ("fr", "en"):
        ok(rota("--lang", lang, *words))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            ["plan", "site", "--from", "2026-12-07", "--weeks", "1", "--on", "v1"],
            "go with the workspace only",
        ),
        (["attendance", "confirm", "--site", "CH"], "Give --month or --week."),
        (["attendance", "confirm", "--site", "XX", "--month", MONTH], "no site “XX”"),
        (["reconcile", "--month", "2026-13"], "a month such as 2026-12"),
        (["settle", "nothing", "as-claimed", "--site", "CH"], "names no difference"),
        (["ledger", "verify", "--sheet", "x"], "expected"),
        (["attendance", "import", "no.csv", "--site", "CH"], "file refused"),
        (["close", "--month", "2027-02", "--site", "CH"], "is not over"),
        (["balance", "--period", "2026"], "four-months"),
        (["reopen", "--month", MONTH, "--site", "CH", "--post", "ASP-1", "--reason", "x"], "is not closed"),
    ],
)
def test_misuse_is_told(rota: Cli, words: list[str], expected: str) -> None:
    ok(rota("init", "site"))
    told = rota(*words)
    assert told.code == 2
    assert expected in " ".join(told.err.split())
    assert "Traceback" not in told.err
