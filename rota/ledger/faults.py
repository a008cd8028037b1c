"""What a verification can find wrong in a ledger, as values, in both languages."""

from dataclasses import dataclass
from enum import StrEnum

from rota.words import Text


class FaultKind(StrEnum):
    """What is wrong with an entry."""

    SEQUENCE = "sequence"
    TIME = "time"
    LEAF = "leaf"
    LINK = "link"
    HASH = "hash"
    PAYLOAD = "payload"
    CONTRACT = "contract"
    COLUMN = "column"
    SAME_ID = "same-id"
    ACCOUNT = "account"
    MONTH = "month"
    ANSWER = "answer"
    TWICE = "twice"
    MIRROR = "mirror"
    CLOSED = "closed"
    STATEMENT = "statement"
    BALANCE = "balance"
    SHEET = "sheet"
    UNSIGNED = "unsigned"
    TAIL = "tail"
    FORMAT = "format"
    ROW = "row"


TEXTS = {
    FaultKind.SEQUENCE: Text(
        "numéro {found} où {expected} était attendu : une écriture manque, est répétée ou déplacée",
        "number {found} where {expected} was expected: an entry is missing, repeated or moved",
    ),
    FaultKind.TIME: Text("enregistrée avant l’écriture précédente", "recorded before the previous entry"),
    FaultKind.LEAF: Text("le contenu ne donne pas son empreinte", "the content does not give its leaf hash"),
    FaultKind.LINK: Text("ne s’accroche pas à l’écriture précédente", "does not hang on the previous entry"),
    FaultKind.HASH: Text("l’empreinte de l’écriture est fausse", "the hash of the entry is wrong"),
    FaultKind.PAYLOAD: Text("contenu illisible ou non canonique", "content unreadable or not canonical"),
    FaultKind.CONTRACT: Text("appartient à un autre contrat", "belongs to another contract"),
    FaultKind.COLUMN: Text(
        "la colonne {found} ne dit pas ce que dit le contenu",
        "column {found} does not say what the content says",
    ),
    FaultKind.SAME_ID: Text("l’identifiant a déjà servi", "the id has been used before"),
    FaultKind.ACCOUNT: Text("compte inconnu : {found}", "unknown account: {found}"),
    FaultKind.MONTH: Text("mois impossible : {found}", "impossible month: {found}"),
    FaultKind.ANSWER: Text(
        "répond à l’écriture {found}, qui n’attend pas cette réponse",
        "answers entry {found}, which does not await this answer",
    ),
    FaultKind.TWICE: Text(
        "répond une seconde fois à l’écriture {found}", "answers entry {found} a second time"
    ),
    FaultKind.MIRROR: Text(
        "ne reprend ni les comptes ni le montant de l’écriture {found}",
        "repeats neither the accounts nor the amount of entry {found}",
    ),
    FaultKind.CLOSED: Text("écrite dans le mois clos {found}", "written in the closed month {found}"),
    FaultKind.STATEMENT: Text("signature refusée : {found}", "signature refused: {found}"),
    FaultKind.BALANCE: Text(
        "soldes annoncés différents des soldes recalculés", "balances told are not those recomputed"
    ),
    FaultKind.SHEET: Text(
        "la feuille signée de {found} porte une autre empreinte",
        "the signed sheet of {found} bears another hash",
    ),
    FaultKind.UNSIGNED: Text(
        "la feuille dit {found} signé par deux sites, le registre non : la fin a été coupée",
        "the sheet says that two sites signed {found}, the ledger does not: the tail was cut",
    ),
    FaultKind.TAIL: Text(
        "manque, alors que la feuille signée de {found} la nomme : la fin a été coupée",
        "is missing, yet the signed sheet of {found} names it: the tail was cut",
    ),
    FaultKind.ROW: Text(
        "la base ne peut donner cette ligne, ni celles qui suivent",
        "the database cannot give this row, nor those after it",
    ),
    FaultKind.FORMAT: Text("ligne {found} illisible", "line {found} is unreadable"),
}
"""What each fault says; placeholders ``found`` and ``expected``, and for statements both sentences."""


@dataclass(frozen=True, slots=True)
class LedgerFault:
    """One thing wrong, and where."""

    seq: int
    """The entry; 0 for the export as a whole."""
    kind: FaultKind
    found: str = ""
    expected: str = ""
    why: Text | None = None
    """Of statements: what objects to them."""

    def told(self) -> Text:
        """``écriture 12 : …``, in both languages."""
        pattern = TEXTS[self.kind] if self.why is None else self.why
        values = {"found": self.found, "expected": self.expected, "month": self.found}
        return Text(
            f"écriture {self.seq} : {pattern.fr.format(**values)}",
            f"entry {self.seq}: {pattern.en.format(**values)}",
        )
