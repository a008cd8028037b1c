"""A workspace on an SQLite file, with its clock."""

from collections.abc import Iterator

import pytest

from tests.feed import given
from tests.feed.given import Ground
from tests.store.servers import empty


@pytest.fixture
def url() -> Iterator[str]:
    with empty("sqlite") as address:
        yield address


@pytest.fixture
def ground(url: str) -> Iterator[Ground]:
    with given.ground(url) as made:
        yield made
