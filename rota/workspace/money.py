"""Money that follows from a month of work: bonus, indemnities, the region’s aid, the cost shared."""

from collections.abc import Mapping, Sequence
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
from rota.compliance.reading import Worked
from rota.ledger.writer import month_span
from rota.model.facts import Convention, DutyKind, PostId, SiteId
from rota.model.units import split
from rota.parameters import chosen
from rota.words import Text
from rota.workspace.opened import Workspace
from rota.workspace.standing import balances_of

OUT_OF_BOUNDS = Text(
    "Ce forfait est hors des bornes du texte.", "That sum is outside the bounds of the text."
)
"""Why a sum on call is refused."""


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
    """The region’s aid first."""
    shares: Mapping[SiteId, int]
    """Cents of the month’s cost by site, where a cost is stated."""
    balance: Balance
    """What the month is told from."""


def money_of(workspace: Workspace, month: str, given: Chosen, post: str | None = None) -> tuple[Money, ...]:
    """The sums of each post over one month, as far as today.

    Raises:
        UserError: the aid is unknown, or nothing is known of the month.
        ValueError: the on-call sum lies outside the bounds of the text.
    """
    span, posts = month_span(month), None if post is None else [workspace.post(post)]
    as_of = min(span.last, workspace.today)
    found, ledgers = balances_of(workspace, span, as_of, posts), workspace.ledgers()
    return tuple(
        money_from(workspace, balance, given, work(ledgers[balance.post], workspace.problem))
        for balance in found
    )


def money_from(workspace: Workspace, balance: Balance, given: Chosen, done: Sequence[Worked]) -> Money:
    """The sums of one post from its balance of a month and all its work."""
    problem, span = workspace.problem, balance.period
    convention = problem.conventions[balance.post]
    done = [each for each in done if each.day in span]
    sums = (
        aid_of(convention, [balance], given),
        territorial_bonus(problem, problem.posts[balance.post], done, span),
        *duty_pay(problem, done, DutyKind.ON_SITE, span),
        *duty_pay(problem, done, DutyKind.ON_CALL, span, given.on_call),
        additional_pay(balance.additional.counted, span),
    )
    cost = monthly_cost(given.cost, span.first.month) if given.cost else 0
    return Money(balance.post, sums, cost_shares(cost, presence(balance)) if cost else {}, balance)


def aid_of(convention: Convention, months: Sequence[Balance], given: Chosen) -> Sum:
    """The aid by the share found over some months of one post, for the year of the last one."""
    here = presence_of(months)
    asked = next((m.site for m in convention.minimums), convention.shares[0].site)
    share = (here.get(asked, 0), sum(here.values()))
    call = chosen(given.aid) if given.aid else None
    return aid(call, share, max(month.until for month in months), convention.start, given.cost)


def presence_of(months: Sequence[Balance]) -> Mapping[SiteId, int]:
    """What each site had over some months, absences at its charge included."""
    found: dict[SiteId, int] = {}
    for month in months:
        for site, parts in presence(month).items():
            found[site] = found.get(site, 0) + parts
    return found


def monthly_cost(yearly: int, month: int) -> int:
    """The cents of one month of a year, January the first: the twelve of them are the whole."""
    return split(yearly, dict.fromkeys(range(1, 13), 1), range(1, 13))[month]
