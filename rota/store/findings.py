"""What an audit can find wrong beside the ledgers, as values, in both languages."""

from dataclasses import dataclass
from enum import StrEnum

from rota.words import Text


class FindingKind(StrEnum):
    """What is wrong, and in which table."""

    SLOT_MISSING = "slot-missing"
    SLOT_EXTRA = "slot-extra"
    SLOT_OTHER = "slot-other"
    CONTRACT = "contract-row"
    NO_CONTRACT = "no-contract"
    PLAN_BODY = "plan-body"
    PLAN_WITHOUT_BODY = "plan-without-body"
    PLAN_NUMBER = "plan-number"
    FACTS_FINGERPRINT = "facts-fingerprint"
    FACTS_UNREADABLE = "facts-unreadable"
    FACTS_NUMBER = "facts-number"
    UNREADABLE = "unreadable"


TEXTS = {
    FindingKind.SLOT_MISSING: Text(
        "{where} : pris d’après les écritures, libre dans la table des créneaux",
        "{where}: taken as the entries say, free in the table of slots",
    ),
    FindingKind.SLOT_EXTRA: Text(
        "{where} : pris dans la table des créneaux, par aucune écriture qui tienne",
        "{where}: taken in the table of slots, by no entry that stands",
    ),
    FindingKind.SLOT_OTHER: Text(
        "{where} : pris dans la table des créneaux par un autre travail que d’après les écritures",
        "{where}: taken in the table of slots by other work than the entries say",
    ),
    FindingKind.CONTRACT: Text(
        "registre de {where} : l’ouverture n’est pas celle dont part la chaîne",
        "ledger of {where}: the opening is not the one its chain starts from",
    ),
    FindingKind.NO_CONTRACT: Text(
        "{where} écriture(s) d’un registre dont l’ouverture manque",
        "{where} entry(ies) of a ledger whose opening is missing",
    ),
    FindingKind.PLAN_BODY: Text(
        "planning {where} : le texte n’a plus l’empreinte de ce qui fut gardé",
        "plan {where}: the text no longer has the hash of what was saved",
    ),
    FindingKind.PLAN_WITHOUT_BODY: Text(
        "planning {where} : le texte manque", "plan {where}: its text is gone"
    ),
    FindingKind.PLAN_NUMBER: Text(
        "planning {where} : une version manque avant celle-ci",
        "plan {where}: a version is missing before this one",
    ),
    FindingKind.FACTS_FINGERPRINT: Text(
        "dossier, version {where} : il ne donne plus son empreinte",
        "folder, version {where}: it no longer gives its fingerprint",
    ),
    FindingKind.FACTS_UNREADABLE: Text(
        "dossier, version {where} : illisible", "folder, version {where}: unreadable"
    ),
    FindingKind.FACTS_NUMBER: Text(
        "dossier, version {where} : une version manque avant celle-ci",
        "folder, version {where}: a version is missing before this one",
    ),
    FindingKind.UNREADABLE: Text(
        "table {where} : la base ne peut la donner entière",
        "table {where}: the database cannot give it whole",
    ),
}
"""What each finding says; ``where`` is the slot, the plan, the version."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong, and where."""

    kind: FindingKind
    where: str

    def told(self) -> Text:
        """In both languages."""
        pattern = TEXTS[self.kind]
        return Text(pattern.fr.format(where=self.where), pattern.en.format(where=self.where))
