"""Every word a person reads is in the language asked for, by option or by locale."""

import subprocess
import sys

import pytest

from rota.cli import VERBS
from rota.cli.locale import language
from rota.words import Lang
from tests.cli.conftest import Run

COMMANDS = [*([verb] for verb in VERBS), ["export", "ics"], ["report", "table"]]


@pytest.mark.parametrize(
    ("arguments", "environ", "expected"),
    [
        ([], {}, Lang.EN),
        ([], {"LANG": "fr_FR.UTF-8"}, Lang.FR),
        ([], {"LANG": "de_DE.UTF-8"}, Lang.EN),
        ([], {"LANG": "fr_FR.UTF-8", "LC_MESSAGES": "en_GB.UTF-8"}, Lang.EN),
        ([], {"LANG": "en_GB.UTF-8", "LC_MESSAGES": "en_GB", "LC_ALL": "fr_CA"}, Lang.FR),
        ([], {"LC_ALL": "", "LANG": "FR"}, Lang.FR),
        (["--lang", "fr"], {"LANG": "C"}, Lang.FR),
        (["plan", "--lang=en"], {"LANG": "fr_FR"}, Lang.EN),
        (["--lang", "fr", "plan", "--lang", "en"], {}, Lang.EN),
        (["--lang", "xx"], {"LANG": "fr_FR"}, Lang.FR),
        (["--lang"], {"LANG": "fr_FR"}, Lang.FR),
        (["--", "--lang", "fr"], {}, Lang.EN),
    ],
)
def test_the_language_asked_comes_before_that_of_the_locale(
    arguments: list[str], environ: dict[str, str], expected: Lang
) -> None:
    assert language(arguments, environ) is expected


@pytest.mark.parametrize("words", [[], *COMMANDS], ids=" ".join)
def test_each_help_is_told_in_both_languages_within_80_columns(run: Run, words: list[str]) -> None:
    french = run(*words, "--help", "--lang", "fr")
    english = run("--lang", "en", *words, "-h")
    assert (french.code, english.code, french.err, english.err) == (0, 0, "", "")
    assert french.out.startswith("Utilisation : rota")
    assert english.out.startswith("Usage: rota")
    assert "Montrer cette aide." in french.out
    assert "Show this help." in english.out
    for told in (french.out, english.out):
        assert all(len(line) <= 80 for line in told.splitlines())
    shared = set(french.out.splitlines()) & set(english.out.splitlines())
    assert shared <= {"", "Options:", "Arguments:", "  --set SERVICE/ACTIVITY|LINE|off"}


def test_the_help_comes_where_no_command_is_given(run: Run) -> None:
    assert run().out == run("--help").out
    assert run("export").out == run("export", "--help").out
    assert run("--version").out.startswith("rota 0.")


@pytest.mark.parametrize("arguments", [["--help"], ["validate", "sample_sites/minimal"]], ids=" ".join)
def test_starting_loads_nothing_heavy(arguments: list[str]) -> None:
    heavy = ("pulp", "highspy", "rich", "icalendar", "numpy", "concurrent.futures.thread")
    code = (
        f"import sys; from rota.cli import main; main({arguments!r});"
        f"print(*(name for name in {heavy!r} if name in sys.modules), file=sys.stderr)"
    )
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert loaded.stderr.split() == []
