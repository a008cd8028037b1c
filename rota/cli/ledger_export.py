"""``rota ledger export``: the ledger of one post as a file that anyone can verify."""

from pathlib import Path

import click

from rota.cli import parameters, target
from rota.cli.bilingual import Command
from rota.cli.init import folder
from rota.cli.session import Session
from rota.sites.faults import clean
from rota.words import Text
from rota.workspace import journal

_ABOUT = Text(
    "Écrit le registre d’un poste comme un fichier que chacun peut vérifier, avec le vérificateur indépendant"
    " exports/verifier/rota_verify.py.",
    "Writes the ledger of a post as a file that anyone can verify, with the independent verifier"
    " exports/verifier/rota_verify.py.",
)
_FILE = Text("Fichier à écrire ; jamais écrasé.", "File to write; never overwritten.")
_WRITTEN = Text("{file} : {count} écritures.", "{file}: {count} entries.")


def command(session: Session) -> click.Command:
    """The command."""
    lang = session.lang
    shared = [folder(lang, "file", _FILE), parameters.post(lang, required=True)]
    return Command("export", session, _ABOUT, params=shared, run=_run)


def _run(session: Session, *, file: Path, post: str) -> int:
    with target.workspace(session) as found:
        count = journal.export_ledger(found, post, file)
    session.say(_WRITTEN, file=clean(str(file)), count=count)
    return 0
