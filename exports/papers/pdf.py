"""A paper as PDF on A4 landscape: heads repeated, each page with its foot and number, no date of its own."""

from collections.abc import Iterator, Sequence
from functools import partial
from io import BytesIO
from typing import Any

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Frame,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
)

from exports.papers.fonts import BOLD, PLAIN, drawable, prepare
from exports.papers.model import Facts, Form, Legend, Note, Paper, Section, Table
from exports.papers.tables_pdf import escaped, facts, legend, style, table
from exports.papers.told import day
from rota import __version__
from rota.words import Lang, Text

_MARGIN, _FOOT = 10 * mm, 13 * mm
_ROOM = 45 * mm
"""Left under a heading, or it goes to the next page with what follows."""
_PAGE = Text("page {page} sur {pages}", "page {page} of {pages}")
_MADE = Text("établi le {day} à {hour}", "made on {day} at {hour}")


def to_pdf(paper: Paper, lang: Lang) -> bytes:
    """The file: laid out once to count its pages, once to write it."""
    prepare()
    _, pages = _built(paper, lang, 0)
    return _built(paper, lang, pages)[0]


def _built(paper: Paper, lang: Lang, pages: int) -> tuple[bytes, int]:
    out = BytesIO()
    size = landscape(A4)
    document = BaseDocTemplate(
        out,
        pagesize=size,
        title=paper.title.say(lang),
        author=f"rota {__version__}",
        creator=f"rota {__version__}",
    )
    foot = partial(_foot, paper=paper, lang=lang, pages=pages)
    width = size[0] - 2 * _MARGIN
    pads = dict.fromkeys(("leftPadding", "rightPadding", "topPadding", "bottomPadding"), 0)
    frame = Frame(_MARGIN, _FOOT, width, size[1] - _MARGIN - _FOOT, **pads)
    document.addPageTemplates(PageTemplate(frames=[frame], onPage=foot))
    document.build(list(_story(paper, lang, width)), canvasmaker=partial(_canvas, paper))
    return out.getvalue(), document.page


def _canvas(paper: Paper, *arguments: Any, **options: Any) -> Canvas:
    """A canvas that never asks the machine for the time."""
    canvas = Canvas(*arguments, **{**options, "invariant": 1})
    offset = f"{paper.made:%z}"
    canvas.setDateFormatter(lambda *_: f"D:{paper.made:%Y%m%d%H%M%S}{offset[:3]}'{offset[3:5]}'")
    return canvas


def _foot(canvas: Any, document: Any, *, paper: Paper, lang: Lang, pages: int) -> None:
    right, base = document.pagesize[0] - _MARGIN, 7 * mm
    made = _MADE.say(lang, day=day(paper.made, lang), hour=f"{paper.made:%H:%M}")
    canvas.saveState()
    canvas.setFont(PLAIN, 7)
    canvas.setFillGray(0.35)
    canvas.drawString(_MARGIN, base, drawable(paper.foot.say(lang))[:150])
    count = _PAGE.say(lang, page=document.page, pages=pages)
    canvas.drawRightString(right, base, f"{made} · {count}")
    canvas.restoreState()


def _story(paper: Paper, lang: Lang, width: float) -> Iterator[Any]:
    yield _words(paper.title.say(lang), 14, bold=True)
    yield _words(paper.subtitle.say(lang), 8.5, ink="#4B5563")
    yield Spacer(1, 3 * mm)
    for number, section in enumerate(paper.within(Form.PDF)):
        if section.new_page and number:
            yield PageBreak()
        yield from _section(section, lang, width, titled=number > 0)


def _section(section: Section, lang: Lang, width: float, *, titled: bool) -> Iterator[Any]:
    if titled:
        yield CondPageBreak(1.5 * _ROOM)
        yield _words(section.title.say(lang), 11, bold=True)
        yield Spacer(1, 1 * mm)
    for block in section.blocks:
        yield from _block(block, lang, width)
        yield Spacer(1, 3 * mm)


def _block(block: Any, lang: Lang, width: float) -> Sequence[Any]:
    match block:
        case Table():
            return [*_title(block.title, lang), table(block, lang, width)]
        case Facts():
            return [*_title(block.title, lang), facts(block, lang, width)]
        case Legend():
            return [legend(block, lang, width)]
        case Note():
            return [Paragraph(escaped(block.text.say(lang)), style(8, block.tone))]
        case drawing:
            return [drawing.in_pdf(width, lang)]


def _title(title: Text | None, lang: Lang) -> Iterator[Any]:
    if title is not None:
        yield CondPageBreak(_ROOM)
        yield _words(title.say(lang), 9, bold=True)


def _words(text: str, size: float, *, bold: bool = False, ink: str = "#1F2430") -> Any:
    made = style(size).clone(f"words-{size}-{bold}-{ink}")
    made.fontName, made.textColor = (BOLD if bold else PLAIN), ink
    made.spaceAfter = 2
    return Paragraph(escaped(text), made)
