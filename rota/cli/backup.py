"""``rota backup``: copies the database, and verifies the copy."""

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
    "Copie la base de travail pendant qu’elle sert, et vérifie la copie : pages, protections, chaîne de"
    " chaque registre.",
    "Copies the workspace while it is in use, and verifies the copy: pages, protections, the chain of each"
    " ledger.",
)
_FILE = Text("Fichier à écrire ; jamais écrasé.", "File to write; never overwritten.")
_WRITTEN = Text(
    "{file} : {contracts} registre(s), {entries} écriture(s), vérifiés.",
    "{file}: {contracts} ledger(s), {entries} entry(ies), verified.",
)


def command(session: Session) -> click.Command:
    """The command."""
    return Command("backup", session, _ABOUT, params=[folder(session.lang, "file", _FILE)], run=_run)


def _run(session: Session, *, file: Path) -> int:
    with target.workspace(session) as found:
        made = starting.back_up(found, file)
    session.say(_WRITTEN, file=clean(str(made.path)), contracts=made.contracts, entries=made.entries)
    return 0
