"""The record moves the stamps of what changes, and of nothing else, and forgets nothing."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.ical.record import load_record, save_record
from rota.errors import UserError
from rota.stamping import Entry, Record

NOW = datetime(2026, 11, 2, 8, tzinfo=UTC)
LATER = NOW + timedelta(hours=3)

contents = st.dictionaries(st.sampled_from("abcd"), st.sampled_from(["x", "y", "z"]))


def test_a_new_event_starts_at_zero() -> None:
    record = Record().publish({"a": "x"}, NOW + timedelta(microseconds=5))
    assert dict(record.entries) == {"a": Entry(sequence=0, content="x", created=NOW, modified=NOW)}


def test_the_same_event_keeps_its_stamps() -> None:
    record = Record().publish({"a": "x"}, NOW)
    assert record.publish({"a": "x"}, LATER) == record


def test_a_changed_event_goes_up_and_keeps_its_creation() -> None:
    entry = Record().publish({"a": "x"}, NOW).publish({"a": "y"}, LATER).entries["a"]
    assert (entry.sequence, entry.created, entry.modified) == (1, NOW, LATER)


def test_an_event_that_left_and_comes_back_goes_up() -> None:
    record = Record().publish({"a": "x"}, NOW).publish({}, NOW)
    assert record.entries["a"].gone
    entry = record.publish({"a": "x"}, LATER).entries["a"]
    assert (entry.sequence, entry.created, entry.modified, entry.gone) == (1, NOW, LATER, False)


def test_stamps_never_go_back_when_the_clock_does() -> None:
    record = Record().publish({"a": "x"}, LATER).publish({"a": "y"}, NOW)
    assert record.entries["a"].modified == LATER


@given(st.lists(contents, max_size=8))
def test_nothing_is_forgotten_and_every_visible_change_goes_up(steps: list[dict[str, str]]) -> None:
    record = Record()
    shown: dict[str, str] = {}
    told: dict[str, int] = {}
    for number, step in enumerate(steps):
        record, before = record.publish(step, NOW + timedelta(minutes=number)), shown
        shown = step
        assert set(record.entries) >= set(told) | set(step)
        for uid, content in step.items():
            entry = record.entries[uid]
            assert entry.sequence == told.get(uid, -1) + (before.get(uid) != content)
            assert entry.content == content
            told[uid] = entry.sequence


@given(st.lists(contents, max_size=4))
def test_it_is_read_back_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, steps: list[dict[str, str]]
) -> None:
    file = tmp_path_factory.mktemp("record") / "calendars.json"
    record = Record()
    for step in steps:
        record = record.publish(step, NOW)
    save_record(record, file)
    assert load_record(file) == record


def test_no_file_is_an_empty_record(tmp_path: Path) -> None:
    assert load_record(tmp_path / "calendars.json") == Record()


def _with_entry(**wrong: object) -> bytes:
    moment = "2026-01-01T00:00:00+00:00"
    entry = {"sequence": 0, "content": "x", "created": moment, "modified": moment, "gone": False} | wrong
    return json.dumps({"version": 1, "events": {"a": entry}}).encode()


def test_an_entry_that_nothing_is_wrong_with_is_read(tmp_path: Path) -> None:
    file = tmp_path / "calendars.json"
    file.write_bytes(_with_entry())
    assert load_record(file).entries["a"].content == "x"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"version": 2, "events": {}}',
        b'{"version": 1}',
        b'{"version": 1, "events": []}',
        b'{"version": 1, "events": {"a": {}}}',
        b'{"version": 1, "events": {"a": 3}}',
        _with_entry(sequence=-1),
        _with_entry(sequence=True),
        _with_entry(content=None),
        _with_entry(created="2026-01-01T00:00:00"),
        _with_entry(modified="yesterday"),
        _with_entry(gone="no"),
    ],
)
def test_a_record_that_cannot_be_read_is_told_and_kept(tmp_path: Path, data: bytes) -> None:
    """Starting afresh would make calendar programs ignore every later change."""
    file = tmp_path / "calendars.json"
    file.write_bytes(data)
    with pytest.raises(UserError, match=r"calendars\.json is not a readable record"):
        load_record(file)
    assert file.read_bytes() == data
