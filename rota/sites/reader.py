"""Reads a site folder: every file, every fault, then the facts or nothing."""

from collections.abc import Callable
from pathlib import Path

from rota.errors import FaultyFolder
from rota.model.facts import Facts
from rota.sites.absences import read_absences
from rota.sites.balances import read_balances
from rota.sites.csv_text import Sheet, load_csv
from rota.sites.duty import read_duty
from rota.sites.faults import Trouble
from rota.sites.files import folder_stands, read_text
from rota.sites.known import Known
from rota.sites.needs import read_needs
from rota.sites.places import read_places
from rota.sites.posts import read_posts
from rota.sites.readings import NAME, whole
from rota.sites.record import Record, TomlSpot
from rota.sites.schema import (
    ABSENCES,
    BALANCES,
    DUTY,
    FOLDER,
    FORMAT,
    NEEDS,
    POSTS,
    SERVICES,
    SITES,
    TABLES,
    WISHES,
)
from rota.sites.services import read_services
from rota.sites.toml_text import load_toml
from rota.sites.wishes import read_wishes
from rota.words import Text


def read(folder: Path) -> Facts:
    """The facts that ``folder`` states.

    Raises:
        FaultyFolder: something is wrong; it tells all the faults of all the files.
    """
    known = Known()
    if folder_stands(folder, known.faults):
        for file, take in _TOML.items():
            _read_toml(folder, file, take, known)
        for file, take_rows in _CSV.items():
            _read_csv(folder, file, take_rows, known)
    faults = known.faults.all()
    if faults:
        raise FaultyFolder(faults)
    return _facts(known)


def _read_toml(folder: Path, file: str, take: Callable[[Record, Known], None], known: Known) -> None:
    text = read_text(folder, file, known.faults)
    document = None if text is None else load_toml(file, text, known.faults)
    if document is None:
        known.lose(file)
        return
    top = Record(document.values, TomlSpot(document, ()), known.faults, TABLES[file])
    top.close()
    if not top.sound:
        known.lose(file)
    take(top, known)


def _read_csv(folder: Path, file: str, take: Callable[[Sheet, Known], None], known: Known) -> None:
    text = read_text(folder, file, known.faults)
    sheet = None if text is None else load_csv(file, text, known.faults)
    if sheet is not None:
        take(sheet, known)


def _read_folder(top: Record, known: Known) -> None:
    version = top.take("format", whole(1, 1_000_000))
    if top.good("format") and version != FORMAT:
        top.wrong("format", OTHER_FORMAT, version=version, ours=FORMAT)
    known.name = top.take("name", NAME)


def _facts(known: Known) -> Facts:
    return Facts(
        name=known.name,
        sites=known.sites.items,
        travels=tuple(known.travels.values()),
        services=known.services.items,
        activities=known.activities.items,
        needs=known.needs.items,
        lines=known.lines.items,
        posts=known.posts.items,
        conventions=tuple(known.conventions.values()),
        absences=known.absences.items,
        wishes=known.wishes.items,
        balances=tuple(known.balances.values()),
    )


_TOML: dict[str, Callable[[Record, Known], None]] = {
    FOLDER: _read_folder,
    SITES: read_places,
    SERVICES: read_services,
    DUTY: read_duty,
    POSTS: read_posts,
}
_CSV: dict[str, Callable[[Sheet, Known], None]] = {
    NEEDS: read_needs,
    ABSENCES: read_absences,
    WISHES: read_wishes,
    BALANCES: read_balances,
}

OTHER_FORMAT = Trouble(
    Text(
        "Ce dossier est au format {version} ; ce programme lit le format {ours}.",
        "This folder has format {version}; this program reads format {ours}.",
    ),
    Text("Mettre rota à jour, ou écrire format = {ours}.", "Update rota, or write format = {ours}."),
)
