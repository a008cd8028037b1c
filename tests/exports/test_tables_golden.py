"""The file of a provisional table, byte for byte: what another program reads may not change by accident."""

import shutil
from pathlib import Path

import pytest

from exports import tables
from exports.papers import Form, Note, render
from exports.tables import Asked, TableKind
from rota.cli import main
from rota.cli.samples import sample
from rota.ledger.writer import month_span
from rota.words import Lang
from rota.workspace import attending, drafting, reconciling, standing, starting
from rota.workspace.opened import opened
from tests.cli.conftest import Ran, Run
from tests.exports.golden_files import Golden
from tests.exports.reading_tables import rows_of, tables_of, words_of
from tests.workspace.given import JANUARY, NOVEMBER, At, publish


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The sample folder with its opening balances, and its plan of December published."""
    url = f"sqlite:///{(tmp_path_factory.mktemp('sample') / 'rota.db').as_posix()}"
    starting.init(sample("vitre"), url, At(NOVEMBER))
    with opened(url, At(NOVEMBER)) as found:
        publish(found, drafting.keep_file(found, sample("vitre_attendance") / "plan.json", site="CH"))
    return url


@pytest.fixture
def run(url: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command line on the workspace, in English where nothing else is asked."""
    monkeypatch.setenv("ROTA_DATABASE_URL", url)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("COLUMNS", "80")

    def call(*words: object) -> Ran:
        code = main([str(word) for word in words])
        told = capsys.readouterr()
        return Ran(code, told.out, told.err)

    return call


def test_the_sample_month_as_csv(url: str, same_as_golden: Golden) -> None:
    with opened(url, At(NOVEMBER)) as found:
        paper = tables.service_table(found, Asked("2026-12", TableKind.PROVISIONAL))
    same_as_golden("service-table-2026-12.fr.csv", render(paper, Form.CSV, Lang.FR).replace(b"\r\n", b"\n"))


def test_what_waits_is_what_the_balance_has_pending(url: str) -> None:
    span = month_span("2026-12")
    with opened(url, At(NOVEMBER)) as found:
        told = tables_of(tables.service_table(found, Asked("2026-12", TableKind.PROVISIONAL)))
        balances = standing.balances_of(found, span, span.last)
    sites, posts = rows_of(told["sites"], 2), rows_of(told["posts"], 1)
    for balance in balances:
        waiting = {each.site: each for each in balance.pending}
        assert {site: sites[balance.post, site]["done"] for site in waiting} == {
            site: each.parts for site, each in waiting.items()
        }
        minutes = sum(each.minutes for each in waiting.values())
        assert posts[balance.post,]["worked"] + posts[balance.post,]["standby"] == minutes


def test_what_was_done_before_the_ledger_stands_apart(url: str) -> None:
    span = month_span("2026-11")
    with opened(url, At(NOVEMBER)) as found:
        told = tables_of(tables.service_table(found, Asked("2026-11", TableKind.REALISED)))
        balances = standing.balances_of(found, span, span.last)
    sites = rows_of(told["sites"], 2)
    assert sum(row["brought"] for row in sites.values()) > 0
    for balance in balances:
        for time in balance.sites:
            row = sites[balance.post, time.site]
            assert {code: row[code] for code in ("carried", "owed", "done", "leave", "other", "due")} == {
                code: getattr(time, code) for code in ("carried", "owed", "done", "leave", "other", "due")
            }


def test_what_nobody_answered_is_told_and_not_counted(url: str, tmp_path: Path) -> None:
    shutil.copy(url.removeprefix("sqlite:///"), tmp_path)
    given, span = sample("vitre_attendance"), month_span("2026-12")
    with opened(f"sqlite:///{(tmp_path / 'rota.db').as_posix()}", At(JANUARY)) as found:
        attending.import_attendance(found, given / "ch.csv", "CH", given / "ch.toml")
        reconciling.apply(found, "2026-12", "CH")
        paper = tables.service_table(found, Asked("2026-12", TableKind.REALISED))
        balances = standing.balances_of(found, span, span.last)
    told = tables_of(paper)
    marks = [mark for row in words_of(told["grid"], Lang.EN) for mark in row]
    asked = sum(mark.endswith("?") for mark in marks)
    assert asked > 50
    notes = [block for block in paper.sections[0].blocks if isinstance(block, Note)]
    assert notes[0].text.en.startswith(f"{asked} published")
    done = {key: row["done"] for key, row in rows_of(told["sites"], 2).items()}
    assert done == {(b.post, time.site): time.done for b in balances for time in b.sites}


def test_the_command_writes_the_same(url: str, tmp_path: Path, run: Run, same_as_golden: Golden) -> None:
    file = tmp_path / "table.csv"
    told = run("--lang", "fr", "report", "table", "--month", "2026-12", "--format", "csv", "--out", file)
    assert (told.code, told.err) == (0, "")
    assert " ".join(told.out.split()) == f"{file} est écrit."
    same_as_golden("service-table-2026-12.fr.csv", file.read_bytes().replace(b"\r\n", b"\n"))
    refused = run("report", "table", "--month", "2026-12", "--site", "CHX", "--out", file)
    assert (refused.code, refused.out) == (2, "")
    assert "CH, CHU, EPSM" in refused.err
    early = run("report", "table", "--month", "2026-12", "--kind", "realised", "--out", file)
    assert early.code == 2
    assert "rota attendance import" in early.err
