"""``rota check``: judges a plan rule by rule."""

from pathlib import Path

import click

from rota.cli import json_form, parameters, target
from rota.cli.bilingual import Command
from rota.cli.findings import tell_findings, tell_hole, tell_verdict
from rota.cli.session import Session
from rota.explain.holes import holes
from rota.words import Text

_ABOUT = Text(
    "Juge un planning : chaque constat avec sa règle, la mesure, la limite, l’unité et la source, puis"
    " chaque trou avec qui pourrait le tenir et ce qui l’en empêche. Code 0 : aucune loi enfreinte ; 1 : une"
    " au moins.",
    "Judges a plan: each finding with its rule, measure, limit, unit and source, then each hole with who"
    " could fill it and what stops them. Exit code 0: no LAW finding; 1: at least one.",
)
_HOLES = Text("Trous : {count}", "Holes: {count}")
UNLAWFUL = 1


def command(session: Session) -> click.Command:
    """The command."""
    lang = session.lang
    shared = [parameters.site(lang), parameters.plan(lang), parameters.form(lang)]
    return Command("check", session, _ABOUT, params=shared, run=_run)


def _run(session: Session, *, site: Path | None, plan: Path | None, format: str) -> int:  # noqa: A002 (the option's name)
    judged = target.open_plan(session, site, plan).judged
    problem, report, lang = judged.problem, judged.report, session.lang
    found = list(holes(judged))
    if format == parameters.JSON:
        listed = [json_form.hole(hole, problem, lang) for hole in found]
        session.write_json({**json_form.report(report, problem, lang), "holes": listed})
    else:
        page = session.page
        tell_verdict(page, report)
        tell_findings(page, report.findings, problem)
        if found:
            page.title(_HOLES.say(lang, count=len(found)))
            for hole in found:
                tell_hole(page, hole, problem)
    return 0 if report.lawful else UNLAWFUL
