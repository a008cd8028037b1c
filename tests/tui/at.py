"""``python -m tests.tui.at 2027-01-04T08:00 tui …`` is ``rota`` on the day that a terminal test needs."""

import sys
from datetime import UTC, datetime
from unittest.mock import patch

from rota.cli import main
from rota.clock import SystemClock


def run(words: list[str]) -> int:
    """The command line with the clock standing at the moment that the first word names."""
    moment = datetime.fromisoformat(words[0]).replace(tzinfo=UTC)
    with patch.object(SystemClock, "now", lambda _self: moment):
        return main(words[1:])


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
