"""``rota report final``: what one post did over its whole contract."""

import click

from rota.cli import report_post
from rota.cli.session import Session
from rota.words import Text

_ABOUT = Text(
    "Écrit le rapport final d’un poste : comme le rapport semestriel, sur tout le contrat.",
    "Writes the final report of a post: as the half-yearly one, over the whole contract.",
)


def command(session: Session) -> click.Command:
    """The command."""
    return report_post.command(session, "final", _ABOUT)
