"""The tools of a forger who holds the file: changes lines, payloads, and makes hashes anew."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from rota.ledger.chain import genesis, leaf, link_at
from rota.ledger.closing import told_balances
from rota.ledger.contract import Contract
from rota.ledger.export import ExportedRow, read
from rota.ledger.payload import told
from rota.ledger.verify import Verification, _keyed
from rota.words import Text

Payload = dict[str, Any]


def canonical(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def lines_of(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def text_of(lines: list[dict[str, Any]]) -> str:
    return "".join(canonical(line) + "\n" for line in lines)


def payload_of(line: dict[str, Any]) -> Payload:
    found: Payload = json.loads(bytes.fromhex(line["payload"]))
    return found


def with_payload(line: dict[str, Any], payload: Payload | bytes) -> dict[str, Any]:
    raw = payload if isinstance(payload, bytes) else canonical(payload).encode()
    return line | {"payload": raw.hex()}


def chained(text: str, *, only: int | None = None, signed: bool = False) -> str:
    """Leaves, numbers, links, hashes and the last line made anew.

    Args:
        text: An export.
        only: The one entry that is made anew.
        signed: Statements are made anew as well, as if both sites had signed the forged entries.
    """
    lines = lines_of(text)
    head, *rows, end = lines
    contract = UUID(head["contract"])
    prev = genesis(contract, bytes.fromhex(head["opening"]))
    verification = Verification(_contract(head)) if signed else None
    for place, row in enumerate(rows, 1):
        if only in {None, place}:
            if verification is not None and (payload := payload_of(row))["statement"]:
                upto = int(payload["source"].removeprefix("upto:"))
                payload["statement"] = verification._stated(payload["month"], upto)
                row["payload"] = canonical(payload).encode().hex()
            row["prev"] = prev.hex()
            row["seq"] = place
            of = leaf(bytes.fromhex(row["salt"]), bytes.fromhex(row["payload"]))
            row["leaf"] = of.hex()
            row["hash"] = link_at(contract.bytes, row["seq"], row["recorded_at"], prev, of).hex()
        if verification is not None:
            verification.see(row_of(row))
        prev = bytes.fromhex(row["hash"])
    end["head"], end["count"] = prev.hex(), len(rows)
    end["balances"] = _balances(rows, end["balances"])
    return text_of([head, *rows, end])


def _contract(head: dict[str, Any]) -> Contract:
    found = read(canonical(head) + "\n").contract
    assert found is not None
    return found


def _balances(rows: list[dict[str, Any]], otherwise: dict[str, int]) -> dict[str, int]:
    found: dict[tuple[str, str], int] = {}
    for row in rows:
        try:
            entry = told(bytes.fromhex(row["payload"]))
        except ValueError:
            return otherwise
        if entry.kind in {"open", "post", "direct", "reverse", "adjust"}:
            for account, amount in ((entry.debit, -entry.amount), (entry.credit, entry.amount)):
                found[entry.unit, account] = found.get((entry.unit, account), 0) + amount
    return told_balances(_keyed(found))


def row_of(line: dict[str, Any]) -> ExportedRow:
    told_bytes = (bytes.fromhex(line[name]) for name in ("salt", "payload", "leaf", "prev", "hash"))
    return ExportedRow(line["seq"], line["recorded_at"], *told_bytes)


@dataclass(frozen=True)
class Attack:
    """A hostile change to an export."""

    name: Text
    change: Callable[[str], str]
    expected: str
    """The fault it is to be named by."""
    sheet: bool = False
    """Whether it takes the signed sheet of the other site to see it."""


def find(text: str, **wanted: object) -> int:
    """The place (first entry is 1) of the last entry whose payload says all of that."""
    rows = lines_of(text)[1:-1]
    places = [
        place
        for place, row in enumerate(rows, 1)
        if all(payload_of(row)[name] == value for name, value in wanted.items())
    ]
    return places[-1]


def edited(change: dict[str, Any], at: dict[str, Any], *, chain: str = "none") -> Callable[[str], str]:
    """A payload with fields changed; what is made anew is ``none``, ``entry``, ``all`` or ``signed``."""

    def apply(text: str) -> str:
        place, lines = find(text, **at), lines_of(text)
        lines[place] = with_payload(lines[place], payload_of(lines[place]) | change)
        made = text_of(lines)
        if chain == "none":
            return made
        return chained(made, only=place if chain == "entry" else None, signed=chain == "signed")

    return apply


def raw(change: Callable[[bytes], bytes], at: dict[str, Any]) -> Callable[[str], str]:
    """Bytes of a payload changed, all hashed anew."""

    def apply(text: str) -> str:
        place, lines = find(text, **at), lines_of(text)
        found = bytes.fromhex(lines[place]["payload"])
        changed = change(found)
        assert changed != found
        lines[place] = with_payload(lines[place], changed)
        return chained(text_of(lines))

    return apply


def on_lines(
    change: Callable[[list[dict[str, Any]]], object], *, chain: bool = False
) -> Callable[[str], str]:
    """Lines changed in place, all hashed anew where ``chain`` says so."""

    def apply(text: str) -> str:
        lines = lines_of(text)
        change(lines)
        made = text_of(lines)
        return chained(made) if chain else made

    return apply


def added(template: dict[str, Any], **change: object) -> Callable[[str], str]:
    """One more entry at the end, made from another one, all hashed anew."""

    def apply(text: str) -> str:
        lines = lines_of(text)
        place = find(text, **template)
        payload = payload_of(lines[place]) | {"idem": "0" * 31 + "1"} | change
        last = lines[-2]
        new = with_payload(last | {"recorded_at": last["recorded_at"] + 1}, payload)
        return chained(text_of([*lines[:-1], new, lines[-1]]))

    return apply
