"""Facts are held to all that is asked of a folder; each fault is told with its column or its key."""

import csv
import tempfile
from pathlib import Path

from rota import sites
from rota.errors import Fault, FaultyFolder
from rota.model.facts import Facts
from rota.sites.layout import layout
from rota.sites.schema import COLUMNS


class FaultyEdit(FaultyFolder):
    """A change that no folder could state."""

    def __init__(self, faults: tuple[Fault, ...], names: tuple[str, ...]) -> None:
        super().__init__(faults)
        self.names = names
        """The column or the key that each fault is about; empty for a whole row."""


def check(facts: Facts) -> None:
    """Hold facts to all that is asked of a folder.

    Raises:
        FaultyEdit: with all the faults.
    """
    with tempfile.TemporaryDirectory(prefix="rota-") as folder:
        try:
            sites.write(facts, Path(folder) / "site")
        except FaultyFolder as faulty:
            files = layout(facts)
            names = tuple(_name_of(files.get(fault.file, ""), fault) for fault in faulty.faults)
            raise FaultyEdit(faulty.faults, names) from faulty


def _name_of(text: str, fault: Fault) -> str:
    """The column or the key at the place of a fault."""
    lines = text.splitlines()
    if not fault.column or fault.line > len(lines):
        return ""
    line = lines[fault.line - 1]
    if fault.file not in COLUMNS:
        return line.partition("=")[0].strip()
    heads, cells = (next(csv.reader([part])) for part in (lines[0], line[: fault.column - 1] or ","))
    place = max(0, len(cells) - 1) if fault.column > 1 else 0
    return heads[place] if fault.marked and place < len(heads) else ""
