"""``rota compliance``: a light for each rule over worked and planned time, and what will be crossed."""

from collections import Counter
from datetime import date

import click

from rota.cli import parameters, target, working
from rota.cli import period as periods
from rota.cli.bilingual import Command, Option
from rota.cli.page import Page
from rota.cli.session import Session
from rota.compliance.labels import LIGHTS, MEASURED, REPAIR
from rota.compliance.standing import Crossing, Light, Line, Standing, to_csv, to_json
from rota.explain import amount
from rota.words import Lang, Text, day_short
from rota.workspace import standing

CSV = "csv"
_ABOUT = Text(
    "Juge le travail fait et prévu : un feu par règle, poste et site, avec mesure, limite et source ; puis ce"
    " qui sera franchi et la moindre réparation. Code 1 : une règle de loi est enfreinte.",
    "Judges worked and planned time: a light for each rule, post and site, with measure, limit and source;"
    " then what will be crossed and the cheapest repair. Exit code 1: a LAW rule is broken.",
)
_ALL = Text("Montrer aussi les feux verts.", "Show the green lights too.")
_WORKING = Text("Jugement", "Judging")
_STYLES = {Light.RED: "bold red", Light.AMBER: "yellow", Light.GREEN: "green", Light.GREY: "dim"}
_TITLE = Text(
    "Du {first} au {last}, connu jusqu’au {as_of} : {red} rouge(s), {amber} orange, {green} vert(s).",
    "From {first} to {last}, known up to {as_of}: {red} red, {amber} amber, {green} green.",
)
_LAWFUL = Text("Aucune règle de loi n’est enfreinte.", "No LAW rule is broken.")
_UNLAWFUL = Text("{count} règle(s) de loi enfreinte(s).", "{count} LAW rule(s) broken.")
_AHEAD = Text("Ce qui sera franchi", "What will be crossed")


def command(session: Session) -> click.Command:
    """The command."""
    lang = session.lang
    params = [
        periods.period(lang),
        periods.as_of(lang),
        Option(["--all", "everything"], _ALL.say(lang), is_flag=True),
        parameters.form(lang, (parameters.TEXT, parameters.JSON, CSV)),
    ]
    return Command("compliance", session, _ABOUT, params=params, run=_run)


def _run(
    session: Session,
    *,
    period: str | None,
    as_of: date | None,
    everything: bool,
    format: str,  # noqa: A002 (the name of the option)
) -> int:
    with target.workspace(session) as found:
        day = as_of or found.today
        span = standing.span_of(found, period, day) if period else None
        judged = working.run(session, _WORKING, lambda _: standing.standing_of(found, span, day))
    if format == parameters.JSON:
        session.write_json(to_json(judged))
    elif format == CSV:
        session.write(to_csv(judged.lines, session.lang).replace("\r\n", "\n").rstrip("\n"))
    else:
        tell_standing(session.page, judged, everything=everything)
    return judged.exit_code


def tell_standing(page: Page, judged: Standing, *, everything: bool = False) -> None:
    """The lights, law first, then what will be crossed."""
    lang, counts = page.lang, Counter(line.light for line in judged.lines)
    days = {"first": judged.known.first, "last": judged.known.last, "as_of": judged.as_of}
    told = {name: day_short(day, lang) for name, day in days.items()}
    colours = {str(light): counts[light] for light in (Light.RED, Light.AMBER, Light.GREEN)}
    page.say(_TITLE, style="bold", **told, **colours)
    if judged.lawful:
        page.say(_LAWFUL, style="green")
    else:
        page.say(_UNLAWFUL, style="bold red", count=len(judged.broken_laws))
    lights = (Light.RED, Light.AMBER, Light.GREEN) if everything else (Light.RED, Light.AMBER)
    for light in lights:
        for line in judged.of(light):
            _tell_line(page, line)
    if judged.crossings:
        page.title(_AHEAD.say(lang))
        for crossing in judged.crossings:
            _tell_crossing(page, crossing)


def _tell_line(page: Page, line: Line) -> None:
    lang = page.lang
    who = " ".join(part for part in (line.who, line.site or "") if part)
    page.item(f"{LIGHTS[line.light].say(lang)} · {line.name.say(lang)} · {who}", _STYLES[line.light])
    page.item(line.told.say(lang), depth=3, mark="→")
    facts = [] if line.measured is None or line.limit is None else [_measured(line, lang)]
    facts += [source.title.say(lang) for source in line.sources[:1]]
    if facts:
        page.item(" · ".join(facts), "dim", depth=3, mark="→")


def _measured(line: Line, lang: Lang) -> str:
    assert line.measured is not None
    assert line.limit is not None
    told = {"measured": amount(line.measured, line.unit, lang), "limit": amount(line.limit, line.unit, lang)}
    return MEASURED.say(lang, **told)


def _tell_crossing(page: Page, crossing: Crossing) -> None:
    lang = page.lang
    page.item(f"{day_short(crossing.on, lang)} · {crossing.post} · {crossing.told.say(lang)}")
    page.item(REPAIR.say(lang, told=crossing.repair.told.say(lang)), "dim", depth=3, mark="→")
