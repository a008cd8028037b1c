"""What the scheduler is told and what it answers."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from rota.check import Report
from rota.model.calendar import Span
from rota.model.facts import PostId
from rota.model.plan import Plan


class StoppedBy(StrEnum):
    """What ended the search."""

    PROOF = "proof"
    """Nothing is left to find."""
    GAP = "gap"
    """The plan is as near the bound as asked."""
    WORK = "work"
    """All the phases allowed are done: the same input gives the same plan."""
    CLOCK = "clock"
    """The time limit: another run, or another machine, may give another plan."""
    USER = "user"


class Status(StrEnum):
    """How a solve ended, in words of our own: the solver's are never shown."""

    BEST = "best"
    """Proved that no plan costs less."""
    WITHIN = "within"
    """The plan is within the stated gap of the proven bound."""
    STOPPED = "stopped"
    """A plan was found; a limit or the user ended the search before the gap was reached."""
    NO_PLAN = "no-plan"
    """Ended before any plan was found."""
    IMPOSSIBLE = "impossible"
    """LAW rules and pins contradict each other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How hard to try."""

    gap: float = 0.01
    """Relative distance to the proven bound at which the search ends; 0 searches for the proof."""
    time_limit_seconds: float = 60.0
    seed: int = 0
    workers: int = 2
    """Components solved at the same time."""
    phases: int = 4
    """Rounds of ever more work on what is not yet within the gap; the limit that keeps plans repeatable."""


@dataclass(frozen=True, slots=True)
class Progress:
    """The state of a search that is under way."""

    seconds: float
    cost: int | None
    """Cost of the best plan so far; None while a component has none."""
    bound: float
    components_done: int
    components: int


@dataclass(frozen=True, slots=True)
class Culprit:
    """One fact of a conflict: leave it out and the rest can hold."""

    kind: str
    """``pin``, ``absence`` or ``rule``."""
    owner: str
    """Who can give way: the owner of the pin, the post of the absence, ``law`` or ``convention``."""
    rule: str
    fact: str
    """Code of the pin or absence; empty for a rule."""
    posts: tuple[PostId, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Conflict:
    """A smallest set of facts that cannot hold together, each proved needed by solving without it."""

    culprits: tuple[Culprit, ...]
    cheapest: tuple[Culprit, ...]
    """The facts whose giving way costs least: relaxing them makes the whole problem possible."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A plan with its proof, or the reason why there is none."""

    status: Status
    plan: Plan | None
    report: Report | None
    """The checker's own report of the plan; its cost is the plan's."""
    bound: float
    """No plan costs less."""
    gap: float
    """(cost − bound) / cost; 0 when proved."""
    seconds: float
    seed: int
    components: int
    conflict: Conflict | None = None
    stopped_by: StoppedBy = StoppedBy.PROOF


OnProgress = Callable[[Progress], None]
"""Called from the solving threads, a few times a second at most."""

Stop = Callable[[], bool]
"""Asked often; True ends the search with the best plan so far."""
