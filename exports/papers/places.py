"""Where the blocks of a paper stand in a workbook, known before anything is written: formulas look ahead."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from exports.papers.model import Block, Drawing, Facts, Legend, Note, Section, Table

TOP = 4
"""The first row under the title and subtitle of a sheet."""


@dataclass(frozen=True, slots=True)
class Place:
    """A block on its sheet."""

    block: Block
    sheet: str
    row: int
    """Its first row."""

    @property
    def heads(self) -> int:
        """The row of the heads of the columns of a table."""
        table = self._table
        return self.row + (table.title is not None) + len(table.heads)

    @property
    def body(self) -> tuple[int, int]:
        """The first and last body rows of a table; the last one is before the first where it has none."""
        return self.heads + 1, self.heads + len(self._table.body)

    @property
    def after(self) -> int:
        """The first row under it, and an empty one."""
        return self.row + _rows(self.block) + 1

    @property
    def _table(self) -> Table:
        if not isinstance(self.block, Table):
            raise TypeError(f"{self.block!r} is no table")
        return self.block


@dataclass(frozen=True, slots=True)
class Places:
    """All blocks of a workbook."""

    of_section: Mapping[str, tuple[Place, ...]]
    tables: Mapping[str, Place]


def places(sections: tuple[Section, ...], names: Mapping[int, str]) -> Places:
    """Where each block of the sections goes; ``names`` are those of their sheets, by their order."""
    found = {names[number]: tuple(_of(section, names[number])) for number, section in enumerate(sections)}
    tables = {
        place.block.code: place for some in found.values() for place in some if isinstance(place.block, Table)
    }
    return Places(found, tables)


def _of(section: Section, sheet: str) -> Iterator[Place]:
    row = TOP
    for block in section.blocks:
        place = Place(block, sheet, row)
        yield place
        row = place.after


def _rows(block: Block) -> int:
    match block:
        case Table():
            return (block.title is not None) + len(block.heads) + 1 + len(block.rows)
        case Facts():
            return (block.title is not None) + len(block.rows)
        case Legend():
            return -(-len(block.entries) // block.columns)
        case Note():
            return 1
        case Drawing():
            return block.rows
