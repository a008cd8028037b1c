"""Faults of a folder: where they are, what is said of them, and the list in which they gather."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from rota.errors import Fault
from rota.sites.schema import FAULTS_PER_FILE_MAX, FILES
from rota.words import Lang, Text

SHOWN_CHARACTERS_MAX = 60
"""Of a text of the user that is quoted in a sentence, or marked in an excerpt."""
EXCERPT_CHARACTERS_MAX = 72
LEAD_CHARACTERS = 24
"""Kept before the marked text when the line is too long to be shown whole."""
_NAMES_COMPARED_MAX = 400


@dataclass(frozen=True, slots=True)
class Trouble:
    """A kind of fault: what is wrong and what to do, with the same placeholders in both languages."""

    what: Text
    remedy: Text


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands; ``excerpt`` and ``marked`` are ready to be shown."""

    file: str
    line: int = 0
    column: int = 0
    excerpt: str = ""
    marked: str = ""


class Faults:
    """The faults of one folder, gathered while it is read."""

    def __init__(self) -> None:
        self._found: list[Fault] = []
        self._count: Counter[str] = Counter()
        self._stopped: set[str] = set()

    def add(self, place: Place, trouble: Trouble, *, near: str = "", **values: object) -> None:
        """Note a fault; ``near`` is the known name that was perhaps meant."""
        self._count[place.file] += 1
        if self._count[place.file] <= FAULTS_PER_FILE_MAX:
            self._note(place, trouble, near, values)

    def _note(self, place: Place, trouble: Trouble, near: str, values: dict[str, object]) -> None:
        remedy = fill(trouble.remedy, values)
        if near:
            meant = fill(_MEANT, {"near": near})
            remedy = Text(f"{meant.fr} {remedy.fr}", f"{meant.en} {remedy.en}")
        what = fill(trouble.what, values)
        self._found.append(
            Fault(place.file, place.line, place.column, place.excerpt, place.marked, what, remedy)
        )

    def too_many(self, file: str) -> bool:
        """Whether ``file`` has so many faults that reading on would help nobody; said once."""
        if self._count[file] < FAULTS_PER_FILE_MAX:
            return False
        if file not in self._stopped:
            self._stopped.add(file)
            self._note(Place(file), TOO_MANY_FAULTS, "", {"limit": FAULTS_PER_FILE_MAX})
        return True

    def all(self) -> tuple[Fault, ...]:
        """The faults in the order of the files, then of their lines."""
        rank = {file: place for place, file in enumerate(("", *FILES))}
        order = sorted(
            self._found, key=lambda f: (rank.get(f.file, len(rank)), f.line == 0, f.line, f.column)
        )
        return tuple(dict.fromkeys(order))


def place_in(file: str, line: int, text: str, start: int, marked: str) -> Place:
    """The place of ``marked``, which starts at offset ``start`` of ``text``, line ``line`` of ``file``."""
    excerpt, offset = text, 0
    if len(text) > EXCERPT_CHARACTERS_MAX:
        offset = max(0, start - LEAD_CHARACTERS)
        cut = text[offset : offset + EXCERPT_CHARACTERS_MAX]
        excerpt = ("…" if offset else "") + cut + ("…" if offset + len(cut) < len(text) else "")
    seen = max(0, min(len(text), offset + EXCERPT_CHARACTERS_MAX) - start)
    marked = marked[: min(SHOWN_CHARACTERS_MAX, seen)]
    return Place(file, line, start + 1, clean(excerpt), clean(marked))


def clean(text: str) -> str:
    """``text`` with every character that could upset a screen replaced, one for one."""
    if text.isprintable():
        return text
    return "".join(character if _shows(character) else "�" for character in text.replace("\t", " "))


def _shows(character: str) -> bool:
    return character.isprintable() or unicodedata.category(character) == "Zs"


def upsetting(text: str) -> str:
    """The first character of ``text`` that does not show on a screen, or nothing."""
    if text.isprintable():
        return ""
    return next((character for character in text if not _shows(character)), "")


def shown(text: str) -> str:
    """A text of the user, cleaned and shortened so that it can be quoted in a sentence."""
    if len(text) > SHOWN_CHARACTERS_MAX:
        text = text[: SHOWN_CHARACTERS_MAX - 1] + "…"
    return clean(text)


def fill(text: Text, values: Mapping[str, object]) -> Text:
    """``text`` with its placeholders filled in both languages; what users wrote is cleaned."""

    def said(lang: Lang) -> dict[str, str]:
        return {
            name: value.say(lang) if isinstance(value, Text) else shown(str(value))
            for name, value in values.items()
        }

    return Text(text.fr.format(**said(Lang.FR)), text.en.format(**said(Lang.EN)))


def listing(names: Iterable[str]) -> Text:
    """Names of ours as they stand in a sentence: not shortened, the same in both languages."""
    joined = ", ".join(names)
    return Text(joined, joined)


def nearest(word: str, names: Iterable[str]) -> str:
    """The name most like ``word``, or nothing when none is."""
    by_lower = {name.lower(): name for name, _ in zip(names, range(_NAMES_COMPARED_MAX), strict=False)}
    found = get_close_matches(word[:SHOWN_CHARACTERS_MAX].lower(), by_lower, n=1, cutoff=0.6)
    return by_lower[found[0]] if found else ""


_MEANT = Text("Vouliez-vous dire « {near} » ?", "Did you mean “{near}”?")

TOO_MANY_FAULTS = Trouble(
    Text(
        "Ce fichier a plus de {limit} fautes : la suite n’a pas été lue.",
        "This file has more than {limit} faults: the rest was not read.",
    ),
    Text("Corriger les premières, puis recommencer.", "Correct the first ones, then try again."),
)
