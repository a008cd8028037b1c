"""Where the workspace is: known without loading the database."""

import os
from collections.abc import Mapping
from pathlib import Path

VARIABLE = "ROTA_DATABASE_URL"
SITE_VARIABLE = "ROTA_SITE"
"""Names the site that speaks."""
FILE = "rota.db"
DEFAULT_URL = f"sqlite:///{FILE}"


def address(environ: Mapping[str, str] = os.environ) -> str:
    """The address of the workspace: the one the environment names, else the file of the working folder."""
    return environ.get(VARIABLE, "").strip() or DEFAULT_URL


def is_there(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether a workspace was named or stands in the working folder."""
    return bool(environ.get(VARIABLE, "").strip()) or Path(FILE).is_file()
