"""Writes facts as a site folder, so that reading it gives the same facts."""

import shutil
import tempfile
from pathlib import Path

from rota.errors import UserError
from rota.model.facts import Facts
from rota.sites.layout import layout
from rota.sites.reader import read
from rota.sites.schema import FILES, FOLDER
from rota.words import Text


def write(facts: Facts, folder: Path) -> None:
    """Write ``facts`` into ``folder``, which is made if need be.

    The files are first written beside it and read back; only then do they take the place of the old ones,
    one by one. Comments of the old ones are lost; files that are none of ours stay.

    Raises:
        UserError: ``folder`` holds something else than a site folder.
        FaultyFolder: the facts hold what no folder may state.
        ValueError: the facts would not be the same when read back.
    """
    _refuse_foreign(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    files = layout(facts)
    draft = Path(tempfile.mkdtemp(prefix=".rota-", dir=folder.parent))
    try:
        for file, text in files.items():
            (draft / file).write_text(text, encoding="utf-8", newline="\n")
        if read(draft) != facts:
            raise ValueError(f"facts {facts.name!r} would not be the same when read back")
        folder.mkdir(exist_ok=True)
        for file in FILES:
            if file in files:
                (draft / file).replace(folder / file)
            else:
                (folder / file).unlink(missing_ok=True)
    finally:
        shutil.rmtree(draft)


def _refuse_foreign(folder: Path) -> None:
    """Keep away from what is not a site folder."""
    if not folder.exists():
        return
    if not folder.is_dir():
        raise UserError(Text(f"« {folder.name} » n’est pas un dossier.", f"“{folder.name}” is not a folder."))
    if any(folder.iterdir()) and not (folder / FOLDER).is_file():
        raise UserError(
            Text(
                f"le dossier « {folder.name} » contient autre chose : il n’est pas écrasé",
                f"folder “{folder.name}” holds something else: it is not overwritten",
            )
        )
