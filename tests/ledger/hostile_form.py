"""Hostile changes to the form of an export: lines and payloads that are not written as they must be."""

from collections.abc import Callable, Iterator

from rota.words import Text
from tests.ledger.forging import Attack, raw

AT = {"kind": "direct", "unit": "DJ60", "reason": "unplanned"}


def _on_text(old: str, new: str) -> Callable[[str], str]:
    def apply(text: str) -> str:
        first, rest = text.split("\n", 1)
        return first + "\n" + rest.replace(old, new, 1)

    return apply


def attacks() -> Iterator[Attack]:
    """Every attack on the form."""
    yield from _json()
    yield from _payloads()


def _json() -> Iterator[Attack]:
    for french, english, old, new in (
        ("une clef dite deux fois", "a key told twice", '"seq":1}', '"seq":9,"seq":1}'),
        ("une clef de trop", "a key too many", '"seq":1}', '"seq":1,"tip":0}'),
        ("une clef en moins", "a key missing", ',"seq":1}', "}"),
        ("une espace ajoutée", "a space added", '"seq":1}', '"seq": 1}'),
        ("un numéro à virgule", "a number with a decimal", '"seq":1}', '"seq":1.0}'),
        ("un numéro qui est vrai", "a number that is true", '"seq":1}', '"seq":true}'),
        ("un numéro négatif", "a negative number", '"seq":1}', '"seq":-1}'),
        ("un numéro immense", "a huge number", '"seq":1}', f'"seq":{10**30}}}'),
        ("un numéro sans fin", "an infinite number", '"seq":1}', '"seq":Infinity}'),
        ("hexadécimal en capitales", "hex in capitals", '"hash":"', '"hash":"A'),
        ("hexadécimal coupé", "hex cut short", '"hash":"', '"hash":"0'),
        ("des octets après une ligne", "bytes after a line", '"seq":1}', '"seq":1}\x00'),
        ("fins de ligne de Windows", "Windows line ends", '"seq":1}\n', '"seq":1}\r\n'),
        ("une ligne vide", "an empty line", '"seq":1}\n', '"seq":1}\n\n'),
        ("une ligne profonde", "a deep line", '"seq":1}\n', '"seq":1}\n' + "[" * 100_000 + "\n"),
    ):
        yield Attack(Text(french, english), _on_text(old, new), "format")
    yield Attack(
        Text("des octets après la fin", "bytes after the end"), lambda text: text + '{"more":1}', "format"
    )
    yield Attack(
        Text("une ligne après la fin", "a line after the end"),
        lambda text: text + text.splitlines()[1] + "\n",
        "format",
    )


def _payloads() -> Iterator[Attack]:
    for french, english, old, new in (
        ("clef répétée", "key told twice", b'"v":1', b'"v":1,"v":1'),
        ("clef de trop", "key too many", b'"v":1', b'"v":1,"w":1'),
        ("clef en moins", "key missing", b'"v":1,', b""),
        ("clefs en désordre", "keys out of order", b'{"amount":60,', b'{"author":"x","amount":60,'),
        ("montant à virgule", "amount with a decimal", b'"amount":60', b'"amount":60.0'),
        ("montant vrai", "amount that is true", b'"amount":60', b'"amount":true'),
        ("montant nul", "amount of zero", b'"amount":60', b'"amount":0'),
        ("montant négatif", "negative amount", b'"amount":60', b'"amount":-60'),
        ("montant immense", "huge amount", b'"amount":60', b'"amount":9007199254740992'),
        ("octets ajoutés", "bytes added", b'"v":1', b'"v":1 '),
        ("octets après la fin", "bytes after the end", b'-11"}', b'-11"}\n'),
        ("autre version", "another version", b'"v":1', b'"v":2'),
        ("jour qui n’existe pas", "day that does not exist", b"2026-12-11", b"2026-12-32"),
        ("genre inconnu", "unknown kind", b'"kind":"direct"', b'"kind":"gift"'),
        ("unité inconnue", "unknown unit", b'"unit":"DJ60"', b'"unit":"EUR"'),
        ("caractère de commande", "control character", b'"source":"hand"', '"source":"ha\u202end"'.encode()),
        ("texte hors NFC", "text not in NFC", b'"source":"hand"', '"source":"e\u0301"'.encode()),
        (
            "caractère écrit autrement",
            "character written otherwise",
            b'"source":"hand"',
            b'"source":"\\u0068and"',
        ),
        (
            "octets qui ne sont pas de l’UTF-8",
            "bytes that are no UTF-8",
            b'"source":"hand"',
            b'"source":"\xff"',
        ),
        ("débit égal au crédit", "debit equal to credit", b'"debit":"due:CHU"', b'"debit":"done:CHU"'),
        ("réponse sans question", "an answer to nothing", b'"ref":null', b'"ref":1'),
    ):
        yield Attack(
            Text(f"contenu : {french}, chaîne refaite", f"content: {english}, chain made anew"),
            raw(lambda found, old=old, new=new: found.replace(old, new, 1), AT),  # type: ignore[misc]
            "payload",
        )
