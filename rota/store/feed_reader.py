"""What serving feeds reads of a database, and all it can do with it: the connection refuses to write.

It knows no plan, no ledger and no facts: digests of tokens, and rendered feeds.
"""

import os
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event, select
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, NoSuchModuleError

from rota.errors import UserError
from rota.store import migrations
from rota.store.calendar_feed import Rendered, TokenState, state_at
from rota.store.engine import file_of, is_sqlite, parsed
from rota.store.errors import NoStore, OtherVersion
from rota.store.feeds import rendered_of
from rota.store.tables import FEED_BODY, FEED_TOKEN
from rota.words import Text

BUSY_MILLISECONDS = 1000
_SECONDS = 3


class OutOfReach(UserError):
    """The database does not answer now."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What a token opens, as the database has it."""

    feed: bytes
    revision: int
    """Of the feed as it was last rendered; 0 when it never was."""
    revoked: bool
    until: date | None

    def state(self, now: datetime) -> TokenState:
        """Whether it opens the feed."""
        return state_at(self.revoked, self.until, now)


class FeedReader:
    """Reads tokens and feeds; used by one thread."""

    def __init__(self, url: str) -> None:
        """Nothing is opened yet.

        Raises:
            NoStore: the address cannot be used.
        """
        self._address = parsed(url)
        self._engine = _engine(self._address)
        self._file = file_of(self._address) if is_sqlite(self._address) else None
        self._inode: int | None = None
        self._connection: Connection | None = None

    def close(self) -> None:
        """Give back the connection."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        self._engine.dispose()

    def openings(self, digests: Sequence[bytes] | None = None) -> Mapping[bytes, Opening]:
        """What some tokens open, or all of them; unknown ones are left out.

        Raises:
            OutOfReach: the database does not answer.
            OtherVersion: it was made by another version of this program.
        """
        asked = select(
            FEED_TOKEN.c.digest,
            FEED_TOKEN.c.feed,
            FEED_TOKEN.c.revoked_at,
            FEED_TOKEN.c.until,
            FEED_BODY.c.revision,
        ).join(FEED_BODY, FEED_BODY.c.feed == FEED_TOKEN.c.feed, isouter=True)
        if digests is not None:
            asked = asked.where(FEED_TOKEN.c.digest.in_(digests))
        try:
            rows = self._reached().execute(asked).all()
        except (DBAPIError, OSError) as error:
            raise self._lost() from error
        return {
            bytes(row.digest): Opening(
                bytes(row.feed),
                row.revision or 0,
                row.revoked_at is not None,
                None if row.until is None else date.fromisoformat(row.until),
            )
            for row in rows
        }

    def bodies(self, feeds: Iterable[bytes]) -> Mapping[bytes, Rendered]:
        """Feeds as they were last rendered.

        Raises:
            OutOfReach: the database does not answer.
        """
        found = {}
        for feed in feeds:
            asked = select(FEED_BODY).where(FEED_BODY.c.feed == feed)
            try:
                row = self._reached().execute(asked).mappings().first()
            except (DBAPIError, OSError) as error:
                raise self._lost() from error
            if row is not None:
                found[feed] = rendered_of(row)
        return found

    def _reached(self) -> Connection:
        """The connection; a new one where the file is another one now."""
        if self._file is not None:
            inode = os.stat(self._file).st_ino  # noqa: PTH116 (many times a second)
            if inode != self._inode:
                self.close()
                self._inode = inode
        if self._connection is None:
            connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
            try:
                _refuse_other(connection)
            except BaseException:
                connection.close()
                raise
            self._connection = connection
        return self._connection

    def _lost(self) -> OutOfReach:
        self.close()
        self._inode = None
        return OutOfReach(_AWAY)


def _refuse_other(connection: Connection) -> None:
    revision = migrations.revision_of(connection)
    if revision != migrations.HEAD:
        raise OtherVersion(_OTHER)


def _engine(address: URL) -> Engine:
    if is_sqlite(address):
        return _sqlite(file_of(address))
    times = {"connect_timeout": _SECONDS, "tcp_user_timeout": _SECONDS * 1000}
    try:
        engine = create_engine(address, connect_args=times)
    except (NoSuchModuleError, ModuleNotFoundError):
        raise NoStore(_NO_DRIVER) from None
    event.listen(engine, "connect", _read_only_postgresql)
    return engine


def _sqlite(path: Path) -> Engine:
    def connect() -> sqlite3.Connection:
        address = f"file:{quote(str(path))}?mode=ro"
        opened = sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False)
        for setting in (f"busy_timeout = {BUSY_MILLISECONDS}", "query_only = on", "trusted_schema = off"):
            opened.execute(f"PRAGMA {setting}").fetchall()
        return opened

    return create_engine("sqlite://", creator=connect)


def _read_only_postgresql(opened: object, _record: object) -> None:
    with opened.cursor() as cursor:  # type: ignore[attr-defined]
        cursor.execute("SET default_transaction_read_only = on")
        cursor.execute(f"SET statement_timeout = {_SECONDS * 1000}")
    opened.commit()  # type: ignore[attr-defined]


_AWAY = Text("la base ne répond pas", "the database does not answer")
_OTHER = Text(
    "cette base est d’une autre version de rota : lancer une commande de celle-ci (rota plans) la met à jour",
    "this database is of another version of rota: running a command of this one (rota plans) brings it up",
)
_NO_DRIVER = Text(
    "le pilote PostgreSQL n’est pas installé : pip install 'rota[postgres]'",
    "the PostgreSQL driver is not installed: pip install 'rota[postgres]'",
)
