"""What tests of the exports share: a clock that stands still, and a way to renew the golden files."""

import pytest

from tests.exports.golden_files import Golden
from tests.exports.sample import StandingClock


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="write the golden files anew instead of comparing"
    )


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock()


@pytest.fixture
def same_as_golden(request: pytest.FixtureRequest) -> Golden:
    return Golden(update=bool(request.config.getoption("--update-golden", default=False)))
