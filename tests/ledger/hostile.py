"""Hostile changes to an export, each with the name of what gives it away."""

from collections.abc import Callable, Iterator
from typing import Any

from rota.words import Text
from tests.ledger import hostile_form as form
from tests.ledger.forging import (
    Attack,
    added,
    canonical,
    edited,
    find,
    lines_of,
    on_lines,
    payload_of,
    text_of,
)

POST = {"kind": "post", "unit": "DJ60", "credit": "done:CH"}
PLAN, VOID, DIRECT = {"kind": "plan"}, {"kind": "void"}, {"kind": "direct", "unit": "DJ60"}
REVERSE, SIGN = {"kind": "reverse"}, {"kind": "sign-close"}
FIELDS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "amount": ({"amount": 61}, DIRECT | {"reason": "unplanned"}),
    "debit": ({"debit": "due:CH"}, DIRECT | {"reason": "unplanned"}),
    "credit": ({"credit": "done:CH"}, DIRECT | {"reason": "unplanned"}),
    "worked_on": ({"worked_on": "2026-12-10"}, DIRECT | {"reason": "unplanned"}),
    "slots": ({"slots": "pm"}, DIRECT | {"reason": "unplanned"}),
    "site": ({"site": "CH"}, DIRECT | {"reason": "unplanned"}),
    "author": ({"author": "director"}, VOID),
    "reason": ({"reason": "holiday"}, VOID),
}


def attacks() -> Iterator[Attack]:
    """Every attack."""
    yield from _flips()
    yield from _fields()
    yield from _order()
    yield from _ends()
    yield from _heads()
    yield from form.attacks()
    yield from _meaning()
    yield from _closings()


def _flip(place: int, name: str) -> Callable[[str], str]:
    def change(lines: list[dict[str, Any]]) -> None:
        row = lines[place]
        if isinstance(row[name], int):
            row[name] ^= 1
        else:
            found = bytearray.fromhex(row[name])
            found[len(found) // 2] ^= 1
            row[name] = found.hex()

    return on_lines(change)


def _flips() -> Iterator[Attack]:
    places = ((1, "la première", "the first"), (20, "une", "a middle"), (-2, "la dernière", "the last"))
    kinds = {"payload": "leaf", "salt": "leaf", "leaf": "leaf", "prev": "link", "hash": "hash"}
    kinds |= {"recorded_at": "hash", "seq": "sequence"}
    for place, french, english in places:
        for name, fault in kinds.items():
            text = Text(
                f"un bit de `{name}` changé dans {french} écriture",
                f"a bit of `{name}` flipped in {english} entry",
            )
            yield Attack(text, _flip(place, name), fault)


def _fields() -> Iterator[Attack]:
    for name, (change, at) in FIELDS.items():
        yield Attack(
            Text(f"`{name}` falsifié", f"`{name}` forged"),
            edited(change, at),
            "leaf",
        )
        yield Attack(
            Text(
                f"`{name}` falsifié, empreinte de l’écriture refaite",
                f"`{name}` forged, its entry hashed anew",
            ),
            edited(change, at, chain="entry"),
            "link",
        )
        yield Attack(
            Text(
                f"`{name}` falsifié, toute la chaîne refaite", f"`{name}` forged, the whole chain made anew"
            ),
            edited(change, at, chain="all"),
            "statement",
        )
        yield Attack(
            Text(
                f"`{name}` falsifié, chaîne et relevés refaits",
                f"`{name}` forged, chain and statements made anew",
            ),
            edited(change, at, chain="signed"),
            "sheet",
            sheet=True,
        )


def _swap(lines: list[dict[str, Any]]) -> None:
    lines[10], lines[11] = lines[11], lines[10]


def _swap_renumbered(lines: list[dict[str, Any]]) -> None:
    _swap(lines)
    lines[10]["seq"], lines[11]["seq"] = 10, 11


def _drop(place: int) -> Callable[[list[dict[str, Any]]], None]:
    def change(lines: list[dict[str, Any]]) -> None:
        del lines[place]

    return change


def _twice(lines: list[dict[str, Any]]) -> None:
    lines.insert(12, dict(lines[11]))


def _times_kept(lines: list[dict[str, Any]]) -> None:
    lines[10]["recorded_at"], lines[11]["recorded_at"] = lines[11]["recorded_at"], lines[10]["recorded_at"]


def _order() -> Iterator[Attack]:
    yield Attack(Text("deux écritures échangées", "two entries swapped"), on_lines(_swap), "sequence")
    yield Attack(
        Text("deux écritures échangées et renumérotées", "two entries swapped and renumbered"),
        on_lines(_swap_renumbered),
        "link",
    )
    yield Attack(
        Text("deux écritures échangées, chaîne refaite", "two entries swapped, chain made anew"),
        on_lines(_swap, chain=True),
        "time",
    )
    yield Attack(
        Text(
            "heures de deux écritures échangées, chaîne refaite",
            "times of two entries swapped, chain made anew",
        ),
        on_lines(_times_kept, chain=True),
        "time",
    )
    for place, french, english in (
        (1, "première", "first"),
        (15, "quinzième", "fifteenth"),
        (-2, "dernière", "last"),
    ):
        fault = "sequence" if place > 0 else "tail"
        yield Attack(
            Text(f"{french} écriture ôtée", f"{english} entry removed"), on_lines(_drop(place)), fault
        )
    yield Attack(
        Text("une écriture ôtée, chaîne refaite", "an entry removed, chain made anew"),
        on_lines(_drop(45), chain=True),
        "statement",
    )
    yield Attack(Text("une écriture répétée", "an entry repeated"), on_lines(_twice), "sequence")
    yield Attack(
        Text("une écriture répétée, chaîne refaite", "an entry repeated, chain made anew"),
        on_lines(_twice, chain=True),
        "same-id",
    )


def _cut(count: int) -> Callable[[list[dict[str, Any]]], None]:
    def change(lines: list[dict[str, Any]]) -> None:
        del lines[-1 - count : -1]

    return change


def _without_signature(text: str) -> str:
    signed = find(text, **SIGN)
    return on_lines(lambda lines: lines.__delitem__(slice(signed, -1)), chain=True)(text)


def _ends() -> Iterator[Attack]:
    for count in (2, 5, 30):
        yield Attack(
            Text(f"les {count} dernières écritures coupées", f"the last {count} entries cut"),
            on_lines(_cut(count)),
            "tail",
        )
        yield Attack(
            Text(
                f"les {count + 3} dernières coupées, dernière ligne refaite",
                f"the last {count + 3} cut, the last line made anew",
            ),
            on_lines(_cut(count + 3), chain=True),
            "tail",
            sheet=True,
        )
    yield Attack(
        Text(
            "la signature du mois et la suite coupées, dernière ligne refaite",
            "the signature of the month and what follows cut, the last line made anew",
        ),
        _without_signature,
        "unsigned",
        sheet=True,
    )
    yield Attack(
        Text("dernière ligne ôtée", "last line removed"), lambda text: text_of(lines_of(text)[:-1]), "format"
    )
    yield Attack(
        Text("fichier coupé au milieu d’une ligne", "file cut within a line"),
        lambda text: text[:-40],
        "format",
    )
    for name, value, fault in (
        ("balances", {"DJ60 done:CH": 1}, "balance"),
        ("count", 3, "tail"),
        ("head", "00" * 32, "tail"),
    ):
        yield Attack(
            Text(f"`{name}` de la dernière ligne falsifié", f"`{name}` of the last line forged"),
            on_lines(lambda lines, name=name, value=value: lines[-1].update({name: value})),  # type: ignore[misc]
            fault,
        )


def _opening(lines: list[dict[str, Any]]) -> None:
    told = bytes.fromhex(lines[0]["opening"]).replace(b'"CHU"', b'"CHX"')
    lines[0]["opening"] = told.hex()


def _heads() -> Iterator[Attack]:
    yield Attack(
        Text("déclaration d’ouverture falsifiée", "opening statement forged"), on_lines(_opening), "link"
    )
    yield Attack(
        Text(
            "déclaration d’ouverture falsifiée, chaîne refaite", "opening statement forged, chain made anew"
        ),
        on_lines(_opening, chain=True),
        "statement",
    )
    other = "0123456789abcdef0123456789abcdef"
    yield Attack(
        Text("autre contrat en tête", "another contract at the top"),
        on_lines(lambda lines: lines[0].update(contract=other)),
        "contract",
    )
    yield Attack(
        Text("autre contrat en tête, chaîne refaite", "another contract at the top, chain made anew"),
        on_lines(lambda lines: lines[0].update(contract=other), chain=True),
        "contract",
    )
    yield Attack(
        Text("écriture d’un autre contrat, chaîne refaite", "an entry of another contract, chain made anew"),
        added(DIRECT, contract=other, month="2027-01"),
        "contract",
    )


def _meaning() -> Iterator[Attack]:
    january = {"month": "2027-01"}
    again: Callable[[str], str] = added(POST)
    yield Attack(
        Text("écriture glissée dans un mois clos", "an entry slipped into a closed month"),
        added(DIRECT | {"reason": "unplanned"}),
        "closed",
    )
    yield Attack(Text("plan confirmé deux fois", "a plan posted twice"), again, "twice")
    yield Attack(
        Text("plan confirmé et annulé", "a plan posted and voided"),
        added(POST, kind="void", **january),
        "twice",
    )
    yield Attack(
        Text("plus confirmé que prévu", "more posted than planned"),
        edited({"amount": 61}, POST, chain="all"),
        "mirror",
    )
    yield Attack(
        Text("confirmé au profit d’un autre site", "posted for another site"),
        edited({"credit": "done:CHU"}, POST, chain="all"),
        "mirror",
    )
    yield Attack(
        Text("reprise d’un autre montant", "reversed for another amount"),
        edited({"amount": 30}, REVERSE, chain="all"),
        "mirror",
    )
    yield Attack(
        Text("reprise dans le même sens", "reversed in the same direction"),
        edited({"debit": "due:CHU", "credit": "done:CHU"}, REVERSE, chain="all"),
        "mirror",
    )
    yield Attack(
        Text("écriture reprise deux fois", "an entry reversed twice"), added(REVERSE, **january), "twice"
    )
    for french, english, ref in (
        ("qui n’existe pas", "that does not exist", 999),
        ("qui n’attend rien", "that awaits nothing", 1),
    ):
        yield Attack(
            Text(f"réponse à une écriture {french}", f"an answer to an entry {english}"),
            edited({"ref": ref}, VOID, chain="all"),
            "answer",
        )
    yield Attack(
        Text("reprise d’un plan", "a plan reversed"),
        lambda text: added(REVERSE, ref=find(text, **PLAN), **january)(text),
        "answer",
    )
    yield Attack(
        Text("compte inventé", "an invented account"), added(DIRECT, credit="gift:CH", **january), "account"
    )
    yield Attack(Text("mois impossible", "an impossible month"), added(DIRECT, month="2026-13"), "month")


def _closings() -> Iterator[Attack]:
    def statement(lines: list[dict[str, Any]]) -> None:
        for place, line in enumerate(lines[1:-1], 1):
            payload = payload_of(line)
            if payload["statement"]:
                lines[place] = line | {"payload": _told(payload | {"statement": "ab" * 32})}

    yield Attack(
        Text("relevé signé falsifié, chaîne refaite", "signed statement forged, chain made anew"),
        on_lines(statement, chain=True),
        "statement",
    )
    yield Attack(
        Text("signé par le site qui a proposé", "signed by the site that proposed"),
        edited({"author_site": "CH"}, SIGN, chain="all"),
        "statement",
    )
    yield Attack(
        Text("signé par un site étranger", "signed by a foreign site"),
        edited({"author_site": "CHX"}, SIGN, chain="all"),
        "statement",
    )
    yield Attack(
        Text("signé pour un mois que nul n’a proposé", "signed for a month nobody proposed"),
        added(SIGN, month="2026-11"),
        "statement",
    )
    yield Attack(
        Text("rouvert sans demande", "reopened without being asked"),
        added(SIGN, kind="sign-reopen"),
        "statement",
    )


def _told(payload: dict[str, Any]) -> str:
    return canonical(payload).encode().hex()


ATTACKS = tuple(attacks())
