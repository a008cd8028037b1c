"""One version of a plan, and where it stands."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import RowMapping

from rota.errors import UserError
from rota.model.facts import SiteId
from rota.store.rows import moment
from rota.words import Text

Event = tuple[int, str, str]
"""What happened to a version: its number, what, and the site."""


@dataclass(frozen=True, slots=True)
class Happened:
    """What happened to a version, by whom, and when."""

    event: str
    """``asked``, ``agreed``, ``published``."""
    site: SiteId
    author: str
    """A function, not a name."""
    at: datetime


class PlanState(StrEnum):
    """Where a version stands."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    """Sites were asked; not all of them have agreed."""
    AGREED = "agreed"
    PUBLISHED = "published"
    SUPERSEDED = "superseded"
    """A later version was published, or saved before this one was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanVersion:
    """One version of a plan."""

    plan: str
    """The name under which its versions follow each other: ``2026-12``."""
    version: int
    """1, 2, 3… without gap."""
    state: PlanState
    body: str
    """The text of its plan file."""
    author: str
    author_site: SiteId
    made_at: datetime
    undoes: int | None
    """The version whose text it takes up again."""
    asked: tuple[SiteId, ...]
    """Sites whose agreement is needed."""
    agreed: tuple[SiteId, ...]


class PlanChanged(UserError):
    """Someone else saved a version meanwhile; nothing was overwritten."""

    def __init__(self, theirs: PlanVersion | None) -> None:
        who = "" if theirs is None else f" ({theirs.author_site}, version {theirs.version})"
        super().__init__(
            Text(
                f"le plan a été modifié entre-temps{who} : voir ce changement, puis décider",
                f"the plan was changed meanwhile{who}: look at that change, then decide",
            )
        )
        self.theirs = theirs
        """The version that stands now; None when there is none at all."""


def version_of(row: RowMapping, events: list[Event], published: int, last: int) -> PlanVersion:
    """The version of a row; ``published`` is the number in force (0 for none), ``last`` the last one."""
    number = row["version"]
    asked, agreed = (
        tuple(sorted(SiteId(site) for version, event, site in events if (version, event) == (number, wanted)))
        for wanted in ("asked", "agreed")
    )
    return PlanVersion(
        plan=row["plan"],
        version=number,
        state=_state(number, published, last, asked, agreed),
        body=row["body"],
        author=row["author"],
        author_site=SiteId(row["author_site"]),
        made_at=moment(row["made_at"]),
        undoes=row["undoes"],
        asked=asked,
        agreed=agreed,
    )


def _state(
    number: int, published: int, last: int, asked: tuple[SiteId, ...], agreed: tuple[SiteId, ...]
) -> PlanState:
    if number == published:
        return PlanState.PUBLISHED
    if number != last:
        return PlanState.SUPERSEDED
    if not asked:
        return PlanState.DRAFT
    return PlanState.AGREED if set(asked) <= set(agreed) else PlanState.PROPOSED
