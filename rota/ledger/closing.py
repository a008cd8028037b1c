"""Closing a month: a statement that one site proposes and another computes again and signs.

A signature is the entry of an authenticated site, and the head printed on the sheet that both hospitals file;
no cryptographic key is involved. Whoever holds the database could rewrite it whole: the sheet in the hands
of the other site shows it.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from rota.ledger.book import Key, fold
from rota.ledger.contract import Contract
from rota.ledger.entry import Draft, Entry, EntryKind
from rota.ledger.months import UPTO, Months, state, upto_of
from rota.ledger.writer import Writer
from rota.words import Text

NOTHING_PROPOSED = Text(
    "{month} : rien n’est proposé, ou une écriture du mois est venue depuis ; à proposer à nouveau.",
    "{month}: nothing is proposed, or an entry of the month came since; to be proposed again.",
)
SAME_SITE = Text(
    "{month} : le site qui a proposé ne peut pas signer pour l’autre.",
    "{month}: the site that proposed cannot sign for the other one.",
)
OTHER_STATEMENT = Text(
    "{month} : le relevé signé n’est pas celui que donnent les écritures.",
    "{month}: the statement signed is not the one the entries give.",
)
NO_PARTY = Text(
    "{month} : ce site n’est pas partie au contrat.", "{month}: this site is no party to the contract."
)
NOT_CLOSED = Text("{month} n’est pas clos.", "{month} is not closed.")
ALREADY_CLOSED = Text("{month} est déjà clos.", "{month} is closed already.")
ALREADY_PROPOSED = Text(
    "{month} est déjà proposé ; à un autre site de signer.",
    "{month} is proposed already; another site is to sign.",
)
REOPENING_ASKED = Text(
    "{month} : la réouverture est déjà demandée ; à un autre site de l’accepter.",
    "{month}: reopening is asked already; another site is to agree.",
)
REOPENING_NOT_ASKED = Text(
    "{month} : aucun site n’a demandé la réouverture.", "{month}: no site has asked to reopen it."
)
SIGNED_ALREADY = Text("{month} : ce site a déjà signé.", "{month}: this site has signed already.")


@dataclass(frozen=True, slots=True)
class Objection:
    """Why a month cannot be proposed, signed or reopened."""

    month: str
    text: Text
    """Placeholder: ``month``."""

    def told(self) -> Text:
        """The sentence, filled in."""
        return Text(self.text.fr.format(month=self.month), self.text.en.format(month=self.month))


@dataclass(frozen=True, slots=True)
class Statement:
    """What the sites sign for a month: what the entries say up to one of them."""

    contract: UUID
    month: str
    seq_to: int
    head: bytes
    count: int
    """Entries that count in the month."""
    balances: Mapping[Key, int]
    """Of all accounts, over all months."""
    previous: str
    """The statement of the last closed month before this one."""

    def told(self) -> bytes:
        """The statement as canonical JSON."""
        fields = {
            "contract": self.contract.hex,
            "month": self.month,
            "seq_to": self.seq_to,
            "head": self.head.hex(),
            "count": self.count,
            "balances": told_balances(self.balances),
            "previous": self.previous,
        }
        return json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()

    @property
    def digest(self) -> str:
        """What a signature carries: the SHA-256 of the statement, in hex."""
        return sha256(self.told()).hexdigest()


def statement(contract: Contract, month: str, entries: Iterable[Entry], *, upto: int) -> Statement:
    """The statement of a month over the entries up to ``upto``; each site computes it from its own copy."""
    seen = [entry for entry in entries if entry.seq <= upto]
    return Statement(
        contract.id,
        month,
        seen[-1].seq if seen else 0,
        seen[-1].hash if seen else contract.genesis,
        sum(entry.draft.month == month for entry in seen),
        fold(seen).balances,
        previous_statement(state(seen), month),
    )


def previous_statement(months: Months, month: str) -> str:
    """The statement of the last closed month before ``month``, empty when there is none."""
    earlier = max((name for name in months.closed if name < month), default="")
    return months.closed[earlier].statement if earlier else ""


def told_balances(balances: Mapping[Key, int]) -> dict[str, int]:
    """Balances as a statement tells them: ``DJ60 done:CH`` with its amount."""
    return {f"{unit.value} {account}": balance for (unit, account), balance in balances.items()}


def propose(writer: Writer, month: str, entries: Iterable[Entry]) -> Draft | Objection:
    """One site signs the statement of a month as it stands now."""
    known = list(entries)
    upto = known[-1].seq if known else 0
    return _closing(writer, EntryKind.PROPOSE_CLOSE, month, known, upto)


def sign(writer: Writer, month: str, entries: Iterable[Entry]) -> Draft | Objection:
    """Another site signs the statement that it computes from its own entries: the month is closed."""
    known = list(entries)
    months = state(known)
    standing = months.proposed.get(month) or months.closed.get(month)
    if standing is None:
        return Objection(month, NOTHING_PROPOSED)
    return _closing(writer, EntryKind.SIGN_CLOSE, month, known, standing.upto)


def propose_reopen(writer: Writer, month: str, entries: Iterable[Entry], reason: str) -> Draft | Objection:
    """One site asks to open a closed month again; ``reason`` is a code."""
    return _reopening(writer, EntryKind.PROPOSE_REOPEN, month, list(entries), reason)


def sign_reopen(writer: Writer, month: str, entries: Iterable[Entry], reason: str) -> Draft | Objection:
    """Another site agrees: the month is open, and is closed again by two signatures."""
    return _reopening(writer, EntryKind.SIGN_REOPEN, month, list(entries), reason)


def objection(contract: Contract, entries: Sequence[Entry], draft: Draft) -> Objection | None:
    """What forbids appending a closing or a reopening after ``entries``; None when nothing does.

    A store asks this under the lock with which it appends.
    """
    told = statement(contract, draft.month, entries, upto=upto_of(draft)).digest
    text = refusal(contract, state(entries), draft, told)
    return Objection(draft.month, text) if text else None


def refusal(contract: Contract, months: Months, draft: Draft, told: str) -> Text | None:
    """What forbids a closing or reopening where the months stand so, and the entries state ``told``."""
    if draft.author_site not in contract.sites:
        return NO_PARTY
    match draft.kind:
        case EntryKind.PROPOSE_CLOSE:
            text = _against_proposing(months, draft)
        case EntryKind.SIGN_CLOSE:
            text = _against_signing(months, draft)
        case _:
            return _against_reopening(months, draft)
    return text or (None if draft.statement == told else OTHER_STATEMENT)


def _against_proposing(months: Months, draft: Draft) -> Text | None:
    if draft.month in months.closed:
        return ALREADY_CLOSED
    if draft.month in months.proposed:
        return ALREADY_PROPOSED
    known = months.touched.get(draft.month, 0) <= upto_of(draft) <= months.last
    return None if known else NOTHING_PROPOSED


def _against_signing(months: Months, draft: Draft) -> Text | None:
    closed, proposed = months.closed.get(draft.month), months.proposed.get(draft.month)
    if closed is not None and draft.author_site in closed.sites:
        return SIGNED_ALREADY
    standing = closed or proposed
    if standing is None:
        return NOTHING_PROPOSED
    if proposed is not None and draft.author_site == proposed.site:
        return SAME_SITE
    same = (draft.statement, upto_of(draft)) == (standing.statement, standing.upto)
    return None if same else OTHER_STATEMENT


def _against_reopening(months: Months, draft: Draft) -> Text | None:
    closed, asked = months.closed.get(draft.month), months.reopening.get(draft.month)
    if closed is None:
        return NOT_CLOSED
    if draft.statement != closed.statement:
        return OTHER_STATEMENT
    if draft.kind is EntryKind.PROPOSE_REOPEN:
        return REOPENING_ASKED if asked else None
    if asked is None:
        return REOPENING_NOT_ASKED
    return SAME_SITE if asked.site == draft.author_site else None


def _closing(writer: Writer, kind: EntryKind, month: str, known: list[Entry], upto: int) -> Draft | Objection:
    told = statement(writer.contract, month, known, upto=upto).digest
    draft = writer.statement(kind, month, told, source=f"{UPTO}{upto}")
    return objection(writer.contract, known, draft) or draft


def _reopening(
    writer: Writer, kind: EntryKind, month: str, known: list[Entry], reason: str
) -> Draft | Objection:
    closed = state(known).closed.get(month)
    if closed is None:
        return Objection(month, NOT_CLOSED)
    draft = writer.statement(kind, month, closed.statement, source="hand", reason=reason)
    return objection(writer.contract, known, draft) or draft
