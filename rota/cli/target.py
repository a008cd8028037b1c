"""What a command is about: a site folder with its plan files, or the workspace with its stored plans.

The words are read from the left. With SITE there are as many as the command names; with one fewer, and
unless the first one is a folder, the workspace is meant: the one of ROTA_DATABASE_URL, else ./rota.db. Where
there is no workspace, SITE is missing.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rota import service as verbs
from rota.cli.misuse import MISSING, Misuse
from rota.cli.session import Session
from rota.sites.faults import clean
from rota.words import Text
from rota.workspace.address import address, is_there

if TYPE_CHECKING:
    from rota.service import OpenPlan
    from rota.workspace.opened import Workspace

CHANGED = Text(
    "{plan} a été fait pour un état antérieur du dossier ou du registre : il est jugé par ce qu’on sait"
    " aujourd’hui.",
    "{plan} was made for an earlier state of the folder or the ledger: it is judged by what is known today.",
)


def words(*given: Path | None, names: tuple[str, ...] = ("SITE", "PLAN.json")) -> tuple[Path | None, ...]:
    """The words in their places: the first is None when the workspace is meant.

    Raises:
        Misuse: one is missing.
    """
    said = [word for word in given if word is not None]
    missing = len(given) - len(said)
    if not missing:
        return given
    folder = bool(said) and said[0].is_dir()
    if missing == 1 and not folder and is_there():
        return (None, *said)
    if not said and is_there():
        return given
    raise Misuse(
        MISSING, click.get_current_context(), param=names[len(said)] if len(said) < len(names) else ""
    )


@contextmanager
def workspace(session: Session) -> Iterator["Workspace"]:
    """The workspace of the environment or the working folder.

    Raises:
        NoStore: there is none.
    """
    from rota.workspace.opened import opened  # noqa: PLC0415 (the database is loaded by those who need it)

    with opened(address(), session.clock) as found:
        yield found


def open_plan(session: Session, site: Path | None, plan: Path | None) -> "OpenPlan":
    """The plan that the words of a command mean, judged.

    Raises:
        UserError: it cannot be read.
    """
    site, plan = words(site, plan)
    if site is not None and plan is not None:
        return verbs.open_plan(verbs.open_site(site), plan)
    with workspace(session) as found:
        return stored(session, found, plan)


def stored(session: Session, of: "Workspace", plan: Path | None) -> "OpenPlan":
    """A stored version, or a file judged by the workspace."""
    from rota.workspace import plans  # noqa: PLC0415 (the database is loaded by those who need it)

    if plan is not None and not plans.is_reference(plan.as_posix()) and plan.is_file():
        opened, name = plans.open_file(of, plan), plan.name
    else:
        version = plans.find(of, None if plan is None else plan.as_posix())
        opened, name = plans.open_version(of, version), version.name
    if opened.earlier:
        session.note(CHANGED, plan=clean(name))
    return opened
