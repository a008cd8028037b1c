"""Backups: a copy through the database's own means, verified before it is called one."""

import os
import shlex
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from sqlalchemy.engine import URL

from rota.clock import Clock
from rota.errors import UserError, reason_of
from rota.ledger.contract import Contract
from rota.ledger.slots import TakenSlots
from rota.ledger.verify import verify
from rota.store.auditing import AUDITS, Audit, slots
from rota.store.engine import is_sqlite, raw_sqlite
from rota.store.errors import Damaged
from rota.store.findings import Finding
from rota.store.opening import open_there
from rota.store.rows import COPIED
from rota.store.store import Store
from rota.store.unit import Unit
from rota.words import Text


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy that was verified."""

    path: Path
    entries: int
    contracts: int


class OtherMeans(UserError):
    """The database is backed up by a command of its own."""

    def __init__(self, command: str) -> None:
        super().__init__(
            Text(
                f"une base PostgreSQL se sauvegarde par : {command}",
                f"a PostgreSQL database is backed up by: {command}",
            )
        )
        self.command = command


def backup(store: Store, path: Path, *, clock: Clock) -> Backup:
    """Copy the database of ``store`` to ``path``, and verify the copy.

    Raises:
        OtherMeans: it is a PostgreSQL database; the command to give is told.
        UserError: there is a file at ``path``, or it cannot be written.
        Damaged: the copy does not verify; it is removed.
    """
    if not is_sqlite(store.engine.url):
        raise OtherMeans(_pg_dump(store.engine.url, path))
    _reserve(path)
    try:
        with store.engine.connect() as connection:
            _copy(raw_sqlite(connection), path)
        return verified(path, clock=clock)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def verified(path: Path, *, clock: Clock) -> Backup:
    """A backup once its pages, its protections and each ledger have been verified.

    Raises:
        Damaged: something does not verify.
    """
    said = _integrity(path)
    if said != "ok":
        raise _damaged(said)
    with Store(open_there(f"sqlite:///{path}", None), clock=clock) as store:
        if store.unprotected:
            raise _damaged(", ".join(store.unprotected))
        found = [each for audit in AUDITS.values() for each in store.read(partial(_audited, audit))]
        if found:
            raise _damaged(found[0].where)
        contracts = store.read(lambda unit: unit.ledger.contracts())
        entries = sum(_verified(store, contract) for contract in contracts)
    return Backup(path, entries, len(contracts))


def _audited(audit: Audit, unit: Unit) -> list[Finding]:
    return list(audit(unit.connection))


def _verified(store: Store, contract: Contract) -> int:
    """How many entries a ledger has.

    Raises:
        Damaged: it does not verify, or its slots are not those it takes.
    """
    told = TakenSlots()
    report = verify(contract, store.stored(contract.id), columns=COPIED, watch=told.see)
    if report.first is not None:
        raise _damaged(f"{contract.post}, {report.first.seq}")
    for slot in store.read(lambda unit: list(slots(unit.connection, contract, told))):
        raise _damaged(slot.where)
    return report.count


def _integrity(path: Path) -> str:
    with closing(sqlite3.connect(path)) as copy:
        try:
            return str(copy.execute("PRAGMA integrity_check(1)").fetchone()[0])
        except sqlite3.DatabaseError as error:
            return str(error)


def _copy(source: sqlite3.Connection, path: Path) -> None:
    with closing(sqlite3.connect(path)) as target:
        source.backup(target)
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _reserve(path: Path) -> None:
    """Make the file, which only its owner reads; one that is there is kept."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        raise UserError(_THERE) from None
    except OSError as error:
        why = reason_of(error)
        raise UserError(
            Text(f"la sauvegarde ne peut être écrite : {why.fr}", f"the backup cannot be written: {why.en}")
        ) from error


def _pg_dump(address: URL, path: Path) -> str:
    """The command; the password is asked, or comes from where PostgreSQL keeps it."""
    plain = address.set(drivername="postgresql", password=None).render_as_string(hide_password=False)
    return f"pg_dump --format=custom --file={shlex.quote(str(path))} --dbname={shlex.quote(plain)}"


def _damaged(said: str) -> Damaged:
    return Damaged(
        Text(
            f"la copie ne se vérifie pas ({said}) : elle est retirée, vérifier la base elle-même",
            f"the copy does not verify ({said}): it is removed, verify the database itself",
        )
    )


_THERE = Text(
    "il y a déjà un fichier à cet endroit : il n’est pas écrasé",
    "there is a file there already: it is not overwritten",
)
