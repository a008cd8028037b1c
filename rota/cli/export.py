"""``rota export``: what leaves the house. Today, calendar files."""

import click

from rota.cli.bilingual import Group
from rota.cli.session import Session
from rota.words import Text

_ABOUT = Text("Écrit ce qui sort de la maison.", "Writes what leaves the house.")
_ICS = Text("Un fichier de calendrier par poste.", "One calendar file a post.")


def command(session: Session) -> click.Command:
    """The group of exports."""
    return Group("export", session, _ABOUT, {"ics": ("rota.cli.export_ics", _ICS)})
