"""The file of pins: cells that someone has decided, one a line.

::

    owner,post,day,half,set
    CH-GASTRO,ASP-GASTRO-1,2026-12-01,am,CH-GASTRO/ENDOSCOPY
    ASP-GASTRO-1,ASP-GASTRO-1,2026-12-04,pm,off
    CH-V,ASP-GASTRO-1,2026-12-05,night,CH-GUARD

UTF-8, comma or semicolon. ``owner`` is the code of the site, service or post that decided; ``half`` is am, pm
or night; ``set`` is ``SERVICE/ACTIVITY`` (with ``/remote`` when attended from elsewhere), a duty line, or
``off``. Empty lines and lines that start with ``#`` are skipped.
"""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

from rota.errors import Fault, FaultyFolder, reason_of
from rota.model.calendar import Slot
from rota.model.plan import Pin
from rota.model.problem import Problem
from rota.service.contents import NO_POST, Refused, cell_of, content_of, known
from rota.sites.faults import Place, Trouble, clean, place_in
from rota.words import Text

HEADER = ("owner", "post", "day", "half", "set")
_BYTES_MAX = 2_000_000
_FAULTS_MAX = 50

Value = TypeVar("Value")


class FaultyPins(FaultyFolder):
    """A file of pins with faults; it is never half-read."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(faults)
        count = len(faults)
        self.text = Text(f"épingles refusées : {count} faute(s)", f"pins refused: {count} fault(s)")


def read_pins(path: Path, problem: Problem) -> tuple[Pin, ...]:
    """The pins of a file.

    Raises:
        FaultyPins: with every fault, each with its line.
    """
    faults: list[Fault] = []
    pins: dict[Pin, None] = {}
    for row in _rows(path, clean(path.name)):
        try:
            pins[_pin(problem, row)] = None
        except _RowRefused as error:
            faults.append(_fault(error.place, error.reason))
        if len(faults) == _FAULTS_MAX:
            break
    if faults:
        raise FaultyPins(tuple(faults))
    return tuple(pins)


class _RowRefused(Exception):
    """A line, or one cell of it, is wrong."""

    def __init__(self, place: Place, reason: Refused) -> None:
        super().__init__(reason.text.en)
        self.place, self.reason = place, reason


@dataclass(frozen=True, slots=True)
class _Row:
    """One line that holds something."""

    file: str
    number: int
    line: str
    delimiter: str

    @property
    def whole(self) -> Place:
        """The place of the line."""
        return place_in(self.file, self.number, self.line, 0, self.line)

    def cells(self) -> list[str]:
        """Its cells, without spaces around them."""
        try:
            cells = next(csv.reader([self.line], delimiter=self.delimiter, strict=True))
        except csv.Error as error:
            raise _RowRefused(self.whole, Refused(NOT_CSV)) from error
        return [cell.strip() for cell in cells]

    def read(self, column: int, text: str, reader: Callable[[str], Value]) -> Value:
        """One cell as a value of the field."""
        try:
            return reader(text)
        except Refused as reason:
            ends = [place for place, letter in enumerate(self.line) if letter == self.delimiter]
            start, end = ([-1, *ends][column] + 1), [*ends, len(self.line)][column]
            place = place_in(self.file, self.number, self.line, start, self.line[start:end])
            raise _RowRefused(place, reason) from reason


def _pin(problem: Problem, row: _Row) -> Pin:
    cells = row.cells()
    if len(cells) != len(HEADER):
        raise _RowRefused(row.whole, Refused(WRONG_COUNT))
    owners = [str(code) for code in (*problem.sites, *problem.services, *problem.posts)]
    owner = row.read(0, cells[0], lambda text: known(text, owners, NO_OWNER))
    post = row.read(1, cells[1], lambda text: known(text, problem.posts, NO_POST))
    slot = row.read(3, cells[3], lambda text: known(text, list(Slot), NO_HALF))
    cell = row.read(2, cells[2], lambda text: cell_of(problem, post, _day(text), slot))
    content = row.read(4, cells[4], lambda text: content_of(problem, cell, text))
    return Pin(owner, cell.post, cell.day, cell.slot, content)


def _day(text: str) -> date:
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007 (a day has no time zone)
    except ValueError as error:
        raise Refused(NO_DAY, day=text) from error


def _rows(path: Path, name: str) -> Iterator[_Row]:
    """The lines that hold pins, once the header is as it should be."""
    header: _Row | None = None
    for number, line in enumerate(_text(path, name).splitlines(), start=1):
        if not line.strip(" \t,;") or line.lstrip().startswith("#"):
            continue
        if header is None:
            header = _Row(name, number, line, ";" if line.count(";") > line.count(",") else ",")
            if tuple(cell.strip(' "').lower() for cell in line.split(header.delimiter)) != HEADER:
                raise _whole(header.whole, WRONG_HEADER)
        else:
            yield _Row(name, number, line, header.delimiter)
    if header is None:
        raise _whole(Place(name), WRONG_HEADER)


def _text(path: Path, name: str) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(_BYTES_MAX + 1)
        if len(content) > _BYTES_MAX:
            raise _whole(Place(name), TOO_LARGE)
        return content.decode("utf-8-sig")
    except OSError as error:
        raise _whole(Place(clean(str(path))), UNREADABLE, reason=reason_of(error)) from error
    except UnicodeDecodeError as error:
        raise _whole(Place(name), NOT_UTF8) from error


def _whole(place: Place, trouble: Trouble, reason: Text | str = "") -> FaultyPins:
    return FaultyPins((_fault(place, Refused(trouble, reason=reason)),))


def _fault(place: Place, reason: Refused) -> Fault:
    where = (place.file, place.line, place.column, place.excerpt, place.marked)
    return Fault(*where, what=reason.text, remedy=Text("", ""))


_FORM = Text(
    "La première ligne doit être : owner,post,day,half,set.",
    "The first line must be: owner,post,day,half,set.",
)
NO_OWNER = Trouble(
    Text("« {code} » n’est ni un site, ni un service, ni un poste.", "“{code}” is no site, service or post."),
    Text("Écrire le code de qui l’a décidé.", "Write the code of who decided it."),
)
NO_HALF = Trouble(
    Text("« {code} » n’est pas une partie du jour.", "“{code}” is no part of a day."),
    Text("Écrire am, pm ou night.", "Write am, pm or night."),
)
NO_DAY = Trouble(
    Text("« {day} » n’est pas une date.", "“{day}” is not a date."),
    Text("Écrire AAAA-MM-JJ.", "Write YYYY-MM-DD."),
)
NOT_CSV = Trouble(
    Text(
        "Un guillemet ouvert n’est pas fermé sur cette ligne.",
        "A quote is opened and not closed on this line.",
    ),
    Text("Le fermer ou l’ôter.", "Close it or drop it."),
)
WRONG_HEADER = Trouble(
    Text("Les colonnes ne sont pas celles attendues.", "The columns are not those expected."), _FORM
)
WRONG_COUNT = Trouble(
    Text("Cette ligne n’a pas cinq cellules.", "This line has not five cells."),
    Text("Une épingle : owner,post,day,half,set.", "A pin is owner,post,day,half,set."),
)
TOO_LARGE = Trouble(
    Text("Le fichier est trop gros pour des épingles.", "The file is too large for pins."),
    Text("Vérifier que c’est le bon.", "Check that it is the right one."),
)
UNREADABLE = Trouble(
    Text("Lecture impossible ({reason}).", "It cannot be read ({reason})."),
    Text("Vérifier le chemin.", "Check the path."),
)
NOT_UTF8 = Trouble(
    Text("Le texte n’est pas en UTF-8.", "The text is not UTF-8."),
    Text("L’enregistrer en « CSV UTF-8 ».", "Save it as “CSV UTF-8”."),
)
