"""Empty databases for tests: an SQLite file in memory where there is such a folder, a schema on PostgreSQL.

Each test has its own, which is dropped afterwards.
"""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

ADDRESS = os.environ.get("ROTA_TEST_POSTGRESQL", "postgresql://localhost/postgres")

DATABASES = ("sqlite", "postgresql")
_CHILDREN_FIRST = (
    *("feed_fetch", "feed_body", "feed_event", "feed_token", "feed"),
    *("attendance_line", "attendance_file", "booking", "entry", "contract", "facts_version"),
    *("plan_event", "plan_version", "plan_body", "plan"),
)
_MEMORY = Path("/dev/shm")


@contextmanager
def empty(database: str) -> Iterator[str]:
    """The address of an empty database of one kind."""
    if database == "postgresql":
        require()
        with schema() as address:
            yield address
    else:
        with tempfile.TemporaryDirectory(dir=_MEMORY if os.access(_MEMORY, os.W_OK) else None) as folder:
            yield f"sqlite:///{Path(folder) / 'rota.db'}"


@contextmanager
def schema() -> Iterator[str]:
    """The address of an empty schema."""
    name = f"rota_{uuid4().hex[:12]}"
    with psycopg.connect(ADDRESS, autocommit=True) as server:
        server.execute(f'CREATE SCHEMA "{name}"')
        try:
            yield f"{ADDRESS}?options=-csearch_path%3D{name}"
        finally:
            server.execute("SET client_min_messages = warning")
            server.execute(f'DROP SCHEMA "{name}" CASCADE')


def emptied(address: str) -> None:
    """Delete all rows of a workspace, as only its owner can: with the triggers out of the way."""
    with psycopg.connect(address) as owner:
        triggers = owner.execute(
            "SELECT tgrelid::regclass::text, tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
            "WHERE relnamespace = current_schema()::regnamespace AND NOT tgisinternal"
        ).fetchall()
        off = [f"ALTER TABLE {table} DISABLE TRIGGER {name}" for table, name in triggers]
        on = [f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}" for table, name in triggers]
        delete = [f"DELETE FROM {table}" for table in _CHILDREN_FIRST]
        owner.execute("; ".join([*off, *delete, *on]))


def require() -> None:
    """Go on where PostgreSQL answers; else skip, and in CI fail."""
    try:
        psycopg.connect(ADDRESS, connect_timeout=3).close()
    except psycopg.OperationalError as error:
        if os.environ.get("CI") == "true":
            pytest.fail(f"no PostgreSQL at {ADDRESS}: {error}")
        pytest.skip(f"no PostgreSQL at {ADDRESS}")
