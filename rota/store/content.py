"""The facts of a folder as one text, and back: the files themselves, so that nothing is lost."""

import json
import tempfile
from pathlib import Path

from rota.model.facts import Facts
from rota.sites import read
from rota.sites.layout import layout


def content_of(facts: Facts) -> str:
    """The files of the folder that states ``facts``, by name, as canonical JSON."""
    return json.dumps(layout(facts), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def facts_of(content: str) -> Facts:
    """The facts that a content states.

    Raises:
        FaultyFolder: it was stored by a program that allowed what this one refuses.
    """
    files: dict[str, str] = json.loads(content)
    with tempfile.TemporaryDirectory(prefix="rota-") as folder:
        for file, text in files.items():
            (Path(folder) / file).write_text(text, encoding="utf-8", newline="\n")
        return read(Path(folder))
