"""The codes of a folder: which are known, which belong to faulty items, how they are spelled."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from rota.sites.faults import Trouble, nearest
from rota.sites.record import Doubtful, Reading, Record, Wrong
from rota.sites.schema import CODE_CHARACTERS_MAX
from rota.words import Text

T = TypeVar("T")

_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
LONG_CODE_CHARACTERS_MAX = 3 * CODE_CHARACTERS_MAX
"""Codes of needs, absences and wishes may be made of several others."""


@dataclass
class Codes(Generic[T]):
    """The items of one kind, by code."""

    kind: Text
    """With its article: « un site », “a site”."""
    file: str
    """Where such items are stated."""
    longest: int = CODE_CHARACTERS_MAX
    known: dict[str, T] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)
    """Codes already used, in lower case."""
    doubtful: set[str] = field(default_factory=set)
    """Codes of items that have faults: what refers to them is not a fault of its own."""
    blind: bool = False
    """Some items could not even be named: an unknown code may be one of them."""

    def settle(self, record: Record, code: str, item: T) -> None:
        """Keep an item once its record is read whole, unless something is wrong with it."""
        if record.sound:
            self.known[code] = item
        elif record.good("code"):
            self.doubtful.add(code)
        else:
            self.blind = True

    @property
    def items(self) -> tuple[T, ...]:
        """The sound items, in the order of the file."""
        return tuple(self.known.values())

    def new(self) -> Reading[str]:
        """Reads the code of a new item: well spelled, and not used yet."""

        def parse(value: object) -> str:
            code = spelled(value, self.longest)
            if code.lower() in self.taken:
                raise Wrong(TWICE, code=code, kind=self.kind)
            self.taken.add(code.lower())
            return code

        return Reading(parse, "")

    def ref(self) -> Reading[str]:
        """Reads a code that refers to an item."""

        def parse(value: object) -> str:
            code = value if isinstance(value, str) else str(value)
            self.find(code)
            return code

        return Reading(parse, "")

    def find(self, code: str) -> T:
        """The item with this code.

        Raises:
            Wrong: there is none.
            Doubtful: it has faults of its own.
        """
        if code in self.known:
            return self.known[code]
        if self.blind or code in self.doubtful:
            raise Doubtful
        near = nearest(code, self.known)
        raise Wrong(UNKNOWN, near=near, needle=code, code=code, kind=self.kind, file=self.file)


def spelled(value: object, longest: int) -> str:
    """A well-spelled code.

    Raises:
        Wrong: it is not.
    """
    if not isinstance(value, str) or not _CODE.fullmatch(value) or len(value) > longest:
        raise Wrong(MISSPELLED, found=value, longest=longest)
    return value


def _plain(value: object) -> str:
    return spelled(value, CODE_CHARACTERS_MAX)


CODE = Reading(_plain, "")
"""Reads a code that refers to nothing: a skill, the id of a figure."""


def gather(top: Record, key: str, codes: Codes[T], build: Callable[[Record, str], T]) -> None:
    """Read all items of one kind; ``build`` may meet fallbacks, and what it makes of them is thrown away."""
    for record in top.each(key):
        code = record.take("code", codes.new())
        codes.settle(record, code, build(record, code))
    codes.blind |= not top.good(key)


MISSPELLED = Trouble(
    Text("« {found} » ne convient pas comme code.", "“{found}” is no good as a code."),
    Text(
        "Un code a de 1 à {longest} lettres sans accent, chiffres, tirets ou soulignés, "
        "et commence par une lettre ou un chiffre.",
        "A code has 1 to {longest} letters without accents, digits, hyphens or underscores, "
        "and begins with a letter or a digit.",
    ),
)
TWICE = Trouble(
    Text("Le code « {code} » est déjà celui d’{kind}.", "The code “{code}” is already that of {kind}."),
    Text(
        "Donner à chacun le sien ; la casse ne suffit pas.",
        "Give each its own; a change of case is not enough.",
    ),
)
UNKNOWN = Trouble(
    Text("« {code} » n’est pas le code d’{kind}.", "“{code}” is not the code of {kind}."),
    Text("Les codes valables sont dans {file}.", "Valid codes are in {file}."),
)
