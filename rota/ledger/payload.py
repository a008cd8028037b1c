"""Payloads read fast: one pattern says at once that the bytes are canonical and what they hold.

Payloads with other characters than plain ASCII are read by :meth:`Draft.from_payload`, which is slower.
"""

import json
import re
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from rota.ledger.entry import REFERRING, STATEMENTS, Draft, EntryKind, LedgerUnit
from rota.model.calendar import Slot

_PLAIN, _NUMBER = r"[ !#-\[\]-~]*", r"null|0|-?[1-9][0-9]{0,15}"
_TEXT, _HEX, _SLOT = f'"{_PLAIN}"', r"[0-9a-f]{32}", r"|am|pm|night|am\+pm|am\+night|pm\+night|am\+pm\+night"
_PATTERNS = {
    "amount": r"(0|[1-9][0-9]{0,15})",
    "author": _TEXT,
    "author_site": f'"({_PLAIN})"',
    "claim": f"(?:{_NUMBER})",
    "contract": f'"({_HEX})"',
    "corrects_month": f'"({_PLAIN})"',
    "credit": f'"({_PLAIN})"',
    "debit": f'"({_PLAIN})"',
    "end": f"(?:{_NUMBER})",
    "group": f'"({_HEX})"',
    "idem": f'"({_HEX})"',
    "kind": f'"({_PLAIN})"',
    "month": f'"({_PLAIN})"',
    "plan_version": f"(?:{_NUMBER})",
    "reason": _TEXT,
    "ref": f"({_NUMBER})",
    "site": f"(null|{_TEXT})",
    "slots": f'"({_SLOT})"',
    "source": _TEXT,
    "start": f"({_NUMBER})",
    "statement": f'"({_PLAIN})"',
    "unit": f'"({_PLAIN})"',
    "v": "1",
    "what": _TEXT,
    "worked_on": r'(null|"[0-9]{4}-[0-9]{2}-[0-9]{2}")',
}
"""Each key with what its value looks like; those a verification needs are captured, in the order of Told."""
_CANONICAL = re.compile(r"\{" + ",".join(f'"{name}":{of}' for name, of in _PATTERNS.items()) + r"\}")
_KINDS, _UNITS = {kind.value for kind in EntryKind}, {unit.value for unit in LedgerUnit}
_STATEMENTS, _REFERRING = {kind.value for kind in STATEMENTS}, {kind.value for kind in REFERRING}


class Told(NamedTuple):
    """What a verification needs of a payload; numbers and days as the JSON tells them, ``null`` for none."""

    amount: int
    author_site: str
    contract: str
    corrects_month: str
    credit: str
    debit: str
    group: str
    idem: str
    kind: str
    month: str
    ref: int | None
    site: str | None
    slots: str
    """``am+pm``; empty for none."""
    start: str | None
    """The digits of the instant."""
    statement: str
    unit: str
    worked_on: str | None


_REF, _SITE, _START, _DAY = (Told._fields.index(name) for name in ("ref", "site", "start", "worked_on"))


def told(payload: bytes) -> Told:
    """What a payload tells.

    Raises:
        ValueError: it is not the canonical payload of any entry.
    """
    match = _canonical(payload)
    if match is None:
        return _slow(Draft.from_payload(payload))
    of = match.groups()
    ref, site, start, day = of[_REF], of[_SITE], of[_START], of[_DAY]
    found = Told._make(
        (
            *(int(of[0]), *of[1:_REF], None if ref == "null" else int(ref)),
            *(None if site == "null" else site[1:-1], *of[_SITE + 1 : _START]),
            *(None if start == "null" else start, *of[_START + 1 : _DAY]),
            None if day == "null" else day[1:-1],
        )
    )
    if not _sound(found):
        Draft.from_payload(payload)
        raise ValueError("not an entry")
    return found


def draft_of(payload: bytes) -> Draft:
    """The draft that a payload was made from; what is plainly canonical is not written again to compare.

    Raises:
        ValueError: the bytes are not the payload of any draft.
    """
    if _canonical(payload) is None:
        return Draft.from_payload(payload)
    fields: dict[str, Any] = json.loads(payload)
    del fields["v"]
    fields["idem"], fields["group"] = UUID(fields["idem"]), UUID(fields["group"])
    fields["contract"] = _id(fields["contract"])
    fields["kind"], fields["unit"] = EntryKind(fields["kind"]), LedgerUnit(fields["unit"])
    fields["worked_on"], fields["slots"] = _day(fields["worked_on"]), _slots(fields["slots"])
    return Draft(**fields)


def _canonical(payload: bytes) -> re.Match[str] | None:
    try:
        return _CANONICAL.fullmatch(payload.decode("ascii"))
    except UnicodeDecodeError:
        return None


@lru_cache(maxsize=1024)
def _id(told: str) -> UUID:
    return UUID(told)


@lru_cache(maxsize=4096)
def _day(told: str | None) -> date | None:
    return date.fromisoformat(told) if told else None


@lru_cache(maxsize=16)
def _slots(told: str) -> tuple[Slot, ...]:
    return tuple(Slot(slot) for slot in told.split("+") if slot)


def _sound(found: Told) -> bool:
    """What :class:`Draft` demands of any entry."""
    if found.kind not in _KINDS or found.unit not in _UNITS:
        return False
    if found.worked_on is not None and not _is_day(found.worked_on):
        return False
    if found.kind in _STATEMENTS:
        moves = found.amount == 0 and found.unit == "-" and bool(found.statement)
    else:
        moves = 0 < found.amount < 2**53 and found.debit != found.credit
    return moves and (found.kind in _REFERRING) == (found.ref is not None)


@lru_cache(maxsize=4096)
def _is_day(told: str) -> bool:
    try:
        date.fromisoformat(told)
    except ValueError:
        return False
    return True


def _slow(draft: Draft) -> Told:
    return Told(
        amount=draft.amount,
        author_site=draft.author_site,
        contract=draft.contract.hex,
        corrects_month=draft.corrects_month,
        credit=draft.credit,
        debit=draft.debit,
        group=draft.group.hex,
        idem=draft.idem.hex,
        kind=draft.kind.value,
        month=draft.month,
        ref=draft.ref,
        site=draft.site,
        slots="+".join(slot.value for slot in draft.slots),
        start=None if draft.start is None else str(draft.start),
        statement=draft.statement,
        unit=draft.unit.value,
        worked_on=draft.worked_on.isoformat() if draft.worked_on else None,
    )
