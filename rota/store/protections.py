"""What keeps the ledger append-only, looked at each time a workspace is opened.

Tables, constraints, indexes, triggers and their functions must stand with the expected text. For SQLite it is
the text of the migrations, run in memory; for PostgreSQL, which writes definitions in its own words, what a
fresh database told when the migration was written (``migrations/sql/expected_postgresql.json``).
"""

import json
import re
import sqlite3
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from sqlalchemy import Connection, text

from rota.store import migrations

Definitions = Mapping[str, str]
"""The text of each protection, by kind and name."""

EXPECTED_POSTGRESQL = "sql/expected_postgresql.json"


def faults(connection: Connection) -> tuple[str, ...]:
    """Names of protections that are missing or changed, and of triggers that are none of ours."""
    if connection.dialect.name == "sqlite":
        expected, found = expected_sqlite(), found_sqlite(connection)
    else:
        expected, found = expected_postgresql(), found_postgresql(connection)
    changed = {name for name, told in expected.items() if found.get(name) != told}
    foreign = {name for name in found if name not in expected and name.startswith("trigger ")}
    return tuple(sorted(changed | foreign))


@cache
def expected_sqlite() -> Definitions:
    """What the migrations make."""
    memory = sqlite3.connect(":memory:")
    try:
        for revision in migrations.REVISIONS:
            for statement in migrations.statements(migrations.sql(revision, "sqlite")):
                memory.execute(statement)
        return dict(memory.execute(_OBJECTS).fetchall())
    finally:
        memory.close()


def found_sqlite(connection: Connection) -> Definitions:
    """What stands in an SQLite database."""
    return {str(name): str(told) for name, told in connection.exec_driver_sql(_OBJECTS)}


@cache
def expected_postgresql() -> Definitions:
    """What a fresh PostgreSQL database told."""
    told: dict[str, str] = json.loads(
        files(migrations.__name__).joinpath(EXPECTED_POSTGRESQL).read_text(encoding="utf-8")
    )
    return told


def found_postgresql(connection: Connection) -> Definitions:
    """What stands in the current schema of a PostgreSQL database, with the name of the schema taken out."""
    schema = str(connection.scalar(text("SELECT current_schema()")))
    named = re.compile(rf'\b{re.escape(schema)}\.|"{re.escape(schema)}"\.|\b{re.escape(schema)}(?=, pg_temp)')
    return {
        str(name): named.sub("", str(told))
        for asked in _CATALOGUE
        for name, told in connection.execute(text(asked))
    }


_OBJECTS = (
    "SELECT type || ' ' || name, sql FROM sqlite_master "
    "WHERE sql IS NOT NULL AND tbl_name <> 'alembic_version' ORDER BY 1"
)
_CATALOGUE = (
    """
    SELECT 'table ' || table_name, string_agg(column_name || ' ' || data_type || ' ' || is_nullable, ', '
        ORDER BY ordinal_position)
    FROM information_schema.columns
    WHERE table_schema = current_schema() AND table_name <> 'alembic_version' GROUP BY table_name
    """,
    """
    SELECT 'constraint ' || conname, pg_get_constraintdef(oid) || CASE WHEN convalidated THEN '' ELSE ' ?' END
    FROM pg_constraint
    WHERE connamespace = current_schema()::regnamespace AND contype IN ('p', 'u', 'c', 'f', 'x')
        AND conrelid <> 0 AND conname NOT LIKE 'alembic%'
    """,
    """
    SELECT 'index ' || indexname, indexdef FROM pg_indexes
    WHERE schemaname = current_schema() AND tablename <> 'alembic_version'
    """,
    """
    SELECT 'trigger ' || tgname, tgenabled::text || ' ' || pg_get_triggerdef(pg_trigger.oid)
    FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
    WHERE relnamespace = current_schema()::regnamespace AND NOT tgisinternal
    """,
    """
    SELECT 'function ' || proname, concat_ws(' ', prosecdef, proconfig::text, prosrc) FROM pg_proc
    WHERE pronamespace = current_schema()::regnamespace
    """,
)
