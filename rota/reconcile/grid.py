"""A file of attendance becomes rows of text, whatever its form: CSV or XLSX, encoding, delimiter.

Rows keep their line and their text, so that every fault shows its place. What makes the file as a whole
unusable (size, encoding, a missing column) refuses it; what is wrong with one row is told of that row.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from rota.errors import Fault, reason_of
from rota.reconcile.faulty import FaultyAttendance, fault_at, refuse
from rota.reconcile.fields import REQUIRED, Field
from rota.reconcile.mapping import AUTO, AttendanceMapping
from rota.reconcile.spreadsheet import spreadsheet_rows
from rota.sites.csv_text import CELL_COUNT, COLUMN_TWICE, QUOTES, TOO_MANY_ROWS, Sheet
from rota.sites.faults import Faults, Place, Trouble, listing, nearest
from rota.sites.files import CONTROL_CHARACTER, LONG_LINE, TOO_BIG, UNREADABLE
from rota.sites.schema import LINE_CHARACTERS_MAX
from rota.words import Text

FILE_BYTES_MAX = 5_000_000
FILE_LINES_MAX = 50_000
_DELIMITERS = (";", "\t", ",")
_CONTROL = re.compile("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]")


@dataclass
class Grid:
    """The rows of one file, each as its mapped cells or as what is wrong with it."""

    file: str
    sha256: str
    sheet: Sheet
    columns: Mapping[Field, str]
    """The name each field has in this file; fields the file has no column for are left out."""
    unread: tuple[str, ...] = ()
    """Columns nobody asked for: they may hold what must not be read, a reason of absence for instance."""
    refused: dict[int, Fault] = field(default_factory=dict)
    """Rows that cannot even be cut into cells, by line."""

    def place(self, line: int, field: Field | None = None, needle: str = "") -> Place:
        """The place of a cell, or of a whole row."""
        return self.sheet.place(line, None if field is None else self.columns.get(field), needle)


def read_grid(path: Path, mapping: AttendanceMapping) -> Grid:
    """The rows of ``path``.

    Raises:
        FaultyAttendance: the file as a whole cannot be used.
    """
    data = _bytes_of(path)
    if data[:4] == b"PK\x03\x04":
        lines = spreadsheet_rows(path.name, data, mapping, FILE_LINES_MAX)
        sheet, delimiter = Sheet(path.name, [_as_line(cells) for cells in lines], ";"), ";"
    else:
        sheet = Sheet(path.name, _text_of(path.name, data, mapping.encoding).split("\n"))
        delimiter = mapping.delimiter
    if len(sheet.lines) > FILE_LINES_MAX + 1:
        raise refuse(Place(path.name), TOO_MANY_ROWS, count=len(sheet.lines), limit=FILE_LINES_MAX)
    rows = _headed(sheet, mapping, delimiter)
    grid = Grid(path.name, sha256(data).hexdigest(), sheet, _columns(sheet, mapping))
    asked = set(grid.columns.values())
    grid.unread = tuple(name for name in sheet.header if name and name not in asked)
    for number, line in rows:
        _take_row(grid, number, line)
    return grid


def _bytes_of(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > FILE_BYTES_MAX:
            raise refuse(Place(path.name), TOO_BIG, size=size // 1_000, limit=FILE_BYTES_MAX // 1_000)
        with path.open("rb") as stream:
            return stream.read(FILE_BYTES_MAX)
    except OSError as error:
        raise refuse(Place(path.name), UNREADABLE, reason=reason_of(error)) from error


def _text_of(file: str, data: bytes, encoding: str) -> str:
    """The text of a CSV file: declared, or UTF-8 when it is valid, else Windows-1252.

    The declared encoding gives way to a byte-order mark, which is never there by chance.
    """
    if data.startswith(b"\xef\xbb\xbf"):
        encoding = "utf-8-sig"
    elif data.startswith((b"\xff\xfe", b"\xfe\xff")) or data.count(0) * 3 > len(data) > 0:
        raise refuse(Place(file), FOREIGN, encoding="UTF-16")
    if encoding == AUTO:
        encoding = "utf-8" if _is_utf8(data) else "cp1252"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise refuse(Place(file, line), UNDECODABLE, encoding=encoding) from error
    return unicodedata.normalize("NFC", text).replace("\r\n", "\n")


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _as_line(cells: tuple[str, ...]) -> str:
    """A row of a spreadsheet as one line of CSV: what faults quote, and what is read like any other."""
    if not any(cells):
        return ""
    text = io.StringIO()
    csv.writer(text, delimiter=";", lineterminator="").writerow(cells)
    return text.getvalue()


def _headed(sheet: Sheet, mapping: AttendanceMapping, delimiter: str) -> Iterator[tuple[int, str]]:
    """Fill the header of ``sheet`` in; the rows after it that hold something."""
    number = mapping.header_line
    if number > len(sheet.lines) or not sheet.lines[number - 1].strip(" \t,;"):
        raise refuse(Place(sheet.file), NO_HEADER, line=number)
    line = sheet.lines[number - 1]
    sheet.header_line = number
    sheet.delimiter = max(_DELIMITERS, key=line.count) if delimiter == AUTO else delimiter
    try:
        cells = next(csv.reader([line], delimiter=sheet.delimiter, strict=True))
    except csv.Error as error:
        raise refuse(sheet.place(number, None), QUOTES) from error
    while cells and not cells[-1].strip():
        cells.pop()
    sheet.header = [cell.strip() for cell in cells]
    return (
        (place, text)
        for place, text in enumerate(sheet.lines[number:], start=number + 1)
        if text.strip(" \t,;\r")
    )


def _columns(sheet: Sheet, mapping: AttendanceMapping) -> dict[Field, str]:
    """The columns of the header that the mapping names; a mapped column is there once.

    Columns of the built-in names may be left out, those that a mapping names may not.
    """
    faults = Faults()
    there = {name.casefold(): name for name in reversed(sheet.header)}
    lower = [name.casefold() for name in sheet.header]
    found: dict[Field, str] = {}
    for field_, name in mapping.columns.items():
        if lower.count(name.casefold()) > 1:
            faults.add(sheet.heading(there[name.casefold()]), COLUMN_TWICE, column=name)
        elif name.casefold() in there:
            found[field_] = there[name.casefold()]
        elif mapping.stated:
            near = nearest(name, sheet.header)
            place = sheet.place(sheet.header_line, None)
            faults.add(
                place, NO_SUCH_COLUMN, near=near, column=name, field=field_, found=listing(sheet.header)
            )
    _tell_lacking(sheet, mapping, found, faults)
    if faults.all():
        raise FaultyAttendance(faults.all())
    return found


def _tell_lacking(
    sheet: Sheet, mapping: AttendanceMapping, found: Mapping[Field, str], faults: Faults
) -> None:
    """Note what no line could be understood without."""
    place = sheet.place(sheet.header_line, None)
    for field_ in REQUIRED:
        if field_ not in found and field_ not in (mapping.columns if mapping.stated else ()):
            faults.add(place, NO_FIELD, field=field_)
    timed = Field.START in found and Field.END in found
    if Field.HALF not in found and not timed and not faults.all():
        faults.add(place, NO_WHEN)


def _take_row(grid: Grid, number: int, line: str) -> None:
    """Cut one row into cells, or note what is wrong with it."""
    sheet = grid.sheet
    line = line.removesuffix("\r")
    control = _CONTROL.search(line)
    if control:
        code = f"U+{ord(control[0]):04X}"
        grid.refused[number] = fault_at(sheet.place(number, None), CONTROL_CHARACTER, code=code)
        return
    if len(line) > LINE_CHARACTERS_MAX:
        trouble, length = LONG_LINE, len(line)
        place = Place(sheet.file, number)
        grid.refused[number] = fault_at(place, trouble, length=length, limit=LINE_CHARACTERS_MAX)
        return
    try:
        cells = next(csv.reader([line], delimiter=sheet.delimiter, strict=True))
    except csv.Error:
        grid.refused[number] = fault_at(sheet.place(number, None), QUOTES)
        return
    width = len(sheet.header)
    if any(cell.strip() for cell in cells[width:]):
        place = sheet.place(number, None)
        found, cut = len(cells), sheet.delimiter
        grid.refused[number] = fault_at(place, CELL_COUNT, found=found, expected=width, delimiter=cut)
        return
    cells += [""] * (width - len(cells))
    sheet.rows.append((number, {name: cell.strip() for name, cell in zip(sheet.header, cells, strict=False)}))


FOREIGN = Trouble(
    Text("Le fichier est en {encoding}.", "The file is in {encoding}."),
    Text("L’exporter en UTF-8 ou en Windows-1252.", "Export it in UTF-8 or in Windows-1252."),
)
UNDECODABLE = Trouble(
    Text("Le fichier n’est pas en {encoding}.", "The file is not in {encoding}."),
    Text(
        'Écrire le bon encoding dans la correspondance : "utf-8" ou "cp1252".',
        'Write the right encoding in the mapping: "utf-8" or "cp1252".',
    ),
)
NO_HEADER = Trouble(
    Text(
        "La ligne {line} devrait porter les titres des colonnes.",
        "Line {line} should hold the column titles.",
    ),
    Text(
        "Donner son numéro dans la correspondance : header_line = …",
        "Give its number in the mapping: header_line = …",
    ),
)
NO_SUCH_COLUMN = Trouble(
    Text(
        "Le fichier n’a pas de colonne « {column} », que la correspondance donne pour « {field} ».",
        "The file has no column “{column}”, which the mapping names for “{field}”.",
    ),
    Text("Colonnes du fichier : {found}.", "Columns of the file: {found}."),
)
NO_FIELD = Trouble(
    Text("Rien ne dit quelle colonne porte « {field} ».", "Nothing says which column holds “{field}”."),
    Text(
        'Ajouter {field} = "…" sous [columns] dans la correspondance.',
        'Add {field} = "…" under [columns] in the mapping.',
    ),
)
NO_WHEN = Trouble(
    Text(
        "Rien ne dit la demi-journée : ni colonne « half », ni « start » et « end ».",
        "Nothing says which half-day is meant: neither a column “half”, nor “start” and “end”.",
    ),
    Text(
        "Donner l’une ou les deux autres sous [columns] dans la correspondance.",
        "Give the one or the other two under [columns] in the mapping.",
    ),
)
