"""Backups are copies that were verified, or they are not there."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from threading import Event, Thread

import pytest

from rota.errors import UserError
from rota.ledger.entry import Entry
from rota.store import Store, backup
from rota.store.backup import OtherMeans, verified
from rota.store.errors import Damaged
from rota.store.store import Chance
from tests import builders
from tests.store.clocks import CountingClock
from tests.store.drafts import contract, draft, first_bad, plan

CLOCK = CountingClock()


@pytest.fixture
def source(sqlite_url: str) -> Store:
    with Store.create(sqlite_url, builders.facts(2), clock=CLOCK) as store:
        store.append([draft(number) for number in range(20)])
        return store


def test_backup_is_a_workspace_that_says_the_same(source: Store, tmp_path: Path) -> None:
    path = tmp_path / "copy.db"
    made = backup(source, path, clock=CLOCK)
    assert (made.path, made.entries, made.contracts) == (path, 20, 2)
    with Store.open(f"sqlite:///{path}", clock=CLOCK) as copy:
        assert copy.facts() == source.facts()
        assert list(copy.entries(contract().id)) == list(source.entries(contract().id))
        copy.append([draft(99)])
    if os.name == "posix":
        assert path.stat().st_mode & 0o777 == 0o600


def test_nothing_is_overwritten(source: Store, tmp_path: Path) -> None:
    path = tmp_path / "copy.db"
    path.write_text("kept", encoding="utf-8")
    with pytest.raises(UserError, match="not overwritten"):
        backup(source, path, clock=CLOCK)
    assert path.read_text(encoding="utf-8") == "kept"
    with pytest.raises(UserError, match="cannot be written"):
        backup(source, tmp_path / "nowhere" / "copy.db", clock=CLOCK)


def _tamper(store: Store, *statements: str) -> None:
    path = store.engine.url.database
    assert path
    with closing(sqlite3.connect(path, isolation_level=None)) as opened:
        trigger = opened.execute("SELECT sql FROM sqlite_master WHERE name = 'entry_no_update'").fetchone()[0]
        opened.execute("DROP TRIGGER entry_no_update")
        for statement in statements:
            opened.execute(statement)
        opened.execute(trigger)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE entry SET payload = CAST(replace(CAST(payload AS TEXT), '60', '90') AS BLOB) WHERE seq = 7",
        "UPDATE entry SET salt = zeroblob(16) WHERE seq = 7",
        "UPDATE entry SET recorded_at = recorded_at + 1 WHERE seq = 7",
        "UPDATE entry SET prev = zeroblob(32) WHERE seq = 7",
        "UPDATE entry SET leaf = zeroblob(32) WHERE seq = 7",
        "UPDATE entry SET hash = zeroblob(32) WHERE seq = 7",
    ],
)
def test_copy_of_a_tampered_chain_is_removed(source: Store, tmp_path: Path, change: str) -> None:
    _tamper(source, change)
    assert first_bad(source, contract())[0] == 7
    path = tmp_path / "copy.db"
    with pytest.raises(Damaged, match="ASP-1, 7"):
        backup(source, path, clock=CLOCK)
    assert not path.exists()


def test_copy_without_protections_is_no_backup(source: Store, tmp_path: Path) -> None:
    source.run(lambda unit: unit.connection.exec_driver_sql("DROP TRIGGER entry_no_delete"))
    with pytest.raises(Damaged, match="entry_no_delete"):
        backup(source, tmp_path / "copy.db", clock=CLOCK)


def test_copy_with_other_slots_than_its_entries_take_is_no_backup(source: Store, tmp_path: Path) -> None:
    source.append([plan(901)])
    source.run(lambda unit: unit.connection.exec_driver_sql("UPDATE booking SET site = 'CHX'"))
    with pytest.raises(Damaged, match="ASP-1"):
        backup(source, tmp_path / "copy.db", clock=CLOCK)
    source.run(lambda unit: unit.connection.exec_driver_sql("UPDATE booking SET site = 'CH'"))
    assert backup(source, tmp_path / "copy.db", clock=CLOCK).entries > 0


def test_file_that_is_no_database_is_no_backup(tmp_path: Path) -> None:
    path = tmp_path / "copy.db"
    path.write_text("not a database" * 1000, encoding="utf-8")
    with pytest.raises(UserError):
        verified(path, clock=CLOCK)


def test_backups_under_load_all_verify(source: Store, tmp_path: Path) -> None:
    stop = Event()
    written: list[Entry] = []
    path = source.engine.url.database

    def write() -> None:
        with Store.open(f"sqlite:///{path}", clock=CLOCK, chance=Chance(sleep=lambda _: None)) as store:
            while not stop.is_set():
                written.extend(store.append([draft(1000 + len(written))]))

    writer = Thread(target=write)
    writer.start()
    try:
        counts = [backup(source, tmp_path / f"{at}.db", clock=CLOCK).entries for at in range(5)]
    finally:
        stop.set()
        writer.join()
    assert counts == sorted(counts)
    assert counts[0] >= 20


def test_postgresql_is_told_its_own_command(postgresql_url: str, tmp_path: Path) -> None:
    with (
        Store.create(postgresql_url, builders.facts(), clock=CLOCK) as store,
        pytest.raises(OtherMeans) as told,
    ):
        backup(store, tmp_path / "it's.dump", clock=CLOCK)
    assert told.value.command.startswith("pg_dump --format=custom --file=")
    assert "--dbname='postgresql://" in told.value.command or "--dbname=postgresql://" in told.value.command
    assert "psycopg" not in told.value.command
