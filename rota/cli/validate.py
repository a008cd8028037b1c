"""``rota validate``: reads a folder and tells all its faults, or what it holds."""

from pathlib import Path

import click

from rota import sites
from rota.cli import parameters
from rota.cli.bilingual import Command
from rota.cli.session import Session
from rota.errors import Fault, FaultyFolder
from rota.model.facts import Facts
from rota.words import Text

_ABOUT = Text(
    "Lit un dossier de sites et dit toutes ses fautes, chacune avec sa ligne et son remède."
    " Code 0 : aucune ; 2 : fautes listées.",
    "Reads a site folder and tells all its faults, each with its line and remedy."
    " Exit code 0: none; 2: faults listed.",
)
_FINE = Text("{name} : aucune faute.", "{name}: no fault.")
_HELD = Text(
    "{sites} sites, {services} services, {activities} activités, {needs} besoins, {lines} lignes de garde,"
    " {posts} postes, {absences} absences, {wishes} souhaits.",
    "{sites} sites, {services} services, {activities} activities, {needs} needs, {lines} duty lines,"
    " {posts} posts, {absences} absences, {wishes} wishes.",
)


def command(session: Session) -> click.Command:
    """The command."""
    lang = session.lang
    return Command(
        "validate", session, _ABOUT, params=[parameters.site(lang), parameters.form(lang)], run=_run
    )


def _run(session: Session, *, site: Path | None, format: str) -> int:  # noqa: A002 (the name of the option)
    if format == parameters.JSON:
        return _as_json(session, site)
    facts = _facts(session, site)
    session.say(_FINE, name=facts.name)
    session.say(_HELD, **_counts(facts))
    return 0


def _facts(session: Session, site: Path | None) -> Facts:
    """The facts of a folder; those of the workspace, read again, where none is named."""
    if site is not None:
        return sites.read(site)
    from rota.cli import target  # noqa: PLC0415 (a folder is validated without loading the database)

    target.words(site)
    with target.workspace(session) as found:
        return found.facts


def _as_json(session: Session, site: Path | None) -> int:
    try:
        facts = _facts(session, site)
    except FaultyFolder as error:
        session.write_json({"faults": [_fault(session, fault) for fault in error.faults]})
        return 2
    session.write_json({"name": facts.name, "counts": _counts(facts), "faults": []})
    return 0


def _counts(facts: Facts) -> dict[str, int]:
    names = ("sites", "services", "activities", "needs", "lines", "posts", "absences", "wishes")
    return {name: len(getattr(facts, name)) for name in names}


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
