"""One engine for each address; SQLite is guarded as the study of its failures asks.

SQLite's write-ahead log could corrupt a database before 3.51.3 (and the corrections 3.50.7 and 3.44.6); with
an older library the rollback journal is used, which is slower and sound.
"""

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from rota.store.errors import NoStore
from rota.words import Text

DEFAULT_URL = "sqlite:///rota.db"
BUSY_MILLISECONDS = 5000
CACHE_KIBIBYTES = 32_000
"""At most, in memory: looking at every page of a large file takes a third of the time it takes without."""
READING = "rota_reading"
"""Execution option of connections that only read: they begin without taking the write lock."""

_WAL_FIXED = (3, 51, 3)
_WAL_FIXED_EARLIER = {(3, 50): 7, (3, 44): 6}
_OLDEST_SQLITE = (3, 37, 0)


def journal_mode(version: tuple[int, int, int]) -> str:
    """The journal that an SQLite library can be trusted with: ``wal`` or ``delete``."""
    backport = _WAL_FIXED_EARLIER.get(version[:2])
    sound = version >= _WAL_FIXED or (backport is not None and version[2] >= backport)
    return "wal" if sound else "delete"


def pragmas(version: tuple[int, int, int]) -> tuple[str, ...]:
    """What each SQLite connection is told first, in this order."""
    mode = journal_mode(version)
    return (
        f"busy_timeout = {BUSY_MILLISECONDS}",
        f"journal_mode = {mode}",
        f"synchronous = {'full' if mode == 'wal' else 'extra'}",
        "foreign_keys = on",
        "recursive_triggers = on",
        "trusted_schema = off",
        f"cache_size = -{CACHE_KIBIBYTES}",
    )


def parsed(url: str) -> URL:
    """The address, with the drivers we know.

    Raises:
        NoStore: it is no address of a database that we can use.
    """
    try:
        address = make_url(url)
    except ArgumentError:
        raise NoStore(_UNKNOWN) from None
    if address.drivername in {"postgresql", "postgres"}:
        address = address.set(drivername="postgresql+psycopg")
    known = {"sqlite", "postgresql+psycopg"}
    if address.drivername not in known or (is_sqlite(address) and address.database in {None, "", ":memory:"}):
        raise NoStore(_UNKNOWN)
    return address


def is_sqlite(address: URL) -> bool:
    """Whether the database is a file of ours."""
    return address.drivername == "sqlite"


def file_of(address: URL) -> Path:
    """The file of an SQLite address."""
    assert address.database, "an SQLite address without a file is refused when parsed"
    return Path(address.database)


def engine_for(url: str) -> Engine:
    """The engine of an address; nothing is opened yet.

    Raises:
        NoStore: the address cannot be used here.
    """
    address = parsed(url)
    if is_sqlite(address):
        return _sqlite(address)
    try:
        engine = create_engine(address, pool_pre_ping=True, isolation_level="READ COMMITTED")
    except (NoSuchModuleError, ModuleNotFoundError):
        raise NoStore(_NO_DRIVER) from None
    event.listen(engine, "begin", _begin_postgresql)
    return engine


def reading(engine: Engine) -> Engine:
    """The same database for units that only read: one state of it through the whole unit, no write lock."""
    if is_sqlite(engine.url):
        return engine.execution_options(**{READING: True})
    return engine.execution_options(
        **{READING: True}, isolation_level="REPEATABLE READ", postgresql_readonly=True
    )


def _sqlite(address: URL) -> Engine:
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        raise NoStore(_OLD_SQLITE)
    engine = create_engine(address)
    settings = pragmas(sqlite3.sqlite_version_info)

    def connected(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None
        for setting in settings:
            connection.execute(f"PRAGMA {setting}").fetchall()

    event.listen(engine, "connect", connected)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN" if _reads(connection) else "BEGIN IMMEDIATE")


def _begin_postgresql(connection: Connection) -> None:
    if not _reads(connection):
        connection.exec_driver_sql("SET LOCAL synchronous_commit = on")


def _reads(connection: Connection) -> bool:
    return bool(connection.get_execution_options().get(READING))


def raw_sqlite(connection: Connection) -> sqlite3.Connection:
    """The connection of the standard library under one of SQLAlchemy."""
    raw: Any = connection.connection.driver_connection
    assert isinstance(raw, sqlite3.Connection), "only asked of SQLite"
    return raw


_UNKNOWN = Text(
    "adresse de base inconnue : sqlite:///fichier.db ou postgresql+psycopg://serveur/base",
    "unknown database address: sqlite:///file.db or postgresql+psycopg://server/database",
)
_NO_DRIVER = Text(
    "le pilote PostgreSQL n’est pas installé : pip install 'rota[postgres]'",
    "the PostgreSQL driver is not installed: pip install 'rota[postgres]'",
)
_OLD_SQLITE = Text(
    "la bibliothèque SQLite de ce Python est trop ancienne : il faut au moins la version 3.37",
    "the SQLite library of this Python is too old: version 3.37 at least is needed",
)
