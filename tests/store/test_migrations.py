"""The schema: what the models say, what each revision made, and that no hash ever changes."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import inspect
from sqlmodel import SQLModel

from rota.ledger.entry import EntryKind
from rota.store import Store, migrations, protections
from tests import builders
from tests.store import golden_files
from tests.store.clocks import CountingClock
from tests.store.drafts import contract, draft, first_bad, plan

GOLDEN = Path(__file__).parent / "golden"
EARLIER = sorted(GOLDEN.glob("*.sql"))
KINDS = {"TEXT": str, "INTEGER": int, "BIGINT": int, "BLOB": bytes, "BYTEA": bytes}


def test_revisions_are_those_that_alembic_finds() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    config.set_main_option("path_separator", "os")
    scripts = ScriptDirectory.from_config(config)
    assert [script.revision for script in scripts.walk_revisions()][::-1] == list(migrations.REVISIONS)
    for revision in migrations.REVISIONS:
        for dialect in ("sqlite", "postgresql"):
            assert "CREATE" in migrations.sql(revision, dialect)


def test_models_say_what_the_database_has(store: Store) -> None:
    found = inspect(store.engine)
    assert set(found.get_table_names()) - {"alembic_version"} == set(SQLModel.metadata.tables)
    for name, table in SQLModel.metadata.tables.items():
        columns = {each["name"]: each for each in found.get_columns(name)}
        assert list(columns) == [column.name for column in table.columns]
        for column in table.columns:
            there = columns[column.name]
            assert there["nullable"] == column.nullable, (name, column.name)
            assert KINDS[str(there["type"]).upper()] is column.type.python_type, (name, column.name)
        key = found.get_pk_constraint(name)
        assert key["constrained_columns"] == [column.name for column in table.primary_key.columns]
        assert key["name"] == f"{name}_key"
        keys = {each["name"]: tuple(each["constrained_columns"]) for each in found.get_foreign_keys(name)}
        assert keys == {
            each.name: tuple(column.name for column in each.columns) for each in table.foreign_key_constraints
        }


def test_fresh_postgresql_tells_what_is_expected(postgresql_url: str) -> None:
    """After a change of the schema: ``python -m tests.store.golden_files``."""
    assert postgresql_url
    assert golden_files.fresh() == dict(protections.expected_postgresql())


@pytest.mark.parametrize("script", EARLIER, ids=[path.stem for path in EARLIER])
def test_database_of_each_revision_is_upgraded_without_a_hash_changed(script: Path, sqlite_url: str) -> None:
    with closing(sqlite3.connect(sqlite_url.removeprefix("sqlite:///"))) as earlier:
        earlier.executescript(script.read_text(encoding="utf-8"))
    hashes = json.loads(script.with_suffix(".json").read_text(encoding="utf-8"))
    with Store.open(sqlite_url, clock=CountingClock()) as store:
        assert store.unprotected == ()
        assert store.facts() == builders.facts(2)
        assert first_bad(store, contract()) == (None, len(hashes))
        assert [entry.hash.hex() for entry in store.entries(contract().id)] == hashes
        assert [entry.draft for entry in store.entries(contract().id)][:2] == [plan(1), draft(2)]
        with store.engine.connect() as connection:
            upgraded = protections.found_sqlite(connection)
        assert dict(upgraded) == dict(protections.expected_sqlite()), "as fresh"
        store.append([draft(99, kind=EntryKind.DIRECT)])
        assert first_bad(store, contract())[0] is None


def test_each_revision_has_its_golden_database() -> None:
    assert [path.stem for path in EARLIER] == list(migrations.REVISIONS)


def test_upgrade_twice_is_once(url: str) -> None:
    with Store.create(url, builders.facts(), clock=CountingClock()) as store:
        with store.engine.begin() as connection:
            migrations.upgrade(connection)
            assert migrations.revision_of(connection) == migrations.HEAD
        assert store.unprotected == ()


def test_statement_without_end_is_a_bug() -> None:
    with pytest.raises(AssertionError):
        list(migrations.statements("CREATE TABLE a (b)"))
