"""``make mutants``: seed faults into a copy of the code, one at a time, and see that the tests catch each.

``tests/mutants.toml`` lists the faults: the file, the text replaced, and the tests that must then fail.
"""

import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
LIST = Path(__file__).with_suffix(".toml")
COPIED = ("rota", "exports", "tui", "tests", "sample_sites", "docs", "pyproject.toml")


@dataclass(frozen=True, slots=True)
class Mutant:
    """One fault put into the code."""

    says: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...]


def mutants() -> tuple[Mutant, ...]:
    """The listed faults."""
    tables = tomllib.loads(LIST.read_text(encoding="utf-8"))["mutant"]
    return tuple(
        Mutant(table["says"], table["file"], table["old"], table["new"], tuple(table["tests"]))
        for table in tables
    )


def caught(mutant: Mutant, copy: Path) -> bool:
    """Whether the tests of ``mutant`` fail with the fault in the code.

    Raises:
        ValueError: the text to replace does not stand in the file exactly once.
    """
    path = copy / mutant.file
    sound = path.read_text(encoding="utf-8")
    if sound.count(mutant.old) != 1:
        raise ValueError(f"{mutant.says}: the text to replace stands {sound.count(mutant.old)} times")
    path.write_text(sound.replace(mutant.old, mutant.new), encoding="utf-8")
    try:
        return _run(mutant.tests, copy) == 1
    finally:
        path.write_text(sound, encoding="utf-8")


def _run(tests: Sequence[str], copy: Path) -> int:
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *tests]
    return subprocess.run(command, cwd=copy, capture_output=True, check=False).returncode


def main() -> int:
    """Try every mutant; 1 when one lives."""
    alive = 0
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for name in COPIED:
            source = ROOT / name
            if source.is_dir():
                shutil.copytree(source, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(source, copy / name)
        listed = mutants()
        sound = tuple(dict.fromkeys(test for mutant in listed for test in mutant.tests))
        if _run(sound, copy) != 0:
            sys.stdout.write("the tests fail before any fault is seeded\n")
            return 2
        for mutant in listed:
            found = caught(mutant, copy)
            alive += not found
            sys.stdout.write(f"{'caught' if found else 'ALIVE '}  {mutant.says}\n")
            sys.stdout.flush()
    sys.stdout.write(f"{len(listed) - alive} of {len(listed)} seeded faults caught\n")
    return int(alive > 0)


if __name__ == "__main__":
    sys.exit(main())
