"""``rota undo``: takes up an earlier version again, as a new one."""

import click

from rota.cli import parameters, target
from rota.cli.bilingual import Command, Option
from rota.cli.plan_workspace import seat as seated
from rota.cli.propose import tell
from rota.cli.session import Session
from rota.words import Text
from rota.workspace import drafting

_ABOUT = Text(
    "Reprend ce que disait une version plus ancienne, comme nouvelle version : rien n’est effacé.",
    "Takes up what an earlier version said, as a new version: nothing is erased.",
)
_ON = Text(
    "La version vue, quand l’autre site en a fait une.",
    "The version seen, where the other site has made one.",
)


def command(session: Session) -> click.Command:
    """The command."""
    lang = session.lang
    on = Option(["--on"], _ON.say(lang), type=parameters.anything("V", lang))
    shared = [parameters.version(lang), parameters.seat(lang, required=False), on, parameters.form(lang)]
    return Command("undo", session, _ABOUT, params=shared, run=_run)


def _run(session: Session, *, version: str, seat: str | None, on: str | None, format: str) -> int:  # noqa: A002
    with target.workspace(session) as found:
        plan = drafting.undo(found, version, site=seated(found, seat), on=on)
    return tell(session, plan, format)
