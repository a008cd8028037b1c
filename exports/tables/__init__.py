"""Monthly service tables: provisional from what is published, realised from what the ledger counts."""

from pathlib import Path

from exports.papers import Form
from exports.papers import write as write_paper
from exports.tables.asked import Asked, TableKind
from exports.tables.paper import service_table
from rota.words import Lang
from rota.workspace.opened import Workspace

__all__ = ["Asked", "TableKind", "service_table", "write"]


def write(workspace: Workspace, asked: Asked, form: Form, lang: Lang, out: Path | None = None) -> Path:
    """Write a service table; the file written.

    Args:
        workspace: Where it is read.
        asked: Which table.
        form: The kind of file.
        lang: Of its words.
        out: The file, or the folder to write it into under its own name; the working folder by default.

    Raises:
        UserError: nothing is published, nothing was done, or the file cannot be written.
    """
    paper = service_table(workspace, asked)
    name = f"{paper.code}.{form}"
    path = Path(name) if out is None else out / name if out.is_dir() else out
    return write_paper(paper, form, lang, path)
