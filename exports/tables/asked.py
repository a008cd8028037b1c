"""What a service table is asked about."""

from dataclasses import dataclass
from enum import StrEnum

from rota.ledger.writer import month_span
from rota.model.calendar import Span
from rota.model.facts import PostId, SiteId


class TableKind(StrEnum):
    """Which of the two tables of a month."""

    PROVISIONAL = "provisional"
    """Before the month: what is published."""
    REALISED = "realised"
    """After it: what the ledger counts, which is what pay rests on."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A table."""

    month: str
    """``2026-12``."""
    kind: TableKind
    site: SiteId | None = None
    """Only posts that this site shares; None for those of all sites."""
    post: PostId | None = None
    """Only this post."""

    @property
    def span(self) -> Span:
        """The days of the month."""
        return month_span(self.month)
