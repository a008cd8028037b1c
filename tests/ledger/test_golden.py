"""Fixed payloads and their hashes: a change here is another ledger, and no export of today would verify."""

import hashlib
import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from rota.ledger.accounts import done, due
from rota.ledger.chain import genesis, leaf, link
from rota.ledger.entry import Draft, EntryKind, LedgerUnit
from rota.ledger.payload import told
from rota.model.calendar import Slot
from tests import builders as b
from tests.ledger.forging import lines_of
from tests.ledger.hostile import ATTACKS
from tests.ledger.story import text_of, two_months

GOLDEN: dict[str, Any] = json.loads(
    (Path(__file__).parent / "golden_vectors.json").read_text(encoding="utf-8")
)
CONTRACT = UUID(GOLDEN["contract"])
ENTRIES: list[dict[str, Any]] = GOLDEN["entries"]


def test_there_are_enough_vectors_of_every_kind() -> None:
    assert len(ENTRIES) >= 20
    assert {json.loads(entry["payload"])["kind"] for entry in ENTRIES} == set(EntryKind)


def test_genesis_is_as_it_was() -> None:
    assert genesis(CONTRACT, GOLDEN["opening"].encode()).hex() == GOLDEN["genesis"] == ENTRIES[0]["prev"]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: str(entry["seq"]))
def test_hashes_are_as_they_were(entry: dict[str, Any]) -> None:
    payload, salt, prev = (
        entry["payload"].encode(),
        bytes.fromhex(entry["salt"]),
        bytes.fromhex(entry["prev"]),
    )
    assert Draft.from_payload(payload).payload() == payload
    assert leaf(salt, payload).hex() == entry["leaf"]
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=entry["recorded_at"])
    assert link(CONTRACT, entry["seq"], moment, prev, leaf(salt, payload)).hex() == entry["hash"]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: str(entry["seq"]))
def test_hashes_are_plain_sha_256_of_fields_of_fixed_width(entry: dict[str, Any]) -> None:
    of = hashlib.sha256(b"\0" + bytes.fromhex(entry["salt"]) + entry["payload"].encode()).digest()
    numbers = entry["seq"].to_bytes(8, "big") + entry["recorded_at"].to_bytes(8, "big")
    whole = b"\1" + bytes.fromhex(GOLDEN["contract"]) + numbers + bytes.fromhex(entry["prev"]) + of
    assert (len(whole), hashlib.sha256(whole).hexdigest()) == (97, entry["hash"])


def test_a_payload_is_written_in_one_way() -> None:
    draft = Draft(
        idem=UUID(int=1),
        group=UUID(int=2),
        contract=UUID(int=3),
        kind=EntryKind.DIRECT,
        unit=LedgerUnit.HALF_DAY_60,
        debit=due(b.CH),
        credit=done(b.CH),
        amount=60,
        month="2026-12",
        worked_on=date(2026, 12, 1),
        slots=(Slot.PM, Slot.AM),
        start=1,
        end=None,
        site=b.CH,
        what="CH-MED/WARD",
        author="head-of-service",
        author_site=b.CH,
    )
    zeros = "0" * 31
    assert draft.payload().decode() == (
        '{"amount":60,"author":"head-of-service","author_site":"CH","claim":null,'
        f'"contract":"{zeros}3","corrects_month":"","credit":"done:CH","debit":"due:CH","end":null,'
        f'"group":"{zeros}2","idem":"{zeros}1","kind":"direct","month":"2026-12","plan_version":null,'
        '"reason":"","ref":null,"site":"CH","slots":"am+pm","source":"","start":1,"statement":"",'
        '"unit":"DJ60","v":1,"what":"CH-MED/WARD","worked_on":"2026-12-01"}'
    )


def test_payloads_are_read_alike_fast_and_slowly() -> None:
    export = text_of(two_months()[0])
    payloads = {entry["payload"].encode() for entry in ENTRIES}
    for text in (export, *(attack.change(export) for attack in ATTACKS if attack.expected == "payload")):
        payloads |= {bytes.fromhex(line["payload"]) for line in lines_of(text)[1:-1]}
    for payload in payloads:
        try:
            draft = Draft.from_payload(payload)
        except ValueError:
            with pytest.raises(ValueError, match=r"."):
                told(payload)
            continue
        found = told(payload)
        assert (found.amount, found.debit, found.credit) == (draft.amount, draft.debit, draft.credit)
        assert (found.idem, found.ref, found.site) == (draft.idem.hex, draft.ref, draft.site)
        assert found.worked_on == (draft.worked_on.isoformat() if draft.worked_on else None)


@pytest.mark.parametrize("text", ["a\u0301", "a\u202eb", "a\x00b", "\ud800"])
def test_unclean_texts_are_refused(text: str) -> None:
    entry = Draft.from_payload(ENTRIES[0]["payload"].encode())
    with pytest.raises(ValueError, match=r"."):
        Draft(**{name: getattr(entry, name) for name in entry.__slots__} | {"reason": text}).payload()
