"""Balances and compliance of a workspace: the same figures for every site, from the same entries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from rota.compliance.balance import Balance
from rota.compliance.balancing import asked, balance_of
from rota.compliance.judging import compliance
from rota.compliance.standing import Standing
from rota.ledger.opening import first_day
from rota.ledger.owed import owed_each_month
from rota.ledger.writer import month_span
from rota.model.calendar import Period, Span, four_months_of, month_of, week_of
from rota.model.facts import PostId
from rota.model.plan import Placement, Plan
from rota.model.problem import Problem
from rota.reconcile.worked import known_placements
from rota.service import Refused
from rota.sites.faults import Trouble
from rota.store import Unit
from rota.store.extract import extract
from rota.words import Text
from rota.workspace.opened import Workspace
from rota.workspace.plans import published

_DAY = timedelta(days=1)


def span_of(workspace: Workspace, period: str, as_of: date) -> Span:
    """The days of a period: a month, or the week, month, four-month period or contract of a day."""
    match period:
        case Period.WEEK:
            return week_of(as_of)
        case Period.MONTH:
            return month_of(as_of)
        case Period.FOUR_MONTHS:
            return four_months_of(as_of)
        case Period.CONTRACT:
            conventions = workspace.facts.conventions
            return Span(min(c.start for c in conventions), max(as_of, *(c.start for c in conventions)))
    return month_span(period)


def balances_of(
    workspace: Workspace, period: Span, as_of: date, posts: Sequence[PostId] | None = None
) -> tuple[Balance, ...]:
    """The balance of each post over a period, as far as a day.

    Raises:
        Refused: nothing is known of those days.
    """
    facts = workspace.facts
    wanted = [each.post for each in facts.conventions if posts is None or each.post in posts]

    def work(unit: Unit) -> tuple[Balance, ...]:
        contracts = [unit.ledger.contract(post) for post in wanted]
        return tuple(
            balance_of(
                extract(unit.ledger, each.id, asked(each, facts, as_of, period)), each, facts, as_of, period
            )
            for each in contracts
            if min(as_of, period.last) >= max(period.first, each.start)
        )

    found = workspace.store.read(work)
    if not found:
        raise Refused(NOTHING, first=period.first, last=min(as_of, period.last))
    return found


def _last_known(workspace: Workspace, known: Sequence[Placement]) -> date:
    """The last day of a published plan or of work: what nobody has planned yet is no fault."""
    return max(known[-1].day, *(plan.span.last for plan in published(workspace)), date.min)


@dataclass(frozen=True, slots=True)
class Known:
    """What is judged: worked up to a day, published after it."""

    problem: Problem
    """Its span ends on ``as_of``; what was worked before it is its past."""
    worked: Plan
    planned: Plan
    as_of: date


def known_of(workspace: Workspace, period: Span | None, as_of: date) -> Known:
    """What is known of a period, or of all that the ledger tells day by day when left out.

    Raises:
        Refused: nothing is known of those days.
    """
    problem, given = workspace.problem, workspace.ledgers()
    known = [p for p in known_placements(given, problem) if period is None or p.day in period]
    begins = period.first if period else min(
        (first_day(problem, convention) for convention in problem.facts.conventions), default=as_of
    )  # fmt: skip
    if not known:
        raise Refused(NOTHING, first=begins, last=as_of)
    if period is None:
        as_of = min(as_of, _last_known(workspace, known))
    begins = min(begins, known[0].day)
    past = known_placements(given, problem, last=begins - _DAY)
    worked, planned = _parted(known, begins, as_of, period)
    owed = {post: owed_each_month(problem.conventions[post], entries) for post, entries in given.items()}
    asked_about = Problem(workspace.facts, Span(begins, max(begins, as_of)), past=past, owed=owed)
    return Known(asked_about, worked, planned, as_of)


def standing_of(
    workspace: Workspace, period: Span | None, as_of: date, *, try_moves: bool = True
) -> Standing:
    """Every rule over what was worked up to a day and what is published after it.

    Args:
        workspace: Where it is read.
        period: The days judged; when left out, all that the ledger tells day by day, up to the last day that
            was planned.
        as_of: The last day that is over.
        try_moves: Whether edits are tried that would keep a share that will be missed.

    Raises:
        Refused: nothing is known of those days.
    """
    return judge(workspace, known_of(workspace, period, as_of), try_moves=try_moves)


def judge(workspace: Workspace, known: Known, *, try_moves: bool = True) -> Standing:
    """The same, of what was read already."""
    return compliance(
        known.problem,
        known.worked,
        known.planned,
        known.as_of,
        balances=_all_balances(workspace, known.as_of),
        try_moves=try_moves,
    )


def _parted(known: Sequence[Placement], begins: date, as_of: date, period: Span | None) -> tuple[Plan, Plan]:
    """What is over, and what is ahead."""
    over = [p for p in known if p.day <= as_of]
    ahead = [p for p in known if p.day > as_of]
    last = max(period.last if period else as_of, *(p.day for p in known))
    worked = Span(begins, max(begins, min(as_of, last)))
    after = Span(min(worked.last + _DAY, last), last) if last > worked.last else worked
    return Plan.of(worked, over), Plan.of(after, ahead)


def _all_balances(workspace: Workspace, as_of: date) -> tuple[Balance, ...]:
    """For the leave that is left; none before the first contract starts."""
    try:
        return balances_of(workspace, four_months_of(as_of), as_of)
    except Refused:
        return ()


NOTHING = Trouble(
    Text("Rien n’est connu du {first} au {last}.", "Nothing is known from {first} to {last}."),
    Text(
        "Publier un planning, ou demander une autre période (--period, --as-of).",
        "Publish a plan, or ask for another period (--period, --as-of).",
    ),
)
