"""How the sheets of a workbook print, and what stays on the screen when one scrolls."""

from typing import Any

from openpyxl.utils import get_column_letter

from exports.papers.cells_xlsx import plain
from exports.papers.model import Paper, Table
from exports.papers.places import TOP, Place
from rota.words import Lang, Text

_PAGE = Text("page &P sur &N", "page &P of &N")


def printed(sheet: Any, paper: Paper, lang: Lang) -> None:
    """A4 landscape, as wide as a page, with the number of the page."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.print_options.horizontalCentered = True
    sheet.sheet_view.showGridLines = False
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top, margins.bottom, margins.header, margins.footer = 0.5, 0.6, 0.3, 0.3
    sheet.oddFooter.left.text = _footer(paper.foot.say(lang))
    sheet.oddFooter.right.text = _PAGE.say(lang)
    for part in (sheet.oddFooter.left, sheet.oddFooter.right):
        part.size = 8


def frozen(sheet: Any, tables: list[Place]) -> None:
    """First columns stay; the heads of a table too, and come again on each page, where it is alone."""
    count = min((place.block.frozen for place in tables if isinstance(place.block, Table)), default=0)
    free = get_column_letter(count + 1)
    sheet.freeze_panes = f"{free}{TOP}"
    if count:
        sheet.print_title_cols = f"A:{get_column_letter(count)}"
    if len(tables) == 1:
        (place,) = tables
        sheet.freeze_panes = f"{free}{place.heads + 1}"
        sheet.print_title_rows = f"{place.row}:{place.heads}"
        if isinstance(place.block, Table) and not place.block.heads and place.block.body:
            last = get_column_letter(len(place.block.columns))
            sheet.auto_filter.ref = f"A{place.heads}:{last}{place.body[1]}"


def _footer(text: str) -> str:
    """Words as a footer holds them: no code of its own."""
    return plain(text)[:100].replace("&", "&&")
