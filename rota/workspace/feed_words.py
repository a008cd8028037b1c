"""What tokens of feeds and their links are called, on the command line and in the application."""

import os

from rota.store.calendar_feed import TokenState
from rota.words import Text
from rota.workspace.feeding import HERE

ADDRESS = "ROTA_FEED_URL"
"""Names the public address of the server."""

STATES = {
    TokenState.ACTIVE: Text("ouvert", "open"),
    TokenState.REVOKED: Text("révoqué", "revoked"),
    TokenState.EXPIRED: Text("échu", "over"),
}
TIMES, PROPOSALS = Text("heures", "times"), Text("provisoire", "proposals")
NEVER = Text("jamais", "never")
HEADER = (
    Text("poste, service", "post, service"),
    Text("appareil", "device"),
    Text("flux", "feed"),
    Text("état", "state"),
    Text("usage", "used"),
    Text("jeton", "token"),
)
MADE = Text(
    "Jeton {id} pour {code}, « {device} ». Il n’est montré que cette fois : le donner à la personne"
    " elle-même, par un moyen sûr.",
    "Token {id} for {code}, “{device}”. It is shown this once: give it to the person, by safe means.",
)
OPEN = Text("À ouvrir sur iPhone, iPad, Mac, Thunderbird :", "To open on iPhone, iPad, Mac, Thunderbird:")
COPY = Text("À copier dans Outlook, Proton, Android :", "To copy into Outlook, Proton, Android:")
GOOGLE = Text("Pour Google Agenda :", "For Google Calendar:")
PAGE = Text("Mode d’emploi, avec ces liens :", "How to, with these links:")
CODE = Text("Ou viser ce code avec le téléphone :", "Or point the phone at this code:")
LOCAL = Text(
    "Cette adresse ne répond que sur cette machine : nommer l’adresse publique par --url ou ROTA_FEED_URL.",
    "This address answers on this machine only: name the public one by --url or ROTA_FEED_URL.",
)
READ = Text(
    "Google, Microsoft, Apple lisent le contenu de ce qu’on leur confie ; --times-only n’en dit que"
    " les heures.",
    "Google, Microsoft, Apple read what they are given; --times-only tells the times alone.",
)


def address(named: str | None = None, default: str = HERE) -> str:
    """The public address of the server: the one named, else that of the environment, else this machine."""
    return named or os.environ.get(ADDRESS, "").strip() or default
