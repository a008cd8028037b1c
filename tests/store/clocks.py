"""Clocks that tests set."""

from datetime import UTC, datetime, timedelta

START = datetime(2026, 12, 1, 8, tzinfo=UTC)


class CountingClock:
    """Each look is one second later."""

    def __init__(self, now: datetime = START) -> None:
        self._now = now

    def now(self) -> datetime:
        self._now += timedelta(seconds=1)
        return self._now


class StoppedClock:
    """Always the same instant, or whatever it is set to."""

    def __init__(self, at: datetime = START) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at
