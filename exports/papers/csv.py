"""A paper as CSV: its tables one after another, each row with the code of its table; nothing that runs."""

from collections.abc import Iterator

from exports.papers.model import Cell, Content, Facts, Figure, Form, Measure, Paper, Table
from rota.compliance import cells
from rota.words import Lang, Text

_BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
"""Spreadsheets take the file for UTF-8 by it."""


def to_csv(paper: Paper, lang: Lang) -> bytes:
    """The file: semicolons and decimal commas in French, commas and points in English."""
    rows = (
        row
        for section in paper.within(Form.CSV)
        for block in section.blocks
        if isinstance(block, Facts) or (isinstance(block, Table) and block.in_csv)
        for row in _rows(block, lang)
    )
    title = (paper.code, paper.title.say(lang), paper.subtitle.say(lang))
    return (_BOM + cells.csv_text(title, rows, lang)).encode()


def _rows(block: Facts | Table, lang: Lang) -> Iterator[list[cells.Cell]]:
    yield []
    if isinstance(block, Facts):
        for name, content in block.rows:
            yield [block.code, name.say(lang), _cell(content, lang)]
        return
    yield [block.code, *(_head(column.head, lang) for column in block.columns)]
    for row in block.rows:
        if not row.total:
            yield [block.code, *_spread(row.cells, lang)]


def _head(head: Text | str, lang: Lang) -> str:
    return head.say(lang) if isinstance(head, Text) else head


def _spread(row: tuple[Cell | Content, ...], lang: Lang) -> Iterator[cells.Cell]:
    for one in row:
        cell = one if isinstance(one, Cell) else Cell(one)
        yield _cell(cell.content, lang)
        yield from [None] * (cell.span - 1)


def _cell(content: Content, lang: Lang) -> cells.Cell:
    """Half-days, hours, per cent and euros as decimals."""
    match content:
        case Text():
            return content.say(lang)
        case Figure(amount, Measure.HALF_DAYS | Measure.MINUTES):
            return amount / 60
        case Figure(amount, Measure.SHARE | Measure.CENTS):
            return amount / 100
        case Figure(amount, _):
            return amount
        case _:
            return content
