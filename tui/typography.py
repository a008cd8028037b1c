"""Where lines of the screen may break: French signs stay with the word before them."""

from rich._wrap import divide_line
from textual import content

from rota.words import glued


def _divided(text: str, width: int, fold: bool = True) -> list[int]:
    """At which letters a text is divided; as many letters are looked at as are shown."""
    return divide_line(glued(text), width, fold=fold)


def keep_signs() -> None:
    """Have Textual divide lines so: it has no setting for it, and breaks at a no-break space as well."""
    content.divide_line = _divided  # type: ignore[attr-defined]
