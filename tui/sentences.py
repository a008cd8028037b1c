"""Findings, cells and needs in words for the screen: cleaned, never read as markup."""

from collections.abc import Iterator

from textual.content import Content

from rota.check import Finding
from rota.explain.cells import Alternative
from rota.explain.grid import Cell
from rota.explain.sentences import sentence
from rota.explain.telling import STATES, pinned, price, titles, work
from rota.model.facts import PostId
from rota.model.plan import Placement
from rota.model.problem import Problem
from rota.rules import BY_ID
from rota.rules.base import Force
from rota.rules.force_words import stamp
from rota.sites.faults import clean
from rota.words import Lang, Text, day_name, day_short
from tui.state import AppState, pin_at
from tui.strings import (
    DUTIES_LONG,
    MARKS,
    NO_FINDING,
    PUBLISHED,
    REMOTE,
    SLOTS_LONG,
    SLOTS_SHORT,
)

STYLES = {Force.LAW: "bold $rota-law", Force.AGREEMENT: "$rota-flag", Force.WISH: "$rota-quiet"}
"""How a finding of each force is written; the word in front says the same."""


def colon(lang: Lang) -> str:
    """What stands between a title and what follows."""
    return " : " if lang is Lang.FR else ": "


def cell_name(cell: Cell, lang: Lang) -> str:
    """``ASP-GASTRO-1 · mardi 1 décembre 2026, matin``."""
    return f"{cell.post} · {day_name(cell.day, lang)}, {SLOTS_LONG[cell.slot].say(lang)}"


def cell_short(cell: Cell, lang: Lang) -> str:
    """``mar. 01/12 m.``."""
    return f"{day_short(cell.day, lang)} {SLOTS_SHORT[cell.slot].say(lang)}"


def held(placements: tuple[Placement, ...], problem: Problem, lang: Lang) -> str:
    """What a cell holds, in full."""
    return " + ".join(work(one, problem, lang) for one in placements)


def held_short(placements: tuple[Placement, ...], problem: Problem, lang: Lang) -> str:
    """What a cell holds, in a few words: the letter of the site and the work."""
    told = []
    for one in placements:
        mark = problem.sites[problem.services[one.service].site].mark
        if one.line is not None:
            told.append(f"{mark} {DUTIES_LONG[problem.lines[one.line].kind].say(lang)}")
        elif one.activity is not None:
            far = f" ({MARKS[REMOTE].say(lang)})" if one.remote else ""
            told.append(f"{mark} {problem.activities[one.activity].name}{far}")
    return clean(" + ".join(told)) or STATES_FREE.say(lang)


def cell_told(state: AppState, lang: Lang) -> Content:
    """What the cell under the cursor is, then every finding about it with its figure and source."""
    lines = [_head(state, lang)]
    findings = state.reading.findings(state.cursor)
    lines.extend(finding_told(finding, state.problem, lang) for finding in findings)
    if not findings:
        lines.append(Content.styled(NO_FINDING.say(lang), "$rota-quiet"))
    return Content("\n").join(lines)


def _head(state: AppState, lang: Lang) -> Content:
    judged, cell = state.judged, state.cursor
    here = judged.at(cell)
    told = held(here, state.problem, lang) if here else STATES[judged.state(cell)].say(lang)
    parts = [told]
    pin = pin_at(state.problem, cell)
    if pin is not None:
        parts.append(pinned(pin, lang).rstrip("."))
    published = state.problem.published
    if published is not None and cell.day in published.span and judged.published_at(cell) != here:
        before = held(judged.published_at(cell), state.problem, lang)
        parts.append(PUBLISHED.say(lang, what=before or STATES_FREE.say(lang)))
    return Content.assemble((cell_name(cell, lang), "bold"), "  ", clean(" · ".join(parts)))


def finding_told(finding: Finding, problem: Problem, lang: Lang) -> Content:
    """``LOI  La phrase avec ses chiffres. [source]``."""
    force = stamp(finding.force, lang)
    told = clean(sentence(finding, problem, lang))
    source = clean(titles(BY_ID[finding.rule], lang))
    return Content.assemble((force, STYLES[finding.force]), f"  {told} ", (f"[{source}]", "$rota-quiet"))


def need_told(finding: Finding, problem: Problem, lang: Lang) -> Iterator[Content]:
    """What is missing, in two short lines."""
    about = finding.about
    days = day_short(about.span.first, lang)
    if len(about.span) > 1:
        days = f"{days} – {day_short(about.span.last, lang)}"
    slot = f" {SLOTS_SHORT[about.slot].say(lang)}" if about.slot else ""
    what = (
        problem.activities[about.activity].name
        if about.activity
        else problem.lines[about.line].name
        if about.line
        else ", ".join(about.posts)
    )
    yield Content.assemble(
        (f"{days}{slot}", "bold"), "  ", (_measure(finding), "bold $rota-law"), "  ", clean(what)
    )
    where = problem.services[about.service].name if about.service else ""
    if not where and about.site:
        where = problem.sites[about.site].name
    yield Content.styled(clean(where), "$rota-quiet")


def _measure(finding: Finding) -> str:
    if finding.about.service is None:
        return f"{finding.measured // 100} % < {finding.limit // 100} %"
    return f"{finding.measured}/{finding.limit}"


def fillers_told(fillers: tuple[Alternative, ...], lang: Lang) -> str:
    """Who could fill a need, the cheapest first."""
    lawful = [other for other in fillers if other.effect.lawful and other.placement is not None]
    posts: dict[PostId, str] = {}
    for other in lawful:
        if other.placement is not None:
            posts.setdefault(
                other.placement.post, f"{other.placement.post} ({cost(other.effect.cost, lang)})"
            )
    return ", ".join(posts.values())


def cost(value: int, lang: Lang) -> str:
    """``+60``, ``−12``, ``=``: a price beside another."""
    if value == 0:
        return Text("même prix", "same price").say(lang)
    return f"+{value}" if value > 0 else f"−{-value}"


def alternative_told(other: Alternative, problem: Problem, lang: Lang) -> Content:
    """A possible content with its price and the first thing it breaks."""
    content = STATES_FREE.say(lang) if other.placement is None else work(other.placement, problem, lang)
    mark = problem.sites[problem.services[other.placement.service].site].mark if other.placement else "·"
    if other.effect.lawful:
        return Content.assemble(
            (f"{clean(mark)} ", "bold"), clean(content), "  ", (price(other.effect.cost, lang), "$rota-quiet")
        )
    broken = clean(sentence(other.effect.broken[0], problem, lang))
    return Content.assemble(
        (f"{clean(mark)} ", "bold"), clean(content), "  ", ("§ ", "bold $rota-law"), (broken, "$rota-law")
    )


STATES_FREE = Text("libre", "free")
