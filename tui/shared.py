"""The workspace the application works on, and the site its user speaks for."""

from dataclasses import dataclass, replace

from rota.model.facts import SiteId
from rota.workspace.opened import Workspace


@dataclass(frozen=True)
class Shared:
    """A database that several people work on at once."""

    workspace: Workspace
    site: SiteId
    """The site in whose name the person reads, agrees and signs."""

    def fresh(self) -> "Shared":
        """The same, with the facts as they stand now."""
        return replace(self, workspace=Workspace(self.workspace.store, self.workspace.clock))
