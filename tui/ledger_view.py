"""What the ledger mode shows: one reading of the workspace, frozen; the rest is worked out from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from rota.compliance.balance import Balance
from rota.ledger.entry import Entry
from rota.ledger.months import Months, state
from rota.ledger.writer import month_span
from rota.model.facts import Facts, PostId, SiteId
from rota.model.problem import Problem
from rota.reconcile import Completeness, Difference, consents
from rota.reconcile.deciding import CONSENT
from rota.service import Refused
from rota.workspace import reconciling, standing
from rota.workspace.opened import Workspace
from rota.workspace.reconciling import Reconciled
from tui.ledger_rows import Row, rows_of


@dataclass(frozen=True)
class LedgerView:
    """A month of all posts, as it stood at one moment."""

    month: str
    site: SiteId
    """In whose name one works."""
    today: date
    facts: Facts
    problem: Problem
    ledgers: Mapping[PostId, tuple[Entry, ...]]
    found: Reconciled
    balances: Mapping[PostId, Balance]
    months: Mapping[PostId, Months]
    said: Mapping[str, Mapping[str, str]]
    """What each party has agreed to so far, by the name of the difference."""

    def posts(self, site: SiteId | None = None) -> tuple[PostId, ...]:
        """The posts under a convention in the month, those of one site where it is named."""
        days = month_span(self.month)
        return tuple(
            each.post
            for each in self.facts.conventions
            if each.span.meet(days) and (site is None or site in self.sites(each.post))
        )

    def sites(self, post: PostId) -> tuple[SiteId, ...]:
        """The sites of a post, the one that employs first."""
        convention = self.problem.conventions[post]
        others = (share.site for share in convention.shares if share.site != convention.employer)
        return convention.employer, *others

    def rows(self, post: PostId, site: SiteId | None = None) -> tuple[Row, ...]:
        """The lines of a post; those of one site, and what concerns all, where it is named."""
        own = [each for each in self.found.differences if each.post == post]
        found = rows_of(self.ledgers[post], self.sites(post), self.month, own, self.today)
        return tuple(row for row in found if site is None or row.site in {site, None})

    def waiting(self, post: PostId) -> tuple[Difference, ...]:
        """The differences of a post that need a decision; what nobody has stated yet is not among them."""
        return tuple(each for each in self.found.waiting if each.post == post and each.claimed)

    def awaited(self, difference: Difference) -> tuple[str, ...]:
        """The parties that have said nothing of a difference of which others have spoken."""
        said = self.said.get(difference.id, {})
        return tuple(party for party in difference.parties if party not in said) if said else ()

    def complete(self, post: PostId) -> Completeness:
        """How far the month of a post is."""
        return self.found.completeness[post]


def read(workspace: Workspace, month: str, site: SiteId) -> LedgerView:
    """Everything of a month.

    Raises:
        UserError: the database cannot be read.
    """
    ledgers = workspace.ledgers()
    found = reconciling.compared(workspace, ledgers, month)
    consent = [e for entries in ledgers.values() for e in entries if e.draft.source.startswith(CONSENT)]
    return LedgerView(
        month=month,
        site=site,
        today=workspace.today,
        facts=workspace.facts,
        problem=workspace.problem,
        ledgers=ledgers,
        found=found,
        balances=_balances(workspace, month),
        months={post: state(entries) for post, entries in ledgers.items()},
        said={each.id: consents(each, consent) for each in found.waiting},
    )


def _balances(workspace: Workspace, month: str) -> Mapping[PostId, Balance]:
    span = month_span(month)
    try:
        found = standing.balances_of(workspace, span, min(span.last, workspace.today))
    except Refused:
        return {}
    return {each.post: each for each in found}
