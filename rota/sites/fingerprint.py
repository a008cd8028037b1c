"""A name for the content of a folder that does not depend on how its files are laid out."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, time

from rota.model.facts import Facts

_LATER = frozenset({"owed"})
"""Fields added since: they count when they say something, so that folders keep their fingerprints."""


def fingerprint(facts: Facts) -> str:
    """SHA-256, in hexadecimal, of the facts: the same whatever the order of items, comments and spacing.

    The order within an item (the shares of a convention, the shifts of a line) counts.
    """
    shape = {
        field.name: _sorted(getattr(facts, field.name)) if field.name != "name" else facts.name
        for field in fields(facts)
    }
    text = json.dumps(shape, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(f"rota facts 1\n{text}".encode()).hexdigest()


def _sorted(items: tuple[object, ...]) -> list[object]:
    return sorted((_shape(item) for item in items), key=_text)


def _text(shape: object) -> str:
    return json.dumps(shape, ensure_ascii=False, sort_keys=True)


def _shape(value: object) -> object:
    """``value`` in the types of JSON, the same for equal values."""
    if is_dataclass(value):
        shapes = ((field.name, _shape(getattr(value, field.name))) for field in fields(value))
        return {name: shape for name, shape in shapes if shape or name not in _LATER}
    if isinstance(value, Mapping):
        return sorted(([_shape(key), _shape(inner)] for key, inner in value.items()), key=_text)
    if isinstance(value, frozenset):
        return sorted((_shape(inner) for inner in value), key=_text)
    if isinstance(value, tuple):
        return [_shape(inner) for inner in value]
    if isinstance(value, date | time):
        return value.isoformat()
    assert value is None or isinstance(value, str | int), value
    return value
