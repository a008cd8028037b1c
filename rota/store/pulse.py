"""The pulse of a workspace: what tells, in a few rows, whether others have written."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select

from rota.model.facts import SiteId
from rota.store.tables import ATTENDANCE_FILE, CONTRACT, ENTRY, FACTS_VERSION, PLAN_EVENT, PLAN_VERSION
from rota.store.unit import Unit

Step = tuple[str, int, str, SiteId]
"""A plan, the number of a version, what happened to it (``asked``, ``agreed``, ``published``), the site."""


@dataclass(frozen=True, slots=True)
class Pulse:
    """How far everything had come at one moment."""

    versions: Mapping[tuple[str, int], SiteId]
    """Every version of every plan, and the site that saved it."""
    steps: frozenset[Step]
    """What happened to them."""
    facts: int
    """The number of the facts that stand."""
    ledger: tuple[int, ...]
    """Entries of each contract, and files of attendance."""

    @property
    def heads(self) -> Mapping[str, int]:
        """The number of the last version of every plan."""
        found: dict[str, int] = {}
        for plan, number in self.versions:
            found[plan] = max(number, found.get(plan, 0))
        return found


def pulse(unit: Unit) -> Pulse:
    """Take the pulse: no plan is read, no entry is read; some milliseconds at a million entries."""
    ask = unit.connection.execute
    version, event = PLAN_VERSION.c, PLAN_EVENT.c
    versions = ask(select(version.plan, version.version, version.author_site))
    steps = ask(select(event.plan, event.version, event.event, event.site))
    facts = unit.connection.scalar(select(func.max(FACTS_VERSION.c.id)))
    last = select(func.max(ENTRY.c.seq)).where(ENTRY.c.contract == CONTRACT.c.id).scalar_subquery()
    ledger = ask(select(func.coalesce(last, 0)).select_from(CONTRACT).order_by(CONTRACT.c.id)).scalars()
    files = unit.connection.scalar(select(func.count()).select_from(ATTENDANCE_FILE))
    return Pulse(
        {(row.plan, row.version): SiteId(row.author_site) for row in versions},
        frozenset((row.plan, row.version, row.event, SiteId(row.site)) for row in steps),
        facts or 0,
        (*ledger, files or 0),
    )
