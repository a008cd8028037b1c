"""Addresses, the guards of SQLite, and who may read the file."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import event

from rota.store import Store, Unit, pages
from rota.store.engine import engine_for, journal_mode, parsed, pragmas
from rota.store.errors import Damaged, NoStore, OtherVersion, Refused
from tests import builders
from tests.store.clocks import CountingClock
from tests.store.drafts import contract, draft

CLOCK = CountingClock()


@pytest.mark.parametrize(
    ("version", "mode"),
    [
        ((3, 7, 0), "delete"),
        ((3, 40, 1), "delete"),
        ((3, 44, 5), "delete"),
        ((3, 44, 6), "wal"),
        ((3, 45, 9), "delete"),
        ((3, 50, 6), "delete"),
        ((3, 50, 7), "wal"),
        ((3, 51, 2), "delete"),
        ((3, 51, 3), "wal"),
        ((3, 52, 0), "wal"),
        ((4, 0, 0), "wal"),
    ],
)
def test_write_ahead_log_is_used_only_where_it_is_corrected(version: tuple[int, int, int], mode: str) -> None:
    assert journal_mode(version) == mode
    assert pragmas(version)[0] == "busy_timeout = 5000", "before the journal mode, which needs a lock"
    assert f"synchronous = {'full' if mode == 'wal' else 'extra'}" in pragmas(version)


def test_each_connection_is_guarded(sqlite_url: str) -> None:
    with Store.create(sqlite_url, builders.facts(), clock=CLOCK) as store:
        found = store.read(
            lambda unit: [
                unit.connection.exec_driver_sql(f"PRAGMA {name}").scalar()
                for name in (
                    "foreign_keys",
                    "recursive_triggers",
                    "trusted_schema",
                    "synchronous",
                    "busy_timeout",
                )
            ]
        )
    assert found[:3] == [1, 1, 0]
    assert found[3] in {2, 3}
    assert found[4] == 5000


def test_unit_that_reads_sees_one_state_though_another_writes(postgresql_url: str) -> None:
    with Store.create(postgresql_url, builders.facts(), clock=CLOCK) as store:

        def work(unit: Unit) -> tuple[int, int]:
            before = unit.ledger.head(contract().id)[0]
            store.append([draft(1)])
            return before, unit.ledger.head(contract().id)[0]

        assert store.read(work) == (0, 0)
        assert store.head(contract().id)[0] == 1


def test_unit_that_reads_cannot_write_on_postgresql(postgresql_url: str) -> None:
    with (
        Store.create(postgresql_url, builders.facts(), clock=CLOCK) as store,
        pytest.raises(Refused, match="read-only"),
    ):
        store.read(lambda unit: unit.ledger.append([draft(1)]))


@pytest.mark.skipif(os.name != "posix", reason="modes of files are those of POSIX")
def test_only_the_owner_reads_the_file(tmp_path: Path) -> None:
    path = tmp_path / "new" / "rota.db"
    before = os.umask(0)
    try:
        Store.create(f"sqlite:///{path}", builders.facts(), clock=CLOCK).close()
    finally:
        os.umask(before)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_workspace_is_never_made_over_another(url: str) -> None:
    Store.create(url, builders.facts(), clock=CLOCK).close()
    with pytest.raises(NoStore):
        Store.create(url, builders.facts(2), clock=CLOCK)
    with Store.open(url, clock=CLOCK) as store:
        assert store.facts() == builders.facts()


def test_what_is_not_there_is_not_opened(url: str, tmp_path: Path) -> None:
    with pytest.raises(NoStore):
        Store.open(url, clock=CLOCK)
    other = tmp_path / "other.txt"
    other.write_text("not a database" * 100, encoding="utf-8")
    with pytest.raises(Damaged):
        Store.open(f"sqlite:///{other}", clock=CLOCK)
    empty = tmp_path / "empty.db"
    empty.touch()
    with pytest.raises(NoStore):
        Store.open(f"sqlite:///{empty}", clock=CLOCK)


def test_damaged_file_is_told(sqlite_url: str) -> None:
    path = Path(sqlite_url.removeprefix("sqlite:///"))
    with Store.create(sqlite_url, builders.facts(), clock=CLOCK) as store:
        store.append([draft(number) for number in range(200)])
    data = bytearray(path.read_bytes())
    for at in range(4096 * 10, len(data), 4096):
        data[at : at + 64] = bytes(64)
    path.write_bytes(data)
    with pytest.raises(Damaged):
        Store.open(sqlite_url, clock=CLOCK)


def test_pages_of_a_large_file_are_looked_at_once_a_day(sqlite_url: str) -> None:
    path = Path(sqlite_url.removeprefix("sqlite:///"))
    with Store.create(sqlite_url, builders.facts(), clock=CLOCK) as store:
        asked: list[str] = []
        event.listen(store.engine, "before_cursor_execute", lambda *of: asked.append(of[2]))

        def looks(day: int, small: int = 0) -> int:
            asked.clear()
            with store.engine.connect() as connection:
                pages.refuse_damage(connection, date(2026, 12, day), small)
            return sum("quick_check" in each for each in asked)

        assert [looks(1), looks(1), looks(2), looks(2)] == [1, 0, 1, 0]
        assert pages.beside(path, "-checked").stat().st_mode & 0o777 == 0o600
        assert looks(2, small=2**30) == 1, "a small file each time"
        pages.beside(path, "-journal").touch()
        assert looks(2) == 1, "a program did not end"
        pages.beside(path, "-journal").unlink()
        pages.beside(path, "-checked").write_bytes(b"\xff")
        assert [looks(2), looks(2)] == [1, 0], "a note that says nothing"


def test_newer_workspace_is_left_alone(url: str) -> None:
    with Store.create(url, builders.facts(), clock=CLOCK) as store:
        store.run(
            lambda unit: unit.connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
        )
    with pytest.raises(OtherVersion):
        Store.open(url, clock=CLOCK)


@pytest.mark.parametrize(
    "url", ["", "rota.db", "mysql://h/b", "sqlite://", "sqlite:///:memory:", "sqlite+x:///a"]
)
def test_other_addresses_are_refused(url: str) -> None:
    with pytest.raises(NoStore):
        parsed(url)


def test_server_out_of_reach_is_told() -> None:
    with pytest.raises(NoStore, match="out of reach"):
        Store.open("postgresql://localhost:1/nothing", clock=CLOCK)


def test_driver_is_the_same_however_postgresql_is_named() -> None:
    for name in ("postgresql", "postgres", "postgresql+psycopg"):
        assert parsed(f"{name}://server/base").drivername == "postgresql+psycopg"
    engine = engine_for("postgresql://head:secret@server/base")
    assert "secret" not in engine.url.render_as_string()


def test_writing_is_allowed_while_another_reads_page_by_page(store: Store) -> None:
    store.append([draft(1), draft(2)])
    reading = store.entries(contract().id)
    assert next(reading).seq == 1
    store.append([draft(3)])
    assert [entry.seq for entry in reading] == [2, 3]


def test_opening_a_workspace_of_this_version_loads_no_alembic(sqlite_url: str) -> None:
    Store.create(sqlite_url, builders.facts(), clock=CLOCK).close()
    code = (
        "import sys; from rota.clock import SystemClock; from rota.store import Store; "
        f"Store.open({sqlite_url!r}, clock=SystemClock()).close(); print('alembic' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert told.strip() == "False"
