"""``rota close``: a site proposes to close a month, the other signs; the sheet carries the chain head."""

import click

from rota.cli import parameters, target, working
from rota.cli.bilingual import Command
from rota.cli.page import Page, Words
from rota.cli.session import Session
from rota.compliance.amounts import hours
from rota.explain import half_days
from rota.ledger.entry import LedgerUnit
from rota.words import Lang, Text
from rota.workspace import closing
from rota.workspace.closing import Closing, Sheet

NOT_CLOSED = 1
_ABOUT = Text(
    "Propose de clore un mois, ou signe ce que l’autre site a proposé, pour chaque poste du site. Les"
    " conditions sont listées ; la feuille porte la tête de chaîne, à garder par les deux hôpitaux. Code 1 :"
    " un poste n’a pas pu l’être.",
    "Proposes to close a month, or signs what the other site has proposed, for every post of the site. The"
    " conditions are listed; the sheet carries the chain head, to be kept by both hospitals. Exit code 1:"
    " some post could not be.",
)
_STEPS = {
    "proposed": Text("proposé : à l’autre site de signer", "proposed: the other site is to sign"),
    "signed": Text("signé : le mois est clos", "signed: the month is closed"),
    "closed": Text("déjà clos", "closed already"),
    "refused": Text("ne peut pas être clos", "cannot be closed"),
}
_WORKING = Text("Vérification", "Verifying")
_HEAD = Text(
    "écriture {seq}, tête {head}, relevé {statement}",
    "entry {seq}, head {head}, statement {statement}",
)
_SIGNED = Text("signé par {sites}", "signed by {sites}")


def command(session: Session) -> click.Command:
    """The command."""
    lang = session.lang
    params = [
        parameters.month(lang, required=True),
        parameters.seat(lang),
        parameters.post(lang),
        parameters.form(lang),
    ]
    return Command("close", session, _ABOUT, params=params, run=_run)


def _run(session: Session, *, month: str, seat: str, post: str | None, format: str) -> int:  # noqa: A002
    with target.workspace(session) as found:
        done = working.run(session, _WORKING, lambda note: closing.close(found, month, seat, post, note=note))
    if format == parameters.JSON:
        session.write_json({"closings": [_as_json(one, session.lang) for one in done]})
    else:
        for one in done:
            tell_closing(session.page, one)
    return NOT_CLOSED if any(one.step == "refused" for one in done) else 0


def tell_closing(page: Page, one: Closing) -> None:
    """What came of closing the month of one post: conditions, and the sheet to keep."""
    lang = page.lang
    refused = one.step == "refused"
    page.paragraph(f"{one.post} · {one.month} · {_STEPS[one.step].say(lang)}", "bold" if refused else "")
    for checked in one.conditions:
        if refused or not checked.holds:
            page.item(
                checked.text.say(lang), "" if checked.holds else "red", mark="✓" if checked.holds else "✗"
            )
    if one.why is not None:
        page.item(one.why.say(lang))
    for warning in one.warnings:
        page.item(warning.say(lang), "yellow", mark="!")
    if one.sheet is not None:
        _tell_sheet(page, one.sheet)


def _tell_sheet(page: Page, sheet: Sheet) -> None:
    lang = page.lang
    page.item(_HEAD.say(lang, seq=sheet.seq, head=sheet.head, statement=sheet.statement[:16]))
    if sheet.signatures:
        told = ", ".join(f"{one.site} ({one.at:%Y-%m-%d})" for one in sheet.signatures)
        page.item(_SIGNED.say(lang, sites=told))
    kinds = ("due", "done", "leave", "clearing")
    rows: list[list[Words]] = [
        [str(account), _told(amount, unit)]
        for (unit, account), amount in sorted(sheet.balances.items(), key=repr)
        if account.partition(":")[0] in kinds
    ]
    page.table(rows, right=(1,), indent="    ")


def _told(amount: int, unit: LedgerUnit) -> str:
    return hours(amount) if unit is LedgerUnit.MINUTE else half_days(amount)


def _as_json(one: Closing, lang: Lang) -> dict[str, object]:
    return {
        "post": one.post,
        "month": one.month,
        "step": one.step,
        "conditions": [
            {"condition": str(each.condition), "holds": each.holds, "found": each.text.say(lang)}
            for each in one.conditions
        ],
        "why": one.why.say(lang) if one.why else None,
        "warnings": [warning.say(lang) for warning in one.warnings],
        "sheet": None if one.sheet is None else sheet_json(one.sheet),
    }


def sheet_json(sheet: Sheet) -> dict[str, object]:
    """A sheet, for a script."""
    return {
        "seq": sheet.seq,
        "head": sheet.head,
        "statement": sheet.statement,
        "count": sheet.count,
        "balances": {f"{unit.value} {account}": amount for (unit, account), amount in sheet.balances.items()},
        "signatures": [{"site": one.site, "at": one.at.isoformat()} for one in sheet.signatures],
    }
