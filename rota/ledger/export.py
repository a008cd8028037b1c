"""The ledger of one contract as a file that anyone can verify: JSON Lines, bytes in hex.

The first line names the contract with its opening statement, each further line is an entry, the last one
tells the number of entries, the head and the balances. Every line is canonical: keys sorted, no spaces. The
program ``exports/verifier/rota_verify.py`` reads it without any of our code.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from rota.ledger.book import fold
from rota.ledger.chain import microseconds
from rota.ledger.closing import told_balances
from rota.ledger.contract import Contract
from rota.ledger.entry import Entry
from rota.ledger.faults import FaultKind, LedgerFault
from rota.ledger.verify import Report, Sheet, Verification
from rota.model.facts import PostId, SiteId

FORMAT = 1
_BYTES = ("hash", "leaf", "payload", "prev", "salt")


class ExportedRow(NamedTuple):
    """An entry of an export."""

    seq: int
    recorded_at: int
    salt: bytes
    payload: bytes
    leaf: bytes
    prev: bytes
    hash: bytes


@dataclass(frozen=True, slots=True)
class Exported:
    """An export as it was read; what could not be read is told in ``faults``."""

    contract: Contract | None
    rows: tuple[ExportedRow, ...]
    end: Mapping[str, Any]
    """The last line; empty when it is missing."""
    faults: tuple[LedgerFault, ...]


def export(contract: Contract, entries: Iterable[Entry]) -> Iterator[str]:
    """The lines of an export, each with its line end."""
    known = list(entries)
    head = known[-1].hash if known else contract.genesis
    yield _line({"rota-ledger": FORMAT, "contract": contract.id.hex, "opening": contract.opening.hex()})
    for entry in known:
        yield _line(
            {
                "seq": entry.seq,
                "recorded_at": microseconds(entry.recorded_at),
                **{name: getattr(entry, name).hex() for name in _BYTES},
            }
        )
    yield _line({"balances": told_balances(fold(known).balances), "count": len(known), "head": head.hex()})


def read(text: str) -> Exported:
    """Read an export; what cannot be read becomes a fault, and nothing else is believed."""
    lines = text.split("\n")
    faults = [] if lines.pop() == "" else [_unreadable(len(lines) + 1)]
    contract = _contract(_object(lines[0])) if lines else None
    if contract is None:
        return Exported(None, (), {}, (*faults, _unreadable(1)))
    end = _object(lines[-1]) if len(lines) > 1 else None
    ended = end is not None and set(end) == {"balances", "count", "head"}
    rows: list[ExportedRow] = []
    for number, line in enumerate(lines[1 : len(lines) - ended], 2):
        row = _row(_object(line))
        if row is None:
            faults.append(_unreadable(number))
        else:
            rows.append(row)
    if not ended:
        faults.append(_unreadable(len(lines)))
    return Exported(contract, tuple(rows), end if end is not None and ended else {}, tuple(faults))


def verify_export(exported: Exported, sheets: Iterable[Sheet] = ()) -> Report:
    """Verify an export, with what its last line tells."""
    if exported.contract is None:
        return Report(0, 0, b"", {}, exported.faults)
    verification = Verification(exported.contract)
    for row in exported.rows:
        verification.see(row)
    report = verification.report(tuple(sheets))
    faults = (*exported.faults, *report.faults, *_against_end(exported.end, report))
    return Report(
        report.count, report.seq, report.head, report.balances, tuple(sorted(faults, key=lambda f: f.seq))
    )


def _against_end(end: Mapping[str, Any], report: Report) -> Iterator[LedgerFault]:
    if not end:
        return
    if end["balances"] != told_balances(report.balances):
        yield LedgerFault(0, FaultKind.BALANCE)
    if (end["count"], end["head"]) != (report.count, report.head.hex()):
        yield LedgerFault(0, FaultKind.TAIL, "export")


def _line(fields: Mapping[str, Any]) -> str:
    return _canonical(fields) + "\n"


def _canonical(fields: Mapping[str, Any]) -> str:
    return json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _unreadable(number: int) -> LedgerFault:
    return LedgerFault(0, FaultKind.FORMAT, str(number))


def _object(line: str) -> dict[str, Any] | None:
    """The object of a canonical line; None when it is none (so a key told twice is refused)."""
    try:
        told = json.loads(line)
        return told if isinstance(told, dict) and _canonical(told) == line else None
    except (ValueError, RecursionError):
        return None


def _row(told: dict[str, Any] | None) -> ExportedRow | None:
    if told is None or set(told) != {"seq", "recorded_at", *_BYTES}:
        return None
    numbers = told["seq"], told["recorded_at"]
    if any(type(number) is not int or not 0 <= number < 2**63 for number in numbers):
        return None
    found = {name: _bytes(told[name]) for name in _BYTES}
    if any(value is None for value in found.values()):
        return None
    return ExportedRow(seq=told["seq"], recorded_at=told["recorded_at"], **found)  # type: ignore[arg-type]


def _bytes(told: object) -> bytes | None:
    try:
        found = bytes.fromhex(told) if isinstance(told, str) else None
    except ValueError:
        return None
    return found if found is not None and found.hex() == told else None


def _contract(told: dict[str, Any] | None) -> Contract | None:
    if told is None or set(told) != {"rota-ledger", "contract", "opening"} or told["rota-ledger"] != FORMAT:
        return None
    opening = _bytes(told["opening"])
    try:
        said = json.loads(opening or b"")
        return Contract(
            UUID(hex=told["contract"]),
            PostId(said["post"]),
            tuple(SiteId(site) for site in said["sites"]),
            date.fromisoformat(said["start"]),
            date.fromisoformat(said["end"]),
            opening or b"",
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
