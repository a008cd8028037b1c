"""Pages hold in 80 columns whatever the names, and never read names as markup."""

import io
import os

import pytest

from rota.cli.page import Page
from rota.cli.session import Outlet
from rota.errors import UserError
from rota.words import Lang


@pytest.fixture(autouse=True)
def _eighty_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("NO_COLOR", "1")


def page() -> tuple[Page, io.StringIO]:
    stream = io.StringIO()
    return Page(Outlet(stream), Lang.FR), stream


def test_names_are_not_markup() -> None:
    on, stream = page()
    on.item("[bold]Service[/bold] :smile: [link=x]y[/link]")
    assert stream.getvalue() == "  - [bold]Service[/bold] :smile: [link=x]y[/link]\n"


def test_french_signs_stay_with_the_word_before_them() -> None:
    on, stream = page()
    on.paragraph("mot " * 18 + "fini : suite « cité » et 50 % ; fin")
    for line in stream.getvalue().splitlines():
        assert line[0] not in ":;»%"
        assert not line.endswith("«")


@pytest.mark.parametrize("word", ["x" * 200, "漢字" * 60, "é" * 100])
def test_long_words_and_wide_characters_are_folded(word: str) -> None:
    on, stream = page()
    on.item(word)
    on.table([["a", word], ["b", "short"]])
    lines = stream.getvalue().splitlines()
    widths = [sum(2 if character in "漢字" else 1 for character in line) for line in lines]
    assert max(widths) <= 80


def test_columns_line_up_and_numbers_end_together() -> None:
    on, stream = page()
    on.table([["name", "n"], ["a", "10"], ["longer", "5"]], right=(1,))
    assert stream.getvalue() == "  name     n\n  a       10\n  longer   5\n"


def test_two_empty_lines_never_follow() -> None:
    on, stream = page()
    on.gap()
    on.title("one")
    on.gap()
    on.title("two")
    assert stream.getvalue() == "one\n\ntwo\n"


def test_a_full_disk_is_told() -> None:
    class Full(io.StringIO):
        def write(self, _text: str, /) -> int:
            raise OSError(28, "No space left on device")

        def fileno(self) -> int:
            return os.open(os.devnull, os.O_WRONLY)

    outlet = Outlet(Full())
    with pytest.raises(UserError, match="the disk is full"):
        outlet.write("result")
    assert outlet.closed_early
    assert outlet.write("more") == 4
