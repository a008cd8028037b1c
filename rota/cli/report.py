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
        "compliance": (
            "rota.cli.report_compliance",
            Text("La conformité de chaque poste.", "The compliance of each post."),
        ),
        "half-year": (
            "rota.cli.report_half_year",
            Text("Le rapport semestriel d’un poste.", "The half-yearly report of a post."),
        ),
        "final": (
            "rota.cli.report_final",
            Text("Le rapport final d’un poste.", "The final report of a post."),
        ),
        "shares": (
            "rota.cli.report_shares",
            Text("Le coût partagé entre les sites.", "The cost shared between the sites."),
        ),
    }
    return Group("report", session, _ABOUT, verbs)
