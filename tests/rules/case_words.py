"""The short texts of law cases become facts and placements."""

import re
from collections.abc import Sequence
from datetime import date, time

from rota.model.calendar import DayKind, Period, Slot
from rota.model.facts import (
    Absence,
    AbsenceId,
    AbsenceKind,
    ActivityId,
    LineId,
    MinimumShare,
    Need,
    PostId,
    Recurrence,
    ServiceId,
    Shift,
    SiteId,
    Skill,
    Travel,
    Wish,
    WishAim,
    WishId,
)
from rota.model.plan import Pin, Placement
from rota.model.units import HALF_DAY, Minutes, Parts
from tests import builders as b

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def week_slots(texts: Sequence[str]) -> frozenset[tuple[int, Slot]]:
    return frozenset(week_slot(text) for text in texts)


def week_slot(text: str) -> tuple[int, Slot]:
    day, slot = text.split()
    return WEEKDAYS.index(day), Slot(slot)


def skills(texts: Sequence[str]) -> frozenset[Skill]:
    return frozenset(Skill(text) for text in texts)


def shifts(texts: Sequence[str]) -> tuple[Shift, ...]:
    return tuple(_shift(text) for text in texts)


def _shift(text: str) -> Shift:
    kinds, slots, hours, half_days = text.split()
    start, end = times(hours)
    days = frozenset(DayKind) if kinds == "all" else frozenset(DayKind(kind) for kind in kinds.split("+"))
    return Shift(
        days=days,
        slots=tuple(Slot(slot) for slot in slots.split("+")),
        start=start,
        end=end,
        parts=Parts(int(half_days) * HALF_DAY),
    )


def times(hours: str) -> tuple[time, time]:
    start, end = hours.split("-")
    return time.fromisoformat(start), time.fromisoformat(end)


def minimum(text: str) -> MinimumShare:
    site, percent, period = text.split()
    return MinimumShare(site=SiteId(site), percent=int(percent), period=Period(period))


def travel(text: str) -> Travel:
    origin, destination, minutes = text.split()
    return Travel(
        origin=SiteId(origin), destination=SiteId(destination), minutes=Minutes(int(minutes)), km=int(minutes)
    )


def _recurrence(text: str) -> Recurrence:
    if text == "*":
        return Recurrence(rrule="FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR")
    if text in WEEKDAYS:
        return Recurrence(weekday=WEEKDAYS.index(text))
    return Recurrence(on=date.fromisoformat(text))


def need(number: int, text: str) -> Need:
    what, day, slot, count, *more = text.split()
    service, activity = what.split("/")
    minimum, _, ideal = count.partition("-")
    skills = [word for word in more if word != "holidays"]
    return b.need(
        f"N{number}",
        ServiceId(service),
        ActivityId(activity),
        0,
        Slot(slot),
        recurrence=_recurrence(day),
        minimum=int(minimum),
        ideal=int(ideal or minimum),
        skill=Skill(skills[0]) if skills else None,
        on_holidays="holidays" in more,
    )


_ABSENCE = re.compile(r"(\S+) (\S+) (\S+)(?: (am|pm))?(?: - (\S+)(?: (am|pm))?)?")


def absence(number: int, text: str) -> Absence:
    match = _ABSENCE.fullmatch(text)
    assert match, f"{text!r} is not an absence"
    kind, post, first, first_slot, last, last_slot = match.groups()
    alone = first_slot if last is None else None
    return Absence(
        id=AbsenceId(f"A{number}"),
        post=PostId(post),
        kind=AbsenceKind(kind),
        first=date.fromisoformat(first),
        last=date.fromisoformat(last or first),
        first_slot=Slot(first_slot or "am"),
        last_slot=Slot(last_slot or alone or "pm"),
    )


_WISH = re.compile(
    r"(?P<post>\S+) of (?P<owner>\S+): (?P<aim>off|work|duty|no-duty|site (?P<site>\S+)) (?P<day>\S+)"
    r"(?: (?P<slot>am|pm|night))?(?: grade (?P<grade>[123]))?"
)


def wish(number: int, text: str) -> Wish:
    match = _WISH.fullmatch(text)
    assert match, f"{text!r} is not a wish"
    slot, site = match["slot"], match["site"]
    return Wish(
        id=WishId(f"W{number}"),
        owner=match["owner"],
        post=PostId(match["post"]),
        aim=WishAim(match["aim"].split()[0]),
        recurrence=_recurrence(match["day"]),
        slot=Slot(slot) if slot else None,
        site=SiteId(site) if site else None,
        grade=int(match["grade"] or 1),
    )


def pin(text: str) -> Pin:
    owner, what = text.split(": ")
    if what.endswith(" free"):
        post, day, slot, _ = what.split()
        return Pin(owner, PostId(post), date.fromisoformat(day), Slot(slot), None)
    kept = placement(what)
    return Pin(owner, kept.post, kept.day, kept.slots[0], kept)


def placements(texts: Sequence[str]) -> list[Placement]:
    """Placements written as ``"ASP-1 2026-12-01 am CH-MED/WARD"``."""
    return [placement(text) for text in texts]


_LINE_SERVICE = re.compile(r"(?P<site>.+)-(?:GUARD|CALL)(?:-\d+)?")


def placement(text: str) -> Placement:
    post, day, slots, what, *remote = text.split()
    assert remote in ([], ["remote"]), f"{text!r} ends in neither nothing nor 'remote'"
    at, parts = date.fromisoformat(day), tuple(Slot(slot) for slot in slots.split("+"))
    if "/" in what:
        service, activity = what.split("/")
        return Placement(
            PostId(post), at, parts, ServiceId(service), activity=ActivityId(activity), remote=bool(remote)
        )
    match = _LINE_SERVICE.fullmatch(what)
    assert match, f"{what!r} is neither SERVICE/ACTIVITY nor a line SITE-GUARD or SITE-CALL"
    return Placement(PostId(post), at, parts, ServiceId(f"{match['site']}-MED"), line=LineId(what))
