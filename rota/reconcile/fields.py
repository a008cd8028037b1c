"""What a line of attendance may say: fields that columns are mapped to, statuses, words of both languages."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from rota.model.calendar import Slot


class Field(StrEnum):
    """A column we know how to read."""

    POST = "post"
    DATE = "date"
    HALF = "half"
    """Morning, afternoon, whole day or night."""
    START = "start"
    END = "end"
    SITE = "site"
    SERVICE = "service"
    ACTIVITY = "activity"
    LINE = "line"
    WORK = "work"
    """``SERVICE/ACTIVITY`` or a duty line, in one column: what most local codes stand for."""
    STATUS = "status"
    MINUTES = "minutes"
    HALF_DAYS = "half_days"
    REPLACED_BY = "replaced_by"
    """The shared post that stood in, where it is one."""


REQUIRED: Final = (Field.POST, Field.DATE)
"""Without these columns, and ``half`` or ``start`` and ``end``, no line can be understood."""

MAPPED_VALUES: Final = frozenset(Field) - {
    *(Field.DATE, Field.START, Field.END, Field.MINUTES, Field.HALF_DAYS),
}
"""Fields whose local codes may be translated."""


class Status(StrEnum):
    """What a site says became of a half-day or a duty."""

    PRESENT = "present"
    ABSENT = "absent"
    REPLACED = "replaced"
    """Not done: someone else stood in."""
    CALL_OUT = "call-out"
    """Called to the hospital from an on-call duty."""
    WITHDRAWN = "withdrawn"
    """The site takes back what it had stated."""


STATUS_WORDS: Final[Mapping[str, Status]] = {
    **{status.value: status for status in Status},
    **dict.fromkeys(("présent", "présente", "fait", "worked"), Status.PRESENT),
    **dict.fromkeys(("absente", "non fait"), Status.ABSENT),
    **dict.fromkeys(("remplacé", "remplacée"), Status.REPLACED),
    **dict.fromkeys(("déplacement", "rappel", "callout"), Status.CALL_OUT),
    **dict.fromkeys(("annulé", "retiré"), Status.WITHDRAWN),
}
"""What statuses are called without any mapping, in lower case."""

_DAY = (Slot.AM, Slot.PM)
HALF_WORDS: Final[Mapping[str, tuple[Slot, ...]]] = {
    **dict.fromkeys(("am", "matin", "morning"), (Slot.AM,)),
    **dict.fromkeys(("pm", "après-midi", "apres-midi", "aprem", "afternoon"), (Slot.PM,)),
    **dict.fromkeys(("day", "jour", "journée", "journee", "am+pm"), _DAY),
    **dict.fromkeys(("night", "nuit"), (Slot.NIGHT,)),
    "pm+night": (Slot.PM, Slot.NIGHT),
    "am+pm+night": (*_DAY, Slot.NIGHT),
}
"""What half-days are called without any mapping, in lower case."""
