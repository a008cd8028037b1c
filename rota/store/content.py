"""The facts of a folder as one text, and back: the files themselves, so that nothing is lost."""

import json
import re
import tempfile
from pathlib import Path

from rota.model.facts import Facts
from rota.sites import read
from rota.sites.layout import layout
from rota.store.errors import Damaged
from rota.words import Text


def content_of(facts: Facts) -> str:
    """The files of the folder that states ``facts``, by name, as canonical JSON."""
    return json.dumps(layout(facts), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def facts_of(content: str) -> Facts:
    """The facts that a content states.

    Raises:
        FaultyFolder: it was stored by a program that allowed what this one refuses.
        Damaged: it is no content of ours.
    """
    with tempfile.TemporaryDirectory(prefix="rota-") as folder:
        for file, text in _files(content).items():
            (Path(folder) / file).write_text(text, encoding="utf-8", newline="\n")
        return read(Path(folder))


def _files(content: str) -> dict[str, str]:
    """The texts by file name; a name that would lead out of the folder is none of ours."""
    try:
        files = json.loads(content)
    except (ValueError, RecursionError):
        raise Damaged(_CHANGED) from None
    if not isinstance(files, dict):
        raise Damaged(_CHANGED)
    if not all(_FILE.fullmatch(name) and _is_text(text) for name, text in files.items()):
        raise Damaged(_CHANGED)
    return files


def _is_text(value: object) -> bool:
    """Whether it is a text that a file can hold: half a surrogate is none."""
    return isinstance(value, str) and value.encode(errors="ignore").decode() == value


_FILE = re.compile(r"[a-z][a-z0-9_-]{0,39}\.(toml|csv)", re.ASCII)
_CHANGED = Text(
    "le dossier gardé dans la base est illisible : il a été modifié. Partir d’une sauvegarde saine",
    "the folder kept in the database is unreadable: it was changed. Start again from a sound backup",
)
