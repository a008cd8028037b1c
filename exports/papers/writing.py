"""Papers become files: one renderer for each kind, loaded only when it is asked for."""

from importlib import import_module
from pathlib import Path

from exports.atomic import replace_file
from exports.papers.model import Form, Paper
from rota.errors import UserError, reason_of
from rota.sites.faults import clean
from rota.words import Lang, Text

_RENDERERS = {
    Form.XLSX: ("exports.papers.xlsx", "to_xlsx"),
    Form.CSV: ("exports.papers.csv", "to_csv"),
    Form.PDF: ("exports.papers.pdf", "to_pdf"),
    Form.HTML: ("exports.papers.html", "to_html"),
}


def render(paper: Paper, form: Form, lang: Lang) -> bytes:
    """The paper as a file; the same paper gives the same bytes."""
    module, name = _RENDERERS[form]
    made: bytes = getattr(import_module(module), name)(paper, lang)
    return made


def write(paper: Paper, form: Form, lang: Lang, path: Path) -> Path:
    """Write the paper, whole or not at all.

    Raises:
        UserError: it cannot be written.
    """
    data = render(paper, form, lang)
    try:
        replace_file(path, data)
    except OSError as error:
        name, why = clean(str(path)), reason_of(error)
        raise UserError(
            Text(
                f"{name} : écriture impossible ({why.fr}). Donner un autre fichier avec --out.",
                f"{name}: it cannot be written ({why.en}). Give another file with --out.",
            )
        ) from error
    return path
