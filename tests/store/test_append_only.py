"""What is written can be neither changed nor deleted, whatever statement tries."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing

import psycopg
import pytest
from sqlalchemy import text

from rota.errors import UserError
from rota.ledger.chain import leaf, link
from rota.ledger.entry import Entry
from rota.store import Store
from rota.store.rows import StoredEntry, insertion, moment, stored_of
from rota.store.tables import ENTRY
from tests import builders
from tests.store.clocks import CountingClock
from tests.store.drafts import contract, draft
from tests.store.filling import fill
from tests.store.servers import DATABASES, empty

TABLES = (
    *("contract", "entry", "facts_version", "plan", "plan_body", "plan_version", "plan_event"),
    *("attendance_file", "attendance_line"),
)
KEYS = {
    "contract": "id",
    "facts_version": "id",
    "plan": "name",
    "plan_body": "sha256",
    "plan_version": "version",
}


@pytest.fixture
def filled(store: Store) -> Store:
    fill(store)
    return store


@pytest.fixture(scope="module", params=DATABASES)
def untouched(request: pytest.FixtureRequest) -> Iterator[Store]:
    """A filled workspace for all that is refused: it stays what it is."""
    with empty(request.param) as url, Store.create(url, builders.facts(2), clock=CountingClock()) as store:
        fill(store)
        yield store


def _refused(store: Store, statement: str) -> str:
    with pytest.raises(UserError) as refused:
        store.run(lambda unit: unit.connection.execute(text(statement)))
    return refused.value.text.en


@pytest.mark.parametrize("table", TABLES)
def test_update_and_delete_are_refused(untouched: Store, table: str) -> None:
    column = KEYS.get(table, "site" if table.startswith("attendance") else "author_site")
    column = "author" if table == "plan_event" else column
    for statement in (f"UPDATE {table} SET {column} = {column}", f"DELETE FROM {table}"):
        assert _refused(untouched, statement) == "what is written here is neither changed nor deleted"
    assert untouched.read(lambda unit: unit.connection.scalar(text(f"SELECT count(*) FROM {table}")))


def test_period_is_told_by_the_entries_and_cannot_be_set(untouched: Store) -> None:
    _refused(untouched, "DELETE FROM period")
    _refused(untouched, "UPDATE period SET state = 'open'")


@pytest.fixture(params=[True, False], ids=["as the store sets it", "as any program opens it"])
def file(request: pytest.FixtureRequest, sqlite_url: str) -> Iterator[sqlite3.Connection]:
    """A filled SQLite file opened by hand, with recursive triggers and keys on or off."""
    path = sqlite_url.removeprefix("sqlite:///")
    with Store.create(sqlite_url, builders.facts(2), clock=CountingClock()) as store:
        fill(store)
    with closing(sqlite3.connect(path, isolation_level=None)) as opened:
        if request.param:
            opened.execute("PRAGMA recursive_triggers = on")
            opened.execute("PRAGMA foreign_keys = on")
        yield opened


@pytest.mark.parametrize("table", TABLES)
def test_replace_changes_nothing_in_sqlite(file: sqlite3.Connection, table: str) -> None:
    before = file.execute(f"SELECT * FROM {table}").fetchall()
    with pytest.raises(sqlite3.IntegrityError, match="rota:"):
        file.execute(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")
    with pytest.raises(sqlite3.IntegrityError, match="rota:append-only"):
        file.execute(
            f"UPDATE OR REPLACE {table} SET rowid = rowid" if table == "entry" else f"DELETE FROM {table}"
        )
    assert file.execute(f"SELECT * FROM {table}").fetchall() == before


def test_replace_by_row_number_or_answer_changes_nothing_in_sqlite(file: sqlite3.Connection) -> None:
    columns = ", ".join(StoredEntry._fields)
    last = StoredEntry(*file.execute(f"SELECT {columns} FROM entry ORDER BY seq DESC").fetchone())
    for kind, ref, rowid in (("direct", None, 2), ("post", 1, None), ("void", 1, None)):
        forged = _next(last, kind=kind, ref=ref)
        marks = ", ".join("?" for _ in forged)
        with pytest.raises(sqlite3.IntegrityError, match="rota:"):
            file.execute(
                f"INSERT OR REPLACE INTO entry (rowid, {columns}) VALUES (?, {marks})", (rowid, *forged)
            )
    assert file.execute("SELECT count(*), max(seq) FROM entry").fetchone() == (4, 4)


def test_upsert_changes_nothing_in_sqlite(file: sqlite3.Connection) -> None:
    columns = ", ".join(StoredEntry._fields)
    with pytest.raises(sqlite3.IntegrityError, match="rota:exists"):
        file.execute(
            f"INSERT INTO entry ({columns}) SELECT {columns} FROM entry WHERE true "
            "ON CONFLICT (contract, seq) DO UPDATE SET amount = 1"
        )


FORGED: dict[str, Callable[[StoredEntry], StoredEntry]] = {
    "sequence": lambda row: row._replace(seq=row.seq + 1),
    "exists or sequence": lambda row: row._replace(seq=1),
    "chain": lambda row: row._replace(prev=bytes(32)),
    "time": lambda row: _hashed(row._replace(recorded_at=1)),
    "answered": lambda row: row._replace(kind="void", ref=1),
    "unproposed": lambda row: row._replace(kind="sign-close", amount=0, unit="-", statement="00"),
    "entry_two_accounts": lambda row: row._replace(debit=row.credit),
    "entry_amount": lambda row: row._replace(amount=-60),
    "entry_answers": lambda row: row._replace(ref=1),
    "entry_kind": lambda row: row._replace(kind="gift"),
    "entry_unit": lambda row: row._replace(unit="EUR"),
    "entry_month_form": lambda row: row._replace(month="December"),
    "entry_sizes": lambda row: row._replace(idem=b"short"),
    "entry_ref_before": lambda row: row._replace(kind="reverse", ref=row.seq),
}


@pytest.mark.parametrize("name", FORGED)
def test_forged_entries_are_refused_by_the_database(untouched: Store, name: str) -> None:
    last = list(untouched.stored(contract().id))[-1]
    forged = FORGED[name](_next(last))
    with pytest.raises(UserError):
        _insert(untouched, forged)
    assert untouched.head(contract().id)[0] == 4


def test_the_entry_that_the_forgeries_start_from_is_accepted(filled: Store) -> None:
    _insert(filled, _next(list(filled.stored(contract().id))[-1]))
    assert filled.head(contract().id)[0] == 5


def test_postgresql_recomputes_leaf_and_hash(postgresql_url: str) -> None:
    with Store.create(postgresql_url, builders.facts(2), clock=CountingClock()) as store:
        fill(store)
        honest = _next(list(store.stored(contract().id))[-1])
        for forged in (
            honest._replace(leaf=bytes(32)),
            honest._replace(hash=bytes(32)),
            honest._replace(payload=honest.payload.replace(b"60", b"90")),
            honest._replace(salt=bytes(16)),
            honest._replace(recorded_at=honest.recorded_at + 1),
        ):
            with pytest.raises(UserError):
                _insert(store, forged)
        _insert(store, honest)


def test_truncate_and_replica_sessions_are_refused_in_postgresql(postgresql_url: str) -> None:
    with Store.create(postgresql_url, builders.facts(2), clock=CountingClock()) as store:
        fill(store)
    with psycopg.connect(postgresql_url, autocommit=True) as server:
        for replica in ("origin", "replica"):
            server.execute(f"SET session_replication_role = {replica}")
            for table in TABLES:
                for statement in (f"TRUNCATE {table} CASCADE", f"DELETE FROM {table}"):
                    with pytest.raises(psycopg.DatabaseError, match="rota:append-only"):
                        server.execute(statement)


def test_contract_without_entries_can_go_and_one_with_entries_cannot(filled: Store) -> None:
    forget = text("DELETE FROM contract WHERE id = :id")
    filled.run(lambda unit: unit.connection.execute(forget, {"id": contract(2).id.bytes}))
    with pytest.raises(UserError):
        filled.run(lambda unit: unit.connection.execute(forget, {"id": contract(1).id.bytes}))


def _next(last: StoredEntry, **more: object) -> StoredEntry:
    """The row of an honest entry after ``last``."""
    sent, seq = draft(99), last.seq + 1
    recorded = moment(last.recorded_at + 1_000_000)
    salt, payload = b"salt of a forger", sent.payload()
    of = leaf(salt, payload)
    hashed = link(contract().id, seq, recorded, last.hash, of)
    row = stored_of(Entry(sent, seq, recorded, salt, payload, of, last.hash, hashed))
    return row._replace(**more)  # type: ignore[arg-type]


def _hashed(row: StoredEntry) -> StoredEntry:
    return row._replace(hash=link(contract().id, row.seq, moment(row.recorded_at), row.prev, row.leaf))


def _insert(store: Store, row: StoredEntry) -> None:
    assert set(StoredEntry._fields) == set(ENTRY.c.keys())
    store.run(
        lambda unit: unit.connection.exec_driver_sql(insertion(unit.connection.dialect.name), tuple(row))
    )
