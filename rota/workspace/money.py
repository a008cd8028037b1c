"""Money that follows from a month of work: bonus, indemnities, the region’s aid, the cost shared."""

from collections.abc import Mapping
from dataclasses import dataclass

from rota.compliance import (
    Sum,
    additional_pay,
    aid,
    cost_shares,
    duty_pay,
    presence,
    territorial_bonus,
    work,
)
from rota.compliance.balance import Balance
from rota.ledger.writer import month_span
from rota.model.facts import DutyKind, PostId, SiteId
from rota.parameters import Parameters, chosen
from rota.workspace.opened import Workspace
from rota.workspace.standing import balances_of


@dataclass(frozen=True, slots=True)
class Chosen:
    """What no text decides: somebody has to say it."""

    aid: str | None = None
    """The name of the region’s call."""
    cost: int | None = None
    """Of a year of the post, in cents."""
    on_call: int | None = None
    """Of a whole on-call duty, in cents."""


@dataclass(frozen=True, slots=True)
class Money:
    """The sums of one post over a month."""

    post: PostId
    sums: tuple[Sum, ...]
    shares: Mapping[SiteId, int]
    """Cents of the month’s cost by site, where a cost is stated."""


def money_of(workspace: Workspace, month: str, given: Chosen, post: str | None = None) -> tuple[Money, ...]:
    """The sums of each post over one month, as far as today.

    Raises:
        UserError: the aid is unknown, or nothing is known of the month.
        ValueError: the on-call sum lies outside the bounds of the text.
    """
    span, posts = month_span(month), None if post is None else [workspace.post(post)]
    call = chosen(given.aid) if given.aid else None
    as_of = min(span.last, workspace.today)
    return tuple(
        _money(workspace, balance, call, given) for balance in balances_of(workspace, span, as_of, posts)
    )


def _money(workspace: Workspace, balance: Balance, call: Parameters | None, given: Chosen) -> Money:
    problem, span = workspace.problem, balance.period
    convention = problem.conventions[balance.post]
    done = [each for each in work(workspace.ledgers()[balance.post], problem) if each.day in span]
    here = presence(balance)
    asked = next((m.site for m in convention.minimums), convention.shares[0].site)
    share = (here.get(asked, 0), sum(here.values()))
    sums = (
        aid(call, share, balance.until, convention.start, given.cost),
        territorial_bonus(problem, problem.posts[balance.post], done, span),
        *duty_pay(problem, done, DutyKind.ON_SITE, span),
        *duty_pay(problem, done, DutyKind.ON_CALL, span, given.on_call),
        additional_pay(balance.additional.counted, span),
    )
    monthly = None if given.cost is None else given.cost // 12
    return Money(balance.post, sums, cost_shares(monthly, here) if monthly else {})
