"""``rota report half-year``: what one post did over half a year."""

import click

from rota.cli import report_post
from rota.cli.session import Session
from rota.words import Text

_ABOUT = Text(
    "Écrit le rapport semestriel d’un poste : temps par site, activités, gardes, trajets, congés,"
    " récupération, temps additionnel, besoins couverts, écarts au planning publié. Sans --period : le"
    " semestre du jour.",
    "Writes the half-yearly report of a post: time per site, activities, duty, trips, leave, recovery,"
    " additional time, needs covered, changes to the published plan. Without --period: this half-year.",
)


def command(session: Session) -> click.Command:
    """The command."""
    return report_post.command(session, "half-year", _ABOUT)
