"""Hostile changes to a database, by one who takes its protections away, and may put them back."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from rota.words import Text

Change = Callable[[sqlite3.Connection], object]


@dataclass(frozen=True)
class DatabaseAttack:
    """A hostile change to an SQLite file."""

    name: Text
    change: Change
    expected: str
    """What it is to be named by."""
    restored: bool = True
    """Whether the protections are put back afterwards."""

    def on(self, file: Path) -> None:
        """Change a file, with its triggers out of the way."""
        with closing(sqlite3.connect(file)) as base:
            base.execute("PRAGMA foreign_keys = off")
            triggers = base.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
            for name, _ in triggers if self.restored else ():
                base.execute(f'DROP TRIGGER "{name}"')
            before = base.total_changes
            self.change(base)
            assert not self.restored or base.total_changes > before, "it changes something"
            for _, sql in triggers if self.restored else ():
                base.execute(sql)
            base.commit()


def sql(*statements: str) -> Change:
    """Some statements, one after another."""

    def change(base: sqlite3.Connection) -> None:
        for statement in statements:
            base.execute(statement)

    return change


ONE = "rowid = (SELECT min(rowid) FROM booking)"
"""One booking."""
LAST = "seq = (SELECT max(seq) FROM entry AS e WHERE e.contract = entry.contract)"
SOME = "seq = 3"
BODY = "UPDATE plan_body SET body"
TEXT = "UPDATE facts_version SET content"


def attacks() -> Iterator[DatabaseAttack]:
    """Every attack."""
    yield from _slots()
    yield from _plans()
    yield from _facts()
    yield from _openings()
    yield from _entries()
    yield from _protections()


def _told(
    french: str, english: str, expected: str, *statements: str, restored: bool = True
) -> DatabaseAttack:
    return DatabaseAttack(Text(french, english), sql(*statements), expected, restored)


def _slots() -> Iterator[DatabaseAttack]:
    first = "(post, day, slot) = (SELECT post, day, slot FROM booking ORDER BY post, day, slot LIMIT 1)"
    for french, english, statement, expected in (
        (
            "un créneau pris rendu libre",
            "a taken slot set free",
            f"DELETE FROM booking WHERE {first}",
            "slot-missing",
        ),
        ("tous les créneaux rendus libres", "all slots set free", "DELETE FROM booking", "slot-missing"),
        (
            "un créneau libre donné pour pris",
            "a free slot given as taken",
            "INSERT INTO booking SELECT post, '2026-12-25', slot, contract, seq, group_id, site"
            f" FROM booking WHERE {first}",
            "slot-extra",
        ),
        (
            "un créneau déplacé à un autre jour",
            "a slot moved to another day",
            f"UPDATE booking SET day = '2026-12-24' WHERE {first}",
            "slot-extra",
        ),
        (
            "un créneau donné à un autre site",
            "a slot given to another site",
            f"UPDATE booking SET site = 'EPSM' WHERE {first}",
            "slot-other",
        ),
        (
            "un créneau rattaché à une autre écriture",
            "a slot hung on another entry",
            f"UPDATE booking SET seq = 1 WHERE {first}",
            "slot-other",
        ),
        (
            "un créneau rattaché à un autre travail",
            "a slot hung on other work",
            f"UPDATE booking SET group_id = zeroblob(16) WHERE {first}",
            "slot-other",
        ),
        (
            "un créneau donné à un autre poste",
            "a slot given to another post",
            f"UPDATE booking SET post = 'ASP-9' WHERE {first}",
            "slot-extra",
        ),
        (
            "un créneau pris pour un registre inexistant",
            "a slot taken for a ledger that is not there",
            f"UPDATE booking SET contract = zeroblob(16) WHERE {first}",
            "slot-extra",
        ),
    ):
        yield _told(french, english, expected, statement)


def _plans() -> Iterator[DatabaseAttack]:
    yield _told(
        "un planning réécrit", "a plan rewritten", "plan-body", f"""{BODY} = replace(body, '"am"', '"pm"')"""
    )
    yield _told("un planning vidé", "a plan emptied", "plan-body", f"{BODY} = ''")
    yield _told(
        "un planning qui n’est plus du texte", "a plan that is no text any more", "plan-body",
        f"{BODY} = CAST(x'ff00fe' AS TEXT)",
    )  # fmt: skip
    yield _told(
        "le texte d’un planning ôté",
        "the text of a plan removed",
        "plan-without-body",
        "DELETE FROM plan_body",
    )
    yield _told(
        "l’empreinte d’une version changée", "the hash of a version changed", "plan-without-body",
        "UPDATE plan_version SET sha256 = zeroblob(32)",
    )  # fmt: skip
    yield _told(
        "une version ôtée", "a version removed", "plan-number",
        "UPDATE plan_event SET version = 2", "UPDATE plan_version SET version = 2",
    )  # fmt: skip


def _facts() -> Iterator[DatabaseAttack]:
    for french, english, expected, statement in (
        (
            "le jour d’un besoin changé",
            "the day of a need changed",
            "facts-fingerprint",
            f"{TEXT} = replace(content, ',mon,', ',thu,')",
        ),
        (
            "l’empreinte du dossier changée",
            "the fingerprint of the folder changed",
            "facts-fingerprint",
            "UPDATE facts_version SET fingerprint = 'x' || substr(fingerprint, 2)",
        ),
        ("le dossier illisible", "the folder unreadable", "facts-unreadable", f"{TEXT} = '{{'"),
        ("le dossier qui n’en est pas un", "a folder that is none", "facts-unreadable", f"{TEXT} = '[1]'"),
        (
            "un fichier du dossier hors de celui-ci",
            "a file of the folder outside it",
            "facts-unreadable",
            f"{TEXT} = replace(content, 'sites.toml', '../../sites.toml')",
        ),
        (
            "un fichier du dossier ôté",
            "a file of the folder removed",
            "facts-unreadable",
            f"{TEXT} = json_remove(content, '$.\"sites.toml\"')",
        ),
        (
            "un dossier qui n’est plus du texte",
            "a folder that is no text any more",
            "facts-unreadable",
            f"{TEXT} = CAST(x'ff00fe' AS TEXT)",
        ),
        (
            "une version du dossier ôtée",
            "a version of the folder removed",
            "facts-number",
            "UPDATE facts_version SET id = id + 1",
        ),
    ):
        yield _told(french, english, expected, statement)


def _openings() -> Iterator[DatabaseAttack]:
    told = "UPDATE contract SET opening = CAST({} AS BLOB)"
    text = "CAST(opening AS TEXT)"
    for french, english, expected, statement in (
        (
            "une ouverture réécrite",
            "an opening rewritten",
            "link",
            told.format(f"replace({text}, '2028', '2030')"),
        ),
        ("une ouverture illisible", "an opening unreadable", "contract-row", told.format("'{'")),
        (
            "une ouverture sans site",
            "an opening without sites",
            "contract-row",
            told.format(f"json_set({text}, '$.sites', json('[]'))"),
        ),
        (
            "le début de la chaîne changé",
            "the start of the chain changed",
            "contract-row",
            "UPDATE contract SET genesis = zeroblob(32)",
        ),
        (
            "un registre sous un autre nom",
            "a ledger under another name",
            "contract-row",
            "UPDATE contract SET post = 'ASP-9'",
        ),
        (
            "une ouverture ôtée",
            "an opening removed",
            "no-contract",
            "DELETE FROM contract WHERE id = (SELECT min(id) FROM contract)",
        ),
    ):
        yield _told(french, english, expected, statement)


def _entries() -> Iterator[DatabaseAttack]:
    for column, value in (
        ("amount", "amount + 1"),
        ("debit", "'due:CHX'"),
        ("credit", "'done:CHX'"),
        ("month", "'2027-01'"),
        ("site", "'CHX'"),
        ("unit", "CASE unit WHEN 'MIN' THEN 'DJ60' ELSE 'MIN' END"),
        ("group_id", "zeroblob(16)"),
        ("author_site", "'CHX'"),
        ("worked_on", "'2026-12-25'"),
    ):
        yield _told(
            f"colonne `{column}` falsifiée", f"column `{column}` forged", "column",
            f"UPDATE entry SET {column} = {value} WHERE {SOME}",
        )  # fmt: skip
    for column, expected in (
        ("payload", "leaf"),
        ("salt", "leaf"),
        ("leaf", "leaf"),
        ("prev", "link"),
        ("hash", "hash"),
    ):
        size = f"length({column})"
        flipped = f"CAST(substr({column}, 1, {size} - 1) || x'00' AS BLOB)"
        yield _told(
            f"un octet de `{column}` changé", f"a byte of `{column}` changed", expected,
            f"UPDATE entry SET {column} = {flipped} WHERE {SOME}",
        )  # fmt: skip
    yield _told("une écriture ôtée", "an entry removed", "sequence", f"DELETE FROM entry WHERE {SOME}")
    yield _told("la fin coupée", "the tail cut", "slot-extra", "DELETE FROM entry WHERE seq > 20")
    yield _told(
        "un texte qui n’en est plus un", "a text that is none any more", "row",
        f"UPDATE entry SET site = CAST(x'ff00fe' AS TEXT) WHERE {SOME}",
    )  # fmt: skip
    yield _told(
        "heure d’une écriture avancée", "time of an entry moved on", "hash",
        f"UPDATE entry SET recorded_at = recorded_at + 1 WHERE {SOME}",
    )  # fmt: skip


def _protections() -> Iterator[DatabaseAttack]:
    for french, english, statements in (
        ("un déclencheur ôté", "a trigger removed", ["DROP TRIGGER entry_no_update"]),
        (
            "un déclencheur rendu muet",
            "a trigger made silent",
            [
                "DROP TRIGGER entry_no_delete",
                "CREATE TRIGGER entry_no_delete BEFORE DELETE ON entry BEGIN SELECT 1; END",
            ],
        ),
        (
            "un déclencheur étranger",
            "a foreign trigger",
            ["CREATE TRIGGER other AFTER INSERT ON booking BEGIN DELETE FROM booking; END"],
        ),
        ("un index d’unicité ôté", "a unique index removed", ["DROP INDEX entry_resolved_once"]),
        (
            "la vue des mois clos réécrite",
            "the view of closed months rewritten",
            ["DROP VIEW period", "CREATE VIEW period AS SELECT contract, month, 'open' AS state FROM entry"],
        ),
    ):
        yield _told(french, english, "unprotected", *statements, restored=False)


ATTACKS = tuple(attacks())
