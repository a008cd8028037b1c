"""Recurrences in words: « chaque lundi », “the 1st Tuesday of each month”."""

from collections.abc import Iterator

from rota.model.facts import Recurrence
from rota.words import MONTHS, WEEKDAYS, Lang, Text, day_name

_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WEEKDAY = dict(zip(_CODES, WEEKDAYS, strict=True))


def recurrence_told(recurrence: Recurrence, lang: Lang) -> str:
    """The days of a recurrence, without its start and its end."""
    if recurrence.on is not None:
        return ON.say(lang, day=day_name(recurrence.on, lang))
    if recurrence.rrule:
        return " ".join(_rule_told(recurrence.rrule, lang))
    assert recurrence.weekday is not None, "a recurrence has a weekday, an RRULE or a day"
    return WEEKS[recurrence.weeks].say(lang, day=WEEKDAYS[recurrence.weekday].say(lang))


def recurrence_short(recurrence: Recurrence, lang: Lang) -> str:
    """``lun.``, ``jeu. imp.``, ``24/12/26``, ``règle``: for a column."""
    if recurrence.on is not None:
        return f"{recurrence.on:%d/%m/%y}" if lang is Lang.FR else recurrence.on.isoformat()
    if recurrence.rrule:
        return RULE.say(lang)
    assert recurrence.weekday is not None, "a recurrence has a weekday, an RRULE or a day"
    name = WEEKDAYS[recurrence.weekday].say(lang)[:3] + ("." if lang is Lang.FR else "")
    return " ".join(word for word in (name, SHORT[recurrence.weeks].say(lang)) if word)


def _rule_told(rule: str, lang: Lang) -> Iterator[str]:
    parts = dict(word.partition("=")[::2] for word in rule.split(";"))
    every = int(parts.get("INTERVAL", "1"))
    frequency = EVERY.get(parts.get("FREQ", ""))
    if frequency is None or "BYSETPOS" in parts:
        yield rule
        return
    chosen = [*_weekdays(parts.get("BYDAY", ""), lang), *_days_of_month(parts.get("BYMONTHDAY", ""), lang)]
    if chosen:
        yield f"{_joined(chosen, lang)},"
    one, several = frequency
    yield one.say(lang) if every == 1 else several.say(lang, count=every)
    months = [MONTHS[int(number) - 1].say(lang) for number in parts.get("BYMONTH", "").split(",") if number]
    if months:
        yield IN.say(lang, months=_joined(months, lang))
    if "COUNT" in parts:
        yield TIMES.say(lang, count=parts["COUNT"])
    if "UNTIL" in parts:
        end = parts["UNTIL"]
        yield UNTIL.say(lang, day=f"{end[6:8]}/{end[4:6]}/{end[:4]}")


def _weekdays(listed: str, lang: Lang) -> Iterator[str]:
    for word in listed.split(",") if listed else ():
        name, number = _WEEKDAY[word[-2:]].say(lang), word[:-2].lstrip("+")
        if not number:
            yield THE.say(lang, what=name)
        elif number.startswith("-"):
            yield (LAST if number == "-1" else FROM_END).say(lang, what=name, number=number[1:])
        else:
            yield NTH.say(lang, what=name, nth=_nth(int(number), lang))


def _days_of_month(listed: str, lang: Lang) -> Iterator[str]:
    for word in listed.split(",") if listed else ():
        if word.startswith("-"):
            yield (LAST if word == "-1" else FROM_END).say(lang, what=DAY.say(lang), number=word[1:])
        else:
            yield DAY_OF_MONTH.say(lang, number=word)


def _nth(number: int, lang: Lang) -> str:
    if lang is Lang.FR:
        return "1er" if number == 1 else f"{number}e"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number, 'th') }"


def _joined(words: list[str], lang: Lang) -> str:
    link = " et " if lang is Lang.FR else " and "
    return link.join(part for part in (", ".join(words[:-1]), words[-1]) if part)


ON = Text("le {day}", "on {day}")
WEEKS = {
    "all": Text("chaque {day}", "every {day}"),
    "odd": Text("le {day} des semaines impaires", "{day} of odd weeks"),
    "even": Text("le {day} des semaines paires", "{day} of even weeks"),
}
SHORT = {"all": Text("", ""), "odd": Text("imp.", "odd"), "even": Text("pair.", "even")}
RULE = Text("règle", "rule")
EVERY = {
    "DAILY": (Text("chaque jour", "every day"), Text("tous les {count} jours", "every {count} days")),
    "WEEKLY": (
        Text("chaque semaine", "every week"),
        Text("une semaine sur {count}", "one week in {count}"),
    ),
    "MONTHLY": (Text("chaque mois", "every month"), Text("un mois sur {count}", "one month in {count}")),
    "YEARLY": (Text("chaque année", "every year"), Text("une année sur {count}", "one year in {count}")),
}
IN = Text("en {months}", "in {months}")
TIMES = Text("({count} fois)", "({count} times)")
UNTIL = Text("jusqu’au {day}", "until {day}")
THE = Text("le {what}", "on {what}")
NTH = Text("le {nth} {what}", "the {nth} {what}")
LAST = Text("le dernier {what}", "the last {what}")
FROM_END = Text("le {number}e {what} avant la fin", "the {what} number {number} from the end")
DAY = Text("jour", "day")
DAY_OF_MONTH = Text("le {number}", "the {number}")
