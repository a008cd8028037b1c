"""Files no hospital exports: refused whole, at once, with a fault; never a traceback."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook

from rota.reconcile import FaultyAttendance, import_file, read_mapping
from rota.reconcile.importing import Entered, Rejected
from rota.sites import render_faults
from rota.words import Lang
from tests.builders import CH
from tests.reconcile.given import csv_file, journal, known


def workbook(*rows: tuple[object, ...]) -> bytes:
    book, out = Workbook(), BytesIO()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    book.save(out)
    return out.getvalue()


def altered(data: bytes, member: str, change: Callable[[bytes], bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            content = old.read(info)
            new.writestr(info.filename, change(content) if info.filename == member else content)
    return out.getvalue()


HEADER = ("post", "date", "half")
PLAIN = workbook(HEADER, ("ASP-1", "2026-12-01", "am"))
SHEET = "xl/worksheets/sheet1.xml"


def bomb() -> bytes:
    return altered(PLAIN, SHEET, lambda text: text + b" " * 60_000_000)


def many_rows() -> bytes:
    row = b'<row r="%d"><c t="inlineStr"><is><t>x</t></is></c></row>'
    body = b"".join(row % n for n in range(3, 60_000))
    return altered(PLAIN, SHEET, lambda text: text.replace(b"</sheetData>", body + b"</sheetData>"))


def far_row() -> bytes:
    row = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    return altered(PLAIN, SHEET, lambda text: text.replace(b"</sheetData>", row))


def entity() -> bytes:
    kind = b'<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb">]>'
    return altered(PLAIN, SHEET, lambda text: kind + text)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(bomb(), id="a bomb"),
        pytest.param(many_rows(), id="60,000 rows"),
        pytest.param(far_row(), id="a row at the end of the world"),
        pytest.param(entity(), id="entities"),
        pytest.param(altered(PLAIN, SHEET, lambda text: text[: len(text) // 2]), id="half a sheet"),
        pytest.param(altered(PLAIN, "xl/workbook.xml", lambda _: b"<x/>"), id="no workbook"),
        pytest.param(altered(PLAIN, SHEET, lambda text: text.decode().encode("utf-16")), id="UTF-16 inside"),
        pytest.param(PLAIN[: len(PLAIN) // 2], id="half a file"),
        pytest.param(b"PK\x03\x04" + b"\0" * 100, id="the start of an archive"),
        pytest.param(b"post,date,half\n" * 1_000_000, id="a million lines"),
        pytest.param(b"post,date,half\n" + b"a,b,c\n" * 60_000, id="60,000 lines"),
        pytest.param("post,date,half\nASP-1,2026-12-01,am\n".encode("utf-16"), id="UTF-16"),
        pytest.param(b"\0" * 4_000, id="nothing but zeros"),
        pytest.param(b"post,date,half\nASP-1,\x81\x8d,am\n", id="neither UTF-8 nor Windows-1252"),
        pytest.param(b"", id="empty"),
        pytest.param(b"post,post,date,half\n", id="a column twice"),
        pytest.param(b'"post,date,half\nASP-1,2026-12-01,am\n', id="a quote in the header"),
        pytest.param(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", id="a PDF"),
    ],
)
def test_the_whole_file_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "attendance.xlsx"
    path.write_bytes(data)
    with pytest.raises(FaultyAttendance) as refused:
        import_file(path, CH, known=known(journal()))
    told = render_faults(refused.value.faults, Lang.FR)
    assert all(character.isprintable() or character in "\n\xa0" for character in told)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FaultyAttendance):
        import_file(tmp_path / "none.csv", CH, known=known(journal()))


def test_formulas_are_never_run_nor_trusted(tmp_path: Path) -> None:
    path = tmp_path / "attendance.xlsx"
    path.write_bytes(
        workbook(
            (*HEADER, "minutes"),
            ("ASP-1", "2026-12-01", "am", "=200+70"),
            ("=cmd|' /C calc'!A0", "2026-12-02", "am", 270),
            ("ASP-1", "2026-12-03", "am", 270),
        )
    )
    found = import_file(path, CH, known=known(journal()))
    assert [type(line) for line in found.lines] == [Entered, Rejected, Entered]
    assert found.entered[0].claims[0].minutes is None, "a formula with no saved value is an empty cell"


def test_an_encoding_is_found_out_when_it_is_not_declared(tmp_path: Path) -> None:
    rows = "post;date;half;Unité\nASP-1;01/12/2026;après-midi;é\n"
    for encoding in ("utf-8", "utf-8-sig", "cp1252"):
        path = tmp_path / f"{encoding}.csv"
        path.write_bytes(rows.encode(encoding))
        found = import_file(path, CH, known=known(journal()))
        assert [type(line) for line in found.lines] == [Entered], encoding
        assert found.unread == ("Unité",)


def test_a_dimension_that_lies_hides_no_row(tmp_path: Path) -> None:
    path = tmp_path / "attendance.xlsx"
    two = workbook(HEADER, ("ASP-1", "2026-12-01", "am"), ("ASP-1", "2026-12-02", "am"))
    path.write_bytes(altered(two, SHEET, lambda text: text.replace(b'ref="A1:C3"', b'ref="A1"')))
    assert len(import_file(path, CH, known=known(journal())).entered) == 2


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "“format” is missing"),
        ("format = 2\n[columns]\npost='p'\ndate='d'\nhalf='h'", "format 2"),
        ("format = 1", "table [columns] is missing"),
        ("format = 1\ncolumns = 3", "must be a table"),
        ("format = 1\n[columns]\npost='p'\ndate='d'", "neither “half”"),
        ("format = 1\n[columns]\ndate='d'\nhalf='h'", "“post” is missing"),
        ("format = 1\n[columns]\npost='p'\ndate='p'\nhalf='h'", "already given"),
        ("format = 1\n[columns]\npost='p'\ndate='d'\nhalf='h'\nmotif='m'", "not expected"),
        ("format = 1\nencoding='ebcdic'\n[columns]\npost='p'\ndate='d'\nhalf='h'", "not a value of"),
        ("format = 1\n[columns]\npost=1\ndate='d'\nhalf='h'", "not a text"),
        ("format = 1\n[columns]\npost='p'\ndate='d'\nhalf='h'\n[values.post]\na = 1", "not a text"),
        ("format = 1\n[columns]\npost='p'\ndate='d'\nhalf='h'\n[values.date]\na = 'b'", "not expected"),
        ("format = 1\n" + "a." * 500 + "b = 1", "too many parts"),
        ("format = 1\n[columns", "valid"),
    ],
)
def test_a_wrong_mapping_is_refused_with_its_place(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "mapping.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FaultyAttendance) as refused:
        read_mapping(path)
    assert any(told in fault.what.en or told in fault.remedy.en for fault in refused.value.faults), [
        fault.what.en for fault in refused.value.faults
    ]


def test_a_mapping_that_is_not_there_and_one_of_another_site(tmp_path: Path) -> None:
    with pytest.raises(FaultyAttendance):
        read_mapping(tmp_path / "none.toml")
    path = tmp_path / "chu.toml"
    path.write_text('format = 1\nsite = "CHU"\n[columns]\npost="post"\ndate="date"\nhalf="half"\n')
    with pytest.raises(FaultyAttendance) as refused:
        import_file(csv_file(tmp_path), CH, read_mapping(path), known=known(journal()))
    assert "mapping is that of CHU" in refused.value.faults[0].what.en


def test_names_of_columns_and_words_show_without_upsetting_the_screen(tmp_path: Path) -> None:
    path = csv_file(tmp_path, "ASP-\u202e1,2026-12-01,am", header="post,date,half")
    (line,) = import_file(path, CH, known=known(journal())).rejected
    assert line.fault.excerpt.isprintable()
