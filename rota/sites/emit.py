"""Values of facts as they stand in the files: TOML and CSV."""

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import date, time
from decimal import Decimal
from enum import StrEnum

from rota.model.facts import Recurrence, WeekSlot
from rota.model.units import Parts
from rota.sites.readings import WEEKDAYS, half_days_text, week_slot_name, week_slot_order
from rota.sites.schema import KEYS

Value = str | bool | int | Decimal | date | tuple[str, ...]
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"'})


def toml_table(heading: str, kind: str, values: Mapping[str, Value | None]) -> str:
    """One table with its heading; what is None is left out. A ``kind`` without keys of its own takes any."""
    known = KEYS.get(kind)
    assert known is None or set(values) <= set(known), f"{kind}: {set(values).difference(known)}"
    lines = [heading] if heading else []
    lines += [f"{_key(key)} = {toml_value(value)}" for key, value in values.items() if value is not None]
    return "\n".join(lines) + "\n"


def _key(key: str) -> str:
    plain = key.replace("-", "").replace("_", "")
    return key if plain.isascii() and plain.isalnum() else toml_value(key)


def toml_value(value: Value) -> str:
    """A value as TOML writes it."""
    match value:
        case bool():
            return "true" if value else "false"
        case int() | Decimal():
            return str(value)
        case date():
            return value.isoformat()
        case str():
            return f'"{str(value).translate(_ESCAPES)}"'
        case _:
            return f"[{', '.join(toml_value(word) for word in value)}]"


def unless(value: Value | None, default: Value | None) -> Value | None:
    """``value``, or None where it is what is taken anyway."""
    return None if value == default else value


def words(values: Iterable[StrEnum]) -> tuple[str, ...]:
    """The words of some choices, in the order of their kind."""
    found = set(values)
    return tuple(member.value for value in list(found)[:1] for member in type(value) if member in found)


def hours(start: time, end: time) -> str:
    """``08:30-13:00``."""
    return f"{start:%H:%M}-{end:%H:%M}"


def half_days(parts: Parts) -> Decimal | str:
    """60ths as half-days: a number, or a text such as ``20/60`` where no decimal is exact."""
    text = half_days_text(parts)
    return text if "/" in text else Decimal(text)


def week_slots(slots: Iterable[WeekSlot]) -> tuple[str, ...]:
    """Half-days of a week, whole days in one word: ``mon``, ``sat-am``."""
    found = sorted(slots, key=week_slot_order)
    whole = {day for day, _ in found if sum(other == day for other, _ in found) == 2}
    names = [WEEKDAYS[slot[0]] if slot[0] in whole else week_slot_name(slot) for slot in found]
    return tuple(dict.fromkeys(names))


def recurrence_cells(recurrence: Recurrence) -> dict[str, str]:
    """The cells that say on which days something happens."""
    day = WEEKDAYS[recurrence.weekday] if recurrence.weekday is not None else ""
    return {
        "day": recurrence.on.isoformat() if recurrence.on else day,
        "weeks": "" if recurrence.weeks == "all" else recurrence.weeks,
        "rrule": recurrence.rrule,
        "from": recurrence.start.isoformat() if recurrence.start else "",
        "until": recurrence.until.isoformat() if recurrence.until else "",
        "except": " ".join(map(str, recurrence.except_on)),
        "also": " ".join(map(str, recurrence.also_on)),
    }


def csv_text(columns: Iterable[str], rows: Iterable[Mapping[str, object]]) -> str:
    """A CSV file: comma, one row a line; what a row does not give is empty."""
    out = io.StringIO()
    header = tuple(columns)
    writer = csv.DictWriter(out, header, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()
