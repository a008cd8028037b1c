"""Reads ``absences.csv``: when doctors are away."""

from datetime import date, timedelta

from rota.model.calendar import HALF_DAYS, Slot
from rota.model.facts import Absence, AbsenceId, AbsenceKind, PostId
from rota.sites.csv_text import Sheet
from rota.sites.derived import code_of
from rota.sites.faults import Trouble
from rota.sites.known import Known
from rota.sites.needs import HALF
from rota.sites.readings import DAY, choice
from rota.sites.record import Record, rows
from rota.sites.schema import ABSENCES, COLUMNS
from rota.words import Text

ABSENCE_DAYS_MAX = 1_100
"""Three years: longer is a typing error."""


def read_absences(sheet: Sheet, known: Known) -> None:
    """Read the rows of ``absences.csv``."""
    held: dict[str, dict[tuple[date, Slot], str]] = {}
    for record in rows(sheet, known.faults, COLUMNS[ABSENCES]):
        absence = _absence(record, known)
        if record.sound:
            _check_place(record, absence, known)
            _check_alone(record, absence, held.setdefault(absence.post, {}))
        known.absences.settle(record, absence.id, absence)


def _absence(record: Record, known: Known) -> Absence:
    post = record.take("post", known.posts.ref())
    kind = record.take("kind", choice(AbsenceKind))
    first = record.take("first", DAY)
    last = record.maybe("last", DAY, first)
    first_slot = record.maybe("first_half", HALF, Slot.AM)
    last_slot = record.maybe("last_half", HALF, Slot.PM)
    if record.good("first", "last", "first_half", "last_half"):
        if last < first or (last == first and (first_slot, last_slot) == (Slot.PM, Slot.AM)):
            record.wrong("last" if last < first else "last_half", ENDS_BEFORE_START)
        elif (last - first).days >= ABSENCE_DAYS_MAX:
            record.wrong("last", LONG_ABSENCE, days=(last - first).days + 1, limit=ABSENCE_DAYS_MAX)
    code = code_of(record, known.absences, ("post", "first", "first_half"), ())
    return Absence(
        id=AbsenceId(code),
        post=PostId(post),
        kind=kind,
        first=first,
        last=last,
        first_slot=first_slot,
        last_slot=last_slot,
    )


def _check_place(record: Record, absence: Absence, known: Known) -> None:
    convention = known.conventions.get(absence.post)
    if convention is None:
        return
    for key, day in (("first", absence.first), ("last", absence.last)):
        if day not in convention.span:
            at = key if record.has(key) else "first"
            record.wrong(at, OUTSIDE_CONVENTION, day=day, start=convention.start, end=convention.end)
            return


def _check_alone(record: Record, absence: Absence, held: dict[tuple[date, Slot], str]) -> None:
    """Note an absence that holds a half-day of another one of the same post."""
    cells = [
        (absence.first + timedelta(days=n), slot)
        for n in range((absence.last - absence.first).days + 1)
        for slot in HALF_DAYS
        if absence.holds(absence.first + timedelta(days=n), slot)
    ]
    twice = next((cell for cell in cells if cell in held), None)
    if twice is not None:
        record.wrong(None, ABSENCES_OVERLAP, day=twice[0], other=held[twice])
    held.update((cell, absence.id) for cell in cells if cell not in held)


ENDS_BEFORE_START = Trouble(
    Text("La fin précède le début.", "The end is before the start."),
    Text("Échanger ou corriger les deux.", "Swap or correct the two."),
)
LONG_ABSENCE = Trouble(
    Text(
        "Cette absence dure {days} jours ; {limit} au plus.",
        "This absence lasts {days} days; {limit} at most.",
    ),
    Text("Vérifier l’année de la fin.", "Check the year of its end."),
)
OUTSIDE_CONVENTION = Trouble(
    Text(
        "Le {day} est hors de la convention du poste ({start} – {end}).",
        "{day} is outside the convention of the post ({start} – {end}).",
    ),
    Text(
        "Corriger la date, ou la convention dans posts.toml.",
        "Correct the date, or the convention in posts.toml.",
    ),
)
ABSENCES_OVERLAP = Trouble(
    Text(
        "Le {day} est déjà dans l’absence {other} du même poste.",
        "{day} is already within absence {other} of the same post.",
    ),
    Text("Raccourcir l’une des deux, ou n’en faire qu’une.", "Shorten one of the two, or make one of them."),
)
