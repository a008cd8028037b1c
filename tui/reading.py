"""A judged plan, read for the screen: findings of each cell, shares of each post, what is still open."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain

from rota.check import Finding
from rota.explain.cells import qualified
from rota.explain.grid import Cell, Judged
from rota.explain.holes import HOLES
from rota.model.calendar import SLOT_ORDER, month_of
from rota.model.facts import Need, NeedId, PostId
from rota.model.universe import Universe
from rota.rules.base import Force
from rota.service import MonthTime, months

ORDER = {Force.LAW: 0, Force.AGREEMENT: 1, Force.WISH: 2}
"""Law first."""
_LOCAL_DAYS = 2
"""A finding over at most so many days is about their cells; a longer one is about the whole post."""


@dataclass(frozen=True)
class Reading:
    """What the screen asks of one judged plan, worked out at most once."""

    judged: Judged

    @cached_property
    def _shares(self) -> dict[PostId, tuple[MonthTime, ...]]:
        return {}

    def shares(self, post: PostId, day: date) -> MonthTime | None:
        """The time of a post in the month of ``day``."""
        if post not in self._shares:
            own = (one for one in self.judged.plan.placements if one.post == post)
            self._shares[post] = tuple(months(self.judged, Universe(self.judged.problem, own), post))
        month = month_of(day)
        return next((time for time in self._shares[post] if time.days.meet(month)), None)

    @cached_property
    def open_needs(self) -> tuple[Finding, ...]:
        """What is asked and not filled: that of a day by day, then that of months."""
        found = (f for f in self._all() if f.rule in HOLES and f.measured < f.limit)
        return tuple(sorted(found, key=_by_day))

    def _all(self) -> Iterator[Finding]:
        """Every finding, in no order: sorting a district's costs more than an edit may."""
        return chain.from_iterable(self.judged.report.by_subject.values())

    @cached_property
    def counts(self) -> Mapping[Force, int]:
        """Findings of each force."""
        found = dict.fromkeys(Force, 0)
        for finding in self._all():
            found[finding.force] += 1
        return found

    @cached_property
    def _by_post(self) -> Mapping[PostId, tuple[Finding, ...]]:
        found: defaultdict[PostId, list[Finding]] = defaultdict(list)
        for finding in self._all():
            for post in finding.about.posts:
                found[post].append(finding)
        return {post: tuple(findings) for post, findings in found.items()}

    @cached_property
    def flags(self) -> Mapping[Cell, Force]:
        """The gravest force of a finding about each very cell; wishes are not flagged."""
        found: dict[Cell, Force] = {}
        for finding in self._all():
            if finding.force is not Force.WISH and len(finding.about.span) <= _LOCAL_DAYS:
                for cell in _cells_of(finding):
                    if ORDER[finding.force] < ORDER[found.get(cell, Force.WISH)]:
                        found[cell] = finding.force
        return found

    def findings(self, cell: Cell) -> tuple[Finding, ...]:
        """The findings that speak of a cell: law first, then the most local."""
        own = [f for f in self._by_post.get(cell.post, ()) if _touches(f, cell)]
        missing = [f for f in self.open_needs if f not in own and self._could_fill(cell, f)]
        return tuple(sorted((*own, *missing), key=lambda f: (ORDER[f.force], len(f.about.span), -f.cost)))

    @cached_property
    def _needs(self) -> Mapping[str, Need]:
        return {need.id: need for need in self.judged.problem.facts.needs}

    def _could_fill(self, cell: Cell, finding: Finding) -> bool:
        """Whether the post of a cell could be asked what is missing then."""
        about, problem = finding.about, self.judged.problem
        if about.line is not None or about.service is None or not _touches(finding, cell):
            return False
        needs = [self._needs[NeedId(code)] for code in about.fact.split("+") if code in self._needs]
        able = not needs or any(qualified(problem, cell.post, need) for need in needs)
        return able and any(service.id == about.service for service in problem.services_of(cell.post))

    @cached_property
    def _order(self) -> Mapping[PostId, int]:
        return {post: place for place, post in enumerate(self.judged.problem.posts)}

    def place(self, cell: Cell) -> tuple[date, int, int]:
        """Sorts cells by day, part of the day, and post."""
        return cell.day, SLOT_ORDER[cell.slot], self._order[cell.post]

    @cached_property
    def troubled(self) -> tuple[Cell, ...]:
        """The flagged cells, by day."""
        return tuple(sorted(self.flags, key=self.place))


def _by_day(finding: Finding) -> tuple[object, ...]:
    about = finding.about
    long = len(about.span) > _LOCAL_DAYS
    return long, about.span, about.slot or "", -finding.cost, repr(about)


def _cells_of(finding: Finding) -> Iterator[Cell]:
    """The cells of what a finding speaks of; those of its days when it speaks of nothing planned."""
    about = finding.about
    if finding.placements:
        for placement in finding.placements:
            if placement.post in about.posts:
                yield from (Cell(placement.post, placement.day, slot) for slot in placement.slots)
        return
    for post in about.posts:
        for day in about.span:
            for slot in (about.slot,) if about.slot else tuple(SLOT_ORDER):
                yield Cell(post, day, slot)


def _touches(finding: Finding, cell: Cell) -> bool:
    """Whether a finding speaks of the day and the part of the day of a cell."""
    about = finding.about
    if cell.day not in about.span:
        return False
    if len(about.span) > _LOCAL_DAYS or about.slot in (None, cell.slot):
        return True
    return any(one.day == cell.day and cell.slot in one.slots for one in finding.placements)
