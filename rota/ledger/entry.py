"""Entries: what a writer asks to append, and what stands in the ledger once it is appended.

The payload is canonical JSON (RFC 8785 subset): keys sorted, integers only, null written, text in NFC
without control characters. Its exact bytes are stored, hashed and verified; nothing is ever re-serialised.
"""

import json
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from rota.ledger.accounts import Account
from rota.model.calendar import SLOT_ORDER, Slot
from rota.model.facts import SiteId

PAYLOAD_VERSION = 1
_LARGEST = 2**53
_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
"""Most control characters come out escaped: printable ASCII without a backslash holds none."""
_REFUSED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


class EntryKind(StrEnum):
    """What an entry does."""

    OPEN = "open"
    """Rights and service owed are put on the sites: the start of a month, a year, a contract."""
    PLAN = "plan"
    """Published work: pending, in no balance until it is posted."""
    CLAIM = "claim"
    """A site states what was done: evidence, in no balance."""
    POST = "post"
    """A plan was done, wholly or in part."""
    VOID = "void"
    """A plan was not done."""
    DIRECT = "direct"
    """Work no plan announced, leave, recovery, call-outs."""
    REVERSE = "reverse"
    """Takes back one entry, whole."""
    ADJUST = "adjust"
    """Corrects a closed month within the open one."""
    PROPOSE_CLOSE = "propose-close"
    """A site signs the statement of a month."""
    SIGN_CLOSE = "sign-close"
    """The other site signs the same statement: the month is closed."""
    PROPOSE_REOPEN = "propose-reopen"
    """A site asks to open a closed month again."""
    SIGN_REOPEN = "sign-reopen"
    """The other site agrees: the month is open."""


COUNTED = frozenset({EntryKind.OPEN, EntryKind.POST, EntryKind.DIRECT, EntryKind.REVERSE, EntryKind.ADJUST})
"""Kinds whose amounts stand in balances."""

STATEMENTS = frozenset(
    {EntryKind.PROPOSE_CLOSE, EntryKind.SIGN_CLOSE, EntryKind.PROPOSE_REOPEN, EntryKind.SIGN_REOPEN}
)
"""Kinds that move nothing."""

REFERRING = frozenset({EntryKind.POST, EntryKind.VOID, EntryKind.REVERSE})
"""Kinds that answer one earlier entry, at most once each."""


class LedgerUnit(StrEnum):
    """What an amount counts; the two never mix in an entry."""

    HALF_DAY_60 = "DJ60"
    MINUTE = "MIN"
    NONE = "-"
    """Of statements."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One entry as its writer makes it, with its own id: sending it twice changes nothing."""

    idem: UUID
    """Made by the writer before sending."""
    group: UUID
    """Entries of one group are appended all or none."""
    contract: UUID
    kind: EntryKind
    unit: LedgerUnit
    debit: Account
    credit: Account
    amount: int
    """Above 0; 0 for statements only."""
    month: str
    """``2026-12``: the month in which it counts."""
    worked_on: date | None = None
    slots: tuple[Slot, ...] = ()
    start: int | None = None
    """Instant in UTC minutes, of duties and measured time."""
    end: int | None = None
    site: SiteId | None = None
    what: str = ""
    """``SERVICE/ACTIVITY``, a line, an absence kind: neutral codes only."""
    ref: int | None = None
    """Sequence number of the entry it answers (:data:`REFERRING`)."""
    claim: int | None = None
    """Sequence number of the claim that is its evidence."""
    plan_version: int | None = None
    corrects_month: str = ""
    """Of adjustments: the closed month they correct."""
    reason: str = ""
    """A code, never a medical reason."""
    source: str = ""
    """Where it comes from: ``plan:3``, ``file:<sha256>:<line>``, ``hand``."""
    author: str
    """A function, not a name."""
    author_site: SiteId
    statement: str = ""
    """Of closings: the hash of the signed statement, in hex."""

    def __post_init__(self) -> None:
        if self.kind in STATEMENTS:
            sound = self.amount == 0 and self.unit is LedgerUnit.NONE and bool(self.statement)
        else:
            sound = 0 < self.amount < _LARGEST and self.debit != self.credit
        if not sound or (self.kind in REFERRING) != (self.ref is not None):
            raise ValueError(f"not an entry: {self!r}")

    def payload(self) -> bytes:
        """The bytes that are stored, hashed and verified.

        Raises:
            ValueError: a text holds control characters, or is not in NFC.
        """
        fields: dict[str, Any] = {
            "v": PAYLOAD_VERSION,
            "idem": self.idem.hex,
            "group": self.group.hex,
            "contract": self.contract.hex,
            "kind": self.kind.value,
            "unit": self.unit.value,
            "debit": self.debit,
            "credit": self.credit,
            "amount": self.amount,
            "month": self.month,
            "worked_on": self.worked_on.isoformat() if self.worked_on else None,
            "slots": "+".join(slot.value for slot in sorted(self.slots, key=SLOT_ORDER.__getitem__)),
            "start": self.start,
            "end": self.end,
            "site": self.site,
            "what": self.what,
            "ref": self.ref,
            "claim": self.claim,
            "plan_version": self.plan_version,
            "corrects_month": self.corrects_month,
            "reason": self.reason,
            "source": self.source,
            "author": self.author,
            "author_site": self.author_site,
            "statement": self.statement,
        }
        said = _CANONICAL(fields)
        if not said.isascii() or not said.isprintable() or "\\" in said:
            for name, value in fields.items():
                if isinstance(value, str):
                    _refuse_unclean(name, value)
        return said.encode()

    @staticmethod
    def from_payload(payload: bytes) -> "Draft":
        """The draft a payload was made from.

        Raises:
            ValueError: the bytes are not the payload of any draft.
        """
        try:
            told: dict[str, Any] = json.loads(payload)
            version = told.pop("v")
            draft = Draft(
                idem=UUID(told.pop("idem")),
                group=UUID(told.pop("group")),
                contract=UUID(told.pop("contract")),
                kind=EntryKind(told.pop("kind")),
                unit=LedgerUnit(told.pop("unit")),
                worked_on=date.fromisoformat(day) if (day := told.pop("worked_on")) else None,
                slots=tuple(Slot(slot) for slot in told.pop("slots").split("+") if slot),
                **told,
            )
        except (KeyError, TypeError, AttributeError, RecursionError) as error:
            raise ValueError(f"not a payload: {error!r}") from error
        if type(version) is not int or version != PAYLOAD_VERSION or not _typed(draft):
            raise ValueError("not a payload: a number or a text is of another type")
        if draft.payload() != payload:
            raise ValueError("not a canonical payload")
        return draft


@dataclass(frozen=True, slots=True)
class Entry:
    """A draft that stands in the ledger, with its place in the chain."""

    draft: Draft
    seq: int
    """1, 2, 3… within the contract, without gap."""
    recorded_at: datetime
    """Given by the store, in UTC, strictly rising within the contract."""
    salt: bytes
    payload: bytes
    """The exact bytes that were hashed."""
    leaf: bytes
    prev: bytes
    hash: bytes


def _typed(draft: Draft) -> bool:
    """Whether numbers are whole numbers and texts are texts: JSON knows neither."""
    numbers = (draft.start, draft.end, draft.ref, draft.claim, draft.plan_version)
    texts: tuple[str, ...] = (draft.debit, draft.credit, draft.month, draft.what, draft.corrects_month)
    texts = (*texts, draft.reason, draft.source, draft.author, draft.author_site, draft.statement)
    return (
        type(draft.amount) is int
        and all(number is None or type(number) is int for number in numbers)
        and all(type(text) is str for text in texts)
        and (draft.site is None or type(draft.site) is str)
    )


def _refuse_unclean(name: str, text: str) -> None:
    if text.isascii() and text.isprintable():
        return
    if unicodedata.normalize("NFC", text) != text:
        raise ValueError(f"{name} is not in NFC: {text!r}")
    if any(unicodedata.category(character) in _REFUSED for character in text):
        raise ValueError(f"{name} holds control characters: {text!r}")
