#!/usr/bin/env python3
"""Verify an exported time ledger, and compute its balances again.

Vérifie un registre de temps exporté, et recalcule ses soldes.

    python3 rota_verify.py EXPORT.jsonl [--sheet 2026-12:431:HEAD] [--lang fr] [--balances]

This file needs Python 3.9 or later and nothing else; it shares no code with the program that wrote the
export, so that a hospital that trusts neither that program nor the other hospital can read it and run it.
Exit code: 0 nothing wrong, 1 something wrong, 2 the file cannot be read at all.

WHAT AN EXPORT IS. A text file, one JSON object a line. The first names the contract and its opening
statement; each further line is one entry; the last tells the number of entries, the head and the balances.

HOW IT IS CHAINED. An entry is a payload (JSON, in hex) that says what moved, and:

    leaf = SHA256( 00 | salt | payload )
    hash = SHA256( 01 | contract, 16 bytes | number, 8 | recorded at, µs, 8 | hash before | leaf )

and the first entry hangs on SHA256( 02 | contract | opening statement ). So no entry can be changed, removed
or put elsewhere without changing every hash after it, the head above all: the one printed on the monthly
sheets that BOTH hospitals signed and filed. Give those heads with --sheet: without them, nobody can tell a
whole chain made anew, or one whose end was cut, from the true one.

HOW IT IS ADDED UP. An entry moves an amount from one account (debit) to another (credit), in 60ths of a
half-day (DJ60) or in minutes (MIN). A balance is what came in less what went out; all balances of a unit
add up to zero. Plans and claims move nothing; a plan is answered at most once (post or void), an entry is
reversed at most once, by its mirror image. A month closed by the signatures of two sites takes no entry.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
import unicodedata
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Any, TextIO

Fault = tuple[int, str, str]
"""Number of the entry (0: the file as a whole), what is wrong, a detail."""
Entry = dict[str, Any]

MOVING = {"open", "post", "direct", "reverse", "adjust"}
SIGNING = {"propose-close", "sign-close", "propose-reopen", "sign-reopen"}
ANSWERING = {"post", "void", "reverse"}
KINDS = MOVING | SIGNING | ANSWERING | {"plan", "claim"}
TEXT_FIELDS = (
    *("author", "author_site", "contract", "corrects_month", "credit", "debit", "group", "idem", "kind"),
    *("month", "reason", "slots", "source", "statement", "unit", "what"),
)
NUMBER_FIELDS = ("claim", "end", "plan_version", "ref", "start")
FIELDS = {*TEXT_FIELDS, *NUMBER_FIELDS, "amount", "site", "v", "worked_on"}
SLOTS = {"", "am", "pm", "night", "am+pm", "am+night", "pm+night", "am+pm+night"}
ACCOUNT = re.compile(
    "entitlement|additional|clock|unshared|(due|done|leave|recovery|worked|call|standby):[^:]+"
    "|(right|taken):(annual|rtt|training|recovery|other):[0-9]{4}:[^:]+|clearing:[^:]+:[^:]+"
)
WORDS = {
    "sequence": ("numéro inattendu : une écriture manque, est répétée ou déplacée",
                 "unexpected number: an entry is missing, repeated or moved"),
    "time": ("enregistrée avant l’écriture précédente", "recorded before the previous entry"),
    "leaf": ("le contenu ne donne pas son empreinte", "the content does not give its leaf hash"),
    "link": ("ne s’accroche pas à l’écriture précédente", "does not hang on the previous entry"),
    "hash": ("l’empreinte de l’écriture est fausse", "the hash of the entry is wrong"),
    "payload": ("contenu illisible ou non canonique", "content unreadable or not canonical"),
    "contract": ("appartient à un autre contrat", "belongs to another contract"),
    "same-id": ("l’identifiant a déjà servi", "the id has been used before"),
    "account": ("compte inconnu", "unknown account"),
    "month": ("mois impossible", "impossible month"),
    "answer": ("répond à une écriture qui n’attend pas cette réponse",
               "answers an entry that does not await this answer"),
    "twice": ("répond une seconde fois à la même écriture", "answers the same entry a second time"),
    "mirror": ("ne reprend ni les comptes ni le montant de l’écriture à laquelle elle répond",
               "repeats neither the accounts nor the amount of the entry it answers"),
    "closed": ("écrite dans un mois clos", "written in a closed month"),
    "statement": ("clôture ou réouverture que les écritures ne permettent pas",
                  "a closing or reopening that the entries do not allow"),
    "balance": ("soldes annoncés différents des soldes recalculés", "balances told are not those recomputed"),
    "sheet": ("la feuille signée porte une autre empreinte", "the signed sheet bears another hash"),
    "unsigned": ("une feuille dit ce mois signé, le registre non : la fin a été coupée",
                 "a sheet says that month is signed, the ledger does not: the tail was cut"),
    "tail": ("manque, alors qu’une feuille ou le fichier l’annonce : la fin a été coupée",
             "is missing, yet a sheet or the file announces it: the tail was cut"),
    "format": ("ligne illisible", "unreadable line"),
}  # fmt: skip
"""What each fault is called, in French and English."""


def canonical(value: object) -> str:
    """The one way to write a value: keys sorted, no spaces."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def parsed(line: str) -> dict[str, Any] | None:
    """The object of a line; None unless it is written in the one way (a key told twice is not)."""
    try:
        value = json.loads(line)
        return value if isinstance(value, dict) and canonical(value) == line else None
    except (ValueError, RecursionError):
        return None


def sha256(*parts: bytes) -> bytes:
    """The SHA-256 of the parts one after the other."""
    return hashlib.sha256(b"".join(parts)).digest()


def is_hex(value: object, size: int | None = None) -> bool:
    """Whether a value is lower-case hex, of some number of bytes."""
    sized = isinstance(value, str) and len(value) % 2 == 0 and (size is None or len(value) == 2 * size)
    return sized and re.fullmatch("[0-9a-f]*", str(value)) is not None


def is_whole(value: object, below: int = 2**63) -> bool:
    """Whether a value is a whole number: neither true, nor 1.0."""
    return type(value) is int and 0 <= value < below


def is_clean(text: str) -> bool:
    """Whether a text is in NFC and without control characters."""
    refused = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    return unicodedata.normalize("NFC", text) == text and not refused & set(map(unicodedata.category, text))


def is_day(value: str) -> bool:
    """Whether a text is a day, as 2026-12-01."""
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def payload_of(raw: bytes) -> Entry | None:
    """What a payload says; None when it is not written as a payload must be."""
    try:
        entry = parsed(raw.decode("utf-8"))
    except UnicodeDecodeError:
        return None
    return entry if entry is not None and is_typed(entry) and is_sound(entry) else None


def is_typed(entry: Entry) -> bool:
    """Whether an entry has all its fields and no other, each of its type."""
    if set(entry) != FIELDS or type(entry["v"]) is not int or entry["v"] != 1:
        return False
    texts = [entry[name] for name in (*TEXT_FIELDS, "site", "worked_on") if entry[name] is not None]
    return (
        all(isinstance(text, str) and is_clean(text) for text in texts)
        and all(entry[name] is not None for name in TEXT_FIELDS)
        and all(entry[name] is None or type(entry[name]) is int for name in NUMBER_FIELDS)
        and all(is_hex(entry[name], 16) for name in ("contract", "group", "idem"))
        and (entry["worked_on"] is None or is_day(entry["worked_on"]))
        and (entry["kind"] in KINDS and entry["unit"] in {"DJ60", "MIN", "-"} and entry["slots"] in SLOTS)
    )


def is_sound(entry: Entry) -> bool:
    """Whether an entry moves what its kind moves, and answers when its kind answers."""
    if not is_whole(entry["amount"], 2**53) or (entry["kind"] in ANSWERING) != (entry["ref"] is not None):
        return False
    if entry["kind"] in SIGNING:
        return bool(entry["amount"] == 0 and entry["unit"] == "-" and entry["statement"] != "")
    return bool(entry["amount"] > 0 and entry["debit"] != entry["credit"])


def balances_of(entries: list[Entry]) -> dict[str, int]:
    """Balances of all accounts that are not at zero, as ``DJ60 done:CH``."""
    found: dict[str, int] = defaultdict(int)
    for entry in entries:
        if entry["kind"] in MOVING:
            found[f"{entry['unit']} {entry['debit']}"] -= entry["amount"]
            found[f"{entry['unit']} {entry['credit']}"] += entry["amount"]
    return {account: amount for account, amount in found.items() if amount}


class Months:
    """Which months are proposed, closed, asked to be reopened."""

    def __init__(self) -> None:
        self.proposed: dict[str, tuple[str, str, int]] = {}
        """By month: the site, the statement, the entry up to which it speaks."""
        self.closed: dict[str, tuple[list[str], str, int]] = {}
        """By month: the sites that signed, the statement, the entry up to which it speaks."""
        self.asked: dict[str, str] = {}
        """By closed month: the site that asks to reopen it."""
        self.touched: dict[str, int] = {}
        """By month: its last entry that is no signature."""

    def see(self, number: int, entry: Entry) -> None:
        """One more entry; any entry of a month cancels a proposal to close it."""
        month, site, statement = entry["month"], entry["author_site"], entry["statement"]
        if entry["kind"] == "propose-close":
            if self.touched.get(month, 0) <= upto(entry):
                self.proposed[month] = (site, statement, upto(entry))
        elif entry["kind"] == "sign-close":
            proposal = self.proposed.pop(month, None)
            sites = [proposal[0]] if proposal else []
            known = self.closed.get(month, (sites, statement, upto(entry)))
            self.closed[month] = ([*known[0], site], known[1], known[2])
        elif entry["kind"] == "propose-reopen":
            self.asked[month] = site
        elif entry["kind"] == "sign-reopen":
            self.closed.pop(month, None)
            self.asked.pop(month, None)
        else:
            self.touched[month] = number
            self.proposed.pop(month, None)

    def allows(self, entry: Entry, sites: list[str], last: int, stated: str) -> bool:
        """Whether a signature may follow: ``last`` entries stand, and they state ``stated``."""
        month, site, statement = entry["month"], entry["author_site"], entry["statement"]
        closed, proposed = self.closed.get(month), self.proposed.get(month)
        if entry["kind"] == "propose-close":
            known = self.touched.get(month, 0) <= upto(entry) <= last
            good = closed is None and proposed is None and known and statement == stated
        elif entry["kind"] == "sign-close":
            signed = closed[0] if closed else [proposed[0]] if proposed else [site]
            standing = closed[1:] if closed else proposed[1:] if proposed else ()
            good = site not in signed and standing == (statement, upto(entry)) and statement == stated
        else:
            asks, asked = entry["kind"] == "propose-reopen", self.asked.get(month)
            awaited = asked is None if asks else asked not in {None, site}
            good = closed is not None and statement == closed[1] and awaited
        return good and site in sites


def upto(entry: Entry) -> int:
    """The entry up to which a signed statement speaks, -1 when it does not say."""
    named = re.fullmatch("upto:([0-9]{1,16})", entry["source"])
    return int(named.group(1)) if named else -1


class Ledger:
    """An export as it is read, entry by entry, with all that is wrong in it."""

    def __init__(self, contract: str, opening: bytes) -> None:
        self.contract, self.sites = contract, [str(site) for site in json.loads(opening)["sites"]]
        self.genesis = sha256(b"\x02", bytes.fromhex(contract), opening)
        self.heads: dict[int, bytes] = {0: self.genesis}
        self.entries: dict[int, Entry] = {}
        self.read: list[Entry] = []
        self.faults: list[Fault] = []
        self.months = Months()
        self.count, self.number, self.head, self.recorded_at = 0, 0, self.genesis, -1
        self.ids: set[str] = set()
        self.answered: set[tuple[int, bool]] = set()

    def wrong(self, number: int, what: str, detail: object = "") -> None:
        """Note a fault."""
        self.faults.append((number, what, str(detail)))

    def see(self, row: dict[str, Any]) -> None:
        """The next line of the export."""
        number, raw = row["seq"], bytes.fromhex(row["payload"])
        self.chain(number, row, raw)
        entry = payload_of(raw)
        if entry is None:
            self.wrong(number, "payload")
            return
        self.content(number, entry)
        if entry["kind"] in SIGNING:
            stated = self.stated(entry["month"], upto(entry)) if entry["kind"].endswith("close") else ""
            if not self.months.allows(entry, self.sites, self.last(), stated):
                self.wrong(number, "statement", entry["month"])
        self.months.see(number, entry)
        self.entries[number] = entry
        self.read.append(entry)

    def last(self) -> int:
        """The number of the last entry that could be read."""
        return max(self.entries, default=0)

    def chain(self, number: int, row: dict[str, Any], raw: bytes) -> None:
        """The number, the time, the leaf, the link and the hash of an entry."""
        salt, prev, leaf, told = (bytes.fromhex(row[name]) for name in ("salt", "prev", "leaf", "hash"))
        self.count += 1
        if number != self.number + 1:
            self.wrong(number, "sequence", f"{self.number + 1} → {number}")
        if row["recorded_at"] <= self.recorded_at:
            self.wrong(number, "time")
        if prev != self.head:
            self.wrong(number, "link")
        if len(salt) != 16 or sha256(b"\x00", salt, raw) != leaf:
            self.wrong(number, "leaf")
        counted = number.to_bytes(8, "big"), row["recorded_at"].to_bytes(8, "big")
        if sha256(b"\x01", bytes.fromhex(self.contract), *counted, prev, leaf) != told:
            self.wrong(number, "hash")
        self.number, self.head, self.recorded_at = number, told, row["recorded_at"]
        self.heads[number] = told

    def content(self, number: int, entry: Entry) -> None:
        """What an entry says: its contract, id, month, accounts, and what it answers."""
        if entry["contract"] != self.contract:
            self.wrong(number, "contract")
        if entry["idem"] in self.ids:
            self.wrong(number, "same-id")
        self.ids.add(entry["idem"])
        if not re.fullmatch("[0-9]{4}-(0[1-9]|1[0-2])", entry["month"]):
            self.wrong(number, "month", entry["month"])
        if entry["kind"] in SIGNING:
            return
        for account in (entry["debit"], entry["credit"]):
            if not ACCOUNT.fullmatch(account):
                self.wrong(number, "account", account)
        if entry["month"] in self.months.closed:
            self.wrong(number, "closed", entry["month"])
        if entry["kind"] in ANSWERING:
            self.answer(number, entry)

    def answer(self, number: int, entry: Entry) -> None:
        """An answer fits the entry it answers, which awaited it and had none."""
        ref, reverses = entry["ref"], entry["kind"] == "reverse"
        target = self.entries.get(ref)
        awaited = MOVING - {"reverse"} if reverses else {"plan"}
        if target is None or target["kind"] not in awaited:
            self.wrong(number, "answer", ref)
            return
        if (ref, reverses) in self.answered:
            self.wrong(number, "twice", ref)
        self.answered.add((ref, reverses))
        sides = ("credit", "debit") if reverses else ("debit", "credit")
        same = (entry[sides[0]], entry[sides[1]]) == (target["debit"], target["credit"])
        part = entry["kind"] == "post" and entry["amount"] < target["amount"]
        if not same or entry["unit"] != target["unit"] or not (part or entry["amount"] == target["amount"]):
            self.wrong(number, "mirror", ref)

    def stated(self, month: str, limit: int) -> str:
        """The hash of what the sites sign for a month, from the entries up to ``limit``."""
        known = {number: entry for number, entry in self.entries.items() if number <= limit}
        before, last = Months(), max(known, default=0)
        for number, entry in known.items():
            before.see(number, entry)
        earlier = max((name for name in before.closed if name < month), default="")
        statement = {
            "contract": self.contract,
            "month": month,
            "seq_to": last,
            "head": self.heads[last].hex(),
            "count": sum(entry["month"] == month for entry in known.values()),
            "balances": balances_of(list(known.values())),
            "previous": before.closed[earlier][1] if earlier else "",
        }
        return hashlib.sha256(canonical(statement).encode()).hexdigest()

    def end(self, told: dict[str, Any]) -> None:
        """The last line of the export: what it announces is what was found."""
        if told["balances"] != self.balances():
            self.wrong(0, "balance")
        if (told["count"], told["head"]) != (self.count, self.head.hex()):
            self.wrong(0, "tail")

    def sheet(self, month: str, number: int, head: str) -> None:
        """A signed sheet on paper: its head is that of the chain."""
        if number not in self.heads:
            self.wrong(number, "tail", month)
        elif len(head) < 16 or not self.heads[number].hex().startswith(head.lower()):
            self.wrong(number, "sheet", month)
        elif not any(self.signs(seq, month, number) for seq in self.entries):
            self.wrong(number, "unsigned", month)

    def signs(self, seq: int, month: str, number: int) -> bool:
        """Whether an entry is the signature of a month whose sheet names an entry."""
        entry = self.entries[seq]
        return (entry["kind"], entry["month"]) == ("sign-close", month) and upto(entry) <= number <= seq

    def balances(self) -> dict[str, int]:
        """All balances, recomputed."""
        return balances_of(self.read)


def opened(line: str) -> Ledger | None:
    """The ledger that the first line opens; None when it cannot be read."""
    told = parsed(line)
    if told is None or set(told) != {"rota-ledger", "contract", "opening"} or told["rota-ledger"] != 1:
        return None
    if not is_hex(told["contract"], 16) or not is_hex(told["opening"]):
        return None
    try:
        return Ledger(told["contract"], bytes.fromhex(told["opening"]))
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def is_row(told: dict[str, Any] | None) -> bool:
    """Whether a line is one of an entry."""
    sizes = {"hash": 32, "leaf": None, "payload": None, "prev": None, "salt": None}
    if told is None or set(told) != {"seq", "recorded_at", *sizes}:
        return False
    return (
        is_whole(told["seq"]) and is_whole(told["recorded_at"]) and all(is_hex(told[name]) for name in sizes)
    )


def read(text: str) -> Ledger | None:
    """Read a whole export; None when not even its first line can be read."""
    lines = text.split("\n")
    ended = lines.pop() == ""
    ledger = opened(lines[0]) if lines else None
    if ledger is None:
        return None
    if not ended:
        ledger.wrong(0, "format", len(lines) + 1)
    last = parsed(lines[-1]) if len(lines) > 1 else None
    closing = last if last is not None and set(last) == {"balances", "count", "head"} else None
    for place, line in enumerate(lines[1:-1] if closing else lines[1:], 2):
        told = parsed(line)
        if told is not None and is_row(told):
            ledger.see(told)
        else:
            ledger.wrong(0, "format", place)
    if closing:
        ledger.end(closing)
    else:
        ledger.wrong(0, "format", len(lines))
    return ledger


def sheet_of(told: str) -> tuple[str, int, str]:
    """``2026-12:431:9f3a…`` as it is given on the command line."""
    month, number, head = told.split(":")
    return month, int(number), head


def tell(ledger: Ledger, out: TextIO, lang: str, balances: bool) -> None:
    """Write what was found."""
    french = lang == "fr"
    out.write(f"{'contrat' if french else 'contract'} {ledger.contract}\n")
    out.write(f"{'écritures' if french else 'entries'} {ledger.count}\n")
    out.write(f"{'tête' if french else 'head'} {ledger.number} {ledger.head.hex()}\n")
    if balances:
        for account, amount in sorted(ledger.balances().items()):
            out.write(f"  {amount:>10} {account}\n")
    for number, what, detail in sorted(ledger.faults, key=lambda fault: fault[0]):
        told = WORDS[what][0 if french else 1]
        where = (
            f"{'écriture' if french else 'entry'} {number}" if number else ("fichier" if french else "file")
        )
        out.write(f"{where}{' : ' if french else ': '}{told}{f' ({detail})' if detail else ''}\n")
    good = "Rien d’anormal." if french else "Nothing wrong."
    bad = f"{len(ledger.faults)} anomalie(s)." if french else f"{len(ledger.faults)} fault(s)."
    out.write(f"{bad if ledger.faults else good}\n")


def main(arguments: list[str] | None = None, out: TextIO = sys.stdout) -> int:
    """Verify one export."""
    parser = argparse.ArgumentParser(description="Vérifie un registre exporté / verify an exported ledger")
    parser.add_argument("export", help="fichier / file")
    parser.add_argument("--sheet", action="append", default=[], type=sheet_of, metavar="MONTH:NUMBER:HEAD")
    parser.add_argument("--lang", choices=("fr", "en"), default="fr")
    parser.add_argument("--balances", action="store_true", help="soldes recalculés / balances")
    given = parser.parse_args(arguments)
    try:
        ledger = read(Path(given.export).read_bytes().decode("utf-8"))
    except (OSError, UnicodeDecodeError):
        ledger = None
    if ledger is None:
        out.write("fichier illisible / unreadable file\n")
        return 2
    for month, number, head in given.sheet:
        ledger.sheet(month, number, head)
    tell(ledger, out, given.lang, given.balances)
    return 1 if ledger.faults else 0


if __name__ == "__main__":
    sys.exit(main())
