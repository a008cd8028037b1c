"""The fields of a form that say on which days something happens, as the columns of a folder have them."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from rota.model.facts import Recurrence
from rota.words import WEEKDAYS, Text
from tui.widgets import form_fields as f

DATE, RULE = 7, 8
"""Beside the seven days of the week."""

DAY = f.choice(
    "day",
    Text("Jour", "Day"),
    f.words(
        {
            **dict(enumerate(WEEKDAYS)),
            DATE: Text("une date", "one date"),
            RULE: Text("une règle", "a rule"),
        }
    ),
    columns=12,
)


def when(field: f.Field[Any], *values: object) -> Callable[[Mapping[str, str]], bool]:
    """Whether a field holds one of some values."""

    def holds(typed: Mapping[str, str]) -> bool:
        try:
            return field.read(typed.get(field.key, "").strip()) in values
        except f.Mistake:
            return False

    return holds


_WEEKDAY, _NOT_A_DATE = when(DAY, *range(7)), when(DAY, *range(7), RULE)
ON = f.only_when(f.day("on", Text("Date", "Date")), when(DAY, DATE))
WEEKS = f.only_when(
    f.choice(
        "weeks",
        Text("Semaines", "Weeks"),
        f.words(
            {
                "all": Text("toutes", "all"),
                "odd": Text("impaires", "odd"),
                "even": Text("paires", "even"),
            }
        ),
        columns=12,
    ),
    _WEEKDAY,
)
RRULE = f.only_when(
    f.text(
        "rrule",
        Text("Règle (RRULE)", "Rule (RRULE)"),
        hint=Text("FREQ=MONTHLY;BYDAY=1TU : le 1er mardi", "FREQ=MONTHLY;BYDAY=1TU: the 1st Tuesday"),
    ),
    when(DAY, RULE),
)
FROM = f.only_when(f.optional(f.day("from", Text("Depuis le", "From"))), _NOT_A_DATE)
UNTIL = f.only_when(f.optional(f.day("until", Text("Jusqu’au", "Until"))), _NOT_A_DATE)
EXCEPT = f.days("except", Text("Sauf ces jours", "Except these days"))
ALSO = f.days("also", Text("Et ces jours", "And these days"))


def fields_of(recurrence: Recurrence | None, begins: date | None = None) -> tuple[f.Field[Any], ...]:
    """The days, then when they begin and end, filled in with what stands; what is new begins on a day."""
    if recurrence is None:
        return DAY, ON, WEEKS.given("all"), RRULE, FROM.given(begins), UNTIL, EXCEPT, ALSO
    day = recurrence.weekday
    if day is None:
        day = DATE if recurrence.on else RULE
    return (
        DAY.given(day),
        ON.given(recurrence.on),
        WEEKS.given(recurrence.weeks),
        RRULE.given(recurrence.rrule or None),
        FROM.given(recurrence.start),
        UNTIL.given(recurrence.until),
        EXCEPT.given(recurrence.except_on),
        ALSO.given(recurrence.also_on),
    )


def recurrence_of(answers: f.Answers) -> Recurrence:
    """The days that the fields name."""
    day = answers[DAY]
    return Recurrence(
        weekday=day if day < DATE else None,
        weeks=answers[WEEKS] or "all",
        rrule=answers[RRULE] or "",
        on=answers[ON],
        start=answers[FROM],
        until=answers[UNTIL],
        except_on=answers[EXCEPT],
        also_on=answers[ALSO],
    )
