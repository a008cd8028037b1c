"""``rota report``: papers for payroll, both hospitals and the regional agency."""

import click

from rota.cli.bilingual import Group
from rota.cli.session import Session
from rota.words import Text

_ABOUT = Text(
    "Écrit les papiers de chaque mois et de chaque poste.", "Writes the papers of months and posts."
)


def command(session: Session) -> click.Command:
    """The group."""
    verbs = {
        "table": (
            "rota.cli.report_table",
            Text("Le tableau de service d’un mois.", "The service table of a month."),
        ),
    }
    return Group("report", session, _ABOUT, verbs)
