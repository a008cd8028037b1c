"""Reports of a workspace whose names are the worst that a folder accepts: shown clean in every file."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from exports import reports
from exports.papers import Form
from exports.reports import PostReportKind, To
from rota.errors import UserError
from rota.model.facts import Facts
from rota.words import Lang
from rota.workspace.money import Chosen
from rota.workspace.opened import Workspace
from tests.exports import reading_tables as r
from tests.exports.months import AWKWARD
from tests.exports.reading_pages import Page
from tests.workspace.given import NOVEMBER, workspace
from tests.workspace.lived import END, ONE, facts, lived

KINDS = ("compliance", "half-year", "shares")


def awkward() -> Facts:
    """Names that are markup, formulas, placeholders, codes of a footer."""
    plain = facts()
    return replace(
        plain,
        sites=tuple(replace(s, name=f"{AWKWARD[n]}") for n, s in enumerate(plain.sites)),
        services=tuple(replace(s, name=f"{AWKWARD[0]} {n}") for n, s in enumerate(plain.services)),
        activities=tuple(replace(a, name=f"{AWKWARD[2]} {n}") for n, a in enumerate(plain.activities)),
        lines=tuple(replace(line, name=f"{AWKWARD[1]} {n}") for n, line in enumerate(plain.lines)),
        posts=tuple(replace(post, specialty=AWKWARD[3]) for post in plain.posts),
    )


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """Only read."""
    with lived(tmp_path_factory.mktemp("awkward"), awkward()) as made:
        yield made


def written(found: Workspace, kind: str, form: Form, folder: Path) -> bytes:
    to = To(form, Lang.FR, folder)
    match kind:
        case "compliance":
            told = reports.write_compliance(found, to, as_of=END)
        case "shares":
            told = reports.write_shares(found, "2026-S2", Chosen(None, 9_000_000, None), to, as_of=END)
        case _:
            half = PostReportKind.HALF_YEAR
            told = reports.write_post(found, ONE, half, to, period="2026-S2", as_of=END)
    assert told.path.parent == folder
    return told.path.read_bytes()


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_shows_them_and_runs_nothing(found: Workspace, kind: str, tmp_path: Path) -> None:
    page = Page(written(found, kind, Form.HTML, tmp_path))
    assert page.loads == []
    assert "b" not in page.tags
    assert "para" not in page.tags
    if kind != "compliance":
        assert AWKWARD[1] in "".join(page.words)


@pytest.mark.parametrize("kind", KINDS)
def test_a_spreadsheet_runs_nothing_of_theirs(found: Workspace, kind: str, tmp_path: Path) -> None:
    book = load_workbook(BytesIO(written(found, kind, Form.XLSX, tmp_path)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    ours = [str(cell.value) for cell in cells if cell.data_type == "f"]
    assert all(not any(name in formula for name in AWKWARD) for formula in ours)
    assert all(
        set(formula.removeprefix("=SUM")) <= set("=+-(:)ABCDEFGHIJKLMNO0123456789") for formula in ours
    )
    for sheet in book:
        assert not any(name in (sheet.oddFooter.left.text or "") for name in AWKWARD)
    for line in r.csv_rows(written(found, kind, Form.CSV, tmp_path), Lang.FR):
        assert not any(cell.startswith(("=", "@", "\t")) for cell in line)


@pytest.mark.parametrize("kind", KINDS)
def test_print_shows_them(found: Workspace, kind: str, tmp_path: Path) -> None:
    text = "".join(r.pdf_words(written(found, kind, Form.PDF, tmp_path)))
    assert "�" not in text
    if kind == "half-year":
        assert "".join(AWKWARD[3].split()) in text
        assert "".join(AWKWARD[1].split()) in text


def test_where_nothing_can_be_written_says_so(found: Workspace, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="cannot be written"):
        reports.write_compliance(found, To(Form.HTML, Lang.EN, tmp_path / "no" / "where.html"), as_of=END)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("form", Form)
def test_a_post_that_has_done_nothing_yet_has_a_report(form: Form, tmp_path: Path) -> None:
    with workspace(tmp_path, now=NOVEMBER) as found:
        told = reports.write_post(found, ONE, PostReportKind.FINAL, To(form, Lang.EN, tmp_path / "none"))
        assert told.path.stat().st_size > 500
        with pytest.raises(UserError, match="Nothing is known"):
            reports.write_compliance(found, To(form, Lang.EN, tmp_path))
