"""One thing in a doctor's calendar, before it is written in any format.

Events name no other person, no patient and no reason of an absence: what is not here cannot leak.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum

from rota.model.calendar import wall_clock
from rota.model.units import Instant
from rota.words import Text


@dataclass(frozen=True, slots=True)
class Timed:
    """From one instant to another, shown as clocks of ``timezone`` show them."""

    start: Instant
    end: Instant
    timezone: str

    def __post_init__(self) -> None:
        if self.end <= self.start:
            raise ValueError(f"{self!r} must end after it starts")

    @property
    def local(self) -> tuple[datetime, datetime]:
        """Both ends as aware local datetimes."""
        return wall_clock(self.start, self.timezone), wall_clock(self.end, self.timezone)

    @property
    def year(self) -> int:
        """The year it starts in, in UTC: from then on the rule of its time zone must hold."""
        return datetime.fromtimestamp(self.start * 60, UTC).year

    @property
    def order(self) -> datetime:
        """Sorts by what the clock on the wall shows."""
        return self.local[0].replace(tzinfo=None)


@dataclass(frozen=True, slots=True)
class AllDay:
    """Whole days, ``first`` and ``last`` included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"{self!r} must not end before it starts")

    @property
    def after(self) -> date:
        """The day after the last: what iCalendar calls the end."""
        return self.last + timedelta(days=1)

    @property
    def order(self) -> datetime:
        """Sorts before anything timed on the first day."""
        return datetime.combine(self.first, time.min)


class Busy(Enum):
    """What colleagues who look for a free time see; the words are Outlook's."""

    BUSY = "BUSY"
    TENTATIVE = "TENTATIVE"
    AWAY = "OOF"
    FREE = "FREE"


class Kind(Enum):
    """What an event is: its category, and how it blocks the time of the doctor."""

    ACTIVITY = (Text("Activité", "Activity"), Busy.BUSY)
    ON_SITE = (Text("Garde", "On-site duty"), Busy.BUSY)
    ON_CALL = (Text("Astreinte", "On call"), Busy.TENTATIVE)
    TRIP = (Text("Trajet", "Travel"), Busy.BUSY)
    LEAVE = (Text("Congé", "Leave"), Busy.AWAY)
    REST = (Text("Repos", "Rest"), Busy.AWAY)
    TAKEN = (Text("Occupé", "Busy"), Busy.BUSY)
    """Something, no matter what."""
    NOTE = (Text("Information", "Information"), Busy.FREE)

    def __init__(self, category: Text, busy: Busy) -> None:
        self.category = category
        self.busy = busy


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One event of one post."""

    key: str
    """Names the slot it stands for, whatever fills it: unique and stable within the calendar of a post."""
    kind: Kind
    when: Timed | AllDay
    title: Text
    notes: tuple[Text, ...] = ()
    """Lines of the description."""
    location: str = ""
    """Where the doctor must be; empty at home, or when attending from elsewhere."""
    tentative: bool = False
    """Proposed, not published yet."""
    blocks: bool = True
    """It takes the time of whoever reads it; what others do does not."""

    @property
    def busy(self) -> Busy:
        """How it blocks the time of the doctor: what is only proposed blocks nothing for sure."""
        if not self.blocks:
            return Busy.FREE
        return Busy.TENTATIVE if self.tentative else self.kind.busy
