"""``rota publish``: puts a version in force, and tells who is to be told what."""

import click

from rota.cli import parameters, target
from rota.cli.bilingual import Command, Option
from rota.cli.page import Words
from rota.cli.plans import as_json
from rota.cli.session import Session
from rota.words import Lang, Text, day_short
from rota.workspace import agreeing
from rota.workspace.agreeing import Publication, Told
from rota.workspace.plans import name_of

_ABOUT = Text(
    "Publie une version que tous les sites concernés ont acceptée : son travail entre au registre, en attente"
    " d’être fait ; la version publiée avant est remplacée. Un planning publié ne change qu’avec --reason.",
    "Publishes a version that all sites concerned have agreed to: its work enters the ledger, pending"
    " until it is done; the version published before is superseded. A published plan changes only with"
    " --reason.",
)
_REASON = Text(
    "Pourquoi un planning publié change : un code, jamais un motif médical.",
    "Why a published plan changes: a code, never a medical reason.",
)
_DONE = Text("{name} est publié : {entries} écriture(s) au registre.",
             "{name} is published: {entries} entry(ies) in the ledger.")  # fmt: skip
_ALREADY = Text("{name} est déjà publié : rien à écrire.", "{name} is published already: nothing to write.")
_REPLACES = Text("Remplace {name}.", "Supersedes {name}.")
_TELL = Text("À prévenir", "To be told")
_NOBODY = Text("Personne : rien ne change.", "Nobody: nothing changes.")
_HEADER = (
    Text("poste", "post"),
    Text("nouvelles", "new"),
    Text("retirées", "gone"),
    Text("dès le", "from"),
    Text("sites", "sites"),
)


def command(session: Session) -> click.Command:
    """The command."""
    lang = session.lang
    reason = Option(["--reason"], _REASON.say(lang), type=parameters.anything("CODE", lang))
    shared = [parameters.version(lang), parameters.seat(lang), reason, parameters.form(lang)]
    return Command("publish", session, _ABOUT, params=shared, run=_run)


def _run(session: Session, *, version: str, seat: str, reason: str | None, format: str) -> int:  # noqa: A002
    with target.workspace(session) as found:
        made = agreeing.publish(found, version, seat, reason)
    if format == parameters.JSON:
        session.write_json(_as_json(made))
    else:
        tell_publication(session, made)
    return 0


def tell_publication(session: Session, made: Publication) -> None:
    """What was published, and who is to be told what."""
    page = session.page
    if made.entries:
        page.say(_DONE, name=made.plan.name, entries=made.entries)
    else:
        page.say(_ALREADY, name=made.plan.name)
    if made.replaced is not None:
        page.say(_REPLACES, name=name_of(made.replaced))
    touched = [told for told in made.told if told.new or told.gone]
    page.title(_TELL.say(page.lang))
    if touched:
        header: list[Words] = [title.say(page.lang) for title in _HEADER]
        page.table([header, *(_row(told, page.lang) for told in touched)], right=(1, 2))
    else:
        page.say(_NOBODY)


def _row(told: Told, lang: Lang) -> list[Words]:
    first = day_short(told.first, lang) if told.first else ""
    return [told.post, str(told.new), str(told.gone), first, ", ".join(told.sites)]


def _as_json(made: Publication) -> dict[str, object]:
    return {
        **as_json(made.plan),
        "replaced": name_of(made.replaced) if made.replaced else None,
        "entries": made.entries,
        "told": [
            {
                "post": told.post,
                "planned": told.planned,
                "new": told.new,
                "gone": told.gone,
                "sites": list(told.sites),
                "first": told.first.isoformat() if told.first else None,
            }
            for told in made.told
        ],
    }
