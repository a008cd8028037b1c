"""Failures of the database at each step: the work is done once, or told; never twice, never by half."""

import sqlite3
from collections.abc import Callable
from typing import Any

import psycopg
import pytest

from rota.errors import UserError
from rota.ledger.entry import EntryKind
from rota.store import Store
from rota.store.errors import StoreBusy
from rota.store.retry import TRIES
from rota.store.store import Chance
from tests import builders
from tests.store.clocks import CountingClock
from tests.store.drafts import answer, contract, draft, first_bad, plan

Pauses = list[float]


def _busy(dialect: str, state: str = "40001") -> Exception:
    if dialect == "sqlite":
        error = sqlite3.OperationalError("database is locked")
        error.sqlite_errorname = "SQLITE_BUSY"
        return error
    kinds = {"40001": psycopg.errors.SerializationFailure, "40P01": psycopg.errors.DeadlockDetected}
    return kinds[state]("told to try again") if state else psycopg.OperationalError("connection lost")


@pytest.fixture
def paused(store: Store) -> Pauses:
    """The pauses the store makes, which take no time here."""
    pauses: Pauses = []
    store._chance = Chance(sleep=pauses.append, jitter=lambda: 0.5)
    return pauses


class Faults:
    """Lets the calls of one step of the driver through, and fails those that are due."""

    def __init__(self, real: Callable[..., Any], due: set[int], error: Exception, *, after: bool) -> None:
        self.calls = 0
        self._real, self._due, self._error, self._after = real, due, error, after

    def __call__(self, *args: Any, **named: Any) -> Any:
        self.calls += 1
        failing = self.calls in self._due
        if failing and not self._after:
            raise self._error
        given = self._real(*args, **named)
        if failing:
            raise self._error
        return given


def _failing(
    monkeypatch: pytest.MonkeyPatch,
    store: Store,
    step: str,
    due: set[int],
    *,
    after: bool,
    state: str = "40001",
) -> Faults:
    dialect = store.engine.dialect
    faults = Faults(getattr(dialect, step), due, _busy(dialect.name, state), after=after)
    monkeypatch.setattr(dialect, step, faults)
    return faults


@pytest.mark.parametrize("after", [False, True], ids=["before the commit", "after the commit"])
@pytest.mark.parametrize("state", ["40001", "40P01", ""])
def test_commit_that_fails_or_loses_its_answer_is_done_once(
    store: Store, paused: Pauses, monkeypatch: pytest.MonkeyPatch, after: bool, state: str
) -> None:
    _failing(monkeypatch, store, "do_commit", {1, 2}, after=after, state=state)
    written = store.append([plan(1), draft(2)])
    assert [entry.seq for entry in written] == [1, 2]
    assert first_bad(store, contract()) == (None, 2)
    assert len(paused) >= 2


@pytest.mark.parametrize("step", ["do_execute", "do_executemany"])
def test_failure_at_any_statement_changes_nothing_in_the_end(
    store: Store, paused: Pauses, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    store.append([plan(0)])
    at = 1
    while True:
        faults = _failing(monkeypatch, store, step, {at}, after=False)
        number = 10 * at
        drafts = [draft(number), draft(number + 1)]
        if at == 1:
            drafts.append(answer(number + 2, EntryKind.VOID, plan(0), 1))
        store.append(drafts)
        monkeypatch.undo()
        if faults.calls < at:
            break
        at += 1
    assert at > 1
    assert first_bad(store, contract()) == (None, 1 + 2 * at + 1)
    assert len(paused) == at - 1


def test_pauses_end_after_some_tries(store: Store, paused: Pauses, monkeypatch: pytest.MonkeyPatch) -> None:
    faults = _failing(monkeypatch, store, "do_commit", set(range(1, 100)), after=False)
    with pytest.raises(StoreBusy):
        store.append([draft(1)])
    assert faults.calls == TRIES
    assert len(paused) == TRIES - 1
    assert all(0.005 <= pause <= 0.2 for pause in paused)
    monkeypatch.undo()
    assert store.head(contract().id)[0] == 0


def test_refusals_are_not_tried_again(store: Store, paused: Pauses) -> None:
    with pytest.raises(UserError):
        store.run(lambda unit: unit.connection.exec_driver_sql("DELETE FROM facts_version"))
    assert paused == []


def test_server_that_cuts_the_connection_is_met_again(postgresql_url: str) -> None:
    with Store.create(postgresql_url, builders.facts(), clock=CountingClock()) as store:
        cuts = [1, 1]

        def work(unit: Any) -> int:
            entries = unit.ledger.append([draft(1)])
            if cuts:
                cuts.pop()
                with psycopg.connect(postgresql_url, autocommit=True) as other:
                    pid = unit.connection.exec_driver_sql("SELECT pg_backend_pid()").scalar()
                    other.execute("SELECT pg_terminate_backend(%s)", (pid,))
            return int(entries[0].seq)

        assert store.run(work) == 1
        assert first_bad(store, contract()) == (None, 1)


def test_writer_that_waits_for_another_is_served(sqlite_url: str) -> None:
    with (
        Store.create(sqlite_url, builders.facts(), clock=CountingClock()) as store,
        Store.open(sqlite_url, clock=CountingClock()) as other,
    ):
        other._chance = Chance(sleep=lambda _: None, jitter=lambda: 0.0)
        with other.engine.connect() as impatient:
            impatient.exec_driver_sql("PRAGMA busy_timeout = 1")
            impatient.rollback()
        with store.engine.begin():
            with pytest.raises(StoreBusy):
                other.append([draft(1)])
            assert other.head(contract().id)[0] == 0, "reading needs no write lock"
        assert other.append([draft(1)])[0].seq == 1
