"""Triggers, constraints and indexes are looked at each time a workspace is opened."""

import sqlite3
from collections.abc import Callable
from contextlib import closing

import psycopg
import pytest

from rota.store import Store, migrations, protections
from rota.store.errors import Unprotected
from rota.words import Lang
from tests import builders
from tests.store.clocks import CountingClock
from tests.store.drafts import contract, draft

SQLITE = sorted(protections.expected_sqlite())
POSTGRESQL = {
    "ALTER TABLE entry DISABLE TRIGGER entry_insert": "trigger entry_insert",
    "ALTER TABLE entry ENABLE TRIGGER entry_no_change": "trigger entry_no_change",
    "ALTER TABLE plan_event ENABLE REPLICA TRIGGER plan_event_insert": "trigger plan_event_insert",
    "DROP TRIGGER contract_no_delete ON contract": "trigger contract_no_delete",
    "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RETURN NULL; END $$": "function refuse_change",
    "ALTER FUNCTION entry_insert() SECURITY INVOKER": "function entry_insert",
    "ALTER FUNCTION entry_insert() RESET search_path": "function entry_insert",
    "DROP INDEX entry_resolved_once": "index entry_resolved_once",
    "ALTER TABLE booking DROP CONSTRAINT booking_key": "constraint booking_key",
    "ALTER TABLE entry DROP CONSTRAINT entry_amount": "constraint entry_amount",
    "ALTER TABLE entry ADD COLUMN more text": "table entry",
    "ALTER TABLE entry ALTER COLUMN payload DROP NOT NULL": "table entry",
    "CREATE TRIGGER planted BEFORE INSERT ON entry "
    "FOR EACH ROW EXECUTE FUNCTION entry_insert()": "trigger planted",
}


def _refuses_to_write(url: str, name: str) -> None:
    with Store.open(url, clock=CountingClock()) as store:
        assert name in store.unprotected
        with pytest.raises(Unprotected) as refused:
            store.append([draft(2)])
        assert name in refused.value.names
        assert name in refused.value.text.say(Lang.FR)
        assert len(list(store.entries(contract().id))) == 1, "reading is still possible"


def _made(url: str) -> str:
    with Store.create(url, builders.facts(), clock=CountingClock()) as store:
        assert store.unprotected == ()
        store.append([draft(1)])
    return url.removeprefix("sqlite:///")


def _forge(path: str, change: Callable[[sqlite3.Connection], object]) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as opened:
        change(opened)


@pytest.mark.parametrize("name", [name for name in SQLITE if not name.startswith("table ")])
def test_each_dropped_protection_of_sqlite_is_named(sqlite_url: str, name: str) -> None:
    path = _made(sqlite_url)
    _forge(path, lambda opened: opened.execute(f"DROP {name}"))
    _refuses_to_write(sqlite_url, name)


def test_trigger_that_lets_through_is_named(sqlite_url: str) -> None:
    path = _made(sqlite_url)
    _forge(
        path,
        lambda opened: opened.executescript(
            "DROP TRIGGER entry_no_delete; "
            "CREATE TRIGGER entry_no_delete BEFORE DELETE ON entry WHEN 0 BEGIN SELECT 1; END;"
        ),
    )
    _refuses_to_write(sqlite_url, "trigger entry_no_delete")


def test_planted_trigger_is_named(sqlite_url: str) -> None:
    path = _made(sqlite_url)
    planted = "CREATE TRIGGER planted AFTER INSERT ON entry BEGIN DELETE FROM booking; END"
    _forge(path, lambda opened: opened.execute(planted))
    _refuses_to_write(sqlite_url, "trigger planted")


def test_constraint_taken_out_of_the_text_of_a_table_is_named(sqlite_url: str) -> None:
    path = _made(sqlite_url)
    taken = (
        "PRAGMA writable_schema = on; "
        "UPDATE sqlite_master SET sql = replace(sql, 'amount >= 0', 'amount >= -9') WHERE name = 'entry';"
    )
    _forge(path, lambda opened: opened.executescript(taken))
    _refuses_to_write(sqlite_url, "table entry")


def test_each_changed_protection_of_postgresql_is_named(postgresql_url: str) -> None:
    _made(postgresql_url)
    with psycopg.connect(postgresql_url, autocommit=True) as server:
        for change, name in POSTGRESQL.items():
            server.execute(change)
            _refuses_to_write(postgresql_url, name)


def test_own_tables_and_indexes_beside_ours_are_no_fault(url: str) -> None:
    _made(url)
    with Store.open(url, clock=CountingClock()) as store:
        store.run(lambda unit: unit.connection.exec_driver_sql("CREATE TABLE notes (line text)"))
        store.run(lambda unit: unit.connection.exec_driver_sql("CREATE INDEX by_day ON entry (worked_on)"))
    with Store.open(url, clock=CountingClock()) as store:
        assert store.unprotected == ()


def test_every_table_that_only_grows_is_protected_alike_on_both() -> None:
    for dialect in ("sqlite", "postgresql"):
        script = "\n".join(migrations.sql(revision, dialect) for revision in migrations.REVISIONS)
        for table in script.split("CREATE TABLE ")[1:]:
            name = table.split(" ", 1)[0]
            assert (f"ON {name} " in script or f"ON {name}\n" in script) or name == "booking", (dialect, name)
