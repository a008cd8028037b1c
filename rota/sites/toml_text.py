"""TOML with places: the values by the standard library, where each key stands by a light scan of our own.

The scan also refuses what would make the parser slow or deep: long dotted keys, nesting, blocks of text.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from rota.sites.faults import Faults, Place, Trouble, place_in
from rota.sites.schema import DEPTH_MAX, KEY_PARTS_MAX
from rota.words import Text

KeyPath = tuple[str | int, ...]
"""Where a value stands: ``("convention", 2, "share", 0, "percent")``."""

_TOKEN = re.compile(
    r"""(?P<gap>[ \t]+|\#[^\n]*+)
      | (?P<block>\"{3}|'{3})
      | (?P<text>"(?:[^"\\\n]|\\[^\n])*+"|'[^'\n]*+')
      | (?P<newline>\n)
      | (?P<mark>[\[\]{}=,.])
      | (?P<word>[^\s\#"'\[\]{}=,.]+)
      | (?P<other>.)""",
    re.VERBOSE,
)
Token = re.Match[str]
_DAY_FIRST_DATE = re.compile(r"=\s*\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\s*(?:#|$)")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Offsets of a key (or table header) and of its value within the text."""

    start: int
    value: int
    end: int


class TomlText:
    """The values of one TOML file, and the place of each."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        self.values: Mapping[str, object] = {}
        self._where: dict[KeyPath, Stretch] = {}
        self._heading: KeyPath = ()
        self._counts: dict[KeyPath, int] = {}

    def place(self, path: KeyPath, needle: str = "") -> Place:
        """The place of what stands at ``path``: ``needle`` within its value, else the value, else the key.

        What has no place of its own (inside an inline table) stands where its surroundings do.
        """
        stretch = self._stretch(path)
        if stretch is None:
            return Place(self.file)
        found = self.text.find(needle, stretch.value, stretch.end) if needle else -1
        if found >= 0:
            return self.at(found, found + len(needle))
        return self.at(stretch.value, stretch.end)

    def key_place(self, path: KeyPath) -> Place:
        """The place of the key itself."""
        stretch = self._stretch(path)
        if stretch is None:
            return Place(self.file)
        if stretch.start == stretch.value:
            return self.at(stretch.start, stretch.end)
        key = self.text[stretch.start : stretch.value].split("=")[0].rstrip()
        return self.at(stretch.start, stretch.start + len(key))

    def _stretch(self, path: KeyPath) -> Stretch | None:
        """Where ``path`` stands, or the first table of a list, or what surrounds it."""
        for length in range(len(path), 0, -1):
            found = self._where.get(path[:length]) or self._where.get((*path[:length], 0))
            if found:
                return found
        return None

    def at(self, start: int, end: int) -> Place:
        """The place of the text between two offsets, on the line of the first."""
        begin = self.text.rfind("\n", 0, start) + 1
        stop = self.text.find("\n", begin)
        line = self.text[begin : stop if stop >= 0 else len(self.text)]
        number = self.text.count("\n", 0, start) + 1
        marked = self.text[start : min(end, begin + len(line))].rstrip()
        return place_in(self.file, number, line, start - begin, marked)

    def scan(self, faults: Faults) -> bool:
        """Find the keys; False when the text is of a shape we refuse to parse."""
        statement: list[Token] = []
        depth = chain = 0
        for token in _TOKEN.finditer(self.text):
            kind, shape = token.lastgroup, token[0]
            if kind == "gap":
                continue
            if kind == "newline":
                if depth <= 0:
                    self._note(statement)
                    statement, depth = [], 0
                continue
            statement.append(token)
            depth += (shape in "[{") - (shape in "]}") if kind == "mark" else 0
            chain = chain + 1 if shape == "." else chain if kind in {"word", "text"} else 0
            trouble = _refused(kind, depth, chain)
            if trouble:
                faults.add(self.at(token.start(), token.end()), trouble)
                return False
        self._note(statement)
        return True

    def _note(self, statement: list[Token]) -> None:
        if not statement:
            return
        if statement[0][0] == "[":
            self._note_heading(statement)
            return
        parts: list[str] = []
        for place, token in enumerate(statement):
            if token[0] == "=":
                last = statement[-1]
                value = statement[min(place + 1, len(statement) - 1)].start()
                path = (*self._heading, *parts)
                self._where.setdefault(path, Stretch(statement[0].start(), value, last.end()))
                return
            if token.lastgroup in {"word", "text"}:
                parts.append(_unquoted(token[0]))

    def _note_heading(self, statement: list[Token]) -> None:
        """``[a.b]`` or ``[[a.b]]``: the path of the table that starts here."""
        parts = [_unquoted(token[0]) for token in statement if token.lastgroup in {"word", "text"}]
        path: KeyPath = ()
        for part in parts[:-1]:
            path = (*path, part)
            if path in self._counts:
                path = (*path, self._counts[path])
        path = (*path, *parts[-1:])
        if len(statement) > 1 and statement[1][0] == "[":
            self._counts[path] = self._counts.get(path, -1) + 1
            path = (*path, self._counts[path])
        self._heading = path
        start, end = statement[0].start(), statement[-1].end()
        self._where.setdefault(path, Stretch(start, start, end))


def _unquoted(shape: str) -> str:
    return shape[1:-1] if shape[0] in "\"'" else shape


def _refused(kind: str | None, depth: int, chain: int) -> Trouble | None:
    if kind == "block":
        return TEXT_BLOCK
    if depth > DEPTH_MAX:
        return TOO_DEEP
    return LONG_KEY if chain >= KEY_PARTS_MAX else None


def load_toml(file: str, text: str, faults: Faults) -> TomlText | None:
    """The values of a TOML file with their places; None when it cannot be parsed, which is noted."""
    document = TomlText(file, text)
    if not document.scan(faults):
        return None
    try:
        document.values = tomllib.loads(text, parse_float=Decimal)
    except (ValueError, ArithmeticError, RecursionError) as error:
        place, message = _syntax_place(document, str(error))
        trouble = next((known for start, known in _SYNTAX.items() if message.startswith(start)), NOT_TOML)
        faults.add(place, _DAY_FIRST if _DAY_FIRST_DATE.search(place.excerpt) else trouble)
        return None
    return document


def _syntax_place(document: TomlText, message: str) -> tuple[Place, str]:
    """Where the parser stopped, from its own words."""
    found = re.search(r" \(at (?:line (\d+), column (\d+)|end of document)\)$", message)
    if not found:
        return Place(document.file), message
    message = message[: found.start()]
    lines = document.text.split("\n")
    if found[1] is None:
        last = max((number for number, line in enumerate(lines) if line.strip()), default=0)
        return place_in(document.file, last + 1, lines[last], len(lines[last]), ""), message
    number, column = int(found[1]), int(found[2]) - 1
    line = lines[number - 1]
    if message.startswith("Cannot"):
        column = len(line) - len(line.lstrip())
    marked = re.match(r"\S*", line[column:])
    return place_in(document.file, number, line, column, marked[0] if marked else ""), message


TEXT_BLOCK = Trouble(
    Text(
        "Un texte sur plusieurs lignes n’est pas prévu ici.",
        "A text over several lines is not expected here.",
    ),
    Text(
        'L’écrire sur une ligne, entre guillemets droits simples ("…").',
        'Write it on one line, between single straight quotes ("…").',
    ),
)
TOO_DEEP = Trouble(
    Text(
        "Trop de crochets ou d’accolades les uns dans les autres.",
        "Too many brackets or braces within each other.",
    ),
    Text('Une liste simple suffit : ["mon", "tue"].', 'A plain list is enough: ["mon", "tue"].'),
)
LONG_KEY = Trouble(
    Text(
        "Cette clé a trop de parties séparées par des points.",
        "This key has too many parts separated by dots.",
    ),
    Text(
        "Mettre entre guillemets un nom qui contient des points.",
        "Put a name that holds dots between quotes.",
    ),
)
NOT_TOML = Trouble(
    Text("Cette ligne n’est pas du TOML valable.", "This line is not valid TOML."),
    Text("Une ligne s’écrit : clé = valeur.", "A line reads: key = value."),
)
_TWICE = Trouble(
    Text("Cette clé ou cette table est donnée deux fois.", "This key or table is given twice."),
    Text(
        "N’en garder qu’une ; une liste de tables s’écrit [[…]].",
        "Keep one only; a list of tables is written [[…]].",
    ),
)
_BAD_VALUE = Trouble(
    Text("Cette valeur n’est pas écrite comme il faut.", "This value is not written as it should be."),
    Text(
        'Un texte prend des guillemets droits ("…"), un nombre ou une date n’en prend pas, '
        "oui ou non s’écrit true ou false.",
        'A text takes straight quotes ("…"), a number or a date none, yes or no is written true or false.',
    ),
)
_NO_SUCH_DAY = Trouble(
    Text("Cette date n’existe pas.", "There is no such date."),
    Text("Écrire année-mois-jour, par exemple 2026-11-02.", "Write year-month-day, for instance 2026-11-02."),
)
_DAY_FIRST = Trouble(
    Text("Cette date n’est pas écrite comme il faut.", "This date is not written as it should be."),
    Text(
        "Écrire année-mois-jour, sans guillemets : 2026-11-02.",
        "Write year-month-day, without quotes: 2026-11-02.",
    ),
)
_OPEN_TEXT = Trouble(
    Text("Ce texte n’est pas fermé.", "This text is not closed."),
    Text('Ajouter le guillemet droit (") qui manque.', 'Add the straight quote (") that is missing.'),
)
_OPEN_LIST = Trouble(
    Text("Cette liste n’est pas fermée.", "This list is not closed."),
    Text("Ajouter le crochet ] ou la virgule qui manque.", "Add the bracket ] or the comma that is missing."),
)
_SYNTAX = {
    "Cannot": _TWICE,
    "Duplicate": _TWICE,
    "Invalid value": _BAD_VALUE,
    "Invalid date": _NO_SUCH_DAY,
    "Unterminated string": _OPEN_TEXT,
    "Illegal character": _OPEN_TEXT,
    "Unclosed array": _OPEN_LIST,
}
"""What the parser says, by how it starts."""
