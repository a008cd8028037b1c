"""What is told of each faulty folder, in one file that a reviewer can read.

``python -m tests.sites.golden`` writes it anew: read the difference.
"""

import shutil
import tempfile
from pathlib import Path

from rota.errors import Fault
from rota.sites import render_faults
from rota.words import Lang
from tests.sites.cases import CASES
from tests.sites.changes import MINIMAL, faults_of

GOLDEN = Path(__file__).parent / "golden_faults.txt"
"""What is told of each case."""


def spoilt(name: str, tmp_path: Path) -> Path:
    """A copy of the minimal folder, spoilt."""
    folder = tmp_path / "site"
    shutil.copytree(MINIMAL, folder)
    for change in CASES[name]:
        change(folder)
    return folder


def told(faults: tuple[Fault, ...]) -> str:
    """The faults in English, then in French."""
    return f"{render_faults(faults, Lang.EN)}\n\n{render_faults(faults, Lang.FR)}\n"


def golden() -> dict[str, str]:
    """What the file says of each case, by name."""
    sections = GOLDEN.read_text(encoding="utf-8").split("\n=== ")
    return dict(section.split(" ===\n", 1) for section in sections if " ===\n" in section)


def write_golden() -> None:
    """Write the file anew from what is told now."""
    sections = []
    for name in CASES:
        with tempfile.TemporaryDirectory() as place:
            sections.append(f"\n=== {name} ===\n{told(faults_of(spoilt(name, Path(place))))}")
    GOLDEN.write_text("".join(sections), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write_golden()
