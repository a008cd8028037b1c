"""The workspace the application works on, and the site its user speaks for."""

from dataclasses import dataclass, replace
from pathlib import Path

from rota.model.facts import SiteId
from rota.workspace.drafting import Question
from rota.workspace.opened import Workspace
from rota.workspace.plans import StoredPlan

SQLITE = "sqlite:///"


def name_of(workspace: Workspace) -> str:
    """What tells a workspace from others: its address, without a password; that of a file is whole."""
    url = workspace.store.url
    if not url.startswith(SQLITE):
        return url
    return SQLITE + Path(url.removeprefix(SQLITE)).resolve().as_posix()


@dataclass(frozen=True)
class Shared:
    """A database that several people work on at once."""

    workspace: Workspace
    site: SiteId
    """The site in whose name the person reads, agrees and signs."""

    @property
    def name(self) -> str:
        """What tells this workspace from others."""
        return name_of(self.workspace)

    def fresh(self) -> "Shared":
        """The same, with the facts as they stand now."""
        return replace(self, workspace=Workspace(self.workspace.store, self.workspace.clock))


@dataclass(frozen=True)
class Stored:
    """What the planner of a workspace has before it."""

    shared: Shared
    asked: Question
    """What is planned, and under which name it is stored."""
    seen: StoredPlan | None
    """The version that was opened, or saved last from here; None before the first."""
    last: int
    """The number of the last version known of."""

    @property
    def overtaken(self) -> bool:
        """Whether a later version is known of than the one seen."""
        return self.last > self.asked.based_on
