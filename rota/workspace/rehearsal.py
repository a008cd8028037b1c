"""Two hospitals as they would state a published month: attendance files with what happens in real months.

For the demonstration and the tests of the whole cycle: a half-day missed, a duty swapped, a duty nobody had
planned, a call-out, half-days done at the other site, and one half-day that both sites claim.
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from rota.model.calendar import HALF_DAYS, SLOT_ORDER, Slot
from rota.model.facts import DutyKind, PostId, ServiceId, SiteId
from rota.model.plan import Placement
from rota.model.problem import Problem

COLUMNS = ("post", "date", "half", "work", "status", "start", "end", "replaced_by")
_DAY = timedelta(days=1)
_HEADER = ("Matricule", "Jour", "Période", "Prestation", "Statut", "Début", "Fin", "Remplaçant")
_HALVES = {"am": "M", "pm": "AM", "night": "N"}


@dataclass(frozen=True, slots=True)
class Happened:
    """What did not go as planned."""

    missed: tuple[Placement, ...] = ()
    """Not done, and the site says so."""
    swapped: tuple[tuple[Placement, PostId], ...] = ()
    """Duties that another post took."""
    extra: tuple[Placement, ...] = ()
    """Done without being planned."""
    called: tuple[Placement, ...] = ()
    """On-call duties from which the doctor was called for three hours and a half."""
    elsewhere: tuple[tuple[Placement, ServiceId], ...] = ()
    """Planned at one site, done in a service of another, and both say so."""
    claimed_twice: tuple[tuple[Placement, ServiceId], ...] = ()
    """Done as planned; a service of the other site claims it too."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a file."""

    post: PostId
    day: date
    slots: tuple[Slot, ...]
    work: str
    status: str = "present"
    hours: tuple[str, str] = ("", "")
    by: str = ""


def rows(
    problem: Problem, placements: Sequence[Placement], site: SiteId, happened: Happened
) -> tuple[Row, ...]:
    """What one site states of some days, in order."""
    found = [*_planned(problem, placements, site, happened), *_unplanned(problem, site, happened)]
    return tuple(sorted(found, key=lambda row: (row.day, row.post, SLOT_ORDER[row.slots[0]], row.work)))


def write_plain(path: Path, given: Sequence[Row]) -> None:
    """A file with our own column names: UTF-8, commas."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(_cells(row, {}) for row in given)
    path.write_text(out.getvalue(), encoding="utf-8")


def write_local(path: Path, mapping: Path, site: SiteId, given: Sequence[Row]) -> None:
    """A file as another hospital exports it, with its own codes, and the mapping that reads it."""
    posts = sorted({row.post for row in given})
    numbers = {post: f"M-{4500 + place:06d}" for place, post in enumerate(posts)}
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(_HEADER)
    writer.writerows(_cells(row, numbers) for row in given)
    path.write_bytes(out.getvalue().encode("cp1252"))
    mapping.write_text(_mapping(site, numbers), encoding="utf-8")


def choose(problem: Problem, placements: Sequence[Placement], debtor: PostId, days: int = 6) -> Happened:
    """Something of each kind, chosen from a published plan; ``debtor`` works ``days`` half-days elsewhere."""
    by_post = _cells_of(placements)
    elsewhere = tuple(_elsewhere(problem, placements, debtor, days))
    used = {placement for placement, _ in elsewhere}
    plain = [p for p in placements if p.activity and not p.remote and p not in used and p.post != debtor]
    twice = next((p for p in plain if _other_service(problem, p) is not None), None)
    missed = next((p for p in reversed(plain) if p != twice), None)
    swap = next(_swaps(problem, placements, by_post), None)
    extra = next((duty for duty in _extras(problem, by_post, placements) if duty.post != debtor), None)
    called = next((p for p in placements if p.line and problem.lines[p.line].kind is DutyKind.ON_CALL), None)
    other = _other_service(problem, twice) if twice else None
    return Happened(
        missed=(missed,) if missed else (),
        swapped=(swap,) if swap else (),
        extra=(extra,) if extra else (),
        called=(called,) if called else (),
        elsewhere=elsewhere,
        claimed_twice=((twice, other),) if twice and other else (),
    )


def _planned(
    problem: Problem, placements: Sequence[Placement], site: SiteId, happened: Happened
) -> Iterator[Row]:
    moved = dict(happened.elsewhere)
    swapped = dict(happened.swapped)
    for placement in placements:
        if problem.services[placement.service].site != site:
            continue
        row = _row(placement)
        if placement in swapped:
            yield replace(row, status="replaced", by=swapped[placement])
            yield replace(row, post=swapped[placement])
        elif placement in happened.missed or placement in moved:
            yield replace(row, status="absent")
        else:
            yield row


def _unplanned(problem: Problem, site: SiteId, happened: Happened) -> Iterator[Row]:
    for placement in happened.extra:
        if problem.services[placement.service].site == site:
            yield _row(placement)
    for placement, service in (*happened.elsewhere, *happened.claimed_twice):
        if problem.services[service].site == site:
            yield _row(replace(placement, service=service))
    for duty in happened.called:
        if problem.services[duty.service].site == site:
            row = replace(_row(duty), status="call-out", hours=("20:00", "23:30"))
            yield replace(row, slots=(Slot.NIGHT,)) if Slot.NIGHT in duty.slots else row


def _row(placement: Placement) -> Row:
    what = placement.activity or placement.line
    remote = "/remote" if placement.remote else ""
    return Row(placement.post, placement.day, placement.slots, f"{placement.service}/{what}{remote}")


def _cells(row: Row, numbers: Mapping[PostId, str]) -> tuple[str, ...]:
    """The cells of a line; with numbers, in the codes of another hospital."""
    half = "+".join(str(slot) for slot in sorted(row.slots, key=SLOT_ORDER.__getitem__))
    if not numbers:
        return (row.post, f"{row.day:%d/%m/%Y}", half, row.work, row.status, *row.hours, row.by)
    local = _HALVES.get(half, half)
    by = numbers.get(PostId(row.by), row.by)
    return (numbers[row.post], f"{row.day:%d/%m/%Y}", local, row.work, row.status, *row.hours, by)


def _mapping(site: SiteId, numbers: Mapping[PostId, str]) -> str:
    posts = "\n".join(f'"{number}" = "{post}"' for post, number in numbers.items())
    named = "\n".join(f'{ours} = "{local}"' for ours, local in zip(COLUMNS, _HEADER, strict=True))
    codes = "\n".join(f'"{local}" = "{half}"' for half, local in _HALVES.items())
    return (
        f'format = 1\nsite = "{site}"\nencoding = "cp1252"\ndelimiter = ";"\ndates = "DD/MM/YYYY"\n\n'
        f"[columns]\n{named}\n\n[values.post]\n{posts}\n\n[values.replaced_by]\n{posts}\n\n"
        f"[values.half]\n{codes}\n"
    )


def _cells_of(placements: Sequence[Placement]) -> Mapping[tuple[PostId, date], set[Slot]]:
    found: dict[tuple[PostId, date], set[Slot]] = {}
    for placement in placements:
        found.setdefault((placement.post, placement.day), set()).update(placement.slots)
    return found


def _rested(cells: Mapping[tuple[PostId, date], set[Slot]], post: PostId, day: date) -> bool:
    """Whether a post is free on a day and was not on duty in the night before."""
    return (post, day) not in cells and Slot.NIGHT not in cells.get((post, day - _DAY), set())


def _other_service(problem: Problem, placement: Placement) -> ServiceId | None:
    """A service of another site of the post, that asks for open work."""
    site = problem.services[placement.service].site
    others = [each for each in problem.services_of(placement.post) if each.site != site]
    return next(
        (each.id for each in others if problem.is_open(each.site, placement.day, placement.slots[0])), None
    )


def _elsewhere(
    problem: Problem, placements: Sequence[Placement], debtor: PostId, count: int
) -> Iterator[tuple[Placement, ServiceId]]:
    """Whole days of open work at the first site of the convention, done at the other."""
    home = problem.conventions[debtor].shares[0].site
    mine = [p for p in placements if p.post == debtor and p.activity and not p.remote]
    here = [p for p in mine if problem.services[p.service].site == home]
    left = count
    for day in sorted({p.day for p in here}):
        today = [p for p in here if p.day == day]
        alone = set(_cells_of(mine)[debtor, day]) == {slot for p in today for slot in p.slots}
        if alone and len(today) <= left:
            for placement in today:
                other = _other_service(problem, placement)
                if other is not None:
                    left -= 1
                    yield placement, other


def _swaps(
    problem: Problem, placements: Sequence[Placement], cells: Mapping[tuple[PostId, date], set[Slot]]
) -> Iterator[tuple[Placement, PostId]]:
    """Duties that another post of the service could take, free around them."""
    for duty in placements:
        if duty.line is None:
            continue
        for post in problem.posts:
            able = duty.service in {each.id for each in problem.services_of(post)} and post != duty.post
            morning_after = (post, duty.day + _DAY) in cells and Slot.NIGHT in duty.slots
            free = _rested(cells, post, duty.day) and not morning_after
            away = any(problem.absence(post, duty.day, slot) for slot in (*HALF_DAYS, Slot.NIGHT))
            if able and free and not away and problem.employed(post, duty.day):
                yield duty, post


def _extras(
    problem: Problem, cells: Mapping[tuple[PostId, date], set[Slot]], placements: Sequence[Placement]
) -> Iterator[Placement]:
    """On-site duties on free Sundays, for posts that take such duties."""
    span = sorted({placement.day for placement in placements})
    for line in problem.lines.values():
        for post in problem.posts:
            if line.kind is not DutyKind.ON_SITE or line.service not in {
                s.id for s in problem.services_of(post)
            }:
                continue
            for day in span:
                kind = problem.day_kind(problem.services[line.service].site, day)
                shift = next((s for s in line.shifts if kind in s.days and Slot.NIGHT not in s.slots), None)
                free = _rested(cells, post, day)
                away = any(problem.absence(post, day, slot) for slot in HALF_DAYS)
                taken = any(p.line == line.id and p.day == day for p in placements)
                if shift is not None and free and not away and not taken:
                    yield Placement(post, day, shift.slots, line.service, line=line.id)
