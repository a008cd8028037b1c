"""A small workspace whose December was planned by hand, lived and decided: its figures can be counted."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

from rota import plan_file, sites
from rota.cli.demo_ledger import decide
from rota.model.calendar import HALF_DAYS, Period, Slot, Span
from rota.model.facts import Absence, AbsenceId, AbsenceKind, ActivityId, Facts, MinimumShare, PostId
from rota.model.plan import Placement, Plan
from rota.workspace import attending, drafting, reconciling
from rota.workspace.opened import Workspace
from rota.workspace.plans import StoredPlan
from tests import builders as b
from tests.test_plan_file import example
from tests.workspace.given import JANUARY, publish, workspace

ONE, TWO = PostId("ASP-1"), PostId("ASP-2")
SPAN = Span(b.MONDAY, date(2027, 1, 3))
END = date(2026, 12, 31)
"""The end of the half-year."""
LEAVE = Span(date(2026, 12, 28), date(2026, 12, 29))
ABSENT = date(2026, 12, 8)
"""A day at the CH on which ASP-1 did not come."""
MOVED = date(2026, 12, 18)
"""The day on which a second version takes the afternoon of ASP-2 away."""
_HOLIDAYS = {date(2026, 12, 25), date(2027, 1, 1)}


def facts() -> Facts:
    """Two posts, a clinic and a theatre list a week, leave after Christmas; 50 % at the CH, now and ever."""
    plain = b.facts(posts=2)
    minimums = tuple(
        MinimumShare(site=b.CH, percent=50, period=period) for period in (Period.MONTH, Period.CONTRACT)
    )
    leave = Absence(
        id=AbsenceId("LEAVE-1"), post=ONE, kind=AbsenceKind.ANNUAL, first=LEAVE.first, last=LEAVE.last
    )
    return replace(
        plain,
        needs=(
            b.need("MON-CLINIC", b.CH_MED, b.CLINIC, 0, Slot.AM),
            b.need("WED-THEATRE", b.CHU_MED, b.THEATRE, 2, Slot.AM),
        ),
        conventions=tuple(replace(each, minimums=minimums) for each in plain.conventions),
        absences=(leave,),
    )


def placements() -> Iterator[Placement]:
    """Monday and Tuesday at one site, Wednesday and Thursday at the other, Friday in turn; three duties."""
    for day in SPAN:
        if day.weekday() < 5 and day not in _HOLIDAYS:
            yield from _day(ONE, day, at_ch=day.weekday() < 2 or (day.weekday() == 4 and day.day % 2 == 0))
            yield from _day(
                TWO, day, at_ch=day.weekday() in {2, 3} or (day.weekday() == 4 and day.day % 2 == 1)
            )
    yield b.duty(ONE, date(2026, 12, 12))
    yield b.duty(TWO, date(2026, 12, 19))
    yield b.duty(ONE, date(2026, 12, 20), Slot.AM, Slot.PM, line=b.CALL, service=b.CHU_MED)


def _day(who: PostId, day: date, *, at_ch: bool) -> Iterator[Placement]:
    if who == ONE and day in LEAVE:
        return
    for slot in HALF_DAYS:
        if who == TWO and day == date(2026, 12, 10) and slot is Slot.PM:
            yield b.half_day(who, day, slot, b.CHU_MED, b.STAFF, remote=True)
        else:
            yield b.half_day(who, day, slot, b.CH_MED if at_ch else b.CHU_MED, _what(day, slot, at_ch=at_ch))


def _what(day: date, slot: Slot, *, at_ch: bool) -> ActivityId:
    if slot is Slot.AM and day.weekday() == (0 if at_ch else 2):
        return b.CLINIC if at_ch else b.THEATRE
    return b.WARD


@contextmanager
def lived(folder: Path, given: Facts | None = None) -> Iterator[Workspace]:
    """The workspace on 4 January: published twice, attended by both sites, every difference decided."""
    with workspace(folder, given or facts(), JANUARY) as found:
        first = Plan.of(SPAN, list(placements()))
        publish(found, _kept(found, folder, first, "CH"))
        gone = tuple(p for p in first.placements if (p.post, p.day, p.slots) == (TWO, MOVED, (Slot.PM,)))
        publish(found, _kept(found, folder, first.change(remove=gone), "CH"), "leave")
        attending.confirm_days(found, "CH", SPAN, exceptions=(f"{ONE} {ABSENT} day absent",))
        attending.confirm_days(found, "CHU", SPAN)
        for month in ("2026-11", "2026-12"):
            decide(found, reconciling.apply(found, month, "CH").waiting)
            reconciling.apply(found, month, "CH")
        yield found


def _kept(found: Workspace, folder: Path, plan: Plan, site: str) -> StoredPlan:
    path = folder / "PLAN.json"
    told = replace(example(), pins=(), past=(), published=None, plan=plan, cost=0, bound=None)
    plan_file.write(path, replace(told, site=found.facts.name, fingerprint=sites.fingerprint(found.facts)))
    return drafting.keep_file(found, path, site=site)
