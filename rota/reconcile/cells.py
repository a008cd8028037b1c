"""How single cells of attendance are read: days, hours, durations, half-days, words of both languages."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from typing import TypeVar

from rota.model.calendar import SLOT_ORDER, Slot
from rota.model.units import Parts
from rota.reconcile.fields import HALF_WORDS, STATUS_WORDS, Status
from rota.sites.faults import Trouble, listing, nearest
from rota.sites.readings import DAY_FIRST, DAY_LAST, half_days
from rota.sites.record import Wrong
from rota.words import Text

T = TypeVar("T")

MINUTES_MAX = 1_500
"""Of one line: a day of 25 hours."""
HALF_DAYS_MAX = 4
_HOUR = re.compile(r"([01]?[0-9]|2[0-3]) ?[:hH] ?([0-5][0-9])?(?::[0-5][0-9])?", re.ASCII)
_DURATION = re.compile(r"([0-9]{1,2}) ?[:hH] ?([0-5][0-9])?", re.ASCII)
_AMOUNT = re.compile(r"([0-9]{1,5})(?:[.,]([0-9]{1,4}))?", re.ASCII)
_HALF_DAYS = half_days(HALF_DAYS_MAX)


def day_in(text: str, form: str) -> date:
    """A day, written as the mapping says or year-month-day; an hour after it is left out.

    Raises:
        Wrong: it is none.
    """
    word = text.split(" ", maxsplit=1)[0].split("T", maxsplit=1)[0]
    for pattern in (form, "%Y-%m-%d"):
        try:
            found = datetime.strptime(word, pattern).date() if word.isascii() else None  # noqa: DTZ007
        except ValueError:
            continue
        if found is not None and DAY_FIRST <= found <= DAY_LAST:
            return found
    raise Wrong(NOT_A_DAY, found=text, form=_FORM_NAMES.get(form, form))


def hour_in(text: str) -> time:
    """An hour: ``8:30``, ``08h30``, ``14h``, with a day before it or not.

    Raises:
        Wrong: it is none.
    """
    found = _HOUR.fullmatch(text.rpartition(" ")[2] if "h " not in text.lower() else text)
    if found is None:
        raise Wrong(NOT_AN_HOUR, found=text)
    return time(int(found[1]), int(found[2] or 0))


def minutes_in(text: str, *, hours: bool) -> int:
    """A duration in whole minutes: ``270``, ``4h30``, ``4:30``; ``4,5`` where hours are counted.

    Hours are exported with two decimals: they are rounded to the minute they come from.

    Raises:
        Wrong: it is none, or no whole number of minutes, or longer than a day.
    """
    clock = _DURATION.fullmatch(text)
    amount = _AMOUNT.fullmatch(text)
    if clock:
        minutes = Decimal(int(clock[1]) * 60 + int(clock[2] or 0))
    elif amount:
        minutes = Decimal(f"{amount[1]}.{amount[2] or 0}")
        minutes = (minutes * 60).to_integral_value(ROUND_HALF_UP) if hours else minutes
    else:
        raise Wrong(NOT_MINUTES, found=text)
    if minutes != minutes.to_integral_value() or not 0 <= minutes <= MINUTES_MAX:
        raise Wrong(NOT_MINUTES, found=text)
    return int(minutes)


def half_days_in(text: str) -> Parts:
    """A number of half-days: ``1``, ``0,5``, ``1.5``.

    Raises:
        Wrong: it is none, or none of 60ths.
    """
    return _HALF_DAYS.parse(_HALF_DAYS.from_text(text))


def slots_in(text: str) -> tuple[Slot, ...]:
    """Half-days of a day, in order.

    Raises:
        Wrong: the word is unknown.
    """
    return tuple(sorted(_word(text, HALF_WORDS), key=SLOT_ORDER.__getitem__))


def status_in(text: str) -> Status:
    """What became of it.

    Raises:
        Wrong: the word is unknown.
    """
    return _word(text, STATUS_WORDS)


def _word(text: str, words: Mapping[str, T]) -> T:
    found = words.get(text.casefold())
    if found is None:
        told = [word for word in words if word.isascii()]
        raise Wrong(NO_WORD, near=nearest(text, words), found=text, known=listing(told))
    return found


_FORM_NAMES: Mapping[str, Text] = {
    "%d/%m/%Y": Text("jour/mois/année", "day/month/year"),
    "%Y-%m-%d": Text("année-mois-jour", "year-month-day"),
    "%m/%d/%Y": Text("mois/jour/année", "month/day/year"),
    "%d/%m/%y": Text("jour/mois/année à deux chiffres", "day/month/two-digit year"),
    "%d-%m-%Y": Text("jour-mois-année", "day-month-year"),
    "%d.%m.%Y": Text("jour.mois.année", "day.month.year"),
    "%Y%m%d": Text("annéemoisjour", "yearmonthday"),
}

NOT_A_DAY = Trouble(
    Text("« {found} » n’est pas une date.", "“{found}” is not a day."),
    Text("La correspondance annonce : {form}.", "The mapping announces: {form}."),
)
NOT_AN_HOUR = Trouble(
    Text("« {found} » n’est pas une heure.", "“{found}” is not an hour."),
    Text("Écrire 8h30 ou 08:30.", "Write 08:30 or 8h30."),
)
NOT_MINUTES = Trouble(
    Text("« {found} » n’est pas une durée d’au plus 25 h.", "“{found}” is not a duration of 25 h at most."),
    Text(
        'Écrire des minutes entières, 4h30 ou 4:30 ; des heures décimales si minutes = "hours".',
        'Write whole minutes, 4h30 or 4:30; decimal hours if minutes = "hours".',
    ),
)
NO_WORD = Trouble(
    Text("« {found} » n’est pas compris ici.", "“{found}” is not understood here."),
    Text(
        "Le traduire sous [values] dans la correspondance ; mots connus : {known}.",
        "Translate it under [values] in the mapping; words we know: {known}.",
    ),
)
