"""``rota agree``: a site agrees to a proposed version."""

import click

from rota.cli import parameters, target
from rota.cli.bilingual import Command
from rota.cli.propose import tell
from rota.cli.session import Session
from rota.words import Text
from rota.workspace import agreeing

_ABOUT = Text("Un site accepte une version proposée.", "A site agrees to a proposed version.")


def command(session: Session) -> click.Command:
    """The command."""
    lang = session.lang
    shared = [parameters.version(lang), parameters.seat(lang), parameters.form(lang)]
    return Command("agree", session, _ABOUT, params=shared, run=_run)


def _run(session: Session, *, version: str, seat: str, format: str) -> int:  # noqa: A002
    with target.workspace(session) as found:
        plan = agreeing.agree(found, version, seat)
    return tell(session, plan, format)
