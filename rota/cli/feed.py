"""``rota feed``: calendars that phones subscribe to."""

import click

from rota.cli.bilingual import Group
from rota.cli.session import Session
from rota.words import Text

_ABOUT = Text(
    "Les flux d’agenda auxquels les téléphones s’abonnent : jetons par personne et appareil, mise à jour,"
    " service.",
    "The calendar feeds that phones subscribe to: tokens by person and device, refreshing, serving.",
)


def command(session: Session) -> click.Command:
    """The group."""
    verbs = {
        "token": (
            "rota.cli.feed_token",
            Text("Créer, lister, renouveler, révoquer.", "Create, list, rotate, revoke."),
        ),
        "refresh": (
            "rota.cli.feed_refresh",
            Text("Mettre les flux à jour.", "Bring feeds up to what is published."),
        ),
        "serve": ("rota.cli.feed_serve", Text("Servir les flux par HTTP.", "Serve the feeds over HTTP.")),
    }
    return Group("feed", session, _ABOUT, verbs)
