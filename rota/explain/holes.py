"""What is asked and not filled: who could fill it, and what stops each of them."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from rota.check import Finding
from rota.explain.cells import Alternative, rank
from rota.explain.edits import displaced, effect, put
from rota.explain.grid import Cell, Judged
from rota.model.facts import Post, PostId
from rota.model.plan import Placement

HOLES = ("minimum-share", "needs-minimum", "duty-asked")
"""Rules whose findings are holes when less is done than asked."""
_WAYS_MAX = 3
"""Ways told for each post: to serve a need there is one, to give a site its share there are many."""


@dataclass(frozen=True, slots=True)
class Hole:
    """A need under its minimum, duties of a line not taken, or a site under its promised share."""

    finding: Finding
    fillers: tuple[Alternative, ...]
    """Single edits that would fill some of it, the best of each post: lawful ones first, then by price."""
    outside: tuple[PostId, ...] = ()
    """Posts that could fill it, did their convention run on that day."""

    @property
    def of_share(self) -> bool:
        """Whether a site lacks its share, and no one half-day is asked."""
        return is_share(self.finding)

    @property
    def missing(self) -> int:
        """Doctors, duties or half-days missing."""
        return self.finding.excess


def is_share(finding: Finding) -> bool:
    """Whether a hole is a site under its promised share."""
    return finding.about.site is not None and finding.about.service is None


def hole_findings(judged: Judged) -> tuple[Finding, ...]:
    """The findings that are holes, dearest first."""
    return tuple(f for f in judged.report.findings if f.rule in HOLES and f.measured < f.limit)


def holes(judged: Judged, most: int | None = None) -> Iterator[Hole]:
    """The holes of a plan, dearest first, ``most`` at most."""
    for finding in hole_findings(judged)[:most]:
        yield hole(judged, finding)


def hole(judged: Judged, finding: Finding) -> Hole:
    """One hole, with the best ways of each post to fill it."""
    ways: defaultdict[PostId, list[Alternative]] = defaultdict(list)
    for placement in _fillers(judged, finding):
        ways[placement.post].append(_tried(judged, placement))
    most = _WAYS_MAX if is_share(finding) else 1
    best = (other for found in ways.values() for other in sorted(found, key=rank)[:most])
    return Hole(finding, tuple(sorted(best, key=rank)), tuple(_outside(judged, finding)))


def _outside(judged: Judged, finding: Finding) -> Iterator[PostId]:
    """The posts of the service, with the skill, whose convention has not begun or is over."""
    about, problem = finding.about, judged.problem
    for post in problem.facts.posts if about.slot is not None else ():
        agreed = any(service.id == about.service for service in problem.services_of(post.id))
        if agreed and _skilled(judged, finding, post) and not problem.employed(post.id, about.span.first):
            yield post.id


def _skilled(judged: Judged, finding: Finding, post: Post) -> bool:
    """Whether a post has the skill that the need under its minimum asks."""
    needs = judged.problem.facts.needs
    skill = next((need.skill for need in needs if need.id == finding.about.fact), None)
    return skill is None or skill in post.skills


def _tried(judged: Judged, placement: Placement) -> Alternative:
    problem, plan, report = judged.problem, judged.plan, judged.report
    tried = effect(problem, plan, report, put(plan, placement))
    return Alternative(placement, displaced(plan, placement), tried)


def _fillers(judged: Judged, finding: Finding) -> Iterator[Placement]:
    """What could be asked of each post that would fill the hole; rules say what forbids it."""
    if finding.about.line is not None:
        yield from _duties(judged, finding)
    elif finding.about.service is not None:
        yield from _workers(judged, finding)
    else:
        yield from _visits(judged, finding)


def _visits(judged: Judged, finding: Finding) -> Iterator[Placement]:
    """Each half-day that the post of a short share could give to the site and does not."""
    about, services = finding.about, judged.problem.services
    for post in about.posts:
        for placement in judged.candidates_of(post):
            there = services[placement.service].site == about.site and placement.day in about.span
            here = judged.at(Cell(post, placement.day, placement.slots[0]))
            given = any(services[other.service].site == about.site for other in here)
            if there and not given and placement.line is None and not placement.remote:
                yield placement


def _workers(judged: Judged, finding: Finding) -> Iterator[Placement]:
    """Each post with the skill the need asks, on its half-day."""
    about, problem = finding.about, judged.problem
    assert about.slot is not None, "a need is of one half-day"
    for post in problem.facts.posts:
        if _skilled(judged, finding, post):
            for placement in judged.candidates(Cell(post.id, about.span.first, about.slot)):
                asked = (placement.service, placement.activity) == (about.service, about.activity)
                if asked and not placement.remote and placement not in judged.plan.placements:
                    yield placement


def _duties(judged: Judged, finding: Finding) -> Iterator[Placement]:
    """Each post on each duty of the line that nobody has taken."""
    about, problem = finding.about, judged.problem
    taken = {(p.day, p.slots) for p in judged.plan.placements if p.line == about.line}
    for post in problem.posts:
        for placement in judged.candidates_of(post):
            free = (placement.day, placement.slots) not in taken
            if free and placement.line == about.line and placement.day in about.span:
                yield placement
