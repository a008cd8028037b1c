"""``rota ledger verify``: everything recomputed from the rows; the first bad entry is named."""

from collections.abc import Sequence
from pathlib import Path

import click

from rota.cli import parameters, target, working
from rota.cli import sheets as sheets_given
from rota.cli.bilingual import Command, Kind, Option
from rota.cli.misuse import Misuse
from rota.cli.session import Session
from rota.ledger.verify import Sheet
from rota.store.findings import Finding
from rota.words import Text
from rota.workspace.noting import Note
from rota.workspace.verifying import Verified, beside, verified

BROKEN = 1
_SHOWN_MAX = 20
_MORE = Text("… et {count} autres.", "… and {count} more.")
_ABOUT = Text(
    "Recalcule chaque registre depuis ses lignes : numéros, chaîne, colonnes, réponses, signatures, soldes ;"
    " puis les créneaux pris, les plannings et les dossiers gardés, et les protections de la base. Avec"
    " --sheet, des feuilles signées sont comparées. Code 1 : une faute, nommée.",
    "Recomputes each ledger from its rows: numbers, chain, columns, answers, signatures, balances; then the"
    " slots taken, the plans and folders kept, and the protections of the database. With --sheet, signed"
    " sheets are compared. Exit code 1: a fault, named.",
)
_SHEET = Text(
    "Une feuille signée : MOIS:ÉCRITURE:TÊTE, avec --post ; ou le fichier écrit par rota close --format"
    " json ; répétable.",
    "A signed sheet: MONTH:ENTRY:HEAD, with --post; or the file that rota close --format json wrote;"
    " repeatable.",
)
_SHEET_WANTED = Text("2026-12:214:9f8e7d6c5b4a3210, ou un fichier", "2026-12:214:9f8e7d6c5b4a3210, or a file")
_ALONE = Text("--sheet MOIS:ÉCRITURE:TÊTE va avec --post.", "--sheet MONTH:ENTRY:HEAD goes with --post.")
_WORKING = Text("Vérification", "Verifying")
_FINE = Text(
    "{post} : {count} écritures, tête {head}, rien à redire.",
    "{post}: {count} entries, head {head}, sound.",
)
_BROKEN = Text(
    "{post} : {count} faute(s) ; la première : {first}.",
    "{post}: {count} fault(s); the first: {first}.",
)
_SLOTS = Text("{post} : créneaux pris : {count} faute(s).", "{post}: slots taken: {count} fault(s).")
_UNPROTECTED = Text(
    "Protections absentes ou modifiées : {names}.", "Protections missing or changed: {names}."
)


def command(session: Session) -> click.Command:
    """The command."""
    lang = session.lang
    params = [
        parameters.post(lang),
        Option(
            ["--sheet", "sheets"],
            _SHEET.say(lang),
            type=Kind("SHEET", _SHEET_WANTED, sheets_given.printed, lang),
            multiple=True,
        ),
        parameters.form(lang),
    ]
    return Command("verify", session, _ABOUT, params=params, run=_run)


def _run(session: Session, *, post: str | None, sheets: tuple[Sheet | Path, ...], format: str) -> int:  # noqa: A002
    alone = [each for each in sheets if isinstance(each, Sheet)]
    held = sheets_given.of_files([each for each in sheets if isinstance(each, Path)])
    if alone and post is None:
        raise Misuse(_ALONE)
    with target.workspace(session) as found:

        def work(note: Note) -> tuple[Sequence[Verified], Sequence[Finding]]:
            done = verified(found, alone, post, held=held, note=note)
            return done, beside(found, note)

        done, others = working.run(session, _WORKING, work)
        unprotected = found.store.unprotected
    if format == parameters.JSON:
        ledgers = [_as_json(session, one) for one in done]
        told = {"ledgers": ledgers, "beside": _findings(session, others), "unprotected": list(unprotected)}
        session.write_json(told)
    else:
        for one in done:
            _tell(session, one)
        _tell_findings(session, others)
        if unprotected:
            session.say(_UNPROTECTED, names=", ".join(unprotected))
    return BROKEN if unprotected or others or not all(one.sound for one in done) else 0


def _tell(session: Session, one: Verified) -> None:
    report = one.report
    if one.slots:
        session.say(_SLOTS, post=one.post, count=len(one.slots))
        _tell_findings(session, one.slots)
    elif report.first is None:
        session.say(_FINE, post=one.post, count=report.count, head=report.head.hex()[:16])
    if report.first is not None:
        first = report.first.told().say(session.lang)
        session.say(_BROKEN, post=one.post, count=len(report.faults), first=first)


def _tell_findings(session: Session, found: Sequence[Finding]) -> None:
    for each in found[:_SHOWN_MAX]:
        session.page.item(each.told().say(session.lang))
    if len(found) > _SHOWN_MAX:
        session.say(_MORE, count=len(found) - _SHOWN_MAX)


def _findings(session: Session, found: Sequence[Finding]) -> list[dict[str, str]]:
    return [{"kind": str(each.kind), "told": each.told().say(session.lang)} for each in found]


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
        "slots": _findings(session, one.slots),
    }
