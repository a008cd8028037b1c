"""What people read: paragraphs, lists and tables that hold in 80 columns, with colour where there is any.

Letters and words carry all meaning; colour only helps. Names are never read as markup.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import IO, cast

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text as Rich

from rota.cli.session import Outlet
from rota.words import GLUE, Lang, Text, glued

WIDTH = 80
"""What every page holds in, on any terminal at least as wide."""
_WIDTH_MIN = 40
_GAP = "  "

Words = str | Rich


class Page:
    """Writes to one stream."""

    def __init__(self, out: Outlet, lang: Lang) -> None:
        self.lang = lang
        self._blank = True
        self.console = Console(
            file=cast("IO[str]", out),
            markup=False,
            highlight=False,
            emoji=False,
            soft_wrap=True,
        )

    @property
    def width(self) -> int:
        """Columns that paragraphs fill."""
        return max(_WIDTH_MIN, min(WIDTH, self.console.width))

    def say(self, text: Text, style: str = "", **values: object) -> None:
        """A paragraph."""
        self.paragraph(text.say(self.lang, **values), style)

    def say_path(self, text: Text, **values: object) -> None:
        """A paragraph that names a file: a path wider than the page stays whole, so that it can be copied."""
        self.paragraph(Rich(text.say(self.lang, **values), overflow="ignore"))

    def paragraph(self, words: Words, style: str = "", *, lead: str = "", hang: str | None = None) -> None:
        """Words wrapped to the page; ``lead`` starts the first line, ``hang`` the following ones."""
        rest = hang if hang is not None else " " * cell_len(lead)
        for number, line in enumerate(self._wrapped(_rich(words, style), self.width - cell_len(lead))):
            self.line(Rich(rest if number else lead).append_text(line))

    def line(self, words: Words = "", style: str = "") -> None:
        """One line, as it is."""
        text = _rich(words, style)
        text.rstrip()
        self._blank = not text.plain
        self.console.print(text, no_wrap=True, overflow="ignore", crop=False)

    def gap(self) -> None:
        """An empty line, unless one was just left or nothing was said yet."""
        if not self._blank:
            self.line()

    def title(self, words: Words) -> None:
        """A heading, after an empty line."""
        self.gap()
        self.paragraph(words, "bold")

    def item(self, words: Words, style: str = "", *, depth: int = 1, mark: str = "-") -> None:
        """An entry of a list."""
        self.paragraph(words, style, lead=f"{'  ' * depth}{mark} ")

    def table(
        self, rows: Sequence[Sequence[Words]], *, right: Iterable[int] = (), indent: str = "  "
    ) -> None:
        """Rows in columns as wide as need be; the last column wraps, those in ``right`` end together."""
        if not rows:
            return
        texts = [[_rich(cell) for cell in row] for row in rows]
        widths = [max(cell.cell_len for cell in column) for column in zip(*texts, strict=True)]
        ends = set(right)
        for row in texts:
            lead = Rich(indent)
            for place, cell in enumerate(row[:-1]):
                space = " " * (widths[place] - cell.cell_len)
                lead.append_text(Rich(space) + cell if place in ends else cell + Rich(space)).append(_GAP)
            last = row[-1]
            if len(row) - 1 in ends:
                last = Rich(" " * (widths[-1] - last.cell_len)) + last
            self._row(lead, last)

    def _row(self, lead: Rich, last: Rich) -> None:
        for number, line in enumerate(self._wrapped(last, self.width - lead.cell_len)):
            self.line((Rich(" " * lead.cell_len) if number else lead) + line)

    def _wrapped(self, text: Rich, width: int) -> Iterator[Rich]:
        """Lines of at most ``width`` columns; French signs stay with the word before them."""
        text.plain = glued(text.plain)
        for line in text.wrap(self.console, max(16, width)) or [Rich()]:
            line.plain = line.plain.replace(GLUE, " ")
            line.rstrip()
            yield line


def _rich(words: Words, style: str = "") -> Rich:
    return words.copy() if isinstance(words, Rich) else Rich(words, style=style)
