"""``rota leave``: leave asked for, withdrawn, listed with what is left."""

import click

from rota.cli.bilingual import Group
from rota.cli.session import Session
from rota.words import Text

_ABOUT = Text(
    "Les congés : demander, retirer, voir ce qui reste à chaque site.",
    "Leave: ask for it, withdraw it, see what is left at each site.",
)


def command(session: Session) -> click.Command:
    """The group."""
    verbs = {
        "request": ("rota.cli.leave_request", Text("Demander une absence.", "Ask for an absence.")),
        "withdraw": ("rota.cli.leave_withdraw", Text("Retirer une absence.", "Withdraw an absence.")),
        "list": ("rota.cli.leave_list", Text("Absences et droits restants.", "Absences and rights left.")),
    }
    return Group("leave", session, _ABOUT, verbs)
