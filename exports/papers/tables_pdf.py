"""Tables, facts and legends as flowables of reportlab, never wider than their page."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import LongTable, Paragraph
from reportlab.platypus import Table as Grid

from exports.papers.fonts import BOLD, PLAIN, drawable
from exports.papers.model import Cell, Facts, Legend, Row, Side, Table, Tone, styled
from exports.papers.styles import HAIR, LOOKS, RULE
from exports.papers.told import told
from rota.words import Lang

_SIDES = {Side.LEFT: TA_LEFT, Side.CENTRE: TA_CENTER, Side.RIGHT: TA_RIGHT}
_FACT_NAMES = 60 * mm
_MARK = 12 * mm
_LONGEST = 240
"""Signs of a cell: more would not go on a page."""
_SMALLEST = 0.65
"""Of the size of its table, for a word that does not fit its column."""

_Commands = list[tuple[Any, ...]]


@cache
def style(size: float, tone: Tone = Tone.PLAIN, *, strong: bool = False, side: Side = Side.LEFT) -> Any:
    """A style of paragraphs."""
    look = LOOKS[tone]
    bold = strong or look.strong
    return ParagraphStyle(
        f"{size}-{tone}-{bold}-{side}",
        fontName=BOLD if bold else PLAIN,
        fontSize=size,
        leading=size * 1.2,
        textColor=HexColor(f"#{look.ink}"),
        alignment=_SIDES[side],
        splitLongWords=True,
        embeddedHyphenation=1,
    )


def table(of: Table, lang: Lang, width: float) -> Any:
    """A table that goes on over pages, its heads with it."""
    scale = min(1.0, width / (of.width * mm))
    size = max(4.0, of.size * scale)
    heads = (*of.heads, Row(tuple(Cell(column.head, column.tone) for column in of.columns)))
    commands: _Commands = _frame(size)
    cells = []
    for number, row in enumerate((*heads, *of.rows)):
        tone = Tone.HEAD if number < len(heads) else Tone.TOTAL if row.total else Tone.PLAIN
        cells.append(list(_cells(of, row, lang, (size, scale, tone))))
        commands.extend(_row_commands(row, number, tone))
    commands.extend(("NOSPLIT", (0, a), (-1, b)) for a, b in _together(of.rows, len(heads)))
    return LongTable(
        cells,
        colWidths=[column.width * mm * scale for column in of.columns],
        rowHeights=[row.height * mm if row.height else None for row in (*heads, *of.rows)],
        repeatRows=len(heads),
        style=commands,
        hAlign="LEFT",
    )


def _frame(size: float) -> _Commands:
    pad = size / 5
    return [
        ("INNERGRID", (0, 0), (-1, -1), 0.25, HexColor(f"#{HAIR}")),
        ("BOX", (0, 0), (-1, -1), 0.5, HexColor(f"#{RULE}")),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("FONTSIZE", (0, 0), (-1, -1), size),
        ("LEADING", (0, 0), (-1, -1), size * 1.2),
        ("LEFTPADDING", (0, 0), (-1, -1), pad),
        ("RIGHTPADDING", (0, 0), (-1, -1), pad),
        ("TOPPADDING", (0, 0), (-1, -1), pad * 0.7),
        ("BOTTOMPADDING", (0, 0), (-1, -1), pad * 0.9),
    ]


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _fitted(look: Any, text: str, room: float) -> Any:
    """The style, in smaller letters where a word is wider than its column."""
    widest = max(
        stringWidth(word, look.fontName, look.fontSize) for word in text.replace("-", "- ").split() or [""]
    )
    if widest <= room:
        return look
    size = look.fontSize * max(_SMALLEST, room / widest)
    return look.clone(f"{look.name}-{size:.2f}", fontSize=size, leading=size * 1.2)


def _cells(of: Table, row: Row, lang: Lang, look: tuple[float, float, Tone]) -> Iterator[Any]:
    (size, scale, tone), column = look, 0
    for one in row.cells:
        cell = styled(one, tone)
        side = of.columns[column].side
        if tone is Tone.HEAD:
            side = Side.LEFT if column < of.frozen else Side.CENTRE
        text = _short(drawable(told(cell.content, lang)))
        room = (sum(each.width for each in of.columns[column : column + cell.span])) * mm * scale - size / 2
        look = style(size, cell.tone, strong=cell.strong, side=side)
        yield Paragraph(escaped(text), _fitted(look, text, room)) if text else ""
        yield from [""] * (cell.span - 1)
        column += cell.span


def _row_commands(row: Row, number: int, tone: Tone) -> Iterator[tuple[Any, ...]]:
    if row.opens:
        yield "LINEABOVE", (0, number), (-1, number), 0.6, HexColor(f"#{RULE}")
    column = 0
    for one in row.cells:
        cell = styled(one, tone)
        where = (column, number), (column + cell.span - 1, number)
        if cell.span > 1:
            yield "SPAN", *where
        fill = LOOKS[cell.tone].fill
        if fill:
            yield "BACKGROUND", *where, HexColor(f"#{fill}")
        column += cell.span


def _together(rows: tuple[Row, ...], first: int) -> Iterator[tuple[int, int]]:
    """Groups of rows that stay on one page."""
    begin = first
    for number, row in enumerate((*rows, Row(())), first):
        if row.opens:
            if number - begin > 1:
                yield begin, number - 1
            begin = number


def facts(of: Facts, lang: Lang, width: float) -> Any:
    """Names and what they stand for, side by side."""
    cells = [
        [
            Paragraph(escaped(name.say(lang)), style(8, Tone.MUTED)),
            Paragraph(escaped(_short(told(content, lang))), style(8)),
        ]
        for name, content in of.rows
    ]
    return _bare(cells, [_FACT_NAMES, width - _FACT_NAMES])


def legend(of: Legend, lang: Lang, width: float) -> Any:
    """Marks in their colours with what they mean."""
    words = width / of.columns - _MARK
    lines: list[list[Any]] = []
    commands: _Commands = []
    for start in range(0, len(of.entries), of.columns):
        line: list[Any] = []
        for mark, meaning in of.entries[start : start + of.columns]:
            fill = LOOKS[mark.tone].fill
            at = (len(line), len(lines))
            if fill:
                commands.append(("BACKGROUND", at, at, HexColor(f"#{fill}")))
            commands.append(("BOX", at, at, 0.25, HexColor(f"#{HAIR}")))
            look = style(6.5, mark.tone, strong=mark.strong, side=Side.CENTRE)
            line.append(Paragraph(escaped(told(mark.content, lang)), look))
            line.append(Paragraph(escaped(meaning.say(lang)), style(7)))
        lines.append(line + [""] * (2 * of.columns - len(line)))
    return _bare(lines, [_MARK, words] * of.columns, commands)


def _bare(cells: list[list[Any]], widths: list[float], commands: Any = ()) -> Any:
    pads = [(side, (0, 0), (-1, -1), 1.5) for side in ("TOPPADDING", "BOTTOMPADDING", "RIGHTPADDING")]
    return Grid(
        cells or [["", ""]],
        colWidths=widths,
        style=[
            *pads,
            ("LEFTPADDING", (0, 0), (-1, -1), 2),
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            *commands,
        ],
        hAlign="LEFT",
    )


def escaped(text: str) -> str:
    """Words as a paragraph shows them: no markup, no sign without a shape."""
    return drawable(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
