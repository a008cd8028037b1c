"""A paper as one page of HTML: no script, nothing from elsewhere, fit to print; every word is escaped."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from exports.papers.model import (
    Block,
    Cell,
    Content,
    Facts,
    Figure,
    Form,
    Legend,
    Note,
    Paper,
    Row,
    Section,
    Side,
    Table,
    Tone,
)
from exports.papers.styles import HAIR, LOOKS, RULE
from exports.papers.told import told
from rota import __version__
from rota.sites.faults import clean
from rota.words import Lang, Text

_WORDS_MM = 40
"""Columns from this width on hold words that may take several lines."""
_MADE = Text("établi le {day:%d/%m/%Y} à {day:%H:%M}, rota {version}",
             "made on {day:%d/%m/%Y} at {day:%H:%M}, rota {version}")  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Cell:
    text: str
    looks: str
    span: int


def to_html(paper: Paper, lang: Lang) -> bytes:
    """The page, in UTF-8."""
    made = _MADE.say(lang, day=paper.made, version=__version__)
    page = _template().render(
        lang=lang.value,
        title=_words(paper.title, lang),
        subtitle=_words(paper.subtitle, lang),
        foot=" · ".join(part for part in (_words(paper.foot, lang), made) if part),
        sections=[_section(section, lang) for section in paper.within(Form.HTML)],
        looks={tone.value: look for tone, look in LOOKS.items() if tone is not Tone.PLAIN},
        rule=RULE,
        hair=HAIR,
    )
    return page.encode()


@cache
def _template() -> Template:
    made = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=False)
    return made.from_string(files("exports.papers").joinpath("page.html").read_text(encoding="utf-8"))


def _section(section: Section, lang: Lang) -> dict[str, object]:
    blocks = [_block(block, lang) for block in section.blocks]
    return {"title": _words(section.title, lang), "blocks": blocks, "new_page": section.new_page}


def _block(block: Block, lang: Lang) -> dict[str, object]:
    match block:
        case Table():
            return {
                "kind": "table",
                "code": block.code,
                "title": _title(block.title, lang),
                **_table(block, lang),
            }
        case Facts():
            rows = [(_words(name, lang), _words(content, lang)) for name, content in block.rows]
            return {"kind": "facts", "code": block.code, "title": _title(block.title, lang), "rows": rows}
        case Note():
            return {"kind": "note", "text": _words(block.text, lang), "tone": block.tone.value}
        case Legend():
            entries = [(_cell(mark, "", lang), _words(meaning, lang)) for mark, meaning in block.entries]
            return {"kind": "legend", "entries": entries}
        case drawing:  # it escapes its words itself
            return {"kind": "drawing", "svg": Markup(drawing.in_html(lang))}


def _table(table: Table, lang: Lang) -> dict[str, object]:
    heads = (*table.heads, Row(tuple(Cell(column.head, column.tone) for column in table.columns)))
    return {
        "heads": [_row(table, row, Tone.HEAD, lang) for row in heads],
        "rows": [_row(table, row, Tone.TOTAL if row.total else Tone.PLAIN, lang) for row in table.rows],
    }


def _row(table: Table, row: Row, tone: Tone, lang: Lang) -> dict[str, object]:
    cells, column = [], 0
    for one in row.cells:
        cell = one if isinstance(one, Cell) else Cell(one, tone)
        side = table.columns[column].side
        if tone is Tone.HEAD:
            side = Side.LEFT if column < table.frozen else Side.CENTRE
        looks = "" if side is Side.LEFT else side.value
        if tone is not Tone.HEAD and table.columns[column].width >= _WORDS_MM:
            looks = f"{looks} words".strip()
        cells.append(_cell(cell, looks, lang))
        column += cell.span
    return {"cells": cells, "opens": row.opens}


def _cell(cell: Cell, more: str, lang: Lang) -> _Cell:
    looks = [
        "" if cell.tone is Tone.PLAIN else cell.tone.value,
        more,
        "strong" if cell.strong else "",
        "figure" if isinstance(cell.content, Figure) else "",
    ]
    return _Cell(_words(cell.content, lang), " ".join(look for look in looks if look), cell.span)


def _title(title: Text | None, lang: Lang) -> str:
    return "" if title is None else _words(title, lang)


def _words(content: Content, lang: Lang) -> str:
    """Words that hold no control character; the template escapes them."""
    return clean(told(content, lang))
