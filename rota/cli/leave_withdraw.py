"""``rota leave withdraw``: an absence that is no more."""

import click

from rota.cli import parameters, target
from rota.cli.bilingual import Argument, Command
from rota.cli.session import Session
from rota.words import Text
from rota.workspace import leaving

_ABOUT = Text(
    "Retire une absence : ce qu’elle prenait est rendu, par des écritures qui le disent.",
    "Withdraws an absence: what it took is given back, by entries that say so.",
)
_NAME = Text("Le code de l’absence.", "The code of the absence.")
_DONE = Text("{name} est retirée.", "{name} is withdrawn.")


def command(session: Session) -> click.Command:
    """The command."""
    lang = session.lang
    name = Argument("name", _NAME.say(lang), type=parameters.anything("CODE", lang), metavar="CODE")
    return Command("withdraw", session, _ABOUT, params=[name], run=_run)


def _run(session: Session, *, name: str) -> int:
    with target.workspace(session) as found:
        absence = leaving.withdraw(found, name)
    session.say(_DONE, name=absence.id)
    return 0
