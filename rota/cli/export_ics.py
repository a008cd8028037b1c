"""``rota export ics``: one calendar file a post."""

from pathlib import Path

import click

from exports.ical import write_calendars
from rota.cli import parameters, target
from rota.cli.bilingual import Command
from rota.cli.session import Session
from rota.errors import UserError, reason_of
from rota.explain.grid import Judged
from rota.sites.faults import clean, fill, listing
from rota.words import Text

_ABOUT = Text(
    "Écrit un fichier de calendrier par poste, que téléphones et agendas lisent. Le dossier garde aussi"
    " calendars.json, qui dit ce qui a déjà été annoncé : le laisser avec les calendriers.",
    "Writes one calendar file a post, which phones and calendar programs read. The folder also keeps"
    " calendars.json, which tells what was announced before: leave it with the calendars.",
)
_OUT = Text("Dossier où écrire ; créé s’il manque.", "Folder to write into; made where missing.")
_WRITTEN = Text(
    "{count} calendrier(s) écrit(s) dans {folder} :", "{count} calendar(s) written into {folder}:"
)
_UNWRITABLE = Text(
    "{folder} : écriture impossible ({reason}). Donner un autre dossier avec --out.",
    "{folder}: it cannot be written ({reason}). Give another folder with --out.",
)


def command(session: Session) -> click.Command:
    """The command."""
    lang = session.lang
    return Command(
        "ics",
        session,
        _ABOUT,
        params=[
            parameters.site(lang),
            parameters.plan(lang),
            parameters.path(lang, "--out", _OUT, "DIR", required=True),
            parameters.form(lang),
        ],
        run=_run,
    )


def _run(session: Session, *, site: Path | None, plan: Path | None, out: Path, format: str) -> int:  # noqa: A002
    judged = target.open_plan(session, site, plan).judged
    files = write(session, judged, out)
    if format == parameters.JSON:
        session.write_json({"folder": str(out), "files": [str(file) for file in files]})
        return 0
    session.page.say_path(_WRITTEN, count=len(files), folder=clean(str(out)))
    for file in files:
        session.page.item(clean(file.name))
    return 0


def write(session: Session, judged: Judged, out: Path) -> tuple[Path, ...]:
    """The calendar files.

    Raises:
        UserError: the folder cannot be written.
    """
    try:
        return write_calendars(judged.problem, judged.plan, out, lang=session.lang, clock=session.clock)
    except OSError as error:
        told = {"folder": listing([clean(str(out))]), "reason": reason_of(error)}
        raise UserError(fill(_UNWRITABLE, told)) from error
