"""``rota ledger verify``: everything recomputed from the rows; the first bad entry is named."""

import re

import click

from rota.cli import parameters, target, working
from rota.cli.bilingual import Command, Kind, Option
from rota.cli.misuse import Misuse
from rota.cli.session import Session
from rota.ledger.verify import Sheet
from rota.words import Text
from rota.workspace.verifying import Verified, verified

BROKEN = 1
_ABOUT = Text(
    "Recalcule chaque registre depuis ses lignes : numéros, chaîne, colonnes, réponses, signatures, soldes,"
    " et les protections de la base. Avec --sheet, une feuille signée est comparée. Code 1 : une faute,"
    " nommée.",
    "Recomputes each ledger from its rows: numbers, chain, columns, answers, signatures, balances, and the"
    " protections of the database. With --sheet, a signed sheet is compared. Exit code 1: a fault, named.",
)
_SHEET = Text(
    "Une feuille signée : MOIS:ÉCRITURE:TÊTE, avec --post ; répétable.",
    "A signed sheet: MONTH:ENTRY:HEAD, with --post; repeatable.",
)
_SHEET_WANTED = Text("2026-12:214:9f8e7d6c5b4a3210", "2026-12:214:9f8e7d6c5b4a3210")
_SHEET_FORM = re.compile(r"(\d{4}-\d{2}):([1-9]\d{0,15}):([0-9a-f]{16,64})", re.ASCII)
_ALONE = Text("--sheet va avec --post.", "--sheet goes with --post.")
_WORKING = Text("Vérification", "Verifying")
_FINE = Text(
    "{post} : {count} écritures, tête {head}, rien à redire.",
    "{post}: {count} entries, head {head}, sound.",
)
_BROKEN = Text(
    "{post} : {count} faute(s) ; la première : {first}.",
    "{post}: {count} fault(s); the first: {first}.",
)
_UNPROTECTED = Text(
    "Protections absentes ou modifiées : {names}.", "Protections missing or changed: {names}."
)


def command(session: Session) -> click.Command:
    """The command."""
    lang = session.lang
    sheet = Kind("MONTH:ENTRY:HEAD", _SHEET_WANTED, _sheet, lang)
    params = [
        parameters.post(lang),
        Option(["--sheet", "sheets"], _SHEET.say(lang), type=sheet, multiple=True),
        parameters.form(lang),
    ]
    return Command("verify", session, _ABOUT, params=params, run=_run)


def _sheet(text: str) -> Sheet:
    match = _SHEET_FORM.fullmatch(text)
    if match is None:
        raise ValueError(text)
    return Sheet(match[1], int(match[2]), match[3])


def _run(session: Session, *, post: str | None, sheets: tuple[Sheet, ...], format: str) -> int:  # noqa: A002
    if sheets and post is None:
        raise Misuse(_ALONE)
    with target.workspace(session) as found:
        done = working.run(session, _WORKING, lambda: verified(found, sheets, post))
        unprotected = found.store.unprotected
    if format == parameters.JSON:
        ledgers = [_as_json(session, one) for one in done]
        session.write_json({"ledgers": ledgers, "unprotected": list(unprotected)})
    else:
        for one in done:
            _tell(session, one)
        if unprotected:
            session.say(_UNPROTECTED, names=", ".join(unprotected))
    return BROKEN if unprotected or any(one.report.faults for one in done) else 0


def _tell(session: Session, one: Verified) -> None:
    report = one.report
    if report.first is None:
        session.say(_FINE, post=one.post, count=report.count, head=report.head.hex()[:16])
    else:
        first = report.first.told().say(session.lang)
        session.say(_BROKEN, post=one.post, count=len(report.faults), first=first)


def _as_json(session: Session, one: Verified) -> dict[str, object]:
    report = one.report
    return {
        "post": one.post,
        "count": report.count,
        "seq": report.seq,
        "head": report.head.hex(),
        "faults": [
            {"seq": fault.seq, "kind": str(fault.kind), "told": fault.told().say(session.lang)}
            for fault in report.faults
        ],
    }
