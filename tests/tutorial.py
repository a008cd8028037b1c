"""Runs the tutorial: every ``$ rota …`` of a page, in a folder of its own, and what it prints.

``python -m tests.tutorial`` writes what the commands print into the pages; read the diff before committing.
"""

import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGES = (ROOT / "docs" / "tutorial.md", ROOT / "docs" / "tutorial.fr.md")
_BLOCK = re.compile(r"```(console|file:\S+)\n(.*?)```", re.DOTALL)
_SECONDS = re.compile(r"\b\d+[.,]\d s\b")


def told_anew(page: Path) -> str:
    """The page with the output of its commands as they print it now; seconds are written ``0.0 s``."""
    lang = "fr" if page.stem.endswith(".fr") else "en"
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        (here / "sample_sites").symlink_to(ROOT / "sample_sites", target_is_directory=True)
        return _BLOCK.sub(lambda block: _block(block, here, lang), page.read_text(encoding="utf-8"))


def _block(block: re.Match[str], here: Path, lang: str) -> str:
    kind, body = block.groups()
    if kind != "console":
        (here / kind.removeprefix("file:")).write_text(body, encoding="utf-8")
        return block.group()
    commands = [line for line in body.splitlines() if line.startswith("$ rota ")]
    told = [f"{command}\n{_run(command.removeprefix('$ rota '), here, lang)}" for command in commands]
    return f"```console\n{''.join(told)}```"


def _run(arguments: str, here: Path, lang: str) -> str:
    environment = os.environ | {"PYTHONPATH": str(ROOT), "NO_COLOR": "1", "COLUMNS": "80", "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "rota", "--lang", lang, *shlex.split(arguments)],
        cwd=here,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"rota {arguments}: {done.returncode}\n{done.stdout}{done.stderr}")
    point = "," if lang == "fr" else "."
    return _SECONDS.sub(f"0{point}0 s", done.stdout)


if __name__ == "__main__":
    for path in PAGES:
        path.write_text(told_anew(path), encoding="utf-8")
