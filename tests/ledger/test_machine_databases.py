"""The state machine over both databases: a part of it always, 10,000 operations on each by ``make slow``."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from rota.ledger.contract import Contract
from rota.ledger.journal import Journal
from rota.ledger.slots import TakenSlots
from rota.ledger.verify import verify
from rota.store import Store, auditing
from rota.store.rows import COPIED
from tests.ledger.given import facts
from tests.ledger.machine import machine
from tests.store.clocks import CountingClock
from tests.store.servers import DATABASES, empty

pytestmark = pytest.mark.long

OPERATIONS = 50
"""Of one example, each with its invariants after it."""


def stores(database: str) -> Callable[[Contract], object]:
    @contextmanager
    def factory(of: Contract) -> Iterator[Journal]:
        with empty(database) as url, Store.create(url, facts(), clock=CountingClock()) as store:
            yield store
            told = TakenSlots()
            assert verify(of, store.stored(of.id), columns=COPIED, watch=told.see).faults == ()
            assert store.read(lambda unit: tuple(auditing.slots(unit.connection, of, told))) == ()

    return factory


@pytest.mark.parametrize("database", DATABASES)
def test_whatever_is_written_the_database_holds(database: str) -> None:
    holds(database, {"sqlite": 1_500, "postgresql": 1_000}[database])


@pytest.mark.slow
@pytest.mark.parametrize("database", DATABASES)
def test_ten_thousand_operations_hold(database: str) -> None:
    holds(database, 10_000)


def holds(database: str, operations: int) -> None:
    run_state_machine_as_test(
        machine(stores(database)),  # type: ignore[arg-type]
        settings=settings(
            max_examples=operations // OPERATIONS,
            stateful_step_count=OPERATIONS,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
        ),
    )
