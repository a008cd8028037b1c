"""XLSX as rows of text, read as a file from a stranger: sizes and entities first, then values only.

Formulas are never run: the value the spreadsheet last saved is read, and none is read as an empty cell.
"""

import io
import warnings
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile

from rota.reconcile.faulty import refuse
from rota.reconcile.mapping import AttendanceMapping
from rota.sites.csv_text import TOO_MANY_ROWS
from rota.sites.faults import Place, Trouble, listing
from rota.words import Text

UNPACKED_BYTES_MAX = 50_000_000
MEMBERS_MAX = 500
COLUMNS_MAX = 100
_DECIMALS = Decimal("0.000001")
_BROKEN = (
    *(BadZipFile, ParseError, EOFError, OSError),
    *(LookupError, ValueError, TypeError, AttributeError, ArithmeticError, RuntimeError),
)
"""What the libraries raise on a damaged or encrypted workbook, or one packed in a way they do not know."""


def spreadsheet_rows(
    file: str, data: bytes, mapping: AttendanceMapping, lines_max: int
) -> list[tuple[str, ...]]:
    """The rows of one sheet, from its first line; cells as the text a person would type.

    Raises:
        FaultyAttendance: it is no workbook, or one that no hospital exported.
    """
    try:
        _check_members(file, data)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _rows(file, data, mapping, lines_max)
    except _BROKEN as error:
        raise refuse(Place(file), NOT_A_WORKBOOK) from error


def _check_members(file: str, data: bytes) -> None:
    """Refuse what would fill the memory, and any document type: entities live there."""
    with ZipFile(io.BytesIO(data)) as archive:
        members = archive.infolist()
        size = sum(member.file_size for member in members)
        if size > UNPACKED_BYTES_MAX or len(members) > MEMBERS_MAX:
            raise refuse(Place(file), BOMB, size=size // 1_000, limit=UNPACKED_BYTES_MAX // 1_000)
        for member in members:
            if member.filename.lower().endswith((".xml", ".rels", ".vml")):
                text = archive.read(member)
                if b"\0" in text or b"<!DOCTYPE" in text or b"<!ENTITY" in text:
                    raise refuse(Place(file), ENTITIES)


def _rows(file: str, data: bytes, mapping: AttendanceMapping, lines_max: int) -> list[tuple[str, ...]]:
    from openpyxl import load_workbook  # noqa: PLC0415 (a fifth of a second, for those who import a workbook)

    workbook = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    try:
        names = {sheet.title: sheet for sheet in workbook.worksheets}
        if not names or (mapping.sheet and mapping.sheet not in names):
            raise refuse(Place(file), NO_SHEET, sheet=mapping.sheet, found=listing(names))
        sheet = names[mapping.sheet] if mapping.sheet else workbook.worksheets[0]
        sheet.reset_dimensions()
        rows: list[tuple[str, ...]] = []
        for cells in sheet.iter_rows(values_only=True, max_col=COLUMNS_MAX):
            rows.append(tuple(map(_text, cells)))
            if len(rows) > lines_max + 1:
                raise refuse(Place(file), TOO_MANY_ROWS, count=len(rows), limit=lines_max)
        return rows
    finally:
        workbook.close()


def _text(value: object) -> str:
    """The value of a cell as a person would type it."""
    for kind, told in _TOLD:
        if isinstance(value, kind):
            return told(value)
    return " ".join(str(value).split("\n"))


def _moment(value: datetime) -> str:
    """A day, or a day and an hour; spreadsheets keep hours as fractions, so seconds are rounded."""
    value = value.replace(tzinfo=None) + timedelta(seconds=30)
    return f"{value:%Y-%m-%d}" if (value.hour, value.minute) == (0, 0) else f"{value:%Y-%m-%d %H:%M}"


def _hour(value: time) -> str:
    return f"{datetime.combine(date(2000, 1, 1), value) + timedelta(seconds=30):%H:%M}"


def _duration(value: timedelta) -> str:
    hours, minutes = divmod(round(value.total_seconds() / 60), 60)
    return f"{hours}:{minutes:02d}"


def _number(value: float) -> str:
    return f"{Decimal(value).quantize(_DECIMALS).normalize():f}"


_TOLD: tuple[tuple[type, Callable[[Any], str]], ...] = (
    (type(None), lambda _: ""),
    (bool, lambda value: "true" if value else "false"),
    (datetime, _moment),
    (date, date.isoformat),
    (time, _hour),
    (timedelta, _duration),
    (float, _number),
)
"""How each type of cell is told; a datetime is a date too, so it comes first."""


BOMB = Trouble(
    Text(
        "Déplié, ce classeur pèse {size} ko ; {limit} ko au plus.",
        "Unpacked, this workbook has {size} kB; {limit} kB at most.",
    ),
    Text("Exporter un mois à la fois, sans images.", "Export one month at a time, without pictures."),
)
ENTITIES = Trouble(
    Text(
        "Ce classeur contient des définitions qu’aucun tableur n’écrit.",
        "This workbook holds definitions that no spreadsheet writes.",
    ),
    Text("Ne pas s’y fier ; exporter de nouveau.", "Do not trust it; export it again."),
)
NOT_A_WORKBOOK = Trouble(
    Text("Ce fichier n’est pas un classeur XLSX lisible.", "This file is no readable XLSX workbook."),
    Text(
        "L’ouvrir dans un tableur et l’enregistrer de nouveau.", "Open it in a spreadsheet and save it again."
    ),
)
NO_SHEET = Trouble(
    Text("Le classeur n’a pas de feuille « {sheet} ».", "The workbook has no sheet “{sheet}”."),
    Text("Feuilles : {found}.", "Sheets: {found}."),
)
