"""Errors of the store, beside those that the journal declares.

::

    UserError
    ├── NoStore             nothing to open there, or something to keep away from
    ├── OtherVersion        made by a newer program
    ├── Damaged             the database itself says that it is broken
    ├── Unprotected         triggers or constraints are missing: it is read, never written
    ├── StoreBusy           others were writing all the while
    ├── FactsChanged        someone saved other facts meanwhile
    ├── PlanChanged         someone saved another version meanwhile (it is carried)
    ├── PlanRefused         a step that the state of a version does not allow
    └── Refused             the database refuses what was asked
"""

from rota.errors import UserError
from rota.words import Text


class NoStore(UserError):
    """There is no workspace to open, or one stands where a new one was asked."""


class OtherVersion(UserError):
    """The workspace was made by a newer version of this program."""


class Damaged(UserError):
    """The database reports that it is damaged."""


class Unprotected(UserError):
    """Triggers, indexes or constraints are missing or changed: nothing is written."""

    def __init__(self, names: tuple[str, ...]) -> None:
        listed = ", ".join(names)
        super().__init__(
            Text(
                f"protections absentes ou modifiées : {listed}. Rien n’est écrit dans cette base : la "
                "comparer à une sauvegarde, vérifier le registre, puis repartir d’une sauvegarde saine.",
                f"protections missing or changed: {listed}. Nothing is written to this database: compare it "
                "with a backup, verify the ledger, then start again from a sound backup.",
            )
        )
        self.names = names


class StoreBusy(UserError):
    """The database stayed locked, or out of reach, through all tries."""


class FactsChanged(UserError):
    """The facts are no longer those the change was made from."""

    def __init__(self, fingerprint: str) -> None:
        super().__init__(
            Text(
                "le dossier a été modifié entre-temps par quelqu’un d’autre : relire sa version, décider",
                "someone else changed the folder meanwhile: read their version, decide",
            )
        )
        self.fingerprint = fingerprint
        """Of the facts that stand now."""


class PlanRefused(UserError):
    """The state of a version does not allow this step."""


class Refused(UserError):
    """The database refuses what was asked."""
