"""``rota attendance``: what each site states was done."""

import click

from rota.cli.bilingual import Group
from rota.cli.session import Session
from rota.words import Text

_ABOUT = Text(
    "Ce que chaque site atteste avoir été fait : des fichiers, des mois confirmés comme prévu, des saisies."
    " Rien n’est compté avant le rapprochement.",
    "What each site states was done: files, months confirmed as planned, single entries. Nothing is counted"
    " before reconciliation.",
)


def command(session: Session) -> click.Command:
    """The group."""
    return Group(
        "attendance",
        session,
        _ABOUT,
        {
            "import": (
                "rota.cli.attendance_import",
                Text("Importer un fichier du temps de travail.", "Import a file of a time system."),
            ),
            "confirm": (
                "rota.cli.attendance_confirm",
                Text("Confirmer un mois ou une semaine.", "Confirm a month or a week."),
            ),
            "enter": (
                "rota.cli.attendance_enter",
                Text("Saisir une présence, un rappel.", "Enter one presence, a call-out."),
            ),
        },
    )
