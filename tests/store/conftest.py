"""Workspaces on both databases."""

from collections.abc import Iterator

import pytest

from rota.store import Store
from tests import builders
from tests.store.clocks import CountingClock
from tests.store.servers import DATABASES, emptied, empty


@pytest.fixture(params=DATABASES)
def url(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a database with nothing in it."""
    with empty(request.param) as address:
        yield address


@pytest.fixture
def sqlite_url() -> Iterator[str]:
    """The address of an SQLite file that is not there yet."""
    with empty("sqlite") as address:
        yield address


@pytest.fixture
def postgresql_url() -> Iterator[str]:
    """The address of an empty PostgreSQL schema."""
    with empty("postgresql") as address:
        yield address


@pytest.fixture(scope="session")
def kept() -> Iterator[str]:
    """One PostgreSQL workspace for the tests that leave its schema as it is: making one takes its time."""
    with empty("postgresql") as address:
        Store.create(address, builders.facts(2), clock=CountingClock()).close()
        yield address


@pytest.fixture(params=DATABASES)
def store(request: pytest.FixtureRequest) -> Iterator[Store]:
    """A workspace with two posts and nothing written, on each database."""
    if request.param == "postgresql":
        address = request.getfixturevalue("kept")
        emptied(address)
        with Store.open(address, clock=CountingClock()) as opened:
            opened.save_facts(builders.facts(2), "")
            yield opened
        return
    with empty("sqlite") as address, Store.create(address, builders.facts(2), clock=CountingClock()) as made:
        yield made
