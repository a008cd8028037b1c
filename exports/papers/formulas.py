"""Figures as formulas of a spreadsheet. Comparisons are exact: no word of a user is read as a pattern."""

from collections.abc import Iterator

from openpyxl.utils import get_column_letter

from exports.papers.model import Across, ColumnSum, Figure, Matching, Table
from exports.papers.places import Place, Places
from rota.words import Lang, Text


def formula(of: Figure, at: Place, cell: tuple[int, int], known: Places, lang: Lang) -> str | None:
    """How the sheet recomputes a figure in the row and column ``cell`` of a table; None to state it."""
    row, column = cell
    match of.total:
        case ColumnSum():
            first, last = at.body
            letter = get_column_letter(column)
            return f"=SUM({letter}{first}:{letter}{last})" if first <= last else None
        case Across(columns):
            return "=" + "".join(_terms(at.block, columns, row)).removeprefix("+")
        case Matching():
            return _matching(of.total, at, row, known.tables[of.total.table], lang)
        case None:
            return None


def _terms(table: object, columns: tuple[str, ...], row: int) -> Iterator[str]:
    for code in columns:
        yield f"{'-' if code.startswith('-') else '+'}{_letter(table, code.removeprefix('-'))}{row}"


def _matching(of: Matching, at: Place, row: int, other: Place, lang: Lang) -> str | None:
    first, last = other.body
    if last < first:
        return None

    def cells(code: str) -> str:
        letter = _letter(other.block, code)
        return f"{_quoted(other.sheet)}!${letter}${first}:${letter}${last}"

    tests = [f"({cells(code)}={_asked(value, at, row, lang)})" for code, value in of.where.items()]
    return f"=SUMPRODUCT({'*'.join([*tests, *([cells(of.column)] if of.column else ['1'])])})"


def _asked(value: str | Text, at: Place, row: int, lang: Lang) -> str:
    if isinstance(value, Text):
        value = value.say(lang)
    if value.startswith("@"):
        return f"${_letter(at.block, value[1:])}{row}"
    return '"{}"'.format(value.replace('"', '""'))


def _letter(table: object, code: str) -> str:
    if not isinstance(table, Table):
        raise TypeError(f"{table!r} is no table")
    letter: str = get_column_letter(1 + [column.code for column in table.columns].index(code))
    return letter


def _quoted(sheet: str) -> str:
    return "'{}'".format(sheet.replace("'", "''"))
