"""The good plans that faults are put into: where each comes from, and how it is read back.

``site/`` is small, and made so that a plan without any finding exists; three spans of it hold an ordinary
month and the two nights on which the clocks change. ``vitre`` is the real size: no LAW finding, and the
findings that the services' own contradictions leave.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property
from pathlib import Path

from rota import plan_file
from rota.check import Report, check
from rota.errors import FaultyPlan
from rota.model.calendar import Slot, Span
from rota.model.facts import ActivityId, Facts, LineId, PostId, ServiceId
from rota.model.plan import Pin, Placement, Plan
from rota.model.problem import Problem
from rota.scheduler.outcome import Settings
from rota.sites import fingerprint, read

HERE = Path(__file__).parent
SITE = HERE / "site"
VITRE = HERE.parent.parent / "sample_sites" / "vitre"
REMAKE = "Make it again: python -m tests.seeded.remake {code}, then python -m tests.seeded.page"


@dataclass(frozen=True)
class Ground:
    """A folder, a span and what is pinned: what one good plan answers."""

    code: str
    folder: Path
    start: date
    weeks: int
    settings: Settings
    pins: tuple[str, ...] = ()
    """Written as in ``faults.toml``: the owner, a colon, a placement or a cell and ``free``."""

    @property
    def path(self) -> Path:
        """Where the good plan is kept."""
        return HERE / "plans" / f"{self.code}.json"

    @cached_property
    def facts(self) -> Facts:
        """What the folder says."""
        return read(self.folder)

    @property
    def asked(self) -> Problem:
        """The question that the good plan answers."""
        span = Span(self.start, self.start + timedelta(days=7 * self.weeks - 1))
        return Problem(self.facts, span, pins=tuple(pin(self.facts, text) for text in self.pins))


@dataclass(frozen=True)
class Good:
    """A good plan with its question and what the checker says of it."""

    problem: Problem
    plan: Plan
    report: Report


_PROVED = Settings(gap=0)
GROUNDS = {
    ground.code: ground
    for ground in (
        Ground(
            "june",
            SITE,
            date(2026, 6, 1),
            4,
            _PROVED,
            (
                "CHU-MED: ASP-2 2026-06-03 night CHU-CALL",
                "CH-MED: ASP-2 2026-06-18 night CH-GUARD",
                "CH-MED: ASP-1 2026-06-08 night CH-GUARD",
                "ASP-1: ASP-1 2026-06-09 pm free",
            ),
        ),
        Ground("spring", SITE, date(2026, 3, 23), 2, _PROVED, ("CH-MED: ASP-2 2026-03-28 night CH-GUARD",)),
        Ground("autumn", SITE, date(2026, 10, 19), 2, _PROVED, ("CH-MED: ASP-2 2026-10-24 night CH-GUARD",)),
        Ground("vitre", VITRE, date(2026, 11, 30), 5, Settings(gap=0.01, time_limit_seconds=120)),
    )
}


@cache
def good(code: str) -> Good:
    """The good plan of a ground, as it was kept.

    Raises:
        AssertionError: it was made for an earlier state of its folder, and must be made again.
    """
    ground = GROUNDS[code]
    try:
        content = plan_file.read(ground.path, ground.facts, fingerprint(ground.facts))
    except FaultyPlan as error:
        raise AssertionError(f"{error.text.en} {REMAKE.format(code=code)}") from error
    problem, asked = content.problem(ground.facts), ground.asked
    same = problem.span == asked.span and set(problem.pins) == set(asked.pins)
    assert same, f"{code}: the question has changed. {REMAKE.format(code=code)}"
    return Good(problem, content.plan, check(problem, content.plan))


def placement(facts: Facts, text: str) -> Placement:
    """``ASP-1 2026-06-01 am CH-MED/WARD``, ``… night CH-GUARD``, ``… am CH-MED/STAFF remote``."""
    post, day, slots, what, *remote = text.split()
    assert remote in ([], ["remote"]), f"{text!r} ends in neither nothing nor 'remote'"
    when = PostId(post), date.fromisoformat(day), tuple(Slot(slot) for slot in slots.split("+"))
    if "/" in what:
        service, activity = what.split("/")
        return Placement(*when, ServiceId(service), activity=ActivityId(activity), remote=bool(remote))
    services = {line.id: line.service for line in facts.lines}
    return Placement(*when, services[LineId(what)], line=LineId(what))


def pin(facts: Facts, text: str) -> Pin:
    """``CH-MED: ASP-1 2026-06-08 night CH-GUARD`` or ``ASP-1: ASP-1 2026-06-09 pm free``."""
    owner, what = text.split(": ")
    if what.endswith(" free"):
        post, day, slot, _ = what.split()
        return Pin(owner, PostId(post), date.fromisoformat(day), Slot(slot), None)
    kept = placement(facts, what)
    return Pin(owner, kept.post, kept.day, kept.slots[0], kept)
