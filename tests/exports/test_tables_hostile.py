"""Papers made of hostile words: a spreadsheet runs nothing, a page shows all, a file tells nothing else."""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from exports import tables
from exports.papers import (
    Across,
    Cell,
    Column,
    ColumnSum,
    Facts,
    Figure,
    Form,
    Legend,
    Matching,
    Measure,
    Note,
    Paper,
    Row,
    Section,
    Side,
    Table,
    Tone,
    render,
    write,
)
from exports.tables import Asked, TableKind
from rota.errors import UserError
from rota.words import Lang, Text
from rota.workspace.opened import Workspace
from tests.exports import reading_tables as r
from tests.exports.golden_files import Golden
from tests.exports.months import AWKWARD, awkward
from tests.workspace.given import FIRST, NOVEMBER, draft, publish, workspace

WORDS = (
    "=cmd|'/c calc'!A1",
    "+1+1",
    "@SUM(A1)",
    "-2+3",
    "\t=1+1",
    "<b>gras</b> & <a href='x'>lien</a>",
    "\x00\x01\x1b[31m rouge",
    "\u202einversé",
    "＝1+1",
    '"),"x"',
    "a" * 40_000,
    "日本 😀",
    "L’été « à Vitré » — œuvre… 12 %",
)
MADE = datetime(2026, 11, 22, 21, 0, tzinfo=UTC)


def paper() -> Paper:
    """Every kind of block, every word of a user hostile."""
    detail = Table(
        code="detail",
        columns=(
            Column("who", Text("Poste", "Post"), 30),
            Column("parts", Text("Demi-journées", "Half-days"), 20, Side.RIGHT),
            Column("hours", Text("Heures", "Hours"), 20, Side.RIGHT),
        ),
        rows=tuple(
            Row((word, Figure(20 * n, Measure.HALF_DAYS), Figure(95 * n, Measure.MINUTES)))
            for n, word in enumerate(WORDS)
        ),
    )
    found = [
        Row(
            (
                word,
                Figure(20 * n, Measure.HALF_DAYS, Matching("detail", "parts", {"who": "@who"})),
                Figure(1, Measure.COUNT, Matching("detail", None, {"who": "@who"})),
                Figure(20 * n, Measure.HALF_DAYS, Across(("parts",))),
            )
        )
        for n, word in enumerate(WORDS)
    ]
    whole = sum(20 * n for n in range(len(WORDS)))
    totals = Table(
        code="totals",
        columns=(
            Column("who", Text("Poste", "Post"), 30),
            *(Column(code, WORDS[0], 15, Side.RIGHT) for code in ("parts", "count", "again")),
        ),
        rows=(
            *found,
            Row(
                (
                    Text("Total", "Total"),
                    Figure(whole, Measure.HALF_DAYS, ColumnSum()),
                    Figure(len(WORDS), Measure.COUNT, ColumnSum()),
                    Figure(whole, Measure.HALF_DAYS, ColumnSum()),
                ),
                total=True,
            ),
        ),
    )
    said = tuple((Text.same(word[:80]), word[:500]) for word in WORDS)
    return Paper(
        code="essai",
        title=Text.same(WORDS[0]),
        subtitle=Text.same(WORDS[5]),
        made=MADE,
        sections=(
            Section(Text.same("=A/B:C*[D]'?"), (totals, Facts("facts", said), Note(Text.same(WORDS[6])))),
            Section(
                Text.same("=A/B:C*[D]'?"),
                (detail, Legend(((Cell(WORDS[0], Tone.SITE_1), Text.same(WORDS[1])),))),
            ),
        ),
        foot=Text.same("&D &[File] =1+1"),
    )


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Workspace]:
    """A published plan of sites and activities with awkward names."""
    with workspace(tmp_path, awkward(), NOVEMBER) as found:
        publish(found, draft(found, FIRST, 2))
        yield found


def cells(data: bytes) -> Iterator[tuple[object, str, str]]:
    """Value, type and sheet of each cell."""
    for sheet in load_workbook(BytesIO(data)):
        for row in sheet.iter_rows():
            yield from ((cell.value, cell.data_type, sheet.title) for cell in row if cell.value is not None)


def test_only_our_figures_are_formulas() -> None:
    data = render(paper(), Form.XLSX, Lang.FR)
    formulas = [value for value, kind, _ in cells(data) if kind == "f"]
    assert len(formulas) == 3 * len(WORDS) + 3
    assert all(re.fullmatch(r"=(SUM\([A-Z0-9:]+\)|SUMPRODUCT\(.+\)|[A-Z]+[0-9]+)", str(f)) for f in formulas)
    assert not any(word in str(formula) for word in WORDS for formula in formulas)
    shown = {value for value, kind, _ in cells(data) if kind != "f"}
    assert set(WORDS[:4]) <= shown, "words are shown as they are, as text"
    with zipfile.ZipFile(BytesIO(data)) as package:
        assert "quotePrefix" in package.read("xl/styles.xml").decode()
        assert not [name for name in package.namelist() if "external" in name or "vba" in name]


def test_values_stand_beside_formulas() -> None:
    book = load_workbook(BytesIO(render(paper(), Form.XLSX, Lang.FR)), data_only=True)
    sheet = book.worksheets[0]
    values = [row[1] for row in sheet.iter_rows(min_row=5, max_row=4 + len(WORDS), values_only=True)]
    assert values == pytest.approx([n / 3 for n in range(len(WORDS))])


def test_sheets_have_names_and_print_on_a4() -> None:
    book = load_workbook(BytesIO(render(paper(), Form.XLSX, Lang.FR)))
    assert len({sheet.title for sheet in book}) == 2
    for sheet in book:
        assert not set(sheet.title) & set("[]:*?/\\'")
        setup = sheet.page_setup
        assert (setup.orientation, setup.paperSize, setup.fitToWidth, setup.fitToHeight) == (
            "landscape",
            9,
            1,
            0,
        )
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows == "$4:$4"
        assert sheet.freeze_panes == "B5"
        assert "&D" not in sheet.oddFooter.left.text.replace("&&D", "")


def test_files_tell_nothing_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("USER", "LOGNAME", "USERNAME"):
        monkeypatch.setenv(name, "somebody")
    for form in (Form.XLSX, Form.CSV, Form.PDF):
        data = render(paper(), form, Lang.FR)
        assert data == render(paper(), form, Lang.FR)
        assert b"somebody" not in data
    about = load_workbook(BytesIO(render(paper(), Form.XLSX, Lang.FR))).properties
    assert (about.created, about.modified) == (MADE.replace(tzinfo=None), MADE.replace(tzinfo=None))
    assert about.creator.startswith("rota ")
    told = PdfReader(BytesIO(render(paper(), Form.PDF, Lang.FR))).metadata
    assert told is not None
    assert told.creation_date == MADE
    assert str(told.author).startswith("rota ")


def test_no_cell_of_the_csv_is_run(same_as_golden: Golden) -> None:
    shorter = replace(paper(), sections=paper().sections[:1])
    for lang in Lang:
        for line in r.csv_rows(render(paper(), Form.CSV, lang), lang):
            for cell in line:
                number = re.fullmatch(r"-?\d+([.,]\d+)?", cell)
                assert number or not cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝")), cell[:40]
                assert "\x00" not in cell
                assert "\x1b" not in cell
    rows = [
        line for line in r.csv_rows(render(shorter, Form.CSV, Lang.FR), Lang.FR) if len("".join(line)) < 500
    ]
    same_as_golden("hostile.csv.txt", "\n".join(" | ".join(line) for line in rows).encode())


@r.in_office
def test_a_spreadsheet_opens_the_csv_as_text(tmp_path: Path) -> None:
    data = render(paper(), Form.CSV, Lang.EN)
    opened = r.saved_by_office(tmp_path / "office", data, "paper.csv", "CSV:44,34,76,1")
    kinds = {kind for _, kind, _ in cells(opened)}
    assert kinds <= {"s", "n", "d"}, "no formula, no error"
    shown = " ".join(str(value) for value, _, _ in cells(opened))
    assert "=cmd|'/c calc'!A1" in shown


def test_pages_show_what_they_can_and_number_themselves() -> None:
    reader = PdfReader(BytesIO(render(paper(), Form.PDF, Lang.FR)))
    told = [page.extract_text() for page in reader.pages]
    for number, page in enumerate(told, 1):
        assert f"page {number} sur {len(told)}" in page
    whole = "".join(told)
    assert "<b>gras</b> & <a href='x'>lien</a>" in whole.replace("\n", " ")
    assert "L’été « à Vitré » — œuvre… 12 %" in whole.replace("\n", " ")
    assert all(page.mediabox.width > page.mediabox.height for page in reader.pages)


def test_a_service_table_of_awkward_names(small: Workspace) -> None:
    asked = Asked(f"{FIRST:%Y-%m}", TableKind.PROVISIONAL)
    made = tables.service_table(small, asked)
    data = render(made, Form.XLSX, Lang.EN)
    assert {AWKWARD[0], AWKWARD[1], AWKWARD[3]} <= {value for value, kind, _ in cells(data) if kind == "s"}
    assert all(
        re.match(r"=(SUM|SUMPRODUCT)\(|=[-+A-Z0-9]+$", str(v)) for v, kind, _ in cells(data) if kind == "f"
    )
    for line in r.csv_rows(render(made, Form.CSV, Lang.EN), Lang.EN):
        assert not any(cell.startswith(("=", "@", "+")) for cell in line)
    words = " ".join(r.pdf_words(render(made, Form.PDF, Lang.EN)))
    assert all(name in words for name in AWKWARD[:2])


def test_what_is_published_and_nothing_done(small: Workspace) -> None:
    month = f"{FIRST:%Y-%m}"
    told = r.tables_of(tables.service_table(small, Asked(month, TableKind.PROVISIONAL)))
    done = {key: row["done"] for key, row in r.rows_of(told["sites"], 2).items()}
    assert sum(done.values()) > 0
    with pytest.raises(UserError, match="counts nothing"):
        tables.service_table(small, Asked(month, TableKind.REALISED))


def test_where_a_table_is_written(small: Workspace, tmp_path: Path) -> None:
    asked = Asked(f"{FIRST:%Y-%m}", TableKind.PROVISIONAL)
    named = tables.write(small, asked, Form.CSV, Lang.EN, tmp_path)
    assert named.name == f"service-table-{FIRST:%Y-%m}-provisional-all.csv"
    given = tables.write(small, asked, Form.CSV, Lang.EN, tmp_path / "t.csv")
    assert given.read_bytes() == named.read_bytes()
    with pytest.raises(UserError, match="cannot be written"):
        tables.write(small, asked, Form.CSV, Lang.EN, tmp_path / "nowhere" / "t.csv")
    with pytest.raises(UserError, match="is a folder"):
        write(paper(), Form.CSV, Lang.EN, tmp_path)


def test_a_table_whose_rows_formulas_would_misread_is_refused() -> None:
    one = Column("a", "a", 10)
    with pytest.raises(ValueError, match="follows a total"):
        Table("t", (one,), (Row((1,), total=True), Row((2,))))  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="1 columns"):
        Table("t", (one,), (Row(("a", "b")),))
