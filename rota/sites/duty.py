"""Reads ``duty.toml``: the duty lines and what one duty of each is."""

from collections.abc import Sequence
from datetime import time

from rota.model.calendar import SLOT_ORDER, DayKind, Slot
from rota.model.facts import DutyKind, DutyLine, LineId, ServiceId, Shift, Skill
from rota.model.units import Parts
from rota.sites.codes import CODE, gather
from rota.sites.faults import Trouble
from rota.sites.known import Known
from rota.sites.readings import FREE_TEXT, HOURS, NAME, choice, half_days, listed, whole
from rota.sites.record import Record
from rota.sites.services import SENIORITY_MONTHS_MAX
from rota.words import Text

ASKED_PER_MONTH_MAX = 100
SHIFT_HALF_DAYS_MAX = 6
_DAY_KIND = choice(DayKind)
_SLOT = choice(Slot)


def read_duty(top: Record, known: Known) -> None:
    """Read the lines of ``duty.toml``."""
    gather(top, "line", known.lines, lambda record, code: _line(record, code, known))


def _line(record: Record, code: str, known: Known) -> DutyLine:
    kind = record.take("kind", choice(DutyKind))
    skill = record.optional("skill", CODE)
    shifts: list[Shift] = []
    for inner in record.each("shift"):
        shift = _shift(inner, counts=record.good("kind") and kind is DutyKind.ON_SITE)
        _check_overlap(inner, shift, shifts)
        shifts.append(shift)
    if not shifts and record.good("shift") and not record.misnamed("shift"):
        record.wrong(None, NO_SHIFT)
    return DutyLine(
        id=LineId(code),
        service=ServiceId(record.take("service", known.services.ref())),
        name=record.take("name", NAME),
        kind=kind,
        shifts=tuple(shifts),
        asked_per_month=record.take("asked_per_month", whole(0, ASKED_PER_MONTH_MAX)),
        others=record.maybe("others", FREE_TEXT, ""),
        skill=Skill(skill) if skill else None,
        seniority_months=record.maybe("seniority_months", whole(0, SENIORITY_MONTHS_MAX), 0),
    )


def _shift(record: Record, *, counts: bool) -> Shift:
    """One shift; a duty that ``counts`` says for how many half-days, waiting at home for none by default."""
    days = record.take("days", listed(_DAY_KIND.parse))
    slots = record.take("slots", listed(_SLOT.parse))
    start, end = record.take("hours", HOURS)
    reading = half_days(SHIFT_HALF_DAYS_MAX)
    parts = record.take("half_days", reading) if counts else record.maybe("half_days", reading, Parts(0))
    for key, values in (("days", days), ("slots", slots)):
        if record.good(key) and not values:
            record.wrong(key, EMPTY_LIST, key=key)
    ordered = tuple(sorted(slots, key=SLOT_ORDER.__getitem__))
    if record.good("slots", "hours"):
        _check_hours(record, ordered, start, end)
    return Shift(days=frozenset(days), slots=ordered, start=start, end=end, parts=parts)


def _check_hours(record: Record, slots: Sequence[Slot], start: time, end: time) -> None:
    if slots == (Slot.AM, Slot.NIGHT):
        record.wrong("slots", GAP_IN_SLOTS)
    if Slot.NIGHT not in slots and end <= start:
        record.wrong("hours", ENDS_NEXT_DAY)


def _check_overlap(record: Record, shift: Shift, earlier: Sequence[Shift]) -> None:
    """Note a shift that holds a slot which an earlier one of the line holds on the same kind of day."""
    for other in earlier:
        days, slots = shift.days & other.days, set(shift.slots) & set(other.slots)
        if days and slots and record.sound:
            record.wrong(None, SHIFTS_OVERLAP, days=", ".join(sorted(days)), slots=", ".join(sorted(slots)))


NO_SHIFT = Trouble(
    Text("Cette ligne n’a aucune garde.", "This line has no shift."),
    Text(
        "Ajouter [[line.shift]] avec days, slots, hours et half_days.",
        "Add [[line.shift]] with days, slots, hours and half_days.",
    ),
)
EMPTY_LIST = Trouble(
    Text("La liste « {key} » est vide.", "The list “{key}” is empty."),
    Text("Y mettre au moins une valeur.", "Put at least one value in it."),
)
GAP_IN_SLOTS = Trouble(
    Text(
        "Cette garde tient le matin et la nuit, sans l’après-midi.",
        "This duty holds morning and night without the afternoon.",
    ),
    Text('Ajouter "pm", ou en faire deux.', 'Add "pm", or make two of it.'),
)
ENDS_NEXT_DAY = Trouble(
    Text(
        "Cet horaire finit le lendemain, mais la garde ne tient pas la nuit.",
        "These hours end on the next day, yet the duty does not hold the night.",
    ),
    Text('Ajouter "night" à slots, ou corriger l’heure de fin.', 'Add "night" to slots, or correct the end.'),
)
SHIFTS_OVERLAP = Trouble(
    Text(
        "Cette garde se superpose à une autre de la ligne : {slots} ({days}).",
        "This duty overlaps another of the line: {slots} ({days}).",
    ),
    Text(
        "Répartir les jours ou les demi-journées entre les deux.", "Share the days or slots between the two."
    ),
)
