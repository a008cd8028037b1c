"""``rota dump``: writes the facts of the workspace out as a folder."""

from pathlib import Path

import click

from rota.cli import target
from rota.cli.bilingual import Command
from rota.cli.init import folder
from rota.cli.session import Session
from rota.sites.faults import clean
from rota.words import Text
from rota.workspace import starting

_ABOUT = Text(
    "Écrit le dossier de sites de la base de travail ; le relire donne exactement les mêmes faits.",
    "Writes the site folder of the workspace; reading it back gives exactly the same facts.",
)
_DIR = Text("Dossier à écrire ; créé s’il manque.", "Folder to write; made where missing.")
_WRITTEN = Text("Dossier écrit : {folder}", "Folder written: {folder}")


def command(session: Session) -> click.Command:
    """The command."""
    return Command("dump", session, _ABOUT, params=[folder(session.lang, "dir", _DIR)], run=_run)


def _run(session: Session, *, dir: Path) -> int:  # noqa: A002 (the name of the argument)
    with target.workspace(session) as found:
        starting.dump(found, dir)
    session.say(_WRITTEN, folder=clean(str(dir)))
    return 0
