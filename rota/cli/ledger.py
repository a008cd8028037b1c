"""``rota ledger``: the ledger read, verified, exported."""

import click

from rota.cli.bilingual import Group
from rota.cli.session import Session
from rota.words import Text

_ABOUT = Text("Le registre : le lire, le vérifier, l’exporter.", "The ledger: read it, verify it, export it.")


def command(session: Session) -> click.Command:
    """The group."""
    verbs = {
        "show": (
            "rota.cli.ledger_show",
            Text("Prévu, réalisé, écart, soldes.", "Planned, actual, difference."),
        ),
        "verify": ("rota.cli.ledger_verify", Text("Tout recalculer.", "Recompute everything.")),
        "export": ("rota.cli.ledger_export", Text("Un fichier vérifiable.", "A file anyone can verify.")),
    }
    return Group("ledger", session, _ABOUT, verbs)
