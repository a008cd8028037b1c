"""The language a command speaks."""

import os
from collections.abc import Mapping, Sequence
from itertools import pairwise

from rota.words import Lang


def language(arguments: Sequence[str], environ: Mapping[str, str] = os.environ) -> Lang:
    """The language asked for by ``--lang``, else that of the locale."""
    asked = ""
    for word, following in pairwise([*arguments, ""]):
        if word == "--":
            break
        if word == "--lang":
            asked = following
        elif word.startswith("--lang="):
            asked = word.removeprefix("--lang=")
    if asked in set(Lang):
        return Lang(asked)
    names = (environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    locale = next((name for name in names if name), "") or _windows_locale()
    return Lang.FR if locale.lower().startswith("fr") else Lang.EN


def _windows_locale() -> str:
    if os.name != "nt":
        return ""
    from locale import getlocale  # noqa: PLC0415 (only where the environment names no language)

    return getlocale()[0] or ""
