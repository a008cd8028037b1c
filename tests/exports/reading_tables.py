"""Papers read again: what a workbook, a CSV or a PDF says, by table, row and column."""

import csv
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from exports.papers import Cell, Figure, Paper, Table
from exports.papers.told import told
from rota.words import Lang

Key = tuple[str, ...]

_OFFICE = shutil.which("soffice")
in_office = pytest.mark.skipif(_OFFICE is None, reason="LibreOffice (soffice) is not on the path")
"""For tests that need LibreOffice: Debian’s libreoffice-calc."""


def tables_of(paper: Paper) -> dict[str, Table]:
    """The tables of a paper by their code."""
    blocks = (block for section in paper.sections for block in section.blocks)
    return {block.code: block for block in blocks if isinstance(block, Table)}


def rows_of(table: Table, keys: int) -> dict[Key, dict[str, int]]:
    """The figures of a table by its first columns."""
    found = {}
    for row in table.body:
        named = zip(table.columns, row.cells, strict=True)
        figures = {column.code: cell.amount for column, cell in named if isinstance(cell, Figure)}
        found[tuple(str(cell) for cell in row.cells[:keys])] = figures
    return found


def sheet_rows(data: bytes, sheet: str, head: str, *, values: bool = True) -> Iterator[list[object]]:
    """The rows of a table of a sheet, from the one whose second cell is ``head`` to the next empty one."""
    book = load_workbook(BytesIO(data), data_only=values)
    rows = iter(book[sheet].iter_rows(values_only=True))
    for row in rows:
        if row[1] == head:
            break
    for row in rows:
        if row[0] is None:
            break
        yield [cell for cell in row if cell is not None]
    book.close()


def without_values(data: bytes) -> bytes:
    """A workbook whose formulas have no value: whoever opens it has to calculate."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name.startswith("xl/worksheets/"):
                part = re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", part)
            new.writestr(name, part)
    return out.getvalue()


def saved_by_office(folder: Path, data: bytes, name: str = "book.xlsx", read_as: str = "") -> bytes:
    """The workbook that LibreOffice saves after it opened a file, and calculated what has no value."""
    folder.mkdir(parents=True)
    given = folder / name
    given.write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [str(_OFFICE), profile, "--headless", *([f"--infilter={read_as}"] if read_as else [])]
    command += ["--convert-to", "xlsx", "--outdir", str(folder / "to"), str(given)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return (folder / "to" / given.with_suffix(".xlsx").name).read_bytes()


def csv_rows(data: bytes, lang: Lang) -> list[list[str]]:
    """The lines of a CSV as a spreadsheet of the language splits them."""
    text = data.decode("utf-8-sig")
    return list(csv.reader(StringIO(text, newline=""), delimiter=";" if lang is Lang.FR else ","))


def pdf_words(data: bytes) -> list[str]:
    """The words of all pages, in order."""
    with BytesIO(data) as stream:
        return " ".join(page.extract_text() for page in PdfReader(stream).pages).split()


def words_of(table: Table, lang: Lang) -> list[list[str]]:
    """The words of each row of a table, as a page shows them."""
    return [
        " ".join(told(cell.content if isinstance(cell, Cell) else cell, lang) for cell in row.cells).split()
        for row in table.rows
    ]


def holds(words: list[str], wanted: list[str]) -> bool:
    """Whether some words stand in a row."""
    return any(words[place : place + len(wanted)] == wanted for place in range(len(words)))
