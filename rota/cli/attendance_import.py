"""``rota attendance import``: a file of one site; each line is entry, duplicate or rejected."""

from pathlib import Path

import click

from rota.cli import parameters, target, working
from rota.cli.bilingual import Command
from rota.cli.init import folder
from rota.cli.session import Session
from rota.errors import Fault
from rota.reconcile import FaultyAttendance
from rota.sites import render_faults
from rota.sites.faults import clean
from rota.words import Text
from rota.workspace import attending
from rota.workspace.attending import Imported

BAD_INPUT = 2
_ABOUT = Text(
    "Importe un fichier CSV ou XLSX du système de temps d’un site. Chaque ligne devient une écriture, un"
    " doublon ou un rejet motivé ; le même fichier deux fois n’ajoute rien ; jamais la moitié d’un fichier."
    " Code 0 : lu (les rejets sont listés) ; 2 : fichier refusé.",
    "Imports a CSV or XLSX file of a site’s time system. Each line becomes an entry, a duplicate or a"
    " rejection with its reason; the same file twice adds nothing; never half a file. Exit code 0: read"
    " (rejections are listed); 2: file refused.",
)
_FILE = Text("Fichier CSV ou XLSX.", "CSV or XLSX file.")
_MAPPING = Text("Comment lire ses colonnes et ses codes (TOML).", "How to read its columns and codes (TOML).")
_READING = Text("Lecture du fichier", "Reading the file")
_DONE = Text(
    "{file} ({site}) : {lines} lignes = {entered} nouvelles + {duplicates} doublons + {rejected} rejets.",
    "{file} ({site}): {lines} lines = {entered} new + {duplicates} duplicates + {rejected} rejected.",
)
_BEFORE = Text(
    "{file} est déjà importé pour {site} : rien n’est ajouté.",
    "{file} was imported for {site} already: nothing is added.",
)
_UNREAD = Text("Colonnes non lues : {columns}.", "Columns not read: {columns}.")
_NEXT = Text("Ensuite : rota reconcile --month MOIS.", "Next: rota reconcile --month MONTH.")
_SHOWN_MAX = 20
_MORE = Text("… et {count} autres.", "… and {count} more.")


def command(session: Session) -> click.Command:
    """The command."""
    lang = session.lang
    mapping = parameters.path(lang, "--mapping", _MAPPING, "TOML")
    shared = [folder(lang, "file", _FILE), parameters.seat(lang), mapping, parameters.form(lang)]
    return Command("import", session, _ABOUT, params=shared, run=_run)


def _run(session: Session, *, file: Path, seat: str, mapping: Path | None, format: str) -> int:  # noqa: A002
    with target.workspace(session) as found:
        try:
            made = working.run(
                session,
                _READING,
                lambda note: attending.import_attendance(found, file, seat, mapping, note=note),
            )
        except FaultyAttendance as error:
            return refused(session, error, format)
    if format == parameters.JSON:
        session.write_json(_as_json(session, made))
    else:
        tell_import(session, made)
    return 0


def refused(session: Session, error: FaultyAttendance, form: str) -> int:
    """Tell why nothing was taken; the exit code."""
    if form == parameters.JSON:
        session.write_json({"faults": [_fault(session, fault) for fault in error.faults]})
    else:
        session.complain(render_faults(error.faults, session.lang))
        session.complain("")
        session.complain(error.text.say(session.lang))
    return BAD_INPUT


def tell_import(session: Session, made: Imported, *, brief: bool = False) -> None:
    """How each line of a file ended."""
    told = {"file": clean(made.file), "site": made.site, "lines": made.lines, "entered": made.entered}
    session.say(_DONE, **told, duplicates=made.duplicates, rejected=len(made.rejected))
    if made.before:
        session.say(_BEFORE, file=clean(made.file), site=made.site)
    if made.unread:
        session.say(_UNREAD, columns=", ".join(clean(column) for column in made.unread))
    shown = tuple(fault for _, fault in made.rejected[:_SHOWN_MAX])
    if shown:
        session.write(render_faults(shown, session.lang))
    if len(made.rejected) > _SHOWN_MAX:
        session.say(_MORE, count=len(made.rejected) - _SHOWN_MAX)
    if not brief:
        session.say(_NEXT)


def _as_json(session: Session, made: Imported) -> dict[str, object]:
    return {
        "file": made.file,
        "site": made.site,
        "lines": made.lines,
        "entered": made.entered,
        "duplicates": made.duplicates,
        "rejected": [{"line": line, **_fault(session, fault)} for line, fault in made.rejected],
        "entries": made.entries,
        "unread": list(made.unread),
        "before": made.before,
    }


def _fault(session: Session, fault: Fault) -> dict[str, object]:
    return {
        "file": fault.file,
        "line": fault.line,
        "column": fault.column,
        "excerpt": fault.excerpt,
        "marked": fault.marked,
        "what": fault.what.say(session.lang),
        "remedy": fault.remedy.say(session.lang),
    }
