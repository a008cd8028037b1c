"""Where the sample sites are: beside the source tree, or inside the installed program."""

from pathlib import Path

import rota

_PACKAGE = Path(rota.__file__).resolve().parent


def sample(name: str) -> Path:
    """The folder of a sample site."""
    beside = _PACKAGE.parent / "sample_sites" / name
    return beside if beside.is_dir() else _PACKAGE / "_sample_sites" / name
