"""Errors of the product.

::

    RotaError
    ├── UserError            no traceback: the user can act on it
    │   ├── FaultyFolder     the faults of a site folder, all of them
    │   ├── FaultyPlan       a plan file that cannot be read, or was made for another folder
    │   └── Impossible       LAW rules and pins contradict each other
    └── SolverDisagrees      a bug of ours: the checker refuses what the solver proposes

Bad user data is a value (:class:`Fault`): all faults are told at once, not the first one met.
"""

import errno
from dataclasses import dataclass

from rota.words import Text


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in what a user gave us."""

    file: str
    """Path relative to the folder that was read; empty for the folder itself."""
    line: int
    """First line is 1; 0 when the fault is the file itself."""
    column: int
    """First column of the offending text is 1; 0 when the whole line is meant."""
    excerpt: str
    """The offending line, cleaned of control characters; empty when there is none."""
    marked: str
    """The part of the excerpt that is wrong; empty when the whole line is meant."""
    what: Text
    remedy: Text


class RotaError(Exception):
    """Any error this product raises on purpose."""


class UserError(RotaError):
    """Something the user can act on, told without a traceback."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


class FaultyFolder(UserError):
    """A site folder with faults; it is never half-read."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        count = len(faults)
        super().__init__(Text(f"dossier refusé : {count} faute(s)", f"folder refused: {count} fault(s)"))
        self.faults = faults


class FaultyPlan(UserError):
    """A plan file that cannot be read, or that was made for another state of the folder."""


class SolverDisagrees(RotaError):
    """The checker found what the solver should have prevented: a bug of ours, never shown as a plan."""


def reason_of(error: OSError) -> Text:
    """Why the system refused a file, in both languages; its own words where we have none."""
    said = error.strerror or type(error).__name__
    return _REASONS.get(error.errno or 0, Text.same(said))


_REASONS = {
    errno.ENOENT: Text("il n’existe pas", "it does not exist"),
    errno.EEXIST: Text("il existe déjà et n’est pas un dossier", "it exists already and is no folder"),
    errno.ENOTDIR: Text("une partie du chemin n’est pas un dossier", "a part of the path is no folder"),
    errno.EISDIR: Text("c’est un dossier", "it is a folder"),
    errno.EACCES: Text("droits insuffisants", "permission denied"),
    errno.EPERM: Text("droits insuffisants", "permission denied"),
    errno.EROFS: Text("le disque est en lecture seule", "the disk is read-only"),
    errno.ENOSPC: Text("le disque est plein", "the disk is full"),
    errno.EDQUOT: Text("l’espace alloué est plein", "the space allowed is full"),
    errno.ENAMETOOLONG: Text("le nom est trop long", "the name is too long"),
    errno.ELOOP: Text("des liens tournent en rond", "links go round in a circle"),
}
