"""The only place that reads the time of day: everything else is given a clock."""

from datetime import UTC, date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo


class Clock(Protocol):
    """Tells the present instant."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        ...


class SystemClock:
    """The clock of the machine."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        return datetime.now(UTC)


def today(clock: Clock, timezone: str) -> date:
    """The present day in ``timezone``, an IANA name."""
    return clock.now().astimezone(ZoneInfo(timezone)).date()
