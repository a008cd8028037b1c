"""``rota feed token``: what opens a feed, by post or service and device."""

import click

from rota.cli.bilingual import Group
from rota.cli.session import Session
from rota.words import Text

_ABOUT = Text(
    "Les jetons des flux : un par appareil. Un jeton n’est montré qu’une fois ; la base n’en garde que"
    " l’empreinte.",
    "The tokens of feeds: one for each device. A token is shown once; the database keeps only its hash.",
)


def command(session: Session) -> click.Command:
    """The group."""
    verbs = {
        "create": ("rota.cli.feed_token_create", Text("Ouvrir un flux.", "Open a feed to a device.")),
        "list": ("rota.cli.feed_token_list", Text("Jetons et dernier usage.", "Tokens and last use.")),
        "rotate": ("rota.cli.feed_token_rotate", Text("Changer d’adresse.", "Give another address.")),
        "revoke": ("rota.cli.feed_token_revoke", Text("Fermer aussitôt.", "Close at once.")),
    }
    return Group("token", session, _ABOUT, verbs)
