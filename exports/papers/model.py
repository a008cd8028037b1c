"""A paper as data: sections of tables, facts, notes, legends and drawings. No layout beyond widths in mm.

Words of ours are :class:`Text`, in both languages; a ``str`` may come from a user and is shown, never read:
no formula, no markup. Every quantity is a :class:`Figure`, a whole number with its measure, so that each
renderer tells it in its own way (a number with a format, a decimal, a sentence) and none rounds too early.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Protocol, runtime_checkable

from rota.words import Lang, Text


class Form(StrEnum):
    """A kind of file."""

    XLSX = "xlsx"
    CSV = "csv"
    PDF = "pdf"
    HTML = "html"


class Measure(StrEnum):
    """What the whole number of a figure counts."""

    COUNT = "count"
    HALF_DAYS = "half-days"
    """60ths of a half-day."""
    MINUTES = "minutes"
    SHARE = "share"
    """Hundredths of a per cent."""
    CENTS = "cents"
    """Of a euro."""


class Tone(StrEnum):
    """What a cell means, for its colour; the words of a cell always say it too."""

    PLAIN = "plain"
    HEAD = "head"
    TOTAL = "total"
    MUTED = "muted"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    SITE_1 = "site-1"
    SITE_2 = "site-2"
    SITE_3 = "site-3"
    SITE_4 = "site-4"
    LEAVE = "leave"
    REST = "rest"
    GOOD = "good"
    NEAR = "near"
    BAD = "bad"


class Side(StrEnum):
    """Where the words of a column stand."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class ColumnSum:
    """The sum of the body rows of the same column."""


@dataclass(frozen=True, slots=True)
class Across:
    """The sum of other cells of the same row."""

    columns: tuple[str, ...]
    """Codes; one that starts with ``-`` is taken away."""


@dataclass(frozen=True, slots=True)
class Matching:
    """Over the body rows of another table that hold what is asked: the sum of a column, or their number."""

    table: str
    column: str | None
    """Its code; None to count the rows."""
    where: Mapping[str, str | Text]
    """What a column must hold, by its code: words as the table shows them, or ``"@code"`` for what the column
    ``code`` holds in the row of the figure itself."""


Total = ColumnSum | Across | Matching
"""How a spreadsheet recomputes a figure; the figure itself is ours, and both must agree."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity."""

    amount: int
    measure: Measure = Measure.COUNT
    total: Total | None = None


Content = Text | str | Figure | date | None
"""What a cell holds."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with its look."""

    content: Content
    tone: Tone = Tone.PLAIN
    strong: bool = False
    span: int = 1
    """Columns it takes; the cells it covers are left out of its row."""


def styled(one: Cell | Content, tone: Tone) -> Cell:
    """A content with the look of its row; nothing where something could be is told quietly."""
    if isinstance(one, Cell):
        return one
    empty = isinstance(one, Figure) and one.amount == 0 and tone is Tone.PLAIN
    return Cell(one, Tone.MUTED if empty else tone)


@dataclass(frozen=True, slots=True)
class Row:
    """A row; plain contents take the side and tone of their column."""

    cells: tuple[Cell | Content, ...]
    total: bool = False
    """Whether it sums up the body rows, and stands under a line."""
    opens: bool = True
    """Whether a line divides it from the row before; rows that do not open stay with that one on a page."""
    height: float | None = None
    """Millimetres, where words do not tell it: room for a signature."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column."""

    code: str
    """For formulas and scripts, unique in its table."""
    head: Text | str
    width: float
    """Millimetres on paper; a table wider than its page is scaled down to it."""
    side: Side = Side.LEFT
    tone: Tone = Tone.HEAD
    """Of its head."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under columns."""

    code: str
    """Unique in its paper: a word of ours, plain letters, digits and ``-``."""
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    title: Text | None = None
    heads: tuple[Row, ...] = ()
    """Rows above the heads of the columns, repeated with them on each page."""
    frozen: int = 1
    """First columns that stay when one scrolls or turns the page."""
    size: float = 8
    """Height of its letters in points."""
    in_csv: bool = True

    def __post_init__(self) -> None:
        """Refuse rows that formulas would misread.

        Raises:
            ValueError: a body row follows a total, or a row is not as wide as the table.
        """
        totals = [row.total for row in self.rows]
        if totals != sorted(totals):
            raise ValueError(f"{self.code}: a body row follows a total")
        for row in (*self.heads, *self.rows):
            if sum(cell.span if isinstance(cell, Cell) else 1 for cell in row.cells) != len(self.columns):
                raise ValueError(f"{self.code}: {len(self.columns)} columns, not {row.cells!r}")

    @property
    def body(self) -> tuple[Row, ...]:
        """The rows that are no totals."""
        return tuple(row for row in self.rows if not row.total)

    @property
    def width(self) -> float:
        """Millimetres."""
        return sum(column.width for column in self.columns)


@dataclass(frozen=True, slots=True)
class Facts:
    """Single facts, each with its name."""

    code: str
    rows: tuple[tuple[Text, Content], ...]
    title: Text | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """A paragraph."""

    text: Text
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Legend:
    """What marks and colours mean."""

    entries: tuple[tuple[Cell, Text], ...]
    columns: int = 4


@runtime_checkable
class Drawing(Protocol):
    """Something to look at, drawn from the figures of a table that is in the paper too."""

    def in_pdf(self, width: float, lang: Lang) -> Any:
        """A flowable of reportlab, at most ``width`` points wide."""
        ...

    @property
    def rows(self) -> int:
        """Rows of a sheet that it covers."""
        ...

    def in_xlsx(self, sheet: Any, row: int, lang: Lang) -> None:
        """Put a chart on a sheet of openpyxl, from ``row`` on."""
        ...

    def in_html(self, lang: Lang) -> str:
        """Markup that needs nothing from elsewhere; words of users escaped."""
        ...


Block = Table | Facts | Note | Legend | Drawing
"""A part of a section."""


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks under a heading: a sheet of a workbook, a chapter of a printed paper."""

    title: Text
    """At most 31 signs: it names the sheet."""
    blocks: tuple[Block, ...]
    forms: frozenset[Form] = frozenset(Form)
    """The kinds of file that hold it."""
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole paper."""

    code: str
    """Names the file: plain letters, digits and ``-``."""
    title: Text
    subtitle: Text
    made: datetime
    """From the injected clock, in the time zone of the hospitals."""
    sections: tuple[Section, ...]
    foot: Text = Text("", "")
    """At the foot of each page, beside when it was made and the number of the page."""

    def within(self, form: Form) -> tuple[Section, ...]:
        """The sections that a kind of file holds."""
        return tuple(section for section in self.sections if form in section.forms)
