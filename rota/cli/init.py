"""``rota init``: makes a workspace from a site folder."""

from pathlib import Path

import click

from rota.cli import parameters
from rota.cli.bilingual import Argument, Command, Option
from rota.cli.session import Session
from rota.sites.faults import clean
from rota.words import Lang, Text
from rota.workspace import starting
from rota.workspace.address import address

_ABOUT = Text(
    "Fait une base de travail d’un dossier de sites et ouvre les registres : service dû, droits à congé,"
    " soldes de départ. Une base SQLite (rota.db) dans le dossier courant, sinon celle de ROTA_DATABASE_URL"
    " ou de --db.",
    "Makes a workspace from a site folder and opens the ledgers: service owed, leave rights, opening"
    " balances. An SQLite file (rota.db) in the current folder, else that of ROTA_DATABASE_URL or of --db.",
)
SITE = Text("Le dossier de sites (TOML et CSV).", "The site folder (TOML and CSV).")
_DB = Text("Adresse de la base.", "Address of the database.")
_MADE = Text(
    "{url} : {name}, {posts} postes, {entries} écritures d’ouverture.",
    "{url}: {name}, {posts} posts, {entries} opening entries.",
)
_NEXT = Text(
    "Ensuite, dans ce dossier : rota plan --from DATE --weeks N.",
    "Next, in this folder: rota plan --from DATE --weeks N.",
)


def folder(lang: Lang, name: str = "site", help_text: Text = SITE) -> Argument:
    """A folder that must be named."""
    return Argument(name, help_text.say(lang), type=parameters.as_path(lang))


def command(session: Session) -> click.Command:
    """The command."""
    lang = session.lang
    db = Option(["--db"], _DB.say(lang), type=parameters.anything("URL", lang))
    return Command("init", session, _ABOUT, params=[folder(lang), db, parameters.form(lang)], run=_run)


def _run(session: Session, *, site: Path, db: str | None, format: str) -> int:  # noqa: A002
    made = starting.init(site, db or address(), session.clock)
    if format == parameters.JSON:
        told = {"url": made.url, "name": made.name, "posts": made.posts, "entries": made.entries}
        session.write_json(told)
        return 0
    session.say(_MADE, url=made.url, name=clean(made.name), posts=made.posts, entries=made.entries)
    session.say(_NEXT)
    return 0
