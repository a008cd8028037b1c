"""How far long work is: told to whoever waits, who may give it up at each note."""

from typing import Protocol

from rota.words import Text


class Note(Protocol):
    """Told how much is done, out of how much. What it raises ends the work: nothing of it is written then."""

    def __call__(self, done: int, whole: int, what: Text | None = None, /) -> None:
        """``what`` is being done; as before when left out."""


def silent(_done: int, _whole: int, _what: Text | None = None, /) -> None:
    """Nobody waits."""
