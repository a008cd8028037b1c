"""The text of a plan file becomes plain values, whatever the file holds."""

import json
from pathlib import Path

from rota.errors import FaultyPlan, reason_of
from rota.plan_file import troubles
from rota.sites.faults import clean
from rota.words import Text

MEGABYTES_MAX = 64
_DIGITS_MAX = 15


def load(path: Path) -> object:
    """The JSON value of a file.

    Raises:
        FaultyPlan: the file is missing, too large, or not the JSON that any program would write.
    """
    name = clean(path.name)
    try:
        with path.open("rb") as file:
            content = file.read(MEGABYTES_MAX * 1_000_000 + 1)
        if len(content) > MEGABYTES_MAX * 1_000_000:
            raise FaultyPlan(filled(troubles.TOO_LARGE, file=name, limit=MEGABYTES_MAX))
        text = content.decode("utf-8-sig")
    except FileNotFoundError as error:
        raise FaultyPlan(filled(troubles.NOT_FOUND, file=clean(str(path)))) from error
    except OSError as error:
        raise FaultyPlan(
            filled(troubles.UNREADABLE, file=clean(str(path)), reason=reason_of(error))
        ) from error
    except UnicodeDecodeError as error:
        raise FaultyPlan(filled(troubles.NOT_UTF8, file=name)) from error
    return _parse(name, text)


def _parse(name: str, text: str) -> object:
    def pairs(found: list[tuple[str, object]]) -> dict[str, object]:
        record = dict(found)
        if len(record) < len(found):
            keys = [key for key, _ in found]
            twice = next(key for key in keys if keys.count(key) > 1)
            raise FaultyPlan(filled(troubles.KEY_TWICE, file=name, key=shown(twice)))
        return record

    def refuse(number: str) -> object:
        raise FaultyPlan(filled(troubles.NUMBER, file=name, number=shown(number)))

    def whole(digits: str) -> object:
        return int(digits) if len(digits) <= _DIGITS_MAX else refuse(digits)

    def decimal(digits: str) -> object:
        value = float(digits)
        return value if abs(value) < float("inf") else refuse(digits)

    try:
        return json.loads(
            text, object_pairs_hook=pairs, parse_constant=refuse, parse_int=whole, parse_float=decimal
        )
    except json.JSONDecodeError as error:
        place = filled(troubles.NOT_JSON, file=name, line=error.lineno, column=error.colno)
        raise FaultyPlan(place) from error
    except RecursionError as error:
        raise FaultyPlan(filled(troubles.TOO_DEEP, file=name)) from error


def filled(text: Text, **values: object) -> Text:
    """``text`` with its placeholders filled in both languages."""
    french = {key: value.fr if isinstance(value, Text) else value for key, value in values.items()}
    english = {key: value.en if isinstance(value, Text) else value for key, value in values.items()}
    return Text(text.fr.format(**french), text.en.format(**english))


def shown(value: object, limit: int = 40) -> str:
    """A value of the file, quoted so that it shows on one line whatever it holds."""
    text = (
        json.dumps(value, ensure_ascii=False, default=str)
        if not isinstance(value, dict | list)
        else ("{…}" if isinstance(value, dict) else "[…]")
    )
    text = clean(text)
    return text if len(text) <= limit else text[: limit - 1] + "…"
