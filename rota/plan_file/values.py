"""Plain values become values of the field; what cannot is noted and reading goes on."""

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import TypeVar, cast

from rota.model.calendar import Span
from rota.plan_file import troubles
from rota.plan_file.json_text import filled, shown
from rota.sites.faults import nearest, upsetting
from rota.words import Text

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)
SPAN_DAYS_MAX = 800
_TEXT_MAX = 200

Choice = TypeVar("Choice", bound=StrEnum)
Code = TypeVar("Code", bound=str)
Number = TypeVar("Number", int, float)

_TEXT = Text("un texte", "a text")
_WHOLE = Text("un nombre entier", "a whole number")
_NUMBER = Text("un nombre", "a number")
_BOOLEAN = Text("true ou false", "true or false")
_RECORD = Text("un objet {…}", "an object {…}")
_LIST = Text("une liste […]", "a list […]")


class Values:
    """Reads values and gathers what is wrong with them."""

    def __init__(self) -> None:
        self.found: list[Text] = []

    def note(self, trouble: Text, **values: object) -> None:
        """Note something wrong."""
        self.found.append(filled(trouble, **values))

    def _typed(self, where: str, value: object, what: Text) -> None:
        if value is None:
            self.note(troubles.MISSING, where=where)
        else:
            self.note(troubles.WRONG_TYPE, where=where, what=what, found=shown(value))

    def record(self, where: str, value: object, keys: Iterable[str]) -> Mapping[str, object]:
        """An object; keys other than ``keys`` are noted. Empty when it is none."""
        if not isinstance(value, dict):
            self._typed(where, value, _RECORD)
            return {}
        for key in value.keys() - set(keys):
            self.note(troubles.UNKNOWN_KEY, where=f"{where}.{shown(key)}")
        return value

    def items(self, where: str, value: object) -> list[tuple[str, object]]:
        """The items of a list, each with its place."""
        if not isinstance(value, list):
            self._typed(where, value, _LIST)
            return []
        return [(f"{where}[{number}]", item) for number, item in enumerate(value)]

    def text(self, where: str, value: object) -> str:
        """A short text that shows on a screen as it is."""
        if isinstance(value, str) and len(value) <= _TEXT_MAX and not upsetting(value):
            return value
        self._typed(where, value, _TEXT)
        return ""

    def boolean(self, where: str, value: object) -> bool:
        """True or false."""
        if not isinstance(value, bool):
            self._typed(where, value, _BOOLEAN)
        return value is True

    def whole(self, where: str, value: object, least: int, most: int) -> int:
        """A whole number within bounds."""
        if not isinstance(value, int) or isinstance(value, bool):
            self._typed(where, value, _WHOLE)
            return least
        return self._bounded(where, value, least, most)

    def number(self, where: str, value: object, least: float, most: float) -> float:
        """A number within bounds."""
        if not isinstance(value, int | float) or isinstance(value, bool):
            self._typed(where, value, _NUMBER)
            return least
        return self._bounded(where, value, least, most)

    def _bounded(self, where: str, value: Number, least: Number, most: Number) -> Number:
        if least <= value <= most:
            return value
        self.note(troubles.OUT_OF_BOUNDS, where=where, found=shown(value), least=least, most=most)
        return least

    def day(self, where: str, value: object) -> date | None:
        """A day written ``YYYY-MM-DD``."""
        if isinstance(value, str) and _DAY.fullmatch(value):
            try:
                return date.fromisoformat(value)
            except ValueError:
                pass
        self.note(troubles.NOT_A_DAY, where=where, found=shown(value))
        return None

    def instant(self, where: str, value: object) -> datetime:
        """An instant written ``YYYY-MM-DDThh:mm:ssZ``."""
        if isinstance(value, str) and _INSTANT.fullmatch(value):
            try:
                return datetime.fromisoformat(value)
            except ValueError:
                pass
        self.note(troubles.NOT_AN_INSTANT, where=where, found=shown(value))
        return datetime(2000, 1, 1, tzinfo=UTC)

    def span(self, where: str, value: object) -> Span | None:
        """Days from ``first`` to ``last``."""
        record = self.record(where, value, ("first", "last"))
        first = self.day(f"{where}.first", record.get("first"))
        last = self.day(f"{where}.last", record.get("last"))
        if first is None or last is None:
            return None
        if last < first:
            self.note(troubles.SPAN_BACKWARDS, where=where)
            return None
        if (last - first).days >= SPAN_DAYS_MAX:
            self.note(troubles.SPAN_LONG, where=where, limit=SPAN_DAYS_MAX)
            return None
        return Span(first, last)

    def choice(self, where: str, value: object, kinds: type[Choice]) -> Choice | None:
        """One word of an enumeration."""
        if isinstance(value, str) and value in {str(kind) for kind in kinds}:
            return kinds(value)
        self.note(troubles.NOT_ONE_OF, where=where, found=shown(value), known=", ".join(kinds))
        return None

    def code(self, where: str, value: object, known: Mapping[Code, object]) -> Code | None:
        """A code of the folder."""
        if isinstance(value, str) and value in known:
            return cast("Code", value)
        if value is None:
            self.note(troubles.MISSING, where=where)
            return None
        near = nearest(value, known) if isinstance(value, str) else ""
        meant = filled(troubles.MEANT, near=near) if near else Text("", "")
        self.note(troubles.UNKNOWN_CODE, where=where, found=shown(value), meant=meant)
        return None
