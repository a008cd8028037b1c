"""``rota show``: the weeks of posts, or of a service."""

import re
from pathlib import Path

import click

from rota import service as verbs
from rota.cli import json_form, parameters, target
from rota.cli.bilingual import Command, Kind, Option
from rota.cli.grid import Grid
from rota.cli.session import Session
from rota.cli.shares import share_rows
from rota.explain.grid import Judged
from rota.model.calendar import week_name
from rota.model.facts import PostId, ServiceId
from rota.model.universe import Universe
from rota.service import NO_SERVICE, Refused
from rota.service.contents import NO_POST
from rota.sites.faults import Trouble
from rota.words import Text

_ABOUT = Text(
    "Montre un planning semaine par semaine : par poste (jours, matin, après-midi, nuit), ou par service avec"
    " --service (qui fait ce qu’il demande, et les trous).",
    "Shows a plan week by week: by post (days, morning, afternoon, night), or by service with --service (who"
    " does what it asks, and the holes).",
)
_SERVICE = Text("Le code d’un service.", "The code of a service.")
_WEEK = Text("Une seule semaine.", "One week only.")
_WEEK_WANTED = Text("une semaine comme 2026-W49", "a week such as 2026-W49")
_LEGEND = Text("Légende : {entries}.", "Legend: {entries}.")
_NO_WEEK = Trouble(
    Text("Le planning n’a pas de semaine {week}.", "The plan has no week {week}."),
    Text("Il va de {first} à {last}.", "It runs from {first} to {last}."),
)


def command(session: Session) -> click.Command:
    """The command."""
    lang = session.lang
    week = Kind("2026-W49", _WEEK_WANTED, _week, lang)
    return Command(
        "show",
        session,
        _ABOUT,
        params=[
            parameters.site(lang),
            parameters.plan(lang),
            parameters.post(lang),
            Option(["--service"], _SERVICE.say(lang), type=parameters.anything("CODE", lang)),
            Option(["--week"], _WEEK.say(lang), type=week),
            parameters.form(lang),
        ],
        run=_run,
    )


def _week(text: str) -> str:
    if not re.fullmatch(r"\d{4}-W\d\d", text, re.ASCII):
        raise ValueError(text)
    return text


def _run(
    session: Session,
    *,
    site: Path | None,
    plan: Path | None,
    post: str | None,
    service: str | None,
    week: str | None,
    format: str,  # noqa: A002 (the name of the option)
) -> int:
    judged = target.open_plan(session, site, plan).judged
    span = judged.plan.span
    if week is not None and not verbs.weeks_of(span, week):
        raise Refused(_NO_WEEK, week=week, first=week_name(span.first), last=week_name(span.last))
    problem = judged.problem
    posts = [verbs.known(post, problem.posts, NO_POST)] if post else list(problem.posts)
    services = [verbs.known(service, problem.services, NO_SERVICE)] if service else []
    if format == parameters.JSON:
        session.write_json(
            _services_json(judged, services, week) if services else _posts_json(judged, posts, week)
        )
    elif services:
        show_services(session, judged, services, week)
    else:
        show_posts(session, judged, posts, week)
    return 0


def show_posts(session: Session, judged: Judged, posts: list[PostId], week: str | None) -> None:
    """The weeks of some posts, with their shares and a legend."""
    page, problem = session.page, judged.problem
    grid, universe = Grid(problem, session.lang), Universe(problem, judged.plan.placements)
    for post in posts:
        page.title(f"{post} · {problem.posts[post].specialty}")
        for shown in verbs.post_weeks(judged, post, week):
            for line in grid.post_week(shown):
                page.line(line)
            page.gap()
        page.table(share_rows(judged, universe, post, session.lang), right=(2, 3, 5, 6))
    _legend(session, grid)


def show_services(session: Session, judged: Judged, services: list[ServiceId], week: str | None) -> None:
    """The weeks of some services with a legend."""
    page, problem = session.page, judged.problem
    grid = Grid(problem, session.lang)
    for service in services:
        page.title(f"{service} · {problem.services[service].name}")
        for shown in verbs.service_weeks(judged, service, week):
            for line in grid.service_week(shown):
                page.line(line)
            page.gap()
    _legend(session, grid)


def _legend(session: Session, grid: Grid) -> None:
    entries = " ; ".join(grid.legend()) if session.lang == "fr" else "; ".join(grid.legend())
    if entries:
        session.page.gap()
        session.page.say(_LEGEND, entries=entries)


def _posts_json(judged: Judged, posts: list[PostId], week: str | None) -> json_form.Json:
    universe = Universe(judged.problem, judged.plan.placements)
    return {
        "posts": [
            {
                "post": post,
                "weeks": [
                    {
                        "week": shown.week,
                        "first": shown.first.isoformat(),
                        "rows": [
                            {"half": str(slot), "cells": [json_form.shown_cell(cell) for cell in cells]}
                            for slot, cells in shown.rows
                        ],
                    }
                    for shown in verbs.post_weeks(judged, post, week)
                ],
                "months": [json_form.month(time) for time in verbs.months(judged, universe, post)],
            }
            for post in posts
        ]
    }


def _services_json(judged: Judged, services: list[ServiceId], week: str | None) -> json_form.Json:
    return {
        "services": [
            {
                "service": service,
                "weeks": [
                    {
                        "week": shown.week,
                        "first": shown.first.isoformat(),
                        "rows": [
                            {
                                "half": str(row.slot),
                                "activity": row.activity,
                                "line": row.line.id if row.line else None,
                                "cells": [
                                    {
                                        "day": cell.day.isoformat(),
                                        "minimum": cell.minimum,
                                        "ideal": cell.ideal,
                                        "posts": list(cell.by),
                                        "missing": cell.missing,
                                    }
                                    for cell in row.cells
                                ],
                            }
                            for row in shown.rows
                        ],
                    }
                    for shown in verbs.service_weeks(judged, service, week)
                ],
            }
            for service in services
        ]
    }
