"""What a form asks, as plain data: how each field is read, shown and told. No Textual here.

A field reads the text that somebody typed; what is wrong with it is a :class:`Mistake`, told under the field.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time
from enum import StrEnum
from typing import Any, Generic, TypeVar, cast

from rota.model.units import Minutes, Parts
from rota.sites.faults import fill, nearest
from rota.sites.readings import FREE_TEXT, NAME, day_of, half_days_text
from rota.sites.readings import half_days as half_days_read
from rota.sites.record import Reading, Wrong
from rota.words import Lang, Text, day_name
from tui.widgets.form_words import (
    CHOICE_HINT,
    DAY_HINT,
    DAYS_HINT,
    DURATION_HINT,
    HALF_DAYS_HINT,
    NEEDED,
    NO_CHOICE,
    NO_CHOICE_NEAR,
    NO_DURATION,
    NO_HALF_DAYS,
    NO_NUMBER,
    NO_TIME,
    NUMBER_HINT,
    SEVERAL,
    TIME_HINT,
)

T = TypeVar("T")
V = TypeVar("V")
E = TypeVar("E", bound=StrEnum)
_CHOICES_TOLD = 8


class Mistake(Exception):
    """What is wrong with a field, and what to do."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


class Mistakes(Exception):
    """What is wrong with several fields, by key; that of the whole form under the empty key."""

    def __init__(self, texts: Mapping[str, Text]) -> None:
        super().__init__("; ".join(text.en for text in texts.values()))
        self.texts = texts


@dataclass(frozen=True, slots=True)
class Choice(Generic[T]):
    """One of the values a field may hold."""

    value: T
    code: Text
    """What is typed."""
    name: Text = field(default_factory=lambda: Text("", ""))
    """What it stands for, where the code does not say it."""


def _nothing(_value: Any, _lang: Lang) -> str:
    return ""


def _always(_typed: Mapping[str, str]) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Field(Generic[T]):
    """One thing that a form asks."""

    key: str
    label: Text
    read: Callable[[str], T]
    """Reads what was typed, without the spaces around it; raises :class:`Mistake`."""
    show: Callable[[T, Lang], str]
    """The text that reads as a value."""
    tell: Callable[[T, Lang], str] = _nothing
    """Says beside the field what the text was taken for."""
    hint: Text = field(default_factory=lambda: Text("", ""))
    """How to fill it in, told while it has the focus."""
    start: Text = field(default_factory=lambda: Text("", ""))
    """The text that stands there at first."""
    choices: tuple[Choice[Any], ...] = ()
    tick: bool = False
    """Yes or no, changed with the space bar."""
    columns: int = 0
    """Of the box; 0 for all there is room for."""
    asked: Callable[[Mapping[str, str]], bool] = _always
    """Whether it is asked at all, from what is typed in the others."""

    def given(self, value: T | None) -> "Field[T]":
        """The same, holding a value at first."""
        if value is None:
            return self
        return replace(self, start=Text(self.show(value, Lang.FR), self.show(value, Lang.EN)))


@dataclass(frozen=True, slots=True)
class Answers:
    """The values of the fields of a form."""

    values: Mapping[str, Any]

    def __getitem__(self, asked: Field[T]) -> T:
        return cast("T", self.values[asked.key])


@dataclass(frozen=True, slots=True)
class Read:
    """What was typed, as read: the values of the right fields, and the mistakes of the others."""

    values: Mapping[str, Any]
    mistakes: Mapping[str, Text]

    @property
    def answers(self) -> Answers | None:
        """All values; None while something is wrong."""
        return None if self.mistakes else Answers(self.values)


def read_all(fields: Iterable[Field[Any]], typed: Mapping[str, str]) -> Read:
    """Read what was typed in all fields; one that is not asked reads as None."""
    values: dict[str, Any] = {}
    mistakes: dict[str, Text] = {}
    for each in fields:
        if not each.asked(typed):
            values[each.key] = None
            continue
        try:
            values[each.key] = each.read(typed.get(each.key, "").strip())
        except Mistake as mistake:
            mistakes[each.key] = mistake.text
    return Read(values, mistakes)


def optional(asked: Field[T]) -> Field[T | None]:
    """The same, that may be left empty."""
    read = asked.read

    def or_nothing(typed: str) -> T | None:
        return read(typed) if typed else None

    return replace(cast("Field[T | None]", asked), read=or_nothing)


def only_when(asked: Field[T], condition: Callable[[Mapping[str, str]], bool]) -> Field[T | None]:
    """The same, asked only when what is typed elsewhere calls for it; else it is None."""
    return cast("Field[T | None]", replace(asked, asked=condition))


def text(key: str, label: Text, *, hint: Text | None = None, blank: bool = False) -> Field[str]:
    """A line of text that a screen and a spreadsheet can show."""
    reading = FREE_TEXT if blank else NAME
    return Field(key, label, _by(reading, needed=not blank), _as_text, hint=hint or Text("", ""))


def day(key: str, label: Text, *, hint: Text | None = None) -> Field[date]:
    """A day: 2026-12-24 or 24/12/2026."""
    return Field(key, label, read_day, day_shown, day_name, hint or DAY_HINT, columns=12)


def days(key: str, label: Text, *, hint: Text | None = None) -> Field[tuple[date, ...]]:
    """Any number of days, with spaces between."""

    def read(typed: str) -> tuple[date, ...]:
        return tuple(dict.fromkeys(read_day(word) for word in typed.replace(";", " ").split()))

    def show(value: tuple[date, ...], lang: Lang) -> str:
        return " ".join(day_shown(each, lang) for each in value)

    return Field(key, label, read, show, hint=hint or DAYS_HINT)


def number(key: str, label: Text, low: int, high: int, *, hint: Text | None = None) -> Field[int]:
    """A whole number."""

    def read(typed: str) -> int:
        if not typed:
            raise Mistake(NEEDED)
        if not re.fullmatch(r"[0-9]{1,9}", typed) or not low <= int(typed) <= high:
            raise Mistake(_filled(NO_NUMBER, low=low, high=high))
        return int(typed)

    return Field(key, label, read, _as_text, hint=hint or _filled(NUMBER_HINT, low=low, high=high), columns=8)


def duration(key: str, label: Text, most: Minutes, *, hint: Text | None = None) -> Field[Minutes]:
    """A length of time, in minutes: 90, 1:30, 1h30, 45 min."""

    def read(typed: str) -> Minutes:
        minutes = _minutes(typed)
        if not typed:
            raise Mistake(NEEDED)
        if minutes is None or minutes > most:
            raise Mistake(_filled(NO_DURATION, most=_hours_shown(most)))
        return Minutes(minutes)

    def show(value: Minutes, _lang: Lang) -> str:
        return _hours_shown(value)

    return Field(key, label, read, show, hint=hint or DURATION_HINT, columns=10)


def clock_time(key: str, label: Text, *, hint: Text | None = None) -> Field[time]:
    """A time of the day: 08:30, 8h30."""

    def read(typed: str) -> time:
        if not typed:
            raise Mistake(NEEDED)
        found = re.fullmatch(r"([01]?[0-9]|2[0-3]) ?[h:] ?([0-5][0-9])?", typed.lower())
        if found is None:
            raise Mistake(NO_TIME)
        return time(int(found[1]), int(found[2] or 0))

    def show(value: time, _lang: Lang) -> str:
        return f"{value:%H:%M}"

    return Field(key, label, read, show, hint=hint or TIME_HINT, columns=8)


def half_days(key: str, label: Text, most: int, *, hint: Text | None = None) -> Field[Parts]:
    """A number of half-days, whole or not: 2, 0.5, 37+20/60."""
    reading = half_days_read(most)

    def show(value: Parts, lang: Lang) -> str:
        shown = half_days_text(value)
        return shown.replace(".", ",") if lang is Lang.FR else shown

    def read(typed: str) -> Parts:
        if not typed:
            raise Mistake(NEEDED)
        try:
            return reading.parse(typed)
        except Wrong:
            raise Mistake(_filled(NO_HALF_DAYS, most=most)) from None

    return Field(key, label, read, show, hint=hint or HALF_DAYS_HINT, columns=10)


def switch(key: str, label: Text, *, hint: Text | None = None) -> Field[bool]:
    """Yes or no."""

    def show(value: bool, _lang: Lang) -> str:
        return TICKED if value else ""

    return Field(key, label, bool, show, hint=hint or Text("", ""), tick=True, columns=8)


def choice(
    key: str, label: Text, choices: Sequence[Choice[T]], *, hint: Text | None = None, columns: int = 24
) -> Field[T]:
    """One of several: typed in full, or in part where that is enough to know which."""
    found = tuple(choices)

    def read(typed: str) -> T:
        if not typed:
            raise Mistake(NEEDED)
        return picked(found, typed).value

    def show(value: T, lang: Lang) -> str:
        return next((one.code.say(lang) for one in found if one.value == value), str(value))

    def tell(value: T, lang: Lang) -> str:
        one = next(one for one in found if one.value == value)
        return one.name.say(lang) or one.code.say(lang)

    return Field(key, label, read, show, tell, hint or CHOICE_HINT, choices=found, columns=columns)


def codes(names: Mapping[T, str]) -> tuple[Choice[T], ...]:
    """Choices among codes of the facts, each with its name."""
    return tuple(Choice(code, Text.same(str(code)), Text.same(name)) for code, name in names.items())


def words(names: Mapping[T, Text]) -> tuple[Choice[T], ...]:
    """Choices among words of ours: each is typed as it is called."""
    return tuple(Choice(value, name) for value, name in names.items())


def picked(choices: Sequence[Choice[T]], typed: str) -> Choice[T]:
    """The choice that was meant.

    Raises:
        Mistake: none is, or several could be.
    """
    word = typed.casefold()
    exact = [one for one in choices if word in _called(one)]
    found = exact or [one for one in choices if any(called.startswith(word) for called in _called(one))]
    if len(found) == 1 or exact:
        return found[0]
    if found:
        raise Mistake(_filled(SEVERAL, count=len(found), known=_told(found)))
    near = nearest(typed, [said for one in choices for said in (one.code.fr, one.code.en)])
    if near:
        raise Mistake(_filled(NO_CHOICE_NEAR, found=typed, near=near))
    raise Mistake(_filled(NO_CHOICE, found=typed, known=_told(choices)))


def offered(choices: Sequence[Choice[T]], typed: str) -> tuple[Choice[T], ...]:
    """The choices that go with what is typed so far: those that begin so, then those that hold it."""
    word = typed.strip().casefold()
    begin = [one for one in choices if any(called.startswith(word) for called in _called(one))]
    hold = [one for one in choices if one not in begin and any(word in called for called in _called(one))]
    return (*begin, *hold)


def _called(one: Choice[Any]) -> tuple[str, ...]:
    said = (one.code.fr, one.code.en, one.name.fr, one.name.en)
    return tuple(word.casefold() for word in said if word)


def _told(choices: Sequence[Choice[Any]]) -> Text:
    more = ["…"] if len(choices) > _CHOICES_TOLD else []
    first = choices[:_CHOICES_TOLD]
    french, english = ([one.code.say(lang) for one in first] + more for lang in (Lang.FR, Lang.EN))
    return Text(", ".join(french), ", ".join(english))


def read_day(typed: str) -> date:
    """A day as people write it.

    Raises:
        Mistake: it is none.
    """
    if not typed:
        raise Mistake(NEEDED)
    french = re.fullmatch(r"([0-9]{1,2})[/.]([0-9]{1,2})[/.]([0-9]{4})", typed)
    iso = f"{french[3]}-{french[2]:0>2}-{french[1]:0>2}" if french else typed
    try:
        return day_of(iso)
    except Wrong as wrong:
        raise mistake_of(wrong) from None


def day_shown(value: date, lang: Lang) -> str:
    """``24/12/2026`` or ``2026-12-24``."""
    return f"{value:%d/%m/%Y}" if lang is Lang.FR else value.isoformat()


def mistake_of(wrong: Wrong) -> Mistake:
    """What the reader of folders says of a value, under a field."""
    what, remedy = (fill(each, wrong.values) for each in (wrong.trouble.what, wrong.trouble.remedy))
    return Mistake(Text(f"{what.fr} {remedy.fr}", f"{what.en} {remedy.en}"))


def _by(reading: Reading[T], *, needed: bool) -> Callable[[str], T]:
    def read(typed: str) -> T:
        if needed and not typed:
            raise Mistake(NEEDED)
        try:
            return reading.parse(typed)
        except Wrong as wrong:
            raise mistake_of(wrong) from None

    return read


def _as_text(value: Any, _lang: Lang) -> str:
    return str(value)


def _minutes(typed: str) -> int | None:
    plain = re.fullmatch(r"([0-9]{1,5}) ?(?:min|mn)?", typed.lower())
    if plain:
        return int(plain[1])
    found = re.fullmatch(r"([0-9]{1,3}) ?[h:] ?([0-5]?[0-9])?", typed.lower())
    return int(found[1]) * 60 + int(found[2] or 0) if found else None


def _hours_shown(minutes: int) -> str:
    return f"{minutes // 60}h{minutes % 60:02d}"


def _filled(pattern: Text, **values: object) -> Text:
    return fill(pattern, values)


TICKED = "x"
"""What a ticked field holds as text."""
