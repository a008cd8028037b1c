"""Writes the pictures of the docs from what the commands really print: ``python docs/pictures/make.py``."""

import os
import re
import subprocess
import sys
from pathlib import Path

from rich.console import Console
from rich.text import Text

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
SITE = "sample_sites/vitre"
_FONT_FACE = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
"""Fonts from the network: the pictures use those of the reader."""
WEEK = ("show", SITE, "{plan}", "--post", "ASP-GYNOBS-1", "--week", "2026-W49")


def rota(*arguments: str) -> str:
    """What a command prints on a colour terminal of 80 columns."""
    environment = os.environ | {
        "FORCE_COLOR": "1",
        "COLORTERM": "truecolor",
        "COLUMNS": "80",
        "PYTHONUTF8": "1",
    }
    command = [sys.executable, "-m", "rota", "--lang", "fr", *arguments]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=True
    )
    return done.stdout


def picture(printed: str, title: str, path: Path) -> None:
    """Write printed text as an SVG of a terminal."""
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        console = Console(record=True, width=82, file=nowhere, force_terminal=True, color_system="truecolor")
        console.print(Text.from_ansi(printed.strip("\n")), no_wrap=True, overflow="ignore", crop=False)
        drawn = console.export_svg(title=title)
    path.write_text(_FONT_FACE.sub("", drawn), encoding="utf-8")


def main() -> None:
    """Plan, show, draw."""
    plan = HERE / "plan.json"
    try:
        rota("plan", SITE, "--from", "2026-11-30", "--weeks", "5", "--out", str(plan))
        printed = rota(*(argument.format(plan=plan) for argument in WEEK))
        picture(printed, "rota show", HERE / "week.svg")
    finally:
        plan.unlink(missing_ok=True)


if __name__ == "__main__":
    main()
