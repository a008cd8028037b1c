"""Brings a database to the schema of this program: SQL files, by revision and kind of database.

Alembic runs them. Revisions only add: a table of the ledger is never rebuilt (rebuilding drops its
triggers), a payload is never rewritten, and there is no way back but a backup.
"""

import sqlite3
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from sqlalchemy import Connection, inspect, text

REVISIONS = ("0001", "0002", "0003")
"""All revisions, oldest first."""
HEAD = REVISIONS[-1]


def sql(revision: str, dialect: str) -> str:
    """The SQL of one revision."""
    return files(__name__).joinpath(f"sql/{revision}_{dialect}.sql").read_text(encoding="utf-8")


def statements(script: str) -> Iterator[str]:
    """The statements of an SQLite script, triggers whole."""
    gathered = ""
    for line in script.splitlines(keepends=True):
        gathered += line
        if line.rstrip().endswith(";") and sqlite3.complete_statement(gathered):
            yield gathered.strip()
            gathered = ""
    assert not gathered.strip(), f"a statement without end: {gathered!r}"


def run_sql(connection: Connection, revision: str) -> None:
    """Run the SQL of one revision in the transaction of ``connection``."""
    dialect = connection.dialect.name
    script = sql(revision, dialect)
    if dialect == "sqlite":
        for statement in statements(script):
            connection.exec_driver_sql(statement)
        return
    schema = connection.scalar(text("SELECT quote_ident(current_schema())"))
    connection.exec_driver_sql(f"SET LOCAL search_path = {schema}, pg_temp")
    connection.exec_driver_sql(script, execution_options={"no_parameters": True})


def revision_of(connection: Connection) -> str | None:
    """The revision of a database; None when it holds nothing of ours."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return None if found is None else str(found)


def upgrade(connection: Connection, revision: str = HEAD) -> None:
    """Bring the database up to ``revision``, in the transaction of ``connection``."""
    from alembic import command  # noqa: PLC0415 - Alembic is only loaded where there is something to change
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, revision)
