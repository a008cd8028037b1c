"""The state machine over SQLite and PostgreSQL."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from rota.ledger.contract import Contract
from rota.ledger.journal import Journal
from rota.store import Store
from tests.ledger.given import facts
from tests.ledger.machine import machine
from tests.store.clocks import CountingClock
from tests.store.servers import DATABASES, empty

EXAMPLES = {"sqlite": 200, "postgresql": 40}
"""Of fifty operations each."""


def stores(database: str) -> Callable[[Contract], object]:
    @contextmanager
    def factory(_: Contract) -> Iterator[Journal]:
        with empty(database) as url, Store.create(url, facts(), clock=CountingClock()) as store:
            yield store

    return factory


@pytest.mark.parametrize("database", DATABASES)
def test_whatever_is_written_the_database_holds(database: str) -> None:
    run_state_machine_as_test(
        machine(stores(database)),  # type: ignore[arg-type]
        settings=settings(
            max_examples=EXAMPLES[database],
            stateful_step_count=50,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
        ),
    )
