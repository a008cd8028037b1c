"""CSV with places: comma or semicolon, one row a line, each cell with its column."""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from rota.sites.faults import Faults, Place, Trouble, listing, nearest, place_in
from rota.sites.schema import COLUMNS, CSV_ROWS_MAX, PREFIXES, REQUIRED_COLUMNS
from rota.words import Text

FORMULA_STARTS = ("=", "+", "-", "@")
"""A spreadsheet runs a cell that begins so."""
_NUMBER = re.compile(r"-[0-9.,]{1,12}").fullmatch


@dataclass
class Sheet:
    """The rows of one CSV file that have as many cells as the header."""

    file: str
    lines: list[str]
    delimiter: str = ","
    header: list[str] = field(default_factory=list)
    header_line: int = 0
    rows: list[tuple[int, Mapping[str, str]]] = field(default_factory=list)
    lacking: frozenset[str] = frozenset()
    """Required columns that are missing: said once at the header, not again at each row."""

    def place(self, line: int, column: str | None, needle: str = "") -> Place:
        """The place of one cell, or of the whole row."""
        text = self.lines[line - 1]
        if column is None or column not in self.header:
            return place_in(self.file, line, text, 0, text)
        start, end = self._cell(text, self.header.index(column))
        found = text.find(needle, start, end) if needle else -1
        if found >= 0:
            return place_in(self.file, line, text, found, needle)
        return place_in(self.file, line, text, start, text[start:end])

    def heading(self, name: str) -> Place:
        """The place of a column’s name."""
        return self.place(self.header_line, name)

    def _cell(self, text: str, index: int) -> tuple[int, int]:
        """Offsets of the cell number ``index`` of a row, quotes included."""
        starts, quoted = [0], False
        for offset, character in enumerate(text):
            if character == '"':
                quoted = not quoted
            elif character == self.delimiter and not quoted:
                starts.append(offset + 1)
        starts.append(len(text) + 1)
        index = min(index, len(starts) - 2)
        return starts[index], starts[index + 1] - 1


def load_csv(file: str, text: str, faults: Faults) -> Sheet | None:
    """The rows of a CSV file; None when it cannot be used at all, which is noted."""
    if text.count("\n") > CSV_ROWS_MAX:
        faults.add(Place(file), TOO_MANY_ROWS, count=text.count("\n"), limit=CSV_ROWS_MAX)
        return None
    sheet = Sheet(file, text.split("\n"))
    filled = _filled(sheet)
    first = next(filled, None)
    if first is None:
        return sheet
    number, line = first
    sheet.header_line = number
    sheet.delimiter = ";" if line.count(";") > line.count(",") else ","
    cells = _cells(sheet, number, line, faults)
    if cells is None:
        return None
    _take_header(sheet, cells, faults)
    for number, line in filled:
        if faults.too_many(file):
            break
        _take_row(sheet, number, line, faults)
    return sheet


def _filled(sheet: Sheet) -> Iterator[tuple[int, str]]:
    """Number and text of the lines that hold something: not blank, not a comment."""
    for number, line in enumerate(sheet.lines, start=1):
        if line.strip(" \t,;") and not line.lstrip(' \t"').startswith("#"):
            yield number, line


def _cells(sheet: Sheet, number: int, line: str, faults: Faults) -> list[str] | None:
    try:
        cells = next(csv.reader([line], delimiter=sheet.delimiter, strict=True))
    except csv.Error:
        place = place_in(sheet.file, number, line, line.rfind('"'), line[line.rfind('"') :])
        faults.add(place, QUOTES)
        return None
    return [cell.strip() for cell in cells]


def _take_header(sheet: Sheet, cells: list[str], faults: Faults) -> None:
    """Note what is wrong with the names of the columns; unknown columns are then left out."""
    while cells and not cells[-1]:
        cells.pop()
    sheet.header = [name if ":" in name else name.lower() for name in cells]
    known = COLUMNS[sheet.file]
    missing = set(REQUIRED_COLUMNS[sheet.file]) - set(sheet.header)
    sheet.lacking = frozenset(missing)
    for place, name in enumerate(sheet.header):
        if name in sheet.header[:place]:
            faults.add(sheet.heading(name), COLUMN_TWICE, column=name)
        elif name not in known and not name.startswith(PREFIXES.get(sheet.file, ("\n",))):
            near = nearest(name, known)
            missing.discard(near)
            faults.add(sheet.heading(name), UNKNOWN_COLUMN, near=near, column=name, known=listing(known))
    for name in sorted(missing, key=known.index):
        faults.add(sheet.place(sheet.header_line, None), MISSING_COLUMN, column=name)


def _take_row(sheet: Sheet, number: int, line: str, faults: Faults) -> None:
    cells = _cells(sheet, number, line, faults)
    if cells is None:
        return
    width = len(sheet.header)
    if len(cells) < width or any(cells[width:]):
        place = sheet.place(number, None)
        faults.add(place, CELL_COUNT, found=len(cells), expected=width, delimiter=sheet.delimiter)
        return
    row = dict(zip(sheet.header, cells, strict=False))
    formulas = [name for name, cell in row.items() if cell.startswith(FORMULA_STARTS) and not _NUMBER(cell)]
    for name in formulas:
        faults.add(sheet.place(number, name), FORMULA, found=row[name])
    if not formulas:
        sheet.rows.append((number, row))


TOO_MANY_ROWS = Trouble(
    Text("Le fichier a {count} lignes ; {limit} au plus.", "The file has {count} lines; {limit} at most."),
    Text("Vérifier que c’est bien le bon fichier.", "Check that it is the right file."),
)
QUOTES = Trouble(
    Text(
        "Un guillemet ouvert n’est pas fermé sur cette ligne.",
        "A quote is opened and not closed on this line.",
    ),
    Text(
        "Fermer le guillemet, ou l’ôter ; une ligne par entrée.",
        "Close the quote, or drop it; one line an entry.",
    ),
)
UNKNOWN_COLUMN = Trouble(
    Text("La colonne « {column} » n’existe pas dans ce fichier.", "This file has no column “{column}”."),
    Text("Colonnes prévues : {known}.", "Columns: {known}."),
)
COLUMN_TWICE = Trouble(
    Text("La colonne « {column} » est donnée deux fois.", "The column “{column}” is given twice."),
    Text("N’en garder qu’une.", "Keep one only."),
)
MISSING_COLUMN = Trouble(
    Text("La colonne « {column} » manque.", "The column “{column}” is missing."),
    Text("L’ajouter à la première ligne.", "Add it to the first line."),
)
CELL_COUNT = Trouble(
    Text(
        "Cette ligne a {found} cellule(s) ; l’en-tête en a {expected}.",
        "This line has {found} cell(s); the header has {expected}.",
    ),
    Text(
        "Mettre un séparateur « {delimiter} » pour chaque cellule vide, et des guillemets autour d’un texte "
        "qui en contient.",
        "Put a “{delimiter}” for each empty cell, and quotes around a text that holds one.",
    ),
)
FORMULA = Trouble(
    Text(
        "« {found} » commence comme une formule de tableur.",
        "“{found}” begins like a formula of a spreadsheet.",
    ),
    Text("Ôter le signe du début.", "Drop the sign at its start."),
)
