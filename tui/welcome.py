"""Where to begin when no folder was named: the folders near by, or a new one made from a sample."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from rota.cli.samples import sample
from rota.errors import UserError
from rota.sites.faults import clean
from rota.words import Text

MARK = "folder.toml"
"""The file that every site folder has."""
_FOLDERS_MAX = 50
SAMPLES = {
    "vitre": Text(
        "Vitré : 7 postes partagés entre un CH, un CHU et un EPSM",
        "Vitré: 7 posts shared between a CH, a CHU and an EPSM",
    ),
    "minimal": Text("minimal : 1 poste, 2 sites", "minimal: 1 post, 2 sites"),
}
"""Samples that a new folder can be made from."""


@dataclass(frozen=True, slots=True)
class ToOpen:
    """A folder that is there."""

    folder: Path


@dataclass(frozen=True, slots=True)
class ToMake:
    """A folder to be made from a sample."""

    sample: str
    folder: Path


Beginning = ToOpen | ToMake


def beginnings(here: Path) -> Iterator[Beginning]:
    """The folders of ``here`` and just below, then the samples."""
    found = [here] if (here / MARK).is_file() else []
    nearby = sorted(path.parent for path in chain(here.glob(f"*/{MARK}"), here.glob(f"*/*/{MARK}")))
    yield from (ToOpen(folder) for folder in [*found, *nearby][:_FOLDERS_MAX])
    for name in SAMPLES:
        if sample(name).is_dir():
            yield ToMake(name, _free(here / name))


def make(beginning: ToMake) -> Path:
    """The folder, copied from its sample.

    Raises:
        UserError: it cannot be written.
    """
    try:
        shutil.copytree(sample(beginning.sample), beginning.folder)
    except OSError as error:
        reason, folder = error.strerror or type(error).__name__, clean(str(beginning.folder))
        french, english = (
            text.format(folder=folder, reason=reason) for text in (UNWRITABLE.fr, UNWRITABLE.en)
        )
        raise UserError(Text(french, english)) from error
    return beginning.folder


def _free(folder: Path) -> Path:
    number, found = 2, folder
    while found.exists():
        number, found = number + 1, folder.with_name(f"{folder.name}-{number}")
    return found


UNWRITABLE = Text("{folder} ne peut pas être écrit ({reason}).", "{folder} cannot be written ({reason}).")
