"""What is written is read again the same, and nothing else is touched."""

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from rota.errors import FaultyFolder, UserError
from rota.model.facts import Facts
from rota.sites import fingerprint, read, write
from tests.sites.changes import MINIMAL, SAMPLES
from tests.sites.strategies import facts as some_facts

FOLDERS = sorted(path.parent for path in SAMPLES.glob("*/folder.toml"))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_samples_come_back_the_same(folder: Path, tmp_path: Path) -> None:
    facts = read(folder)
    write(facts, tmp_path / "again")
    assert read(tmp_path / "again") == facts


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(some_facts())
def test_any_facts_come_back_the_same(facts: Facts) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "site"
        write(facts, folder)
        again = read(folder)
        assert again == facts
        assert fingerprint(again) == fingerprint(facts)


def test_codes_that_were_left_empty_are_written_and_stay(tmp_path: Path) -> None:
    """read(write(read(x))) is read(x), row by row."""
    first = tmp_path / "first"
    write(read(MINIMAL), first)
    rows = (first / "needs.csv").read_text(encoding="utf-8").splitlines()
    without = [rows[0], *(row[row.index(",") :] for row in rows[1:])]
    (first / "needs.csv").write_text("\n".join(without), encoding="utf-8")
    facts = read(first)
    write(facts, tmp_path / "second")
    assert read(tmp_path / "second") == facts
    codes = [need.id for need in facts.needs]
    assert codes[:2] == ["CH-MED-CLINIC-MON-AM", "CH-MED-WARD-MON-PM"]
    (first / "needs.csv").write_text("\n".join([without[0], *reversed(without[1:])]), encoding="utf-8")
    assert [need.id for need in read(first).needs] == codes[::-1]


def test_a_folder_of_ours_is_written_over(tmp_path: Path) -> None:
    """Files that are none of ours stay; ours that say nothing any more go."""
    folder = tmp_path / "site"
    facts = read(MINIMAL)
    write(facts, folder)
    (folder / "notes.txt").write_text("kept")
    write(replace(facts, wishes=(), name="Autre nom"), folder)
    assert read(folder).name == "Autre nom"
    assert not (folder / "wishes.csv").exists()
    assert (folder / "notes.txt").read_text() == "kept"
    assert [path.name for path in tmp_path.iterdir()] == ["site"], "nothing is left beside it"


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    write(read(MINIMAL), tmp_path)
    assert read(tmp_path) == read(MINIMAL)


def test_a_foreign_folder_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_text("years of work")
    with pytest.raises(UserError, match="holds something else"):
        write(read(MINIMAL), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.docx"]


def test_a_file_in_the_way_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("mine")
    with pytest.raises(UserError, match="not a folder"):
        write(read(MINIMAL), tmp_path / "site")


def test_facts_that_no_folder_may_state_leave_the_old_ones(tmp_path: Path) -> None:
    facts = read(MINIMAL)
    write(facts, tmp_path)
    spoilt = replace(facts, name='"\n[[site]]')
    with pytest.raises(FaultyFolder):
        write(spoilt, tmp_path)
    assert read(tmp_path) == facts


def test_facts_that_would_change_are_refused(tmp_path: Path) -> None:
    """Seconds have no place in a file: better no folder than another meaning."""
    facts = read(MINIMAL)
    shift = facts.lines[0].shifts[0]
    seconds = replace(shift, start=shift.start.replace(second=30))
    spoilt = replace(facts, lines=(replace(facts.lines[0], shifts=(seconds,)),))
    with pytest.raises(ValueError, match="would not be the same"):
        write(spoilt, tmp_path / "site")
    assert not (tmp_path / "site").exists()


def test_fingerprint_is_that_of_the_content(tmp_path: Path) -> None:
    """Order of rows, comments and layout do not count; any fact does."""
    facts = read(MINIMAL)
    write(facts, tmp_path)
    assert fingerprint(read(tmp_path)) == fingerprint(facts)
    assert fingerprint(replace(facts, needs=facts.needs[::-1])) == fingerprint(facts)
    assert fingerprint(replace(facts, name="x")) != fingerprint(facts)
    need = facts.needs[0]
    other = replace(facts, needs=(replace(need, ideal=need.ideal + 1), *facts.needs[1:]))
    assert fingerprint(other) != fingerprint(facts)
    assert len(fingerprint(facts)) == 64
