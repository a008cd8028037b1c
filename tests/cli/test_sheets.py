"""A signed sheet at hand shows that a workspace is older than it: restored too far back, or cut."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from rota import sites
from rota.clock import SystemClock
from tests.cli.conftest import Ran, Run
from tests.workspace.given import FIRST, small

MONTH = f"{FIRST:%Y-%m}"
SEARCH = ("--gap", "0.9", "--time-limit", "60")


@pytest.fixture
def folder(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A month closed by both sites, ``sheets.json`` that tells it, and ``old.db``, a backup from before."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ROTA_DATABASE_URL", "sqlite:///rota.db")
    monkeypatch.setattr(SystemClock, "now", lambda _: datetime(2027, 2, 3, 9, tzinfo=UTC))
    sites.write(small(), tmp_path / "site")
    for words in (
        ("init", "site"),
        ("plan", "--from", FIRST, "--weeks", 1, *SEARCH),
        ("propose", "v1", "--site", "CH"),
        ("agree", "v1", "--site", "CHU"),
        ("publish", "v1", "--site", "CH"),
        ("attendance", "confirm", "--site", "CH", "--month", MONTH),
        ("attendance", "confirm", "--site", "CHU", "--month", MONTH),
        ("reconcile", "--month", MONTH, "--apply"),
        ("close", "--month", MONTH, "--site", "CH"),
    ):
        done(run(*words))
    done(run("backup", "old.db"))
    signed = done(run("close", "--month", MONTH, "--site", "CHU", "--format", "json"))
    (tmp_path / "sheets.json").write_text(signed, encoding="utf-8")
    return tmp_path


def done(told: Ran) -> str:
    assert told.code == 0, told.out + told.err
    return told.out


def test_the_sheets_of_a_file_are_held_against_each_ledger(folder: Path, run: Run) -> None:
    assert "sound" in done(run("ledger", "verify", "--sheet", "sheets.json"))
    told = json.loads((folder / "sheets.json").read_text(encoding="utf-8"))
    told["closings"][0]["sheet"]["head"] = "0" * 16
    (folder / "forged.json").write_text(json.dumps(told), encoding="utf-8")
    found = run("ledger", "verify", "--sheet", "sheets.json", "--sheet", "forged.json")
    assert found.code == 1
    assert f"the signed sheet of {MONTH} bears another hash" in " ".join(found.out.split())


def test_a_workspace_restored_from_too_old_a_backup_is_found_out(
    folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ROTA_DATABASE_URL", "sqlite:///old.db")
    assert "sound" in done(run("ledger", "verify"))
    assert faults(run("ledger", "verify", "--sheet", "sheets.json", "--format", "json")) == {
        "ASP-1": ["unsigned"],
        "ASP-2": ["unsigned"],
    }
    told = json.loads((folder / "sheets.json").read_text(encoding="utf-8"))
    for one in told["closings"]:
        one["sheet"]["seq"] += 100
    told["closings"].append({**told["closings"][0], "post": "ASP-9"})
    (folder / "later.json").write_text(json.dumps(told), encoding="utf-8")
    assert faults(run("ledger", "verify", "--sheet", "later.json", "--format", "json")) == {
        "ASP-1": ["tail"],
        "ASP-2": ["tail"],
        "ASP-9": ["tail"],
    }


def faults(told: Ran) -> dict[str, list[str]]:
    assert told.code == 1
    return {one["post"]: [each["kind"] for each in one["faults"]] for one in json.loads(told.out)["ledgers"]}


NOT_SHEETS = (
    *(
        "",
        "[]",
        "{}",
        '{"closings": 1}',
        '{"closings": []}',
        '{"closings": [{"sheet": 1}]}',
        "\x00",
        "[" * 5000,
    ),
    '{"closings": [{"post": "P", "month": "2026-12", "step": "signed", "sheet": {"seq": "1"}}]}',
    '{"closings": [{"post": "P", "month": "2026-12", "step": "proposed", "sheet": null}]}',
)


@pytest.mark.parametrize("text", NOT_SHEETS)
def test_a_file_without_sheets_is_refused(tmp_path: Path, run: Run, text: str) -> None:
    (tmp_path / "none.json").write_text(text, encoding="utf-8")
    told = run("ledger", "verify", "--sheet", tmp_path / "none.json")
    assert told.code == 2
    assert "holds no signed sheet" in told.err
