"""``rota report`` as a script calls it: files where they are asked for, the same exit codes as the verbs."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.cli.conftest import Run, run
from tests.exports.reading_pages import Page
from tests.workspace.lived import END, ONE, lived

__all__ = ["run"]
AS_OF = ("--as-of", END)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Only read."""
    folder = tmp_path_factory.mktemp("lived")
    with lived(folder):
        yield f"sqlite:///{(folder / 'rota.db').as_posix()}"


@pytest.fixture(autouse=True)
def _there(database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROTA_DATABASE_URL", database)
    monkeypatch.chdir(tmp_path)


def test_a_report_goes_into_the_working_folder_under_its_own_name(run: Run, tmp_path: Path) -> None:
    told = run("report", "half-year", ONE, "--period", "2026-S2", *AS_OF, "--format", "html")
    assert (told.code, told.err) == (0, "")
    (file,) = tmp_path.iterdir()
    assert file.name == "half-year-ASP-1-2026-11-02-2026-12-31.html"
    assert file.name in told.out
    assert "Half-yearly report — ASP-1" in Page(file.read_bytes()).words


def test_the_half_year_of_the_day_is_meant_without_a_period(run: Run, tmp_path: Path) -> None:
    named, meant = tmp_path / "a.csv", tmp_path / "b.csv"
    run("report", "half-year", ONE, *AS_OF, "--format", "csv", "--out", meant)
    run("report", "half-year", ONE, *AS_OF, "--format", "csv", "--period", "2026-S2", "--out", named)
    first, second = (file.read_text(encoding="utf-8-sig") for file in (named, meant))
    assert first == second
    assert first.startswith("half-year-ASP-1-")


def test_compliance_ends_as_rota_compliance_does(run: Run, tmp_path: Path) -> None:
    for asked in ((), ("--period", "2026-12")):
        code = run("compliance", *AS_OF, *asked).code
        told = run("report", "compliance", *AS_OF, *asked, "--format", "html", "--out", tmp_path)
        assert told.code == code
    assert run("report", "compliance", *AS_OF, "--post", ONE, "--site", "CH", "--format", "csv").code in {
        0,
        1,
    }
    assert (tmp_path / f"compliance-{END}-ASP-1-CH.csv").exists()


def test_the_final_report_is_a_workbook_that_opens(run: Run, tmp_path: Path) -> None:
    assert (
        run("report", "final", ONE, *AS_OF, "--format", "xlsx", "--out", "final.xlsx", "--lang", "fr").code
        == 0
    )
    book = load_workbook(tmp_path / "final.xlsx", read_only=True)
    assert book.sheetnames[:2] == ["Synthèse", "Mois"]
    book.close()


def test_shares_of_a_month_or_of_a_period(run: Run, tmp_path: Path) -> None:
    given = ("--cost", "90000", "--aid", "aid-bretagne-2017", *AS_OF, "--format", "pdf")
    assert run("report", "shares", "--month", "2026-12", *given, "--out", "a.pdf").code == 0
    assert run("report", "shares", "--period", "2026-S2", *given, "--out", "b.pdf").code == 0
    for name in ("a.pdf", "b.pdf"):
        assert (tmp_path / name).read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize(
    "words",
    [
        ("half-year", "ASP-9"),
        ("half-year",),
        ("half-year", ONE, "--period", "2026-S3"),
        ("final", ONE, "--format", "doc"),
        ("compliance", "--site", "NOWHERE"),
        ("shares", "--month", "2026-12", "--on-call", "1"),
        ("shares", "--month", "2026-12", "--aid", "nobody"),
        ("shares", "--month", "2025-12"),
        ("half-year", ONE, "--period", "2026-S2", "--as-of", "2026-12-31", "--out", "no/where.pdf"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_left(
    run: Run, words: tuple[str, ...], tmp_path: Path
) -> None:
    told = run("report", *words, *(() if "--as-of" in words else AS_OF))
    assert (told.code, told.out) == (2, "")
    assert told.err.strip()
    assert list(tmp_path.iterdir()) == []
