"""``rota sync``: brings an edited folder into the workspace, once its changes were seen."""

from pathlib import Path

import click

from rota.cli import parameters, target
from rota.cli.bilingual import Command, Option
from rota.cli.init import folder
from rota.cli.session import Session
from rota.sites.faults import clean
from rota.words import Text
from rota.workspace import starting
from rota.workspace.starting import FactChange, Synced

_ABOUT = Text(
    "Montre ce qu’un dossier modifié ajoute, retire ou change, puis, avec --yes, l’apporte dans la base de"
    " travail. Refuse ce qui contredirait le registre.",
    "Shows what an edited folder adds, removes or changes, then, with --yes, brings it into the workspace."
    " Refuses what would contradict the ledger.",
)
_YES = Text("Apporter les changements montrés.", "Bring the changes shown in.")
_NOTHING = Text(
    "Le dossier dit la même chose que la base de travail.", "The folder says what the workspace says."
)
_TITLE = Text("{count} changement(s)", "{count} change(s)")
_NOT_YET = Text(
    "Rien n’est encore écrit : relancer avec --yes pour les apporter.",
    "Nothing is written yet: run again with --yes to bring them in.",
)
_WRITTEN = Text(
    "Apportés : {count} changement(s), {entries} écriture(s) au registre.",
    "Brought in: {count} change(s), {entries} entry(ies) in the ledger.",
)
_KINDS = {
    "added": Text("ajouté", "added"),
    "removed": Text("retiré", "removed"),
    "changed": Text("changé", "changed"),
    "moved": Text("ordre changé", "order changed"),
}


def command(session: Session) -> click.Command:
    """The command."""
    lang = session.lang
    yes = Option(["--yes"], _YES.say(lang), is_flag=True)
    return Command("sync", session, _ABOUT, params=[folder(lang), yes, parameters.form(lang)], run=_run)


def _run(session: Session, *, site: Path, yes: bool, format: str) -> int:  # noqa: A002
    with target.workspace(session) as found:
        synced = starting.sync(found, site, write=yes)
    if format == parameters.JSON:
        session.write_json(
            {
                "changes": [_as_json(change) for change in synced.changes],
                "written": synced.written,
                "entries": synced.entries,
            }
        )
    else:
        _tell(session, synced)
    return 0


def _as_json(change: FactChange) -> dict[str, object]:
    details = list(change.details)
    return {"kind": change.kind, "code": change.code, "change": change.change, "fields": details}


def _tell(session: Session, synced: Synced) -> None:
    page, lang = session.page, session.lang
    if not synced.changes:
        page.say(_NOTHING)
        return
    page.title(_TITLE.say(lang, count=len(synced.changes)))
    page.table(
        [
            [_KINDS[one.change].say(lang), one.kind, clean(one.code), ", ".join(one.details)]
            for one in synced.changes
        ]
    )
    page.gap()
    if synced.written:
        page.say(_WRITTEN, count=len(synced.changes), entries=synced.entries)
    else:
        page.say(_NOT_YET)
