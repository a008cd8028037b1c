"""``rota tui``: the terminal application on the workspace, or on a site folder and its plan."""

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rota.cli import parameters
from rota.cli.bilingual import Argument, Command, Option
from rota.cli.misuse import Misuse
from rota.cli.session import Session
from rota.words import Text
from rota.workspace.address import SITE_VARIABLE, address, is_there

if TYPE_CHECKING:
    from tui.opening import Desk

_WEEKS_MAX = 60
_ABOUT = Text(
    "Ouvre le planning dans une application de terminal : la grille, les besoins ouverts, les constats, les"
    " changements avec leur prix, le calcul et sa comparaison ; sur une base partagée, les accords, la"
    " publication et ce que font les autres sites. Rien n’est perdu : ce qui n’est pas enregistré reste en"
    " brouillon.",
    "Opens the plan in a terminal application: the grid, the open needs, the findings, edits with their"
    " price, the solver and its comparison; on a workspace, agreements, publication and what other sites do."
    " Nothing is lost: what is not saved stays as a draft.",
)
_PLAN = Text(
    "Le planning ; PLAN.json par défaut, créé s’il manque.",
    "The plan; PLAN.json by default, made where missing.",
)
_FROM = Text("Premier jour d’un nouveau planning.", "First day of a new plan.")
_WEEKS = Text("Semaines d’un nouveau planning ; 4 par défaut.", "Weeks of a new plan; 4 by default.")
_SITE = Text(
    "Le dossier de sites ; sans lui, la base partagée (ROTA_DATABASE_URL, sinon rota.db), sinon le dossier où"
    " l’on est, sinon un choix.",
    "The site folder; without it, the workspace (ROTA_DATABASE_URL, else rota.db), else the working folder,"
    " else a choice.",
)
_NO_SITE = Text(
    "--plan demande un dossier, --from un dossier ou une base, --site une base.",
    "--plan needs a folder, --from a folder or a workspace, --site a workspace.",
)
_ALONE = Text("--weeks ne va qu’avec --from.", "--weeks goes with --from only.")


def command(session: Session) -> click.Command:
    """The command."""
    lang = session.lang
    return Command(
        "tui",
        session,
        _ABOUT,
        params=[
            Argument("site", _SITE.say(lang), type=parameters.as_path(lang), required=False),
            parameters.path(lang, "--plan", _PLAN, "PLAN.json"),
            parameters.seat(lang, required=False),
            parameters.day(lang, "--from", _FROM, name="first"),
            Option(["--weeks"], _WEEKS.say(lang), type=parameters.whole(lang, "N", 1, _WEEKS_MAX)),
        ],
        run=_run,
    )


def _run(
    session: Session,
    *,
    site: Path | None,
    plan: Path | None,
    seat: str | None,
    first: date | None,
    weeks: int | None,
) -> int:
    if weeks is not None and first is None:
        raise Misuse(_ALONE)
    if site is None:
        return home(session, plan, seat, first, weeks)
    if seat is not None:
        raise Misuse(_NO_SITE)
    with _loading():
        from tui.opening import open_desk  # noqa: PLC0415 (only those who open it pay for the screen)
    return _open(session, open_desk(site, plan, first, weeks, session.clock))


def home(
    session: Session,
    plan: Path | None = None,
    seat: str | None = None,
    first: date | None = None,
    weeks: int | None = None,
) -> int:
    """The application where no folder was named: the workspace, the working folder, else a choice."""
    if is_there() and plan is None:
        with _loading():
            from tui.starting import Wanted, run_shared  # noqa: PLC0415 (as above)
        named = seat or os.environ.get(SITE_VARIABLE, "").strip() or None
        return run_shared(Wanted(address(), named, first, weeks), session.lang, session.clock)
    if Path("folder.toml").is_file():
        return _run(session, site=Path(), plan=plan, seat=seat, first=first, weeks=weeks)
    if plan is not None or first is not None or seat is not None:
        raise Misuse(_NO_SITE)
    return _open(session, None)


@contextmanager
def _loading() -> Iterator[None]:
    """What is loaded here stays to the end: looking through it for waste costs a tenth of the start."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def _open(session: Session, desk: "Desk | None") -> int:
    with _loading():
        from tui.starting import run  # noqa: PLC0415 (only those who open it pay for the screen)
    return run(desk, session.lang, session.clock)
