"""Columns that repeat fields of the payload, so that a database can ask for them: they must say the same."""

from collections.abc import Callable, Iterator, Sequence
from operator import attrgetter
from typing import Any

from rota.ledger.payload import Told

_IDS = {"contract": "contract", "idem": "idem", "group_id": "group"}
"""Ids stand as bytes in columns, as hex in payloads."""
_NUMBERS = {"amount", "ref"}
"""A number may equal one of another type; a text never does."""
Reader = Callable[[object], tuple[Any, ...]]


class Copied:
    """Holds the columns of rows against their payloads."""

    def __init__(self, columns: Sequence[str]) -> None:
        self._ids = [name for name in columns if name in _IDS]
        self._plain = [name for name in columns if name not in _IDS]
        self._numbers = [place for place, name in enumerate(self._plain) if name in _NUMBERS]
        self._of_row, self._of_entry = _reader(self._plain), _reader(self._plain)
        self._ids_of_row = _reader(self._ids)
        self._ids_of_entry = _reader([_IDS[name] for name in self._ids])

    def differing(self, row: object, entry: Told) -> Sequence[str]:
        """Names of the columns that say something else, or the same in another type."""
        found, said = self._of_row(row), self._of_entry(entry)
        ids = self._ids_of_row(row)
        if found == said and [*map(_hex, ids)] == [*self._ids_of_entry(entry)]:
            for place in self._numbers:
                if type(found[place]) is not type(said[place]):
                    break
            else:
                return ()
        return (*self._other_ids(ids, entry), *self._other(found, said))

    def _other_ids(self, ids: Sequence[object], entry: Told) -> Iterator[str]:
        for name, found, said in zip(self._ids, ids, self._ids_of_entry(entry), strict=True):
            if _hex(found) != said:
                yield name

    def _other(self, row: Sequence[object], entry: Sequence[object]) -> Iterator[str]:
        for name, found, said in zip(self._plain, row, entry, strict=True):
            if found != said or type(found) is not type(said):
                yield name


def _hex(stored: object) -> str | None:
    return stored.hex() if isinstance(stored, bytes) else None


def _reader(names: Sequence[str]) -> Reader:
    """Reads some attributes at once."""
    if not names:
        return lambda _: ()
    if len(names) == 1:
        only = attrgetter(names[0])
        return lambda of: (only(of),)
    return attrgetter(*names)
