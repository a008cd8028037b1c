"""The record of what was told, kept as a file beside exported calendars: see :mod:`rota.stamping`."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType

from exports.atomic import replace_file
from rota.errors import UserError
from rota.stamping import Entry, Record
from rota.words import Text

VERSION = 1
_UNREADABLE = Text(
    "{file} n’est pas un registre d’agendas lisible ({what}). Le rétablir depuis une sauvegarde ; à défaut, "
    "l’effacer : les agendas repartiront de zéro et chacun devra les réimporter.",
    "{file} is not a readable record of calendars ({what}). Restore it from a backup; failing that, "
    "delete it: calendars will start afresh and everyone must import them again.",
)


def load_record(file: Path) -> Record:
    """The record kept in ``file``; an empty one where there is no such file.

    Raises:
        UserError: the file holds anything else.
    """
    try:
        data = json.loads(file.read_bytes())
        if data["version"] != VERSION:
            raise ValueError(f"version {data['version']!r}")
        entries = {uid: _entry(row) for uid, row in data["events"].items()}
    except FileNotFoundError:
        return Record()
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as fault:
        what = f"{type(fault).__name__}: {fault}"
        raise UserError(
            Text(
                _UNREADABLE.fr.format(file=file.name, what=what),
                _UNREADABLE.en.format(file=file.name, what=what),
            )
        ) from fault
    return Record(MappingProxyType(entries))


def save_record(record: Record, file: Path) -> None:
    """Keep the record in ``file``, whole or not at all; one line an event."""
    rows = [f"{json.dumps(uid)}: {json.dumps(_row(entry))}" for uid, entry in sorted(record.entries.items())]
    text = f'{{"version": {VERSION}, "events": {{\n' + ",\n".join(rows) + "\n}}\n"
    replace_file(file, text.encode())


def _row(entry: Entry) -> dict[str, object]:
    return {
        "sequence": entry.sequence,
        "content": entry.content,
        "created": entry.created.isoformat(),
        "modified": entry.modified.isoformat(),
        "gone": entry.gone,
    }


def _entry(row: Mapping[str, object]) -> Entry:
    sequence, content, gone = row["sequence"], row["content"], row["gone"]
    if (
        type(sequence) is not int
        or sequence < 0
        or not isinstance(content, str)
        or not isinstance(gone, bool)
    ):
        raise ValueError(f"entry {dict(row)!r}")
    return Entry(
        sequence=sequence,
        content=content,
        created=_moment(row["created"]),
        modified=_moment(row["modified"]),
        gone=gone,
    )


def _moment(value: object) -> datetime:
    moment = datetime.fromisoformat(str(value))
    if moment.tzinfo is None:
        raise ValueError(f"{value!r} has no time zone")
    return moment.astimezone(UTC)
