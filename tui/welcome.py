"""Where to begin: the shared workspace, the folders near by, or a new one made from a sample."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from rota.cli.samples import sample
from rota.clock import Clock
from rota.errors import UserError, reason_of
from rota.sites.faults import clean, fill
from rota.words import Text
from rota.workspace import drafting, starting
from rota.workspace.address import FILE
from rota.workspace.opened import opened

MARK = "folder.toml"
"""The file that every site folder has."""
_FOLDERS_MAX = 50
SAMPLES = {
    "vitre": Text(
        "Vitré : 7 postes, 3 sites",
        "Vitré: 7 posts, 3 sites",
    ),
    "minimal": Text("minimal : 1 poste, 2 sites", "minimal: 1 post, 2 sites"),
}
"""Samples that a new folder can be made from."""


@dataclass(frozen=True, slots=True)
class ToJoin:
    """A workspace that is there."""

    url: str


@dataclass(frozen=True, slots=True)
class ToOpen:
    """A folder that is there."""

    folder: Path


@dataclass(frozen=True, slots=True)
class ToMake:
    """A folder to be made from a sample."""

    sample: str
    folder: Path
    shared: bool
    """Whether a workspace is made from it as well."""


Beginning = ToJoin | ToOpen | ToMake


def beginnings(here: Path) -> Iterator[Beginning]:
    """The workspace and the folders of ``here`` and just below, then the samples."""
    file = here / FILE
    if file.is_file():
        yield ToJoin(url_of(file))
    found = [here] if (here / MARK).is_file() else []
    nearby = sorted(path.parent for path in chain(here.glob(f"*/{MARK}"), here.glob(f"*/*/{MARK}")))
    yield from (ToOpen(folder) for folder in [*found, *nearby][:_FOLDERS_MAX])
    for shared in (False,) if file.exists() else (True, False):
        for name in SAMPLES:
            if sample(name).is_dir():
                yield ToMake(name, _free(here / name), shared)


def make(beginning: ToMake) -> Path:
    """The folder, copied from its sample.

    Raises:
        UserError: it cannot be written.
    """
    try:
        shutil.copytree(sample(beginning.sample), beginning.folder)
    except OSError as error:
        told = {"folder": Text.same(clean(str(beginning.folder))), "reason": reason_of(error)}
        raise UserError(fill(UNWRITABLE, told)) from error
    return beginning.folder


def make_workspace(folder: Path, here: Path, clock: Clock, plan: Path | None = None) -> str:
    """The address of a workspace made from a folder, and from its plan where there is one.

    Raises:
        UserError: the folder has faults, there is a workspace already, or it cannot be written.
    """
    url = url_of(here / FILE)
    starting.init(folder, url, clock)
    if plan is not None and plan.is_file():
        with opened(url, clock) as workspace:
            employer = workspace.facts.conventions[0].employer
            drafting.keep_file(workspace, plan, site=employer)
    return url


def url_of(file: Path) -> str:
    """The address of a workspace in a file."""
    return f"sqlite:///{file.as_posix()}"


def _free(folder: Path) -> Path:
    number, found = 2, folder
    while found.exists():
        number, found = number + 1, folder.with_name(f"{folder.name}-{number}")
    return found


UNWRITABLE = Text("{folder} ne peut pas être écrit ({reason}).", "{folder} cannot be written ({reason}).")
