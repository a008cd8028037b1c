"""A paper as a workbook: a sheet for each section, printed on A4 landscape, totals as formulas.

Only a :class:`Figure` makes a formula; words of users are text cells, whatever they start with.
"""

from collections import defaultdict
from io import BytesIO
from textwrap import wrap
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from exports.papers.cells_xlsx import Looks, cell_value, plain
from exports.papers.formulas import formula
from exports.papers.model import (
    Cell,
    Content,
    Facts,
    Figure,
    Form,
    Legend,
    Note,
    Paper,
    Row,
    Side,
    Table,
    Tone,
    styled,
)
from exports.papers.package import repacked
from exports.papers.places import Place, Places, places
from exports.papers.printing_xlsx import frozen, printed
from exports.papers.told import told
from rota import __version__
from rota.words import Lang

_MM_OF_A_DIGIT = 1.9
_POINTS_OF_A_MM = 2.835
_LETTER_MM = 0.23
"""Of a bold letter, for each point of its height."""
_LEGEND_MM = 48
"""From one entry of a legend to the next."""
_SENTENCE_MM = 60
"""Columns from this width on hold sentences, which take several lines."""
_WIDEST = 12
"""Columns that a note takes where no table tells the width of its sheet."""


def to_xlsx(paper: Paper, lang: Lang) -> bytes:
    """The workbook."""
    book = Workbook()
    book.remove(book.active)
    sections = paper.within(Form.XLSX)
    names = _names([section.title.say(lang) for section in sections])
    writer = _Writer(lang, places(sections, names), Looks())
    for number, name in names.items():
        writer.sheet(book.create_sheet(name), paper, name)
        if number == 0:
            book.active = 0
    _describe(book, paper, lang)
    out = BytesIO()
    book.save(out)
    parts = {f"xl/worksheets/sheet{number + 1}.xml": writer.values[name] for number, name in names.items()}
    return repacked(out.getvalue(), paper.made, parts)


def _names(titles: list[str]) -> dict[int, str]:
    """Names that sheets may have, each once."""
    found: dict[int, str] = {}
    for number, title in enumerate(titles):
        name = "".join(" " if sign in "[]:*?/\\'" else sign for sign in plain(title)).strip()[:31]
        found[number] = name if name and name not in found.values() else f"{name[:27]} {number + 1}".strip()
    return found


def _describe(book: Any, paper: Paper, lang: Lang) -> None:
    """What the file says of itself: nothing of the machine or its user."""
    about, made = book.properties, paper.made.replace(tzinfo=None)
    about.creator = about.lastModifiedBy = f"rota {__version__}"
    about.title = plain(paper.title.say(lang))
    about.created = about.modified = made - (paper.made.utcoffset() or (made - made))


class _Writer:
    def __init__(self, lang: Lang, known: Places, looks: Looks) -> None:
        self.lang, self.known, self.looks = lang, known, looks
        self.values: defaultdict[str, dict[str, float]] = defaultdict(dict)

    def sheet(self, sheet: Any, paper: Paper, name: str) -> None:
        """All blocks of a section."""
        blocks = self.known.of_section[name]
        tables = [place for place in blocks if isinstance(place.block, Table)]
        widths = _widths([place.block for place in tables if isinstance(place.block, Table)])
        for number, width in enumerate(widths, 1):
            sheet.column_dimensions[get_column_letter(number)].width = round(width / _MM_OF_A_DIGIT, 2)
        self._words(sheet, 1, plain(paper.title.say(self.lang)), size=14, strong=True)
        self._words(sheet, 2, plain(paper.subtitle.say(self.lang)), size=9, tone=Tone.MUTED)
        for place in blocks:
            self._block(sheet, place, widths)
        printed(sheet, paper, self.lang)
        frozen(sheet, [place for place in tables if isinstance(place.block, Table)])

    def _words(
        self, sheet: Any, row: int, text: str, *, size: float, strong: bool = False, tone: Tone = Tone.PLAIN
    ) -> Any:
        cell = sheet.cell(row, 1)
        _set_text(cell, text)
        self.looks.words(cell, tone, size, strong=strong)
        return cell

    def _block(self, sheet: Any, place: Place, widths: list[float]) -> None:
        match place.block:
            case Table():
                self._table(sheet, place, place.block)
            case Facts():
                self._facts(sheet, place.row, place.block)
            case Note():
                self._note(sheet, place.row, place.block, widths)
            case Legend():
                self._legend(sheet, place.row, place.block, widths)
            case drawing:
                drawing.in_xlsx(sheet, place.row, self.lang)

    def _table(self, sheet: Any, place: Place, table: Table) -> None:
        if table.title is not None:
            self._words(sheet, place.row, table.title.say(self.lang), size=10, strong=True)
        row = place.row + (table.title is not None)
        heads = tuple(Cell(column.head, column.tone) for column in table.columns)
        for head in (*table.heads, Row(heads)):
            self._row(sheet, place, row, head, Tone.HEAD)
            row += 1
        for each in table.rows:
            self._row(sheet, place, row, each, Tone.TOTAL if each.total else Tone.PLAIN)
            row += 1

    def _row(self, sheet: Any, place: Place, number: int, row: Row, tone: Tone) -> None:
        table, column = place.block, 1
        assert isinstance(table, Table), "rows are those of tables"
        height = row.height * _POINTS_OF_A_MM if row.height else _height(table, row, tone, self.lang)
        if height is not None:
            sheet.row_dimensions[number].height = height
        for one in row.cells:
            cell = styled(one, tone)
            side = table.columns[column - 1].side if tone is not Tone.HEAD else Side.CENTRE
            if tone is Tone.HEAD and column <= table.frozen:
                side = Side.LEFT
            wraps = table.columns[column - 1].width >= _SENTENCE_MM
            for covered in range(column, column + cell.span):
                at = sheet.cell(number, covered)
                self.looks.cell(at, cell, side, table.size, opens=row.opens, wraps=wraps)
            self._put(sheet, place, number, column, cell.content)
            if cell.span > 1:
                sheet.merge_cells(
                    start_row=number, end_row=number, start_column=column, end_column=column + cell.span - 1
                )
            column += cell.span

    def _put(self, sheet: Any, place: Place, row: int, column: int, content: Content) -> None:
        at = sheet.cell(row, column)
        value, form = cell_value(content, self.lang)
        if isinstance(value, str):
            _set_text(at, value)
            return
        at.value = value
        if form:
            at.number_format = form
        told = (
            formula(content, place, (row, column), self.known, self.lang)
            if isinstance(content, Figure)
            else None
        )
        if told is not None and isinstance(value, int | float):
            at.value = told
            self.values[place.sheet][at.coordinate] = value

    def _facts(self, sheet: Any, row: int, facts: Facts) -> None:
        if facts.title is not None:
            self._words(sheet, row, facts.title.say(self.lang), size=10, strong=True)
            row += 1
        for number, (name, content) in enumerate(facts.rows, row):
            self._words(sheet, number, name.say(self.lang), size=9, tone=Tone.MUTED)
            at = sheet.cell(number, 2)
            _set_text(at, told(content, self.lang))
            self.looks.words(at, Tone.PLAIN, 9, left=True)

    def _note(self, sheet: Any, row: int, note: Note, widths: list[float]) -> None:
        text = plain(note.text.say(self.lang))
        cell = self._words(sheet, row, text, size=9, tone=note.tone)
        count = len(widths) or _WIDEST
        room = sum(widths) if widths else 20.0 * count
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=count)
        self.looks.wrapped(cell)
        sheet.row_dimensions[row].height = 12 * (1 + int(len(text) * 1.75 / max(room, 20)))

    def _legend(self, sheet: Any, row: int, legend: Legend, widths: list[float]) -> None:
        starts = _starts(widths, legend.columns)
        for number, (mark, meaning) in enumerate(legend.entries):
            line, place = divmod(number, legend.columns)
            at = sheet.cell(row + line, starts[place])
            _set_text(at, told(mark.content, self.lang))
            self.looks.cell(at, mark, Side.CENTRE, 8, opens=True)
            text = sheet.cell(row + line, starts[place] + 1)
            _set_text(text, plain(meaning.say(self.lang)))
            self.looks.words(text, Tone.PLAIN, 8, left=True)


def _height(table: Table, row: Row, tone: Tone, lang: Lang) -> float | None:
    """Points that heads of columns and sentences need, whose words wrap; None for a row of one line."""
    letter, cells = table.size * _LETTER_MM, (styled(each, tone) for each in row.cells)
    lines = max(
        (
            len(wrap(told(one.content, lang), max(1, int(column.width / letter))))
            for one, column in zip(cells, table.columns, strict=False)
            if tone is Tone.HEAD or column.width >= _SENTENCE_MM
        ),
        default=1,
    )
    return 4 + max(1, lines) * table.size * 1.3 if lines > 1 or tone is Tone.HEAD else None


def _set_text(at: Any, text: str) -> None:
    """A text cell, even where the text starts like a formula."""
    at.value = plain(text)
    at.data_type = "s"
    at.quotePrefix = True


def _widths(tables: list[Table]) -> list[float]:
    """Millimetres of each column of a sheet: the widest of its tables."""
    count = max((len(table.columns) for table in tables), default=0)
    return [
        max(table.columns[place].width for table in tables if place < len(table.columns))
        for place in range(count)
    ]


def _starts(widths: list[float], count: int) -> list[int]:
    """The columns in which the entries of a legend start."""
    found, room, column = [1], 0.0, 1
    while len(found) < count:
        room += widths[column - 1] if column <= len(widths) else 20.0
        column += 1
        if room >= _LEGEND_MM and column > found[-1] + 1:
            found.append(column)
            room = 0.0
    return found
