"""Reads the columns that say on which days something happens: needs and wishes have them alike."""

from datetime import date

from rota.model.facts import Recurrence
from rota.sites.faults import Trouble
from rota.sites.readings import DAY, DAYS, WEEKDAY_NUMBERS, WEEKDAYS, day_of, one_of
from rota.sites.record import Reading, Record, Wrong
from rota.sites.rrules import rrule_of
from rota.words import Text

_WEEKS = one_of(
    {
        **{name: name for name in ("all", "odd", "even")},
        "toutes": "all",
        "impaires": "odd",
        "paires": "even",
    },
    known=("all", "odd", "even"),
)


def recurrence_of(record: Record) -> Recurrence:
    """The days that the columns of ``record`` name."""
    start, until = record.optional("from", DAY), record.optional("until", DAY)
    if start and until and record.good("from", "until") and until < start:
        record.wrong("until", UNTIL_BEFORE_FROM, start=start, until=until)
    weekday, on = record.maybe("day", _WEEKDAY_OR_DAY, (None, None))
    weeks = record.maybe("weeks", _WEEKS, "all")
    rrule = _rrule(record, start) if record.good("from") else ""
    if record.has("day") == record.has("rrule"):
        record.wrong("day", DAY_OR_RRULE)
    elif weeks != "all" and weekday is None and record.good("day"):
        record.wrong("weeks", WEEKS_WITHOUT_DAY)
    if on and (start or until):
        record.wrong("from" if start else "until", DATE_IS_ENOUGH)
    return Recurrence(
        weekday=weekday,
        weeks=weeks,
        rrule=rrule,
        on=on,
        start=start,
        until=until,
        except_on=record.maybe("except", DAYS, ()),
        also_on=record.maybe("also", DAYS, ()),
    )


def _rrule(record: Record, start: date | None) -> str:
    def parse(value: object) -> str:
        return rrule_of(str(value), start)

    return record.maybe("rrule", Reading(parse, ""), "")


def _weekday_or_day(value: object) -> tuple[int | None, date | None]:
    word = str(value).lower()
    if word in WEEKDAY_NUMBERS:
        return WEEKDAY_NUMBERS[word], None
    if word[:1].isdigit():
        return None, day_of(value)
    raise Wrong(NO_WEEKDAY, found=value, known=", ".join(WEEKDAYS))


_WEEKDAY_OR_DAY: Reading[tuple[int | None, date | None]] = Reading(_weekday_or_day, (None, None))

UNTIL_BEFORE_FROM = Trouble(
    Text("La fin ({until}) précède le début ({start}).", "The end ({until}) is before the start ({start})."),
    Text("Échanger ou corriger les deux dates.", "Swap or correct the two dates."),
)
DAY_OR_RRULE = Trouble(
    Text("Il faut soit « day », soit « rrule ».", "Either “day” or “rrule” is needed, not both."),
    Text(
        "Remplir day (mon … sun ou une date), ou rrule, mais pas les deux.",
        "Fill in day (mon … sun, or a date), or rrule, but not both.",
    ),
)
WEEKS_WITHOUT_DAY = Trouble(
    Text(
        "Semaines paires ou impaires : seulement avec un jour de la semaine.",
        "Odd or even weeks go only with a day of the week.",
    ),
    Text("Laisser weeks vide, ou donner day.", "Leave weeks empty, or give day."),
)
DATE_IS_ENOUGH = Trouble(
    Text("Une date seule n’a ni début ni fin.", "A single date has no start or end."),
    Text("Laisser from et until vides.", "Leave from and until empty."),
)
NO_WEEKDAY = Trouble(
    Text(
        "« {found} » n’est ni un jour de la semaine ni une date.",
        "“{found}” is neither a day of the week nor a date.",
    ),
    Text("Écrire {known}, ou une date comme 2026-12-24.", "Write {known}, or a date such as 2026-12-24."),
)
