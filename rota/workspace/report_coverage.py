"""What services asked of the shared posts over a period, and what they were given."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from rota.check import Report
from rota.explain.grid import Judged
from rota.model.calendar import Span
from rota.model.facts import Facts, LineId, PostId, ServiceId, SiteId
from rota.model.plan import Plan
from rota.model.problem import Problem
from rota.model.universe import Universe
from rota.reconcile.reconciling import Entries
from rota.reconcile.worked import known_placements
from rota.rules.clauses import AtLeast
from rota.rules.duty_asked import DutyAsked
from rota.service.views import NeedCell, service_weeks


@dataclass(frozen=True, slots=True)
class ServiceCoverage:
    """The needs of one service: doctors × half-days."""

    service: ServiceId
    site: SiteId
    asked: int
    """At least."""
    given: int
    """Of them, those that shared posts filled."""
    ideal: int
    mine: int
    """Half-days of all activities that the post of the report did there."""

    @property
    def missing(self) -> int:
        """Doctors under the minimum."""
        return self.asked - self.given


@dataclass(frozen=True, slots=True)
class DutyCoverage:
    """One duty line."""

    line: LineId
    site: SiteId
    asked: int
    """Duties asked of the shared posts, months begun in part."""
    taken: int
    """By all shared posts."""
    mine: int
    """By the post of the report."""


def coverage(
    facts: Facts, given: Entries, post: PostId, span: Span
) -> tuple[tuple[ServiceCoverage, ...], tuple[DutyCoverage, ...]]:
    """The needs and duty lines of each service of a post, from the first day of ``span`` that is known."""
    judged = _known(facts, given, span)
    if judged is None:
        return (), ()
    services = tuple(
        _service(service.id, service.site, list(_cells(judged, service.id)), post)
        for service in judged.problem.services_of(post)
    )
    return services, tuple(_lines(judged, post))


def _lines(judged: Judged, post: PostId) -> Iterator[DutyCoverage]:
    """Duty lines, counted as the rule of duties asked counts them."""
    problem = judged.problem
    universe = Universe(problem, judged.plan.placements)
    sites = {service.id: service.site for service in problem.services_of(post)}
    for line in problem.lines.values():
        tasks = universe.on_line(line.id)
        asked = sum(c.bound for c in DutyAsked().clauses(universe, line.id) if isinstance(c, AtLeast))
        if line.service in sites and (asked or tasks):
            mine = sum(task.post == post for task in tasks)
            yield DutyCoverage(line.id, sites[line.service], asked, len(tasks), mine)


def _known(facts: Facts, given: Entries, span: Span) -> Judged | None:
    """What all posts did, or are to do, from the first day of which anything is known; not judged."""
    placements = known_placements(given, Problem(facts, span), first=span.first, last=span.last)
    if not placements:
        return None
    days = Span(min(placement.day for placement in placements), span.last)
    return Judged(Problem(facts, days), Plan.of(days, list(placements)), Report({}))


def _cells(judged: Judged, service: ServiceId) -> Iterator[NeedCell]:
    """Each half-day of each activity; weeks reach beyond the days that are known."""
    for week in service_weeks(judged, service):
        for row in week.rows:
            if row.activity is not None:
                yield from (cell for cell in row.cells if _in(judged, cell.day))


def _in(judged: Judged, day: date) -> bool:
    return day in judged.plan.span


def _service(service: ServiceId, site: SiteId, cells: list[NeedCell], post: PostId) -> ServiceCoverage:
    return ServiceCoverage(
        service=service,
        site=site,
        asked=sum(cell.minimum for cell in cells),
        given=sum(cell.minimum - cell.missing for cell in cells),
        ideal=sum(cell.ideal for cell in cells),
        mine=sum(post in cell.by for cell in cells),
    )
