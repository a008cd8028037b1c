"""Placements and pins of a plan file, held against the codes of the folder."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from rota.model.calendar import SLOT_ORDER, Slot, Span
from rota.model.facts import Activity, ActivityId, DutyLine, Facts, LineId, Post, PostId, Service, ServiceId
from rota.model.plan import Pin, Placement, Plan
from rota.plan_file import troubles
from rota.plan_file.values import Values

_PLACEMENT_KEYS = ("day", "post", "slots", "service", "activity", "line", "remote")
_PIN_KEYS = ("day", "post", "half", "owner", "placement")


@dataclass(frozen=True, slots=True)
class Codes:
    """The codes a folder knows."""

    posts: Mapping[PostId, Post]
    services: Mapping[ServiceId, Service]
    activities: Mapping[ActivityId, Activity]
    lines: Mapping[LineId, DutyLine]

    @staticmethod
    def of(facts: Facts) -> "Codes":
        """The codes of ``facts``."""
        return Codes(
            {post.id: post for post in facts.posts},
            {service.id: service for service in facts.services},
            {activity.id: activity for activity in facts.activities},
            {line.id: line for line in facts.lines},
        )


@dataclass(slots=True)
class PlacementReader:
    """Reads placements; those that speak of codes unknown are noted, or left out where allowed."""

    values: Values
    codes: Codes
    strangers_left_out: bool = False
    """Whether a placement with a code unknown to the folder is left out rather than noted."""
    left_out: int = field(default=0)

    def plan(self, where: str, value: object, span: Span) -> Plan:
        """Placements within ``span``."""
        return Plan(span, self.all(where, value, span))

    def all(self, where: str, value: object, span: Span | None = None) -> tuple[Placement, ...]:
        """A list of placements, sorted, each once; within ``span`` where one is given."""
        found: dict[Placement, None] = {}
        for place, item in self.values.items(where, value):
            placement = self.one(place, item)
            if placement is None:
                continue
            if span is not None and placement.day not in span:
                days = f"{span.first} – {span.last}"
                self.values.note(troubles.OUTSIDE, where=place, day=placement.day, span=days)
            if placement in found:
                self.values.note(troubles.TWICE, where=place)
            found[placement] = None
        return tuple(sorted(found, key=lambda placement: (*placement.key, placement.slots)))

    def one(self, where: str, value: object) -> Placement | None:
        """A placement; None when it is faulty or left out."""
        values = self.values
        record = values.record(where, value, _PLACEMENT_KEYS)
        if not record:
            return None
        if self.strangers_left_out and self._stranger(record):
            self.left_out += 1
            return None
        before = len(values.found)
        day = values.day(f"{where}.day", record.get("day"))
        post = values.code(f"{where}.post", record.get("post"), self.codes.posts)
        service = values.code(f"{where}.service", record.get("service"), self.codes.services)
        activity, line = self._work(where, record)
        slots = self._slots(where, record.get("slots"), duty="line" in record)
        remote = values.boolean(f"{where}.remote", record.get("remote", False))
        self._fits(where, service, activity, line, remote=remote)
        if len(values.found) > before or day is None or post is None or service is None:
            return None
        return Placement(post, day, slots, service, activity, line, remote)

    def _stranger(self, record: Mapping[str, object]) -> bool:
        known: tuple[tuple[str, Iterable[str]], ...] = (
            ("post", self.codes.posts),
            ("service", self.codes.services),
            ("activity", self.codes.activities),
            ("line", self.codes.lines),
        )
        return any(isinstance(code := record.get(key), str) and code not in codes for key, codes in known)

    def _work(self, where: str, record: Mapping[str, object]) -> tuple[ActivityId | None, LineId | None]:
        if ("activity" in record) == ("line" in record):
            self.values.note(troubles.ONE_WORK, where=where)
            return None, None
        if "activity" in record:
            return self.values.code(f"{where}.activity", record["activity"], self.codes.activities), None
        return None, self.values.code(f"{where}.line", record["line"], self.codes.lines)

    def _slots(self, where: str, value: object, *, duty: bool) -> tuple[Slot, ...]:
        named = {str(slot): slot for slot in SLOT_ORDER}
        words = value if isinstance(value, list) else []
        slots = tuple(named[word] for word in words if isinstance(word, str) and word in named)
        rising = all(SLOT_ORDER[a] < SLOT_ORDER[b] for a, b in pairwise(slots))
        half_day = len(slots) == 1 and slots[0] is not Slot.NIGHT
        if not slots or len(slots) < len(words) or not rising or not (duty or half_day):
            self.values.note(troubles.SLOTS, where=where)
        return slots

    def _fits(
        self,
        where: str,
        service: ServiceId | None,
        activity: ActivityId | None,
        line: LineId | None,
        *,
        remote: bool,
    ) -> None:
        if line is not None and service is not None and self.codes.lines[line].service != service:
            self.values.note(troubles.LINE_ELSEWHERE, where=where, line=line, service=service)
        if remote and activity is not None and not self.codes.activities[activity].remote:
            self.values.note(troubles.NO_REMOTE, where=where, activity=activity)

    def pins(self, where: str, value: object, span: Span) -> tuple[Pin, ...]:
        """A list of pins within ``span``."""
        found: dict[Pin, None] = {}
        for place, item in self.values.items(where, value):
            pin = self._pin(place, item)
            if pin is None:
                continue
            if pin.day not in span:
                days = f"{span.first} – {span.last}"
                self.values.note(troubles.OUTSIDE, where=place, day=pin.day, span=days)
            if pin in found:
                self.values.note(troubles.TWICE, where=place)
            found[pin] = None
        return tuple(found)

    def _pin(self, where: str, value: object) -> Pin | None:
        values = self.values
        record = values.record(where, value, _PIN_KEYS)
        day = values.day(f"{where}.day", record.get("day"))
        post = values.code(f"{where}.post", record.get("post"), self.codes.posts)
        slot = values.choice(f"{where}.half", record.get("half"), Slot)
        owner = values.text(f"{where}.owner", record.get("owner"))
        placement = None
        if record.get("placement") is not None:
            placement = self.one(f"{where}.placement", record["placement"])
            if placement is None:
                return None
            if (placement.post, placement.day) != (post, day) or slot not in placement.slots:
                values.note(troubles.PIN_ELSEWHERE, where=where)
        if day is None or post is None or slot is None:
            return None
        return Pin(owner, post, day, slot, placement)
