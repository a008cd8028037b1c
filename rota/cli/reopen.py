"""``rota reopen``: a site asks to open a closed month again, the other agrees."""

import click

from rota.cli import parameters, target
from rota.cli.bilingual import Command, Option
from rota.cli.session import Session
from rota.errors import UserError
from rota.ledger.closing import Objection
from rota.words import Text
from rota.workspace import closing

_ABOUT = Text(
    "Demande à rouvrir un mois clos, ou accepte ce que l’autre site a demandé : il faut les deux.",
    "Asks to open a closed month again, or agrees to what the other site has asked: it takes both.",
)
_REASON = Text("Pourquoi : un code.", "Why: a code.")
_ASKED = Text(
    "{post}, {month} : réouverture demandée ; à l’autre site de l’accepter.",
    "{post}, {month}: reopening asked; the other site is to agree.",
)
_OPEN = Text("{post}, {month} : rouvert.", "{post}, {month}: open again.")


def command(session: Session) -> click.Command:
    """The command."""
    lang = session.lang
    params = [
        parameters.month(lang, required=True),
        parameters.seat(lang),
        parameters.post(lang, required=True),
        Option(["--reason"], _REASON.say(lang), type=parameters.anything("CODE", lang), required=True),
        parameters.form(lang),
    ]
    return Command("reopen", session, _ABOUT, params=params, run=_run)


def _run(session: Session, *, month: str, seat: str, post: str, reason: str, format: str) -> int:  # noqa: A002
    with target.workspace(session) as found:
        done, is_open = closing.reopen(found, month, seat, post, reason)
    if isinstance(done, Objection):
        raise UserError(done.told())
    if format == parameters.JSON:
        session.write_json({"post": post, "month": month, "open": is_open})
    else:
        session.say(_OPEN if is_open else _ASKED, post=post, month=month)
    return 0
