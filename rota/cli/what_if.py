"""``rota what-if``: the findings and the price of an edit, before it is made."""

from datetime import date
from pathlib import Path

import click

from rota import service as verbs
from rota.cli import json_form, parameters, target
from rota.cli.bilingual import Command, Option
from rota.cli.check import UNLAWFUL
from rota.cli.findings import tell_effect
from rota.cli.session import Session
from rota.explain import telling
from rota.model.calendar import Slot
from rota.model.problem import Problem
from rota.words import Text

_ABOUT = Text(
    "Chiffre un changement d’une case avant de le faire : constats en plus, en moins, et prix."
    " Code 0 : permis ; 1 : une règle de loi serait enfreinte.",
    "Prices the edit of a cell before it is made: findings gained and lost, and the price."
    " Exit code 0: allowed; 1: a LAW rule would be broken.",
)
_DAY = Text("Le jour.", "The day.")
_SET = Text(
    "Ce que la case porterait : SERVICE/ACTIVITÉ (suivi de /remote à distance), une ligne de garde, ou off.",
    "What the cell would hold: SERVICE/ACTIVITY (with /remote when remote), a duty line, or off.",
)
_EDIT = Text("{post} {when} : {before} → {after}", "{post} {when}: {before} → {after}")
_ALSO = Text("Ôte aussi : {what}.", "Also takes away: {what}.")
_SAME = Text("La case porte déjà cela.", "The cell holds that already.")
_FORBIDDEN = Text("Interdit : une règle de loi serait enfreinte.", "Forbidden: a LAW rule would be broken.")
_ALLOWED = Text("Permis.", "Allowed.")


def command(session: Session) -> click.Command:
    """The command."""
    lang = session.lang
    content_kind = parameters.anything("SERVICE/ACTIVITY|LINE|off", lang)
    return Command(
        "what-if",
        session,
        _ABOUT,
        params=[
            parameters.site(lang),
            parameters.plan(lang),
            parameters.post(lang, required=True),
            parameters.day(lang, "--date", _DAY, required=True),
            parameters.half(lang),
            Option(["--set", "content"], _SET.say(lang), type=content_kind, required=True),
            parameters.form(lang),
        ],
        run=_run,
    )


def _run(
    session: Session,
    *,
    site: Path | None,
    plan: Path | None,
    post: str,
    date: date,
    half: str,
    content: str,
    format: str,  # noqa: A002 (the name of the option)
) -> int:
    judged = target.open_plan(session, site, plan).judged
    cell = verbs.cell_of(judged.problem, post, date, Slot(half))
    edit = verbs.what_if(judged, cell, verbs.content_of(judged.problem, cell, content))
    if format == parameters.JSON:
        session.write_json(
            {
                "cell": json_form.cell(cell),
                "before": json_form.placements(edit.before),
                "after": None if edit.after is None else json_form.placement(edit.after),
                "displaced": json_form.placements(edit.displaced),
                "effect": json_form.effect(edit.effect, judged.problem, session.lang),
            }
        )
    else:
        _tell(session, edit, judged.problem)
    return 0 if edit.effect.lawful else UNLAWFUL


def _tell(session: Session, edit: verbs.WhatIf, problem: Problem) -> None:
    page, lang = session.page, session.lang
    before = " + ".join(telling.content(one, problem, lang) for one in edit.before) or telling.content(
        None, problem, lang
    )
    after = telling.content(edit.after, problem, lang)
    page.say(
        _EDIT,
        style="bold",
        post=edit.cell.post,
        when=telling.where(edit.cell, lang),
        before=before,
        after=after,
    )
    elsewhere = [one for one in edit.displaced if edit.cell.slot not in one.slots]
    if elsewhere:
        page.say(_ALSO, what=", ".join(telling.placed(one, problem, lang) for one in elsewhere))
    if edit.before == ((edit.after,) if edit.after else ()):
        page.say(_SAME)
        return
    if edit.effect.lawful:
        page.say(_ALLOWED, style="green")
    else:
        page.say(_FORBIDDEN, style="bold red")
    tell_effect(page, edit.effect, problem)
