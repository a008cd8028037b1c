"""Hostile folders are refused, with a fault; never a traceback, never a broken screen."""

import shutil
import time
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rota.errors import Fault
from rota.sites import render_faults
from rota.sites.faults import TOO_MANY_FAULTS
from rota.sites.schema import FAULTS_PER_FILE_MAX, FILES
from rota.words import Lang
from tests.sites.changes import MINIMAL, add, faults_of, put

SECONDS_MAX = 30.0
"""No measure: whoever needs longer does not come to an end."""

HEADER = "code,service,activity,day,half,weeks,rrule,from,until,except,also,min,ideal,skill,holidays\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(MINIMAL, tmp_path / "site")
    return tmp_path / "site"


def assert_shown(faults: tuple[Fault, ...]) -> None:
    """Nothing that a screen would obey, no endless line."""
    for lang in Lang:
        text = render_faults(faults, lang)
        assert all(unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Zl", "Zp"} or c == "\n" for c in text)
        assert all(len(line) < 200 for line in text.splitlines())


HOSTILE: dict[str, tuple[str, str | bytes]] = {
    "40 kB of dots": ("sites.toml", ".".join("a" * 20_000) + " = 1\n"),
    "dots on many lines": ("sites.toml", "\n".join(f"{'.'.join('a' * 900)}.b{n} = 1" for n in range(400))),
    "dots in a heading": ("sites.toml", f"[{'.'.join('a' * 900)}]\n"),
    "dots in an inline table": ("sites.toml", f"x = {{ {'.'.join('a' * 900)} = 1 }}\n"),
    "brackets": ("posts.toml", "x = " + "[" * 1_900 + "]" * 90),
    "brackets on many lines": ("posts.toml", "x = " + "[\n" * 200_000),
    "braces": ("posts.toml", "x = " + "{a=" * 600),
    "as many tables as fit": ("posts.toml", "[[post]]\n" * 55_000),
    "many empty posts": ("posts.toml", "[[post]]\n" * 20_000),
    "many conventions": ("posts.toml", "[[convention]]\n[[convention.share]]\n" * 5_000),
    "a number without end": ("duty.toml", "x = " + "9" * 1_900),
    "a vast exponent": ("duty.toml", "x = 1e99999999999999999999\n"),
    "quotes": ("services.toml", '"' * 1_999),
    "backslashes": ("services.toml", 'x = "' + "\\" * 1_900),
    "blocks of text": ("services.toml", '"""\n' * 50_000),
    "a million rows": ("needs.csv", HEADER + "a,b\n" * 1_000_000),
    "a million empty rows": ("needs.csv", "\n" * 1_000_000),
    "rows full of faults": ("needs.csv", HEADER + "x,y,z,monn,am,,,,,,,1,1,,\n" * 9_000),
    "rows of commas": ("needs.csv", HEADER + ("x" + "," * 1_900 + "\n") * 2_000),
    "rows of quotes": ("needs.csv", HEADER + ('"' * 1_901 + "\n") * 2_000),
    "a vast cell": ("needs.csv", HEADER + "x" * 3_000_000),
    "endless rules": ("needs.csv", HEADER + "".join(
        f"N{n},CH-MED,WARD,,am,,FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT={n + 1},2026-11-02,,,,1,1,,\n"
        for n in range(5_000)
    )),
    "far absences": ("absences.csv", "code,post,kind,first,last\n" + "".join(
        f"A{n},ASP-MED-1,rtt,2026-11-02,2028-10-31\n" for n in range(9_000)
    )),
    "formulas": ("wishes.csv", "code,owner,post,aim\n" + "=cmd|' /C calc'!A0,@x,+y,-z\n" * 9_000),
    "null bytes": ("balances.csv", b"\0" * 100_000),
    "noise": ("balances.csv", bytes(range(256)) * 1_000),
    "escape sequences": ("folder.toml", 'format = 1\nname = "\x1b]0;owned\x07\x1b[2J"\n'),
    "escaped escape sequences": ("folder.toml", 'format = 1\nname = "\\u001b[2J"\n"\\u001b[31m" = 1\n'),
    "lone surrogate": ("folder.toml", b'format = 1\nname = "\xed\xa0\x80"\n'),
    "half a character": ("folder.toml", b'format = 1\nname = "\xc3'),
    "UTF-32": ("folder.toml", 'format = 1\nname = "x"\n'.encode("utf-32")),
    "nothing but a mark": ("folder.toml", b"\xef\xbb\xbf"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_file_is_refused(name: str, folder: Path) -> None:
    file, content = HOSTILE[name]
    put(file, content)(folder)
    start = time.perf_counter()
    faults = faults_of(folder)
    seconds = time.perf_counter() - start
    assert faults
    assert faults[0].file == file
    assert_shown(faults)
    assert seconds < SECONDS_MAX


def test_a_file_full_of_faults_tells_the_first_ones(folder: Path) -> None:
    put("needs.csv", HEADER + "x,y,z,monn,am,,,,,,,1,1,,\n" * 9_000)(folder)
    faults = faults_of(folder)
    assert len(faults) == FAULTS_PER_FILE_MAX + 1
    assert faults[-1].remedy == TOO_MANY_FAULTS.remedy


def test_all_files_are_read_whatever_the_others_hold(folder: Path) -> None:
    put("sites.toml", "[[site")(folder)
    put("needs.csv", b"\0")(folder)
    add("wishes.csv", "W2,ASP-MED-1,ASP-MED-1,offf,mon,am,,,,,,,,")(folder)
    assert [fault.file for fault in faults_of(folder)] == ["sites.toml", "needs.csv", "wishes.csv"]


def test_an_unreadable_file_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    faults = faults_of(folder)
    assert {fault.file for fault in faults} == {path.name for path in folder.iterdir()}
    assert faults[0].what.en == "It cannot be read: permission denied."


def test_an_unreadable_folder_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> Iterator[Path]:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refuse)
    assert [fault.what.en for fault in faults_of(folder)] == ["It cannot be read: permission denied."]


@pytest.mark.parametrize("name", ["x" * 5_000, "a\0b", "\x1b[2J"])
def test_a_path_that_cannot_be_is_told(name: str, tmp_path: Path) -> None:
    faults = faults_of(tmp_path / name)
    assert len(faults) == 1
    assert_shown(faults)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(FILES), st.binary(max_size=300))
def test_no_bytes_raise_anything_but_faults(folder: Path, file: str, data: bytes) -> None:
    content = (MINIMAL / file).read_bytes() if (MINIMAL / file).exists() else b""
    (folder / file).write_bytes(data)
    assert_shown(faults_of(folder))
    (folder / file).write_bytes(content[: len(content) // 2] + data + content[len(content) // 2 :])
    assert_shown(faults_of(folder))
    if content:
        (folder / file).write_bytes(content)
    else:
        (folder / file).unlink()


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_no_mangled_file_raises_anything_but_faults(folder: Path, data: st.DataObject) -> None:
    """A sound file with some stretches exchanged for others of it: near enough to be read deep."""
    file = data.draw(st.sampled_from([path.name for path in sorted(MINIMAL.iterdir())]))
    text = (MINIMAL / file).read_text(encoding="utf-8")
    words = st.sampled_from([*sorted(set(text.replace(",", " , ").split())), "\n", '"', "[", "-1", "é"])
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        text = text[:start] + data.draw(words) + text[start + data.draw(st.integers(0, 9)) :]
    (folder / file).write_text(text, encoding="utf-8")
    assert_shown(faults_of(folder))
    shutil.copy(MINIMAL / file, folder / file)
