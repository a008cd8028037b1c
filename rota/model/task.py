"""A placement with its place, its instants and what it counts, worked out once per problem."""

from dataclasses import dataclass
from datetime import date, timedelta

from rota.model.calendar import SLOT_ORDER, Slot, instant
from rota.model.facts import DutyKind, PostId, ServiceId, SiteId
from rota.model.plan import Placement
from rota.model.problem import Problem
from rota.model.units import HALF_DAY, Instant, Minutes, Parts


@dataclass(frozen=True, slots=True)
class Task:
    """A placement with all that rules need to know of it."""

    index: int
    """Its number within the problem: what clauses call it by."""
    placement: Placement
    fixed: bool
    """Worked or published before the span: it stands whatever is planned."""
    post: PostId
    day: date
    slots: tuple[Slot, ...]
    service: ServiceId
    site: SiteId
    """The site it is done for."""
    place: SiteId | None
    """Where the doctor must be; None at home on call or attending from elsewhere."""
    start: Instant
    end: Instant
    minutes: Minutes
    """Working time; waiting at home is none (CSP R6152-27)."""
    parts: Parts
    """What it counts of the service owed, in 60ths of a half-day."""
    duty: DutyKind | None
    clinical: bool
    programmed: bool

    @property
    def works(self) -> bool:
        """Whether it is working time: on site, or attending from elsewhere."""
        return self.minutes > 0

    @property
    def night(self) -> bool:
        """Whether it holds the night."""
        return Slot.NIGHT in self.slots


def task_of(problem: Problem, placement: Placement) -> Task:
    """The task of ``placement``; the same object each time for one problem."""
    known = problem.tasks.get(placement)
    if known is None:
        known = problem.tasks[placement] = _work_out(problem, placement, len(problem.tasks))
    assert isinstance(known, Task)
    return known


def _work_out(problem: Problem, placement: Placement, index: int) -> Task:
    service = problem.services[placement.service]
    timezone = problem.sites[service.site].timezone
    activity = problem.activities[placement.activity] if placement.activity else None
    line = problem.lines[placement.line] if placement.line else None
    shift = problem.shift_of(placement)
    if shift is not None:
        first, last = shift.start, shift.end
    elif Slot.NIGHT in placement.slots:
        first = last = service.hours[Slot.AM][0]  # a night of no known shift: taken as a whole day
    else:
        slots = sorted(placement.slots, key=SLOT_ORDER.__getitem__)
        first, last = service.hours[slots[0]][0], service.hours[slots[-1]][1]
    start = instant(placement.day, first, timezone)
    end = instant(placement.day + timedelta(days=last <= first), last, timezone)
    on_call = line is not None and line.kind is DutyKind.ON_CALL
    parts = shift.parts if shift is not None else Parts(0 if on_call else HALF_DAY * len(placement.slots))
    return Task(
        index=index,
        placement=placement,
        fixed=placement.day < problem.span.first,
        post=placement.post,
        day=placement.day,
        slots=placement.slots,
        service=service.id,
        site=service.site,
        place=None if placement.remote or on_call else service.site,
        start=start,
        end=end,
        minutes=Minutes(0 if on_call else end - start),
        parts=parts,
        duty=line.kind if line else None,
        clinical=line is not None or (activity is not None and activity.clinical),
        programmed=activity is not None and activity.programmed,
    )
