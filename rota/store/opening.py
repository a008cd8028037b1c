"""Makes and opens databases: files, schema, versions, damage."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError, OperationalError

from rota.errors import reason_of
from rota.store import migrations
from rota.store.engine import READING, engine_for, file_of, is_sqlite, parsed
from rota.store.errors import NoStore, OtherVersion
from rota.store.pages import refuse_damage
from rota.store.retry import told
from rota.words import Text


def make(url: str) -> Engine:
    """The engine of a database that is made here, with nothing in it yet.

    Raises:
        NoStore: there is one already, or the address cannot be used.
    """
    address = parsed(url)
    if is_sqlite(address):
        _make_file(file_of(address))
    engine = engine_for(url)
    with closed_on_failure(engine), _begun(engine) as connection:
        if migrations.revision_of(connection) is not None:
            raise NoStore(_ALREADY)
        migrations.upgrade(connection)
    return engine


def open_there(url: str, day: date | None) -> Engine:
    """The engine of a database that is there, brought to the schema of this program.

    Args:
        url: Its address.
        day: The present day, on which the pages of a file may have to be looked at; None where they were.

    Raises:
        NoStore: there is none.
        OtherVersion: it was made by a newer program.
        Damaged: the database reports that it is broken.
    """
    address = parsed(url)
    if is_sqlite(address) and not file_of(address).is_file():
        raise NoStore(_NONE)
    engine = engine_for(url)
    with closed_on_failure(engine):
        if not _of_this_version(engine, day):
            with _begun(engine) as connection:
                migrations.upgrade(connection)
    return engine


@contextmanager
def closed_on_failure(engine: Engine) -> Iterator[None]:
    """Leave no connection open behind a failure."""
    with ExitStack() as undone:
        undone.callback(engine.dispose)
        yield
        undone.pop_all()


def _of_this_version(engine: Engine, day: date | None) -> bool:
    with _begun(engine.execution_options(**{READING: True})) as connection:
        if day is not None and is_sqlite(engine.url):
            refuse_damage(connection, day)
        revision = migrations.revision_of(connection)
    if revision is None:
        raise NoStore(_NONE)
    if revision not in migrations.REVISIONS:
        raise OtherVersion(_NEWER)
    return revision == migrations.HEAD


@contextmanager
def _begun(engine: Engine) -> Iterator[Connection]:
    """A transaction of the program itself, with its failures told."""
    try:
        with engine.begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.exec_driver_sql("SELECT pg_advisory_xact_lock(hashtext('rota:migrations'))")
            yield connection
    except DBAPIError as error:
        if isinstance(error, OperationalError) and not is_sqlite(engine.url):
            raise NoStore(_OUT_OF_REACH) from error
        raise told(error) from error


def _make_file(path: Path) -> None:
    """An empty file that only its owner reads, in a folder of the same kind where it has to be made."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        raise NoStore(_ALREADY) from None
    except OSError as error:
        why = reason_of(error)
        raise NoStore(
            Text(f"la base ne peut être créée : {why.fr}", f"the database cannot be made: {why.en}")
        ) from error


_ALREADY = Text(
    "il y a déjà une base à cet endroit : elle n’est pas écrasée",
    "there is a database there already: it is not overwritten",
)
_NONE = Text(
    "pas de base à cet endroit : la créer avec rota init DOSSIER",
    "no database there: make one with rota init FOLDER",
)
_NEWER = Text(
    "cette base vient d’une version plus récente de rota : mettre rota à jour",
    "this database comes from a newer version of rota: update rota",
)
_OUT_OF_REACH = Text(
    "le serveur PostgreSQL est injoignable, ou refuse la connexion",
    "the PostgreSQL server is out of reach, or refuses the connection",
)
