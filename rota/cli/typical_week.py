"""``rota typical-week``: the week a plan repeats, with its exceptions: the annex of the convention."""

import csv
import io
from collections.abc import Iterator
from datetime import timedelta
from itertools import groupby
from pathlib import Path

import click
from rich.text import Text as Rich

from rota import service as verbs
from rota.cli import json_form, parameters, target
from rota.cli.bilingual import Command
from rota.cli.grid import SLOTS
from rota.cli.page import Page, Words
from rota.cli.session import Session
from rota.explain.grid import Cell, Judged
from rota.model.calendar import HALF_DAYS, Slot
from rota.model.problem import Problem
from rota.service import NO_POST, Departure, TypicalCell, TypicalWeek
from rota.service.typical import DAYS, Reason, Work
from rota.words import WEEKDAYS, Lang, Text, day_short

CSV = "csv"
_FORMULA_STARTS = ("=", "+", "-", "@", "\t")
_ABOUT = Text(
    "Donne la semaine que le planning répète pour chaque poste (ou les deux qui alternent), avec ses"
    " exceptions : l’annexe de la convention.",
    "Gives the week that the plan repeats for each post (or the two that alternate), with its exceptions: the"
    " annex of the convention.",
)
_WEEKS = {
    "all": Text("chaque semaine", "every week"),
    "odd": Text("semaines impaires", "odd weeks"),
    "even": Text("semaines paires", "even weeks"),
}
REASONS = {
    Reason.AWAY: Text("absence", "away"),
    Reason.HOLIDAY: Text("jour férié", "public holiday"),
    Reason.REST: Text("repos après garde", "rest after duty"),
    Reason.DUTY: Text("garde ou astreinte", "duty"),
    Reason.OTHER_SITE: Text("autre site", "other site"),
    Reason.FREE: Text("libre", "free"),
    Reason.ADDED: Text("travail en plus", "work added"),
}
_EXCEPTIONS = Text("Exceptions : {count} demi-journée(s)", "Exceptions: {count} half-day(s)")
_NOTHING = Text("Aucun travail ne s’y répète.", "No work repeats in it.")
_NO_EXCEPTION = Text("Aucune exception.", "No exception.")
_FREE = Text("libre", "free")
_COLUMNS = ("post", "weeks", "weekday", "half", "site", "service", "activity", "times", "of")


def command(session: Session) -> click.Command:
    """The command."""
    lang = session.lang
    return Command(
        "typical-week",
        session,
        _ABOUT,
        params=[
            parameters.site(lang),
            parameters.plan(lang),
            parameters.post(lang),
            parameters.form(lang, (parameters.TEXT, parameters.JSON, CSV)),
        ],
        run=_run,
    )


def _run(session: Session, *, site: Path | None, plan: Path | None, post: str | None, format: str) -> int:  # noqa: A002
    judged = target.open_plan(session, site, plan).judged
    problem = judged.problem
    posts = [verbs.known(post, problem.posts, NO_POST)] if post else list(problem.posts)
    weeks = [week for one in posts for week in verbs.typical_weeks(judged, one)]
    if format == parameters.JSON:
        session.write_json({"weeks": [_as_json(week) for week in weeks]})
    elif format == CSV:
        session.write(_as_csv(weeks).rstrip("\n"))
    else:
        for week in weeks:
            tell_week(session.page, week, judged)
    return 0


def tell_week(page: Page, week: TypicalWeek, judged: Judged) -> None:
    """One typical week and its exceptions."""
    lang, problem = page.lang, judged.problem
    page.title(f"{week.post} · {_WEEKS[week.weeks].say(lang)}")
    rows = list(_rows(week, problem, lang))
    page.table(rows)
    if not rows:
        page.say(_NOTHING)
    if not week.departures:
        page.say(_NO_EXCEPTION)
        return
    page.say(_EXCEPTIONS, count=len(week.departures))
    for reason, departures in _by_reason(week.departures):
        days = ", ".join(_when(departures, problem, lang))
        page.item(f"{REASONS[reason].say(lang)}{' : ' if lang is Lang.FR else ': '}{days}")


def _rows(week: TypicalWeek, problem: Problem, lang: Lang) -> Iterator[list[Words]]:
    for weekday in DAYS:
        here = {cell.slot: cell for cell in week.cells if cell.weekday == weekday}
        if any(cell.work for cell in here.values()):
            for place, slot in enumerate(HALF_DAYS):
                name = WEEKDAYS[weekday].say(lang) if place == 0 else ""
                yield [name, SLOTS[slot].say(lang), _times(here[slot]), _told(here[slot].work, problem, lang)]


def _times(cell: TypicalCell) -> Rich:
    return Rich(f"{cell.times}/{cell.of}", style="dim")


def _told(of: Work | None, problem: Problem, lang: Lang) -> str:
    if of is None:
        return _FREE.say(lang)
    mark = problem.sites[of.site].mark
    return f"{mark} {problem.activities[of.activity].name}, {problem.services[of.service].name}"


def _by_reason(departures: tuple[Departure, ...]) -> Iterator[tuple[Reason, list[Departure]]]:
    order = list(Reason)
    ordered = sorted(departures, key=lambda departure: (order.index(departure.reason), departure.cell))
    for reason, found in groupby(ordered, key=lambda departure: departure.reason):
        yield reason, list(found)


def _when(departures: list[Departure], problem: Problem, lang: Lang) -> Iterator[str]:
    """Half-days, whole days and runs of days: ``Mon 21/12 – Fri 25/12, Thu 31/12 pm (V)``."""
    runs: list[list[Departure]] = []
    for departure in departures:
        if runs and _follows(runs[-1][-1], departure, problem):
            runs[-1].append(departure)
        else:
            runs.append([departure])
    for run in runs:
        first, last = _half_day(run[0].cell, lang), _half_day(run[-1].cell, lang)
        whole = run[0].cell.slot is Slot.AM and run[-1].cell.slot is Slot.PM
        if whole:
            first, last = day_short(run[0].cell.day, lang), day_short(run[-1].cell.day, lang)
        yield (first if first == last else f"{first} – {last}") + _marks(run[0], problem)


def _follows(before: Departure, after: Departure, problem: Problem) -> bool:
    """Whether two half-days touch and are told alike."""
    noon = before.cell.day == after.cell.day
    night = after.cell.day - before.cell.day == timedelta(days=1)
    night = night and (before.cell.slot, after.cell.slot) == (Slot.PM, Slot.AM)
    return (noon or night) and _marks(before, problem) == _marks(after, problem)


def _half_day(cell: Cell, lang: Lang) -> str:
    half = {Slot.AM: Text("matin", "am"), Slot.PM: Text("apr.-midi", "pm")}[cell.slot].say(lang)
    return f"{day_short(cell.day, lang)} {half}"


def _marks(departure: Departure, problem: Problem) -> str:
    if departure.reason not in {Reason.OTHER_SITE, Reason.ADDED, Reason.DUTY}:
        return ""
    sites = {problem.services[one.service].site for one in departure.placements}
    return f" ({'+'.join(sorted(problem.sites[site].mark for site in sites))})"


def _as_csv(weeks: list[TypicalWeek]) -> str:
    """A table no spreadsheet runs: a cell that begins like a formula is quoted by an apostrophe."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for week in weeks:
        for cell in week.cells:
            row = (week.post, week.weeks, *_cell(cell).values())
            writer.writerow("" if value is None else _safe(str(value)) for value in row)
    return text.getvalue()


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def _cell(cell: TypicalCell) -> json_form.Json:
    of = cell.work
    return {
        "weekday": cell.weekday + 1,
        "half": str(cell.slot),
        "site": of.site if of else None,
        "service": of.service if of else None,
        "activity": of.activity if of else None,
        "times": cell.times,
        "of": cell.of,
    }


def _as_json(week: TypicalWeek) -> json_form.Json:
    return {
        "post": week.post,
        "weeks": week.weeks,
        "cells": [_cell(cell) for cell in week.cells],
        "exceptions": [
            {
                "day": departure.cell.day.isoformat(),
                "half": str(departure.cell.slot),
                "reason": str(departure.reason),
                "placements": json_form.placements(departure.placements),
            }
            for departure in week.departures
        ],
    }
