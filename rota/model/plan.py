"""What is done by whom and when: placements, plans, pins."""

from dataclasses import dataclass
from datetime import date

from rota.model.calendar import SLOT_ORDER, Slot, Span
from rota.model.facts import ActivityId, LineId, PostId, ServiceId


@dataclass(frozen=True, slots=True)
class Placement:
    """One thing a post does: a half-day of an activity, or a duty of a line.

    Exactly one of ``activity`` and ``line`` is given. A duty may hold several slots of its day.
    """

    post: PostId
    day: date
    slots: tuple[Slot, ...]
    service: ServiceId
    activity: ActivityId | None = None
    line: LineId | None = None
    remote: bool = False
    """Attended from elsewhere: no presence at the site, no travel."""

    def __post_init__(self) -> None:
        if (self.activity is None) == (self.line is None):
            raise ValueError(f"{self!r} must name an activity or a line, not both")

    @property
    def key(self) -> tuple[date, str, int, str, str, bool]:
        """Sorts placements by day, post, slot and content."""
        what = self.activity or self.line or ""
        return self.day, self.post, SLOT_ORDER[self.slots[0]], self.service, what, self.remote


@dataclass(frozen=True, slots=True)
class Plan:
    """Placements of all posts over some weeks, sorted; a cell without any is free."""

    span: Span
    placements: tuple[Placement, ...]

    @staticmethod
    def of(span: Span, placements: "frozenset[Placement] | set[Placement] | list[Placement]") -> "Plan":
        """A plan of these placements, sorted, each once."""
        return Plan(span, tuple(sorted(set(placements), key=lambda placement: placement.key)))

    def at(self, post: PostId, day: date, slot: Slot) -> tuple[Placement, ...]:
        """What ``post`` does in one cell; more than one is a fault that the checker finds."""
        return tuple(
            placement
            for placement in self.placements
            if placement.post == post and placement.day == day and slot in placement.slots
        )

    def change(self, *, remove: tuple[Placement, ...] = (), add: tuple[Placement, ...] = ()) -> "Plan":
        """The plan with some placements taken out and others put in."""
        return Plan.of(self.span, (set(self.placements) - set(remove)) | set(add))


@dataclass(frozen=True, slots=True)
class Pin:
    """A cell someone has decided: this placement, or nothing at all."""

    owner: str
    """Who decided: a site, a service, a post, or ``past`` for what is already worked."""
    post: PostId
    day: date
    slot: Slot
    placement: Placement | None
    """None keeps the cell free."""
