"""Reads ``needs.csv``: what the services ask of the shared posts."""

from rota.model.calendar import HALF_DAYS, Slot
from rota.model.facts import ActivityId, Need, NeedId, ServiceId, Skill
from rota.sites.codes import CODE
from rota.sites.csv_text import Sheet
from rota.sites.derived import code_of
from rota.sites.faults import Trouble
from rota.sites.known import Known
from rota.sites.readings import FLAG, HALVES, one_of, whole
from rota.sites.record import Record, rows
from rota.sites.recurrences import recurrence_of
from rota.sites.schema import COLUMNS, NEEDS
from rota.words import Text

DOCTORS_MAX = 50
HALF = one_of({**HALVES, "matin": Slot.AM, "après-midi": Slot.PM}, known=tuple(HALF_DAYS))


def read_needs(sheet: Sheet, known: Known) -> None:
    """Read the rows of ``needs.csv``."""
    for record in rows(sheet, known.faults, COLUMNS[NEEDS]):
        need = _need(record, known)
        known.needs.settle(record, need.id, need)


def _need(record: Record, known: Known) -> Need:
    minimum = record.take("min", whole(0, DOCTORS_MAX))
    ideal = record.maybe("ideal", whole(0, DOCTORS_MAX), minimum)
    if record.good("min", "ideal") and ideal < minimum:
        record.wrong("ideal", IDEAL_BELOW_MIN, ideal=ideal, minimum=minimum)
    skill = record.optional("skill", CODE)
    service = record.take("service", known.services.ref())
    activity = record.take("activity", known.activities.ref())
    slot = record.take("half", HALF)
    recurrence = recurrence_of(record)
    on_holidays = record.maybe("holidays", FLAG, default=False)
    code = code_of(
        record,
        known.needs,
        ("service", "activity", "day", "half"),
        ("weeks", "rrule", "from", "until", "except", "also", "skill", "holidays"),
    )
    return Need(
        id=NeedId(code),
        service=ServiceId(service),
        activity=ActivityId(activity),
        slot=slot,
        recurrence=recurrence,
        minimum=minimum,
        ideal=ideal,
        skill=Skill(skill) if skill else None,
        on_holidays=on_holidays,
    )


IDEAL_BELOW_MIN = Trouble(
    Text(
        "L’idéal ({ideal}) est inférieur au minimum ({minimum}).",
        "The ideal ({ideal}) is below the minimum ({minimum}).",
    ),
    Text(
        "Écrire un idéal au moins égal au minimum, ou le laisser vide.",
        "Write an ideal at least equal to the minimum, or leave it empty.",
    ),
)
