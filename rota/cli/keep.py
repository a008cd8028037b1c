"""``rota keep``: stores a plan file as a draft version."""

from pathlib import Path

import click

from rota.cli import parameters, target
from rota.cli.bilingual import Command, Option
from rota.cli.init import folder
from rota.cli.plan_workspace import seat as seated
from rota.cli.propose import tell
from rota.cli.session import Session
from rota.words import Text
from rota.workspace import drafting

_ABOUT = Text(
    "Garde un fichier de planning comme brouillon : fait sur un dossier avant qu’il y ait une base, ou laissé"
    " par une recherche que l’autre site a devancée.",
    "Stores a plan file as a draft: made on a folder before there was a workspace, or left by a search that"
    " the other site’s save overtook.",
)
_FILE = Text("Un planning fait par rota plan.", "A plan made by rota plan.")
_ON = Text(
    "La version vue, quand l’autre site en a fait une.",
    "The version seen, where the other site has made one.",
)


def command(session: Session) -> click.Command:
    """The command."""
    lang = session.lang
    on = Option(["--on"], _ON.say(lang), type=parameters.anything("V", lang))
    shared = [folder(lang, "file", _FILE), parameters.seat(lang, required=False), on, parameters.form(lang)]
    return Command("keep", session, _ABOUT, params=shared, run=_run)


def _run(session: Session, *, file: Path, seat: str | None, on: str | None, format: str) -> int:  # noqa: A002
    with target.workspace(session) as found:
        plan = drafting.keep_file(found, file, site=seated(found, seat), on=on)
    return tell(session, plan, format)
