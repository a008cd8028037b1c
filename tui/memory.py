"""What is remembered from one day to the next: language, colours, size of the view. And a person's keys."""

import json
import tomllib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from rota.sites.faults import clean, nearest
from rota.words import Lang, Text
from tui.actions import BY_ID, Keys
from tui.themes import DARK, THEMES
from tui.whole import write_whole

_BYTES_MAX = 100_000
_WORKSPACES_MAX = 100


@dataclass(frozen=True, slots=True)
class Memory:
    """Preferences; every one has a default."""

    lang: str = ""
    """Empty for that of the system."""
    theme: str = DARK
    weeks: int = 1
    show: str = "post"
    seats: Mapping[str, str] = field(default_factory=dict)
    """The site that the person speaks for, by workspace."""
    plans: Mapping[str, str] = field(default_factory=dict)
    """The plan that was worked on, by workspace."""


def recall(path: Path) -> Memory:
    """What was remembered; what cannot be read is forgotten."""
    try:
        found = json.loads(path.read_bytes()[:_BYTES_MAX])
    except (OSError, ValueError):
        return Memory()
    memory = Memory()
    if not isinstance(found, dict):
        return memory
    if found.get("lang") in set(Lang):
        memory = replace(memory, lang=found["lang"])
    if found.get("theme") in {theme.name for theme in THEMES}:
        memory = replace(memory, theme=found["theme"])
    if found.get("weeks") in (1, 4):
        memory = replace(memory, weeks=found["weeks"])
    if found.get("show") in ("post", "service", "all"):
        memory = replace(memory, show=found["show"])
    return replace(memory, seats=_words(found.get("seats")), plans=_words(found.get("plans")))


def _words(found: object) -> dict[str, str]:
    """What is a word by a word; the last few."""
    pairs = found.items() if isinstance(found, dict) else ()
    return dict([(str(key), word) for key, word in pairs if isinstance(word, str)][-_WORKSPACES_MAX:])


def remember(path: Path, memory: Memory) -> None:
    """Write it whole or not at all; where nothing can be written nothing is remembered."""
    with suppress(OSError):
        write_whole(path, json.dumps(asdict(memory)))


def read_keys(path: Path) -> tuple[Keys, tuple[Text, ...]]:
    """The keys of a TOML file (``[keys]``, action id = keys), and what is wrong with it."""
    try:
        content = tomllib.loads(path.read_bytes()[:_BYTES_MAX].decode("utf-8-sig"))
    except FileNotFoundError:
        return {}, ()
    except (OSError, ValueError) as error:
        return {}, (_said(UNREADABLE, file=clean(path.name), reason=clean(str(error))[:80]),)
    table = content.get("keys", {})
    keys: dict[str, str] = {}
    told: list[Text] = []
    for action, wanted in table.items() if isinstance(table, dict) else ():
        if action not in BY_ID:
            told.append(
                _said(UNKNOWN, action=clean(str(action))[:40], near=nearest(str(action), BY_ID) or "?")
            )
        elif isinstance(wanted, str) and wanted.replace("+", "").replace(",", "").replace("_", "").isalnum():
            keys[action] = wanted
        else:
            told.append(_said(NO_KEY, action=action))
    return _without_clashes(keys, told)


def _without_clashes(keys: dict[str, str], told: list[Text]) -> tuple[Keys, tuple[Text, ...]]:
    """A preferred key that another action of the same screen has is left out, and told."""
    kept: dict[str, str] = {}
    for action, wanted in keys.items():
        taken = {
            key
            for other in BY_ID.values()
            if other.id != action and _same_screen(other.id, action)
            for key in kept.get(other.id, "" if other.id in keys else other.keys).split(",")
        }
        if taken & set(wanted.split(",")):
            told.append(_said(CLASH, action=action, keys=wanted))
        else:
            kept[action] = wanted
    return kept, tuple(told)


def _same_screen(one: str, other: str) -> bool:
    places = {BY_ID[one].where, BY_ID[other].where}
    return len(places) == 1 or "everywhere" in places


def _said(text: Text, **values: object) -> Text:
    return Text(text.fr.format(**values), text.en.format(**values))


UNREADABLE = Text("Touches : {file} illisible ({reason}).", "Keys: {file} cannot be read ({reason}).")
UNKNOWN = Text(
    "Touches : l’action « {action} » n’existe pas ; la plus proche : {near}.",
    "Keys: there is no action “{action}”; the nearest: {near}.",
)
NO_KEY = Text('Touches : {action} attend un texte comme "f9".', 'Keys: {action} needs a text such as "f9".')
CLASH = Text(
    "Touches : {keys} pour {action} sert déjà à autre chose ; gardée comme avant.",
    "Keys: {keys} for {action} is already used; left as it was.",
)
