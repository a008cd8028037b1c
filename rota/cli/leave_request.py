"""``rota leave request``: declared when the right suffices, warned or refused when it does not."""

from datetime import date

import click

from rota.cli import parameters, target
from rota.cli.bilingual import Command, Option
from rota.cli.page import Words
from rota.cli.session import Session
from rota.explain import half_days
from rota.ledger.absences import Verdict
from rota.model.calendar import HALF_DAYS, Slot
from rota.model.facts import AbsenceKind
from rota.words import Text
from rota.workspace import leaving
from rota.workspace.leaving import Asked

REFUSED = 1
_ABOUT = Text(
    "Demande une absence : ce qu’elle prend à chaque site, contre ce qui reste. Déclarée si le droit suffit ;"
    " si la part d’un site est épuisée, avec --agreed quand ce site est d’accord ; refusée si le droit l’est."
    " Code 1 : pas déclarée.",
    "Asks for an absence: what it takes at each site, against what is left. Declared when the right suffices;"
    " where the part of a site is exhausted, with --agreed once that site agrees; refused when the right is."
    " Exit code 1: not declared.",
)
_KIND = Text("Le genre : un code neutre.", "The kind: a neutral code.")
_FIRST = Text("Premier jour.", "First day.")
_LAST = Text("Dernier jour ; le premier par défaut.", "Last day; the first by default.")
_FIRST_HALF = Text("Depuis le matin ou l’après-midi.", "From the morning or the afternoon.")
_LAST_HALF = Text("Jusqu’au matin ou à l’après-midi.", "To the morning or the afternoon.")
_AGREED = Text("Le site dont la part est épuisée est d’accord.", "The site whose part is exhausted agrees.")
_DECLARED = Text("Déclarée : {name}.", "Declared: {name}.")
_NOT = Text("Non déclarée.", "Not declared.")
_HEADER = (Text("site", "site"), Text("année", "year"), Text("demandé", "asked"), Text("reste", "left"))
_PLANNED = Text(
    "{count} demi-journée(s) sont déjà publiées sur ces jours : refaire le planning (rota plan).",
    "{count} half-day(s) are published on these days: make the plan again (rota plan).",
)


def command(session: Session) -> click.Command:
    """The command."""
    lang = session.lang
    kinds, halves = [str(kind) for kind in AbsenceKind], [str(slot) for slot in HALF_DAYS]
    half = parameters.words("am|pm", halves, lang)
    params = [
        parameters.post(lang, required=True),
        Option(
            ["--kind"], _KIND.say(lang), type=parameters.words("|".join(kinds), kinds, lang), required=True
        ),
        parameters.day(lang, "--from", _FIRST, required=True, name="first"),
        parameters.day(lang, "--to", _LAST, name="last"),
        Option(["--first-half"], _FIRST_HALF.say(lang), type=half, default="am"),
        Option(["--last-half"], _LAST_HALF.say(lang), type=half, default="pm"),
        Option(["--agreed"], _AGREED.say(lang), is_flag=True),
        parameters.form(lang),
    ]
    return Command("request", session, _ABOUT, params=params, run=_run)


def _run(
    session: Session,
    *,
    post: str,
    kind: str,
    first: date,
    last: date | None,
    first_half: str,
    last_half: str,
    agreed: bool,
    format: str,  # noqa: A002 (the name of the option)
) -> int:
    with target.workspace(session) as found:
        halves = Slot(first_half), Slot(last_half)
        absence = leaving.absence_of(found.post(post), AbsenceKind(kind), first, last or first, halves)
        asked = leaving.ask(found, absence, agreed=agreed)
    if format == parameters.JSON:
        session.write_json(_as_json(asked))
    else:
        _tell(session, asked)
    return 0 if asked.declared else REFUSED


def _tell(session: Session, asked: Asked) -> None:
    page, lang, of = session.page, session.lang, asked.request
    page.paragraph(of.told().say(lang), "" if of.verdict is Verdict.GRANTED else "bold")
    header: list[Words] = [title.say(lang) for title in _HEADER]
    rows: list[list[Words]] = [
        [site, str(year or ""), half_days(parts), half_days(of.left[year, site])]
        for (year, site), parts in of.asked.items()
    ]
    page.table([header, *rows], right=(2, 3))
    if asked.declared:
        page.say(_DECLARED, name=asked.absence.id)
    else:
        page.say(_NOT)
    if asked.planned:
        page.say(_PLANNED, count=sum(len(placement.slots) for placement in asked.planned))


def _as_json(asked: Asked) -> dict[str, object]:
    of = asked.request
    return {
        "absence": asked.absence.id,
        "verdict": str(of.verdict),
        "declared": asked.declared,
        "parts": [
            {"site": site, "year": year, "asked_60": parts, "left_60": of.left[year, site]}
            for (year, site), parts in of.asked.items()
        ],
        "short": [{"year": year, "site": site} for year, site in of.short],
        "published": sum(len(placement.slots) for placement in asked.planned),
    }
