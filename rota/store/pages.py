"""Whether the pages of an SQLite file are whole: looked at on opening, once a day where it takes seconds.

A large file has a note of the day beside it (``rota.db-checked``). A journal that lies there tells of a
program that did not end, or of one that is writing: then the pages are looked at whatever the note says.
"""

import os
from contextlib import suppress
from datetime import date
from pathlib import Path

from sqlalchemy import Connection

from rota.store.engine import file_of
from rota.store.errors import Damaged
from rota.words import Text

SMALL_BYTES = 32 * 2**20
"""A smaller file is looked at each time: it takes a fraction of a second."""


def refuse_damage(connection: Connection, day: date, small: int = SMALL_BYTES) -> None:
    """Look at the pages where that is due on ``day``.

    Raises:
        Damaged: the database reports that it is broken.
    """
    file = file_of(connection.engine.url)
    note, large = beside(file, "-checked"), file.stat().st_size >= small
    if large and not beside(file, "-journal").exists() and _noted(note) == day.isoformat():
        return
    said = str(connection.exec_driver_sql("PRAGMA quick_check(1)").scalar())
    if said != "ok":
        raise Damaged(
            Text(
                f"la base est endommagée ({said}) : repartir d’une sauvegarde",
                f"the database is damaged ({said}): start again from a backup",
            )
        )
    if large:
        _write(note, day.isoformat())


def beside(file: Path, ending: str) -> Path:
    """A file that goes with the database."""
    return file.with_name(file.name + ending)


def _noted(note: Path) -> str:
    try:
        return note.read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError):
        return ""


def _write(note: Path, day: str) -> None:
    """Where nothing can be written beside the database, its pages are looked at each time."""
    with suppress(OSError):
        descriptor = os.open(note, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(day)
