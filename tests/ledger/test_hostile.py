"""Every hostile change to an export is found and named, by our verifier and by the independent one alike."""

import io
import random
from pathlib import Path

import pytest

from exports.verifier import rota_verify
from rota.ledger.export import read, verify_export
from rota.ledger.verify import Sheet
from rota.words import Lang
from tests.ledger import hostile
from tests.ledger.forging import Attack, chained
from tests.ledger.hostile_page import page
from tests.ledger.story import text_of, two_months

LEDGER, SHEET = two_months()
GOOD = text_of(LEDGER)
PAGE = Path(__file__).parents[2] / "docs" / "reference" / "ledger-hostile.md"
Told = list[tuple[int, str]]


def ours(text: str, sheets: tuple[Sheet, ...]) -> Told:
    return sorted((fault.seq, fault.kind.value) for fault in verify_export(read(text), sheets).faults)


def theirs(text: str, sheets: tuple[Sheet, ...]) -> Told:
    ledger = rota_verify.read(text)
    if ledger is None:
        return [(0, "format")]
    for sheet in sheets:
        ledger.sheet(sheet.month, sheet.seq, sheet.head)
    return sorted((number, what) for number, what, _ in ledger.faults)


def test_the_true_export_has_nothing_wrong() -> None:
    assert ours(GOOD, (SHEET,)) == theirs(GOOD, (SHEET,)) == []
    report, ledger = verify_export(read(GOOD)), rota_verify.read(GOOD)
    assert ledger is not None
    assert ledger.balances() == {f"{unit.value} {name}": n for (unit, name), n in report.balances.items()}
    assert chained(GOOD) == GOOD


@pytest.mark.parametrize("attack", hostile.ATTACKS, ids=lambda attack: attack.name.en)
def test_an_attack_is_found_and_named(attack: Attack) -> None:
    text = attack.change(GOOD)
    assert text != GOOD
    if attack.sheet:
        assert ours(text, ()) == theirs(text, ()) == [], "seen without the sheet: say so in the list"
    sheets = (SHEET,) if attack.sheet else ()
    found = ours(text, sheets)
    assert attack.expected in {what for _, what in found}
    assert theirs(text, sheets) == found


def test_there_are_enough_attacks() -> None:
    assert len(hostile.ATTACKS) >= 60


def test_the_page_lists_them() -> None:
    assert PAGE.read_text(encoding="utf-8") == page()


def test_any_flipped_bit_is_found_by_both() -> None:
    raw = GOOD.encode()
    draw = random.Random(20261122)
    for _ in range(300):
        place = draw.randrange(len(raw))
        changed = bytearray(raw)
        changed[place] ^= 1 << draw.randrange(7)
        text = changed.decode("utf-8", errors="surrogateescape")
        assert ours(text, ()), place
        assert theirs(text, ()), place


def test_every_fault_has_its_sentences() -> None:
    texts = [attack.change(GOOD) for attack in hostile.ATTACKS]
    for text in texts:
        for fault in verify_export(read(text), (SHEET,)).faults:
            assert "{" not in fault.told().say(Lang.FR) + fault.told().say(Lang.EN)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_program_says_what_it_found(tmp_path: Path, lang: str) -> None:
    file, out = tmp_path / "export.jsonl", io.StringIO()
    file.write_text(GOOD, encoding="utf-8", newline="")
    sheet = f"{SHEET.month}:{SHEET.seq}:{SHEET.head}"
    assert rota_verify.main([str(file), "--lang", lang, "--balances", "--sheet", sheet], out) == 0
    assert ("Rien d’anormal." if lang == "fr" else "Nothing wrong.") in out.getvalue()
    assert "done:CH" in out.getvalue()
    file.write_text(hostile.ATTACKS[0].change(GOOD), encoding="utf-8", newline="")
    assert rota_verify.main([str(file), "--lang", lang], out) == 1
    assert rota_verify.WORDS["leaf"][0 if lang == "fr" else 1] in out.getvalue()
    file.write_bytes(b"\xff")
    assert rota_verify.main([str(file)], out) == 2
