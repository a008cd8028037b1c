"""What a plan file holds."""

from dataclasses import dataclass
from datetime import datetime

from rota import __version__
from rota.clock import Clock
from rota.model.calendar import Span
from rota.model.facts import Facts
from rota.model.plan import Pin, Placement, Plan
from rota.model.problem import Problem
from rota.scheduler.outcome import Outcome, Settings, Status, StoppedBy

FORMAT = "rota-plan"
VERSION = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFile:
    """A plan, the question it answers and how the search for it ended."""

    site: str
    """Name of the site folder, for the reader; the fingerprint is what is compared."""
    fingerprint: str
    """Of the facts it was made from."""
    made_at: datetime
    """Aware, in UTC, to the second."""
    rota: str
    """Version of the program that wrote it."""
    settings: Settings
    status: Status
    stopped_by: StoppedBy
    cost: int
    bound: float | None
    """No plan costs less; None when nothing was proved."""
    gap: float | None
    seconds: float
    components: int
    pins: tuple[Pin, ...]
    past: tuple[Placement, ...]
    published: Plan | None
    """The plan people had when this one was made."""
    plan: Plan

    @property
    def span(self) -> Span:
        """The days planned."""
        return self.plan.span

    def problem(self, facts: Facts) -> Problem:
        """The question this plan answers, rebuilt."""
        return Problem(facts, self.span, pins=self.pins, past=self.past, published=self.published)

    @staticmethod
    def of(
        problem: Problem, outcome: Outcome, *, settings: Settings, fingerprint: str, clock: Clock
    ) -> "PlanFile":
        """The file of a search that found a plan."""
        assert outcome.plan is not None, "a plan file holds a plan"
        assert outcome.report is not None, "a plan comes with its report"
        return PlanFile(
            site=problem.facts.name,
            fingerprint=fingerprint,
            made_at=clock.now().replace(microsecond=0),
            rota=__version__,
            settings=settings,
            status=outcome.status,
            stopped_by=outcome.stopped_by,
            cost=outcome.report.cost,
            bound=_finite(outcome.bound),
            gap=_finite(outcome.gap),
            seconds=round(outcome.seconds, 3),
            components=outcome.components,
            pins=problem.pins,
            past=problem.past,
            published=problem.published,
            plan=outcome.plan,
        )


def _finite(value: float) -> float | None:
    return value if abs(value) < float("inf") else None
