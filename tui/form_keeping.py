"""What is typed in a form is on the disk a moment later, until it is saved: no crash and no kill loses it."""

import hashlib
import json
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import astuple, dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from rota.clock import Clock
from rota.errors import reason_of
from rota.words import Lang, Text
from tui.behind import Behind
from tui.whole import write_whole

KEPT_FOR = timedelta(days=30)
"""Older than that, what was typed is about another month; and reasons of absence are not kept for long."""
_BYTES_MAX = 100_000
_LETTERS_MAX = 400


@dataclass(frozen=True, slots=True)
class FormKey:
    """What tells one form from all others."""

    workspace: str
    site: str
    """For which the person speaks."""
    form: str
    """The name of the form, with the post, the day or the item that it is about."""

    @property
    def file(self) -> str:
        """The name of its file, which tells nothing."""
        told = json.dumps(astuple(self)).encode()
        return f"{hashlib.sha256(told).hexdigest()[:32]}.json"


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed, where it differs from what stood there at first."""

    at: datetime
    texts: Mapping[str, str]


class KeptForms:
    """Forms that were left, or cut off: a file for each, written beside the keyboard."""

    def __init__(self, folder: Path, clock: Clock, troubled: Callable[[Text], None]) -> None:
        """Nothing is read yet.

        Args:
            folder: Where the files are.
            clock: Says how old they are.
            troubled: Told, in the thread that writes, why one cannot be written.
        """
        self._folder, self._clock, self._troubled = folder, clock, troubled
        self._here: dict[FormKey, Typed | None] = {}
        """What this process typed, or dropped; where nothing can be written it is all there is."""
        self._behind = Behind("forms")

    def of(self, key: FormKey) -> Typed | None:
        """What was typed in a form that was not saved."""
        typed = self._here[key] if key in self._here else _read(self._folder / key.file)
        return None if typed is None or self._over(typed) else typed

    def keep(self, key: FormKey, texts: Mapping[str, str]) -> None:
        """Write this soon."""
        typed = self._here[key] = Typed(self._clock.now(), dict(texts))
        self._behind.ask(key.file, partial(self._write, self._folder / key.file, typed))

    def drop(self, key: FormKey) -> None:
        """It was saved, or is not wanted any more."""
        if self.of(key) is not None:
            self._here[key] = None
            self._behind.ask(key.file, partial(self._forget, self._folder / key.file))

    def sweep(self) -> None:
        """Remove, soon, what is too old to be offered."""
        self._behind.ask("sweep", self._sweep)

    def settle(self) -> None:
        """Wait until what was asked for is on the disk."""
        self._behind.settle()

    def close(self) -> None:
        """Write what is left."""
        self._behind.close()

    def told(self, typed: Typed, lang: Lang) -> str:
        """When it was typed: ``Repris de votre saisie d’hier à 17 h 12``."""
        here, today = typed.at.astimezone(), self._clock.now().astimezone().date()
        told = {0: TODAY, 1: YESTERDAY}.get((today - here.date()).days, BEFORE)
        return told.say(lang, day=f"{here:%d/%m}", hour=CLOCK.say(lang, hour=here.hour, minute=f"{here:%M}"))

    def _over(self, typed: Typed) -> bool:
        return self._clock.now() - typed.at > KEPT_FOR

    def _write(self, path: Path, typed: Typed) -> None:
        try:
            write_whole(path, json.dumps({"at": typed.at.isoformat(), "texts": dict(typed.texts)}))
        except OSError as error:
            self._troubled(reason_of(error))

    def _forget(self, path: Path) -> None:
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            self._troubled(reason_of(error))

    def _sweep(self) -> None:
        for path in self._folder.glob("*"):
            typed = _read(path) or Typed(datetime.fromtimestamp(path.stat().st_mtime, UTC), {})
            if self._over(typed):
                self._forget(path)


def _read(path: Path) -> Typed | None:
    """What a file holds; None where there is none, or nothing that can be read."""
    try:
        found = json.loads(path.read_bytes()[:_BYTES_MAX])
        at, texts = datetime.fromisoformat(found["at"]), found["texts"].items()
    except (OSError, ValueError, TypeError, LookupError, AttributeError):
        return None
    if at.tzinfo is None:
        return None
    return Typed(at, {key: text for key, text in texts if _is_typed(text)})


def _is_typed(text: object) -> bool:
    if not isinstance(text, str) or len(text) > _LETTERS_MAX:
        return False
    return not any(unicodedata.category(letter) in {"Cc", "Cs"} for letter in text)


CLOCK = Text("{hour} h {minute}", "{hour}:{minute}")
TODAY = Text(
    "Repris de votre saisie d’aujourd’hui à {hour} (ctrl+r recommence).",
    "Taken from what you typed today at {hour} (ctrl+r starts again).",
)
YESTERDAY = Text(
    "Repris de votre saisie d’hier à {hour} (ctrl+r recommence).",
    "Taken from what you typed yesterday at {hour} (ctrl+r starts again).",
)
BEFORE = Text(
    "Repris de votre saisie du {day} à {hour} (ctrl+r recommence).",
    "Taken from what you typed on {day} at {hour} (ctrl+r starts again).",
)
UNKEPT = Text(
    "Ce que vous tapez ne peut pas être gardé sur le disque ({reason}).",
    "What you type cannot be kept on the disk ({reason}).",
)
