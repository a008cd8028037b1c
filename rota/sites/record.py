"""A table or a row whose values are taken one by one; what is wrong is noted and reading goes on."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

from rota.sites.csv_text import Sheet
from rota.sites.faults import Faults, Place, Trouble, listing, nearest
from rota.sites.schema import KEYS
from rota.sites.toml_text import KeyPath, TomlText
from rota.words import Text

T = TypeVar("T")


class Wrong(Exception):
    """A value that cannot be what it should be; becomes a fault at the place of the value."""

    def __init__(self, trouble: Trouble, *, near: str = "", needle: str = "", **values: object) -> None:
        super().__init__(trouble.what.en)
        self.trouble = trouble
        self.near = near
        self.needle = needle
        self.values = values


class Doubtful(Exception):
    """A value that rests on an item whose own fault is already told."""


def as_is(text: str) -> object:
    """A CSV cell that is read as the text it is."""
    return text


@dataclass(frozen=True, slots=True)
class Reading(Generic[T]):
    """How a value is read."""

    parse: Callable[[object], T]
    """Raises :class:`Wrong` or :class:`Doubtful`."""
    fallback: T
    """Stands in for a wrong value, so that the rest of the item can be read; never reaches anyone."""
    from_text: Callable[[str], object] = as_is
    """What a CSV cell holds, in the types of TOML."""


class Spot(Protocol):
    """Knows where the values of a record stand."""

    def place(self, key: str | None, needle: str = "") -> Place:
        """The place of one value, or of the whole record."""
        ...

    def key_place(self, key: str) -> Place:
        """The place of a key."""
        ...


@dataclass(frozen=True, slots=True)
class TomlSpot:
    """Places of one TOML table."""

    document: TomlText
    path: KeyPath

    def place(self, key: str | None, needle: str = "") -> Place:
        """The place of one value, or of the head of the table."""
        return self.document.place(self.path if key is None else (*self.path, key), needle)

    def key_place(self, key: str) -> Place:
        """The place of a key."""
        return self.document.key_place((*self.path, key))

    def inner(self, *steps: str | int) -> "TomlSpot":
        """Places of a table within this one."""
        return TomlSpot(self.document, (*self.path, *steps))


@dataclass(frozen=True, slots=True)
class RowSpot:
    """Places of one CSV row."""

    sheet: Sheet
    line: int

    def place(self, key: str | None, needle: str = "") -> Place:
        """The place of one cell, or of the whole row."""
        return self.sheet.place(self.line, key, needle)

    def key_place(self, key: str) -> Place:
        """The place of a column’s name."""
        return self.sheet.heading(key)


@dataclass
class Record:
    """The values of one item, not yet trusted."""

    values: Mapping[str, object]
    spot: Spot
    faults: Faults
    keys: tuple[str, ...]
    """What the item may hold; empty when anything goes."""
    parent: "Record | None" = None
    lacking: frozenset[str] = frozenset()
    """Columns whose absence is already told."""
    bad: set[str] = field(default_factory=set)
    """Keys whose value cannot be relied upon."""
    sound: bool = True
    """Nothing wrong so far, here or in what it rests on."""

    def has(self, key: str) -> bool:
        """Whether a value is given: a CSV cell that is empty gives none."""
        assert not self.keys or key in self.keys or ":" in key, key
        return self.values.get(key, "") != "" or (self.toml and key in self.values)

    @property
    def toml(self) -> bool:
        """Whether it is a TOML table; else a CSV row."""
        return isinstance(self.spot, TomlSpot)

    def take(self, key: str, reading: Reading[T]) -> T:
        """The value of a key that must be there."""
        if self.has(key):
            return self._read(key, reading)
        if key in self.lacking or self.misnamed(key):
            self.doubt(key)
        else:
            self.wrong(None, MISSING if self.toml else EMPTY_CELL, key=key)
            self.bad.add(key)
        return reading.fallback

    def misnamed(self, key: str) -> bool:
        """Whether a key that nobody reads was probably meant to be ``key``: told once, as an unknown key."""
        unknown = (other for other in self.values if self.toml and other not in self.keys)
        return any(nearest(other, self.keys) == key for other in unknown)

    def maybe(self, key: str, reading: Reading[T], default: T) -> T:
        """The value of a key that may be left out."""
        return self._read(key, reading) if self.has(key) else default

    def optional(self, key: str, reading: Reading[T]) -> T | None:
        """The value of a key, None when it is left out."""
        return self._read(key, reading) if self.has(key) else None

    def _read(self, key: str, reading: Reading[T]) -> T:
        value = self.values[key]
        if not self.toml:
            value = reading.from_text(str(value))
        try:
            return reading.parse(value)
        except Wrong as wrong:
            needle = wrong.needle
            self.wrong(key, wrong.trouble, near=wrong.near, needle=needle, key=key, **wrong.values)
        except Doubtful:
            self.doubt(key)
        return reading.fallback

    def wrong(
        self, at: str | None, trouble: Trouble, *, near: str = "", needle: str = "", **values: object
    ) -> None:
        """Note a fault at the value of ``at``, or at the head of the record."""
        self.faults.add(self.spot.place(at, needle), trouble, near=near, **values)
        self.doubt(at)

    def wrong_key(self, key: str, wrong: Wrong) -> None:
        """Note a fault at the key itself."""
        self.faults.add(self.spot.key_place(key), wrong.trouble, near=wrong.near, **wrong.values)
        self.doubt(key)

    def doubt(self, key: str | None = None) -> None:
        """Give the item up without a fault of its own."""
        if key is not None:
            self.bad.add(key)
        self.sound = False
        if self.parent is not None:
            self.parent.doubt()

    def good(self, *keys: str) -> bool:
        """Whether all these values can be relied upon."""
        return self.bad.isdisjoint(keys)

    def close(self) -> None:
        """Note the keys that nobody reads."""
        if not self.toml:
            return
        for key in self.values:
            if key not in self.keys:
                near = nearest(key, self.keys)
                self.faults.add(
                    self.spot.key_place(key), UNKNOWN_KEY, near=near, key=key, known=listing(self.keys)
                )
                self.doubt()

    def inner(self, key: str) -> "Record | None":
        """The table ``[….key]``, None when it is not given or is no table."""
        if not self.has(key):
            return None
        value = self.values[key]
        if not isinstance(value, dict):
            self.wrong(key, NOT_A_TABLE, key=key)
            return None
        assert isinstance(self.spot, TomlSpot)
        return Record(value, self.spot.inner(key), self.faults, KEYS.get(key, ()), parent=self)

    def each(self, key: str) -> Iterator["Record"]:
        """The tables ``[[….key]]`` in order; each is checked for unknown keys when the next is asked for."""
        if not self.has(key):
            return
        value = self.values[key]
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            self.wrong(key, NOT_TABLES, key=key)
            return
        assert isinstance(self.spot, TomlSpot)
        for number, item in enumerate(value):
            if self.faults.too_many(self.spot.document.file):
                self.doubt(key)
                return
            record = Record(item, self.spot.inner(key, number), self.faults, KEYS[key], parent=self)
            yield record
            record.close()


def rows(sheet: Sheet, faults: Faults, columns: Iterable[str]) -> Iterator[Record]:
    """The rows of a CSV file as records."""
    keys = tuple(columns)
    for line, values in sheet.rows:
        if faults.too_many(sheet.file):
            return
        yield Record(values, RowSpot(sheet, line), faults, keys, lacking=sheet.lacking)


MISSING = Trouble(
    Text("La clé « {key} » manque ici.", "The key “{key}” is missing here."),
    Text("Ajouter une ligne {key} = …", "Add a line {key} = …"),
)
EMPTY_CELL = Trouble(
    Text("La cellule « {key} » est vide.", "The cell “{key}” is empty."),
    Text("La remplir.", "Fill it in."),
)
UNKNOWN_KEY = Trouble(
    Text("La clé « {key} » n’est pas prévue ici.", "The key “{key}” is not expected here."),
    Text("Clés prévues : {known}.", "Keys: {known}."),
)
NOT_A_TABLE = Trouble(
    Text("« {key} » doit être une table.", "“{key}” must be a table."),
    Text("Écrire son titre entre crochets : [….{key}].", "Write its heading in brackets: [….{key}]."),
)
NOT_TABLES = Trouble(
    Text("« {key} » doit être une liste de tables.", "“{key}” must be a list of tables."),
    Text(
        "Écrire le titre entre doubles crochets : [[{key}]].",
        "Write the heading in double brackets: [[{key}]].",
    ),
)
