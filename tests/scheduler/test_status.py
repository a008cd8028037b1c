"""How a solve ends: each status, and what ended the search."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from rota.check import check
from rota.errors import SolverDisagrees
from rota.model.calendar import HALF_DAYS, Slot
from rota.model.facts import PostId
from rota.model.plan import Plan
from rota.rules.clauses import AtLeast, AtMost, Clause
from rota.scheduler import solve
from rota.scheduler.outcome import Progress, Settings, Status, StoppedBy
from tests import builders as b
from tests.scheduler.given import Hard, Number, Soft, about, small


def fill(number: Number) -> Sequence[Clause]:
    """Every one of four tasks is wanted, at 10 each."""
    return [AtLeast(about("given-soft"), tuple((number(rank), 1) for rank in range(4)), 4, weight=10)]


def at_most_two(number: Number) -> Sequence[Clause]:
    """Two of the four at most."""
    return [AtMost(about(), tuple((number(rank), 1) for rank in range(4)), 2)]


def test_a_small_problem_is_proved_best() -> None:
    """Two of four wanted tasks stand, and nothing cheaper exists."""
    outcome = solve(small(), rules=(Hard(at_most_two), Soft(fill)))
    assert outcome.status is Status.BEST
    assert outcome.stopped_by is StoppedBy.PROOF
    assert outcome.plan is not None
    assert len(outcome.plan.placements) == 2
    assert outcome.report is not None
    assert outcome.report.cost == outcome.bound == 20
    assert outcome.gap == 0


def test_an_empty_problem_has_an_empty_plan() -> None:
    """Nothing to place, nothing to pay: proved."""
    problem = b.problem(b.facts(lines=(), activities=()))
    outcome = solve(problem)
    assert outcome.status is Status.BEST
    assert outcome.plan == Plan(problem.span, ())


def test_no_posts_is_a_plan_of_holes() -> None:
    """Needs without any post are holes at their price, not a failure."""
    needs = (b.need("N-1", b.CH_MED, b.CLINIC, 0, Slot.AM),)
    problem = b.problem(replace(b.facts(posts=0, needs=needs)))
    outcome = solve(problem)
    assert outcome.status is Status.BEST
    assert outcome.plan == Plan(problem.span, ())
    assert outcome.report == check(problem, outcome.plan)
    assert outcome.report.cost == outcome.bound > 0


def test_a_user_who_stops_at_once_gets_a_plan_of_holes() -> None:
    """Nothing was found yet: the free plan is lawful, priced, and never called best."""
    outcome = solve(small(), stop=lambda: True, rules=(Hard(at_most_two), Soft(fill)))
    assert (outcome.status, outcome.stopped_by) == (Status.STOPPED, StoppedBy.USER)
    assert outcome.plan == Plan(small().span, ())
    assert outcome.report is not None
    assert outcome.report.cost > outcome.bound


def test_a_clock_already_over_keeps_the_published_plan() -> None:
    """What people already have is better than nothing, where the law lets it stand."""
    problem = small()
    published = Plan.of(problem.span, list(problem.candidates(problem.facts.posts[0].id))[:1])
    told = replace(problem, published=published)
    outcome = solve(told, Settings(time_limit_seconds=0), rules=(Hard(at_most_two), Soft(fill)))
    assert (outcome.status, outcome.stopped_by) == (Status.STOPPED, StoppedBy.CLOCK)
    assert outcome.plan == published


def test_stopped_at_once_where_nothing_lawful_is_known_gives_no_plan() -> None:
    """The law asks for two of four: neither the free plan nor any other is known to keep it."""

    def at_least_two(number: Number) -> Sequence[Clause]:
        return [AtLeast(about("given-hard"), tuple((number(rank), 1) for rank in range(4)), 2)]

    outcome = solve(small(), stop=lambda: True, rules=(Hard(at_least_two), Soft(fill)))
    assert outcome.status is Status.NO_PLAN
    assert outcome.plan is None
    assert outcome.report is None


def test_a_contradiction_is_impossible_and_names_its_facts() -> None:
    """Three of four at least and two at most cannot hold together."""

    def three(number: Number) -> Sequence[Clause]:
        return [AtLeast(about("given-soft"), tuple((number(rank), 1) for rank in range(4)), 3)]

    outcome = solve(small(), rules=(Hard(at_most_two), Soft(three)))
    assert outcome.status is Status.IMPOSSIBLE
    assert outcome.plan is None
    assert outcome.conflict is not None
    assert {culprit.rule for culprit in outcome.conflict.culprits} == {"given-hard", "given-soft"}


def test_without_any_phase_the_plan_is_kept_and_the_work_limit_told() -> None:
    """A limit of work reached before the gap keeps the plan, and says what stopped it."""
    needs = tuple(
        b.need(f"N-{day}-{slot}", b.CH_MED, b.CLINIC, day, slot) for day in range(5) for slot in HALF_DAYS
    )
    problem = b.problem(b.facts(3, needs=needs), weeks=4)
    outcome = solve(problem, Settings(phases=0, gap=0))
    assert outcome.plan is not None
    assert outcome.status in {Status.BEST, Status.STOPPED}
    assert outcome.stopped_by in {StoppedBy.PROOF, StoppedBy.WORK}


def test_progress_ends_with_the_cost_of_the_plan() -> None:
    """The last report has the cost and the bound of the outcome."""
    told: list[Progress] = []
    outcome = solve(small(), on_progress=told.append, rules=(Hard(at_most_two), Soft(fill)))
    assert told[-1].cost == 20
    assert told[-1].bound == outcome.bound
    assert told[-1].components_done == told[-1].components == 1


def test_what_the_past_alone_breaks_is_told_and_stops_nothing() -> None:
    """Past work over a bound cannot be undone: a plan comes out, and nothing is added to the excess."""
    first = small()
    past = tuple(
        replace(placement, day=b.MONDAY - timedelta(days=7))
        for placement in list(first.candidates(PostId("ASP-1")))[:2]
    )

    def at_most_one(number: Number) -> Sequence[Clause]:
        return [AtMost(about(), tuple((number(rank), 1) for rank in range(6)), 1)]

    outcome = solve(replace(first, past=past), rules=(Hard(at_most_one), Soft(fill)))
    assert outcome.status is Status.BEST
    assert outcome.plan is not None
    assert outcome.plan.placements == ()
    assert outcome.report is not None
    assert not outcome.report.lawful


def test_a_plan_the_checker_prices_otherwise_is_never_shown() -> None:
    """A rule that asks something else each time it is read makes the two readers disagree."""
    asked = iter(range(100))

    def wavering(number: Number) -> Sequence[Clause]:
        return [AtLeast(about("given-soft"), ((number(0), 1),), 2, weight=next(asked) + 1)]

    with pytest.raises(SolverDisagrees, match="prices the plan"):
        solve(small(), rules=(Soft(wavering),))
