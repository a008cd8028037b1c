"""``rota explain``: why a cell is as it is, what else could stand there, what stops each alternative."""

from datetime import date
from pathlib import Path

import click

from rota import service as verbs
from rota.cli import json_form, parameters, target
from rota.cli.bilingual import Command
from rota.cli.findings import colon, stops, tell_effect, told
from rota.cli.page import Page
from rota.cli.session import Session
from rota.explain.cells import Alternative, CellStory, story
from rota.explain.grid import Judged
from rota.explain.telling import content, placed, verdict, where, why
from rota.model.calendar import Slot
from rota.model.problem import Problem
from rota.words import Text

_ABOUT = Text(
    "Dit pourquoi une case est ainsi : ce qu’elle sert, ce qui manquerait sans elle, ce qui pourrait y être"
    " d’autre, à quel prix, et ce qui l’empêche (règle, chiffre, source).",
    "Says why a cell is as it is: what it serves, what would lack without it, what else could stand there, at"
    " what price, and what stops it (rule, figure, source).",
)
_DAY = Text("Le jour.", "The day.")
_WHY = Text("Pourquoi", "Why")
_WITHOUT = Text("Si la case était libre", "If the cell were free")
_ELSE = Text("Ce qui pourrait y être d’autre : {count}", "What else could stand here: {count}")
_NOTHING = Text(
    "Rien d’autre n’est demandé à ce poste à ce moment.", "Nothing else is asked of this post then."
)
_PUSHES = Text("ôte aussi {what}", "also takes away {what}")


def command(session: Session) -> click.Command:
    """The command."""
    lang = session.lang
    return Command(
        "explain",
        session,
        _ABOUT,
        params=[
            parameters.site(lang),
            parameters.plan(lang),
            parameters.post(lang, required=True),
            parameters.day(lang, "--date", _DAY, required=True),
            parameters.half(lang),
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
    format: str,  # noqa: A002 (the name of the option)
) -> int:
    judged = target.open_plan(session, site, plan).judged
    told_of = story(judged, verbs.cell_of(judged.problem, post, date, Slot(half)))
    if format == parameters.JSON:
        session.write_json(_as_json(session, judged, told_of))
    else:
        tell_story(session.page, told_of, judged.problem)
    return 0


def tell_story(page: Page, of: CellStory, problem: Problem, *, most: int | None = None) -> None:
    """Why, what without it, what else."""
    lang = page.lang
    held = " + ".join(content(one, problem, lang) for one in of.placements)
    page.title(f"{of.cell.post}, {where(of.cell, lang)}" + (f" · {held}" if held else ""))
    page.title(_WHY.say(lang))
    for reason in why(of, problem, lang):
        page.item(reason)
    if of.without is not None:
        page.title(_WITHOUT.say(lang))
        tell_effect(page, of.without, problem)
    others = [other for other in of.alternatives if other.placement is not None]
    page.title(_ELSE.say(lang, count=len(others)))
    for other in others[:most]:
        _tell_other(page, of, other, problem)
    if not others:
        page.item(_NOTHING.say(lang))


def _tell_other(page: Page, of: CellStory, other: Alternative, problem: Problem) -> None:
    lang = page.lang
    page.item(f"{content(other.placement, problem, lang)}{colon(lang)}{verdict(other, lang)}", "bold")
    elsewhere = [one for one in other.displaced if one not in of.placements]
    if elsewhere:
        what = ", ".join(placed(one, problem, lang) for one in elsewhere)
        page.item(_PUSHES.say(lang, what=what), depth=3, mark="→")
    for finding in stops(other)[:4]:
        page.item(told(finding, problem, lang), "dim", depth=3, mark="→")


def _as_json(session: Session, judged: Judged, of: CellStory) -> json_form.Json:
    problem, lang = judged.problem, session.lang
    return {
        "cell": json_form.cell(of.cell),
        "state": str(of.state),
        "placements": json_form.placements(of.placements),
        "absence": of.absence.id if of.absence else None,
        "pinned_by": of.pin.owner if of.pin else None,
        "why": list(why(of, problem, lang)),
        "without": json_form.effect(of.without, problem, lang) if of.without else None,
        "alternatives": [json_form.alternative(other, problem, lang) for other in of.alternatives],
    }
