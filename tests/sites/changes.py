"""Ways to spoil a copy of ``sample_sites/minimal``."""

from collections.abc import Callable
from pathlib import Path

from rota.errors import Fault, FaultyFolder
from rota.sites import read

SAMPLES = Path(__file__).parents[2] / "sample_sites"
MINIMAL = SAMPLES / "minimal"

Change = Callable[[Path], None]


def edit(file: str, old: str, new: str) -> Change:
    """Replace the first ``old``, which must be there."""

    def change(folder: Path) -> None:
        text = (folder / file).read_text(encoding="utf-8")
        assert old in text, f"{file} has no {old!r}"
        (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8", newline="")

    return change


def add(file: str, text: str) -> Change:
    """Add lines at the end of a file."""

    def change(folder: Path) -> None:
        with (folder / file).open("a", encoding="utf-8", newline="") as out:
            out.write(text + "\n")

    return change


def put(file: str, content: str | bytes) -> Change:
    """Give a file other content."""
    data = content.encode() if isinstance(content, str) else content

    def change(folder: Path) -> None:
        (folder / file).write_bytes(data)

    return change


def drop(file: str) -> Change:
    """Take a file away."""

    def change(folder: Path) -> None:
        (folder / file).unlink()

    return change


def faults_of(folder: Path) -> tuple[Fault, ...]:
    """The faults of a folder; none when it is read."""
    try:
        read(folder)
    except FaultyFolder as faulty:
        return faulty.faults
    return ()
