"""“File exists”, “No space left on device”: the words of the system stood in French sentences."""

import errno
import os
from pathlib import Path

import pytest

from rota.errors import reason_of
from rota.words import Lang
from tests.cli.conftest import Run, Small


def test_a_file_in_the_place_of_the_calendars(run: Run, small: Small) -> None:
    told = run("export", "ics", small.site, small.plan, "--out", small.plan, "--lang", "fr")
    assert told.code == 2
    assert "écriture impossible (il existe déjà et n’est pas un dossier)" in " ".join(told.err.split())


def test_a_full_disk(run: Run, small: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, *_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))

    monkeypatch.setattr("rota.plan_file.write", full)
    out = small.folder / "new.json"
    told = run("plan", small.site, "--from", "2026-11-30", "--weeks", 1, "--out", out, "--lang", "fr")
    assert told.code == 2
    assert "(le disque est plein)" in " ".join(told.err.split())


def test_an_unknown_reason_is_told_as_it_is() -> None:
    assert reason_of(OSError("strange")).say(Lang.FR) == "OSError"
    assert reason_of(OSError(errno.EIO, "Input/output error")).say(Lang.EN) == "Input/output error"


def test_every_sentence_asks_for_the_reason_in_its_language() -> None:
    root = Path(__file__).parents[2]
    files = [path for top in ("rota", "tui", "exports") for path in (root / top).rglob("*.py")]
    found = [path.relative_to(root).as_posix() for path in files if ".strerror" in path.read_text("utf-8")]
    assert found == ["rota/errors.py"]
