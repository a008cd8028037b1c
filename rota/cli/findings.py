"""Findings, holes and effects as lines of a page."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from rota.check import Finding, Report
from rota.cli.page import Page
from rota.explain.cells import Alternative
from rota.explain.edits import Effect
from rota.explain.grid import Cell
from rota.explain.holes import Hole
from rota.explain.sentences import sentence
from rota.explain.telling import content, price, titles, verdict, where
from rota.model.problem import Problem
from rota.rules import BY_ID
from rota.rules.base import Force
from rota.rules.force_words import stamp, tally
from rota.words import Lang, Text

STYLES = {Force.LAW: "bold red", Force.AGREEMENT: "yellow", Force.WISH: "dim"}
_LAWFUL = Text("Aucune règle de loi n’est enfreinte.", "No LAW rule is broken.")
_UNLAWFUL = Text(
    "{count} constat(s) de loi : ce planning ne peut pas être suivi.",
    "{count} LAW finding(s): this plan cannot be followed.",
)
_TOTAL = Text("Prix total : {cost} ({tally}).", "Total price: {cost} ({tally}).")
_RULE = Text("{force} · {name} : {count}{cost}", "{force} · {name}: {count}{cost}")
_COST = Text(", prix {cost}", ", price {cost}")
_SOURCES = Text("{rule} · {sources}", "{rule} · {sources}")
_MORE = Text(
    "… et {count} autre(s) : rota check les donne tous.", "… and {count} more: rota check gives them all."
)
_NOBODY = Text(
    "Aucun poste partagé n’a ce qu’il faut pour le tenir.", "No shared post has what it takes to fill it."
)
_NO_DAY = Text(
    "Aucune demi-journée du planning ne peut y remédier.", "No half-day of the plan can make up for it."
)
_OUTSIDE = Text(
    "{post} : sa convention ne court que du {first} au {last}.",
    "{post}: its convention only runs from {first} to {last}.",
)
_BY_MORE = Text("… et {count} autre(s) moyen(s).", "… and {count} more way(s).")
_GAINED = Text("Constats en plus :", "Findings gained:")
_LOST = Text("Constats en moins :", "Findings lost:")
_SAME = Text("Aucun constat ne change.", "No finding changes.")
_INSTEAD = Text("au lieu de {what}", "instead of {what}")


def tell_verdict(page: Page, report: Report) -> None:
    """Lawful or not, and the price."""
    if report.lawful:
        page.say(_LAWFUL, style="green")
    else:
        page.say(_UNLAWFUL, style=STYLES[Force.LAW], count=len(report.of_force(Force.LAW)))
    counts = {force: len(report.of_force(force)) for force in Force}
    page.say(_TOTAL, cost=report.cost, tally=tally(counts, page.lang))


def tell_findings(
    page: Page, findings: Iterable[Finding], problem: Problem, *, most: int | None = None
) -> None:
    """Findings under the rule that makes them, each rule with its sources; ``most`` of each rule."""
    ordered = sorted(findings, key=lambda f: (list(Force).index(f.force), list(BY_ID).index(f.rule)))
    for rule_id, group in groupby(ordered, key=lambda f: f.rule):
        found, rule = list(group), BY_ID[rule_id]
        cost = sum(finding.cost for finding in found)
        told = _COST.say(page.lang, cost=cost) if cost else ""
        page.gap()
        page.say(
            _RULE,
            style=STYLES[rule.force],
            force=stamp(rule.force, page.lang),
            name=rule.name.say(page.lang),
            count=len(found),
            cost=told,
        )
        page.item(_SOURCES.say(page.lang, rule=rule.id, sources=titles(rule, page.lang)), "dim", mark=" ")
        for finding in found[:most]:
            page.item(sentence(finding, problem, page.lang))
        if most is not None and len(found) > most:
            page.item(_MORE.say(page.lang, count=len(found) - most), mark=" ")


def tell_count_by_rule(page: Page, report: Report) -> None:
    """One row for each rule with findings: force, rule, how many, price."""
    rows = []
    for rule_id, rule in BY_ID.items():
        found = [finding for finding in report.findings if finding.rule == rule_id]
        if found:
            cost = sum(finding.cost for finding in found)
            rows.append([stamp(rule.force, page.lang), str(len(found)), str(cost), rule.name.say(page.lang)])
    page.table(rows, right=(1, 2))


def tell_hole(page: Page, hole: Hole, problem: Problem, *, most: int = 3) -> None:
    """A hole, who could fill it, and what stops each."""
    lang = page.lang
    page.item(sentence(hole.finding, problem, lang), STYLES[Force.AGREEMENT])
    if not hole.fillers and not hole.outside:
        page.item((_NO_DAY if hole.of_share else _NOBODY).say(lang), depth=3)
    for other in hole.fillers[:most]:
        tell_filler(page, other, problem)
    for post in hole.outside[:most]:
        term = problem.conventions[post].span
        page.item(
            _OUTSIDE.say(lang, post=post, first=f"{term.first:%d/%m/%Y}", last=f"{term.last:%d/%m/%Y}"),
            depth=3,
        )
    if len(hole.fillers) > most:
        page.item(_BY_MORE.say(lang, count=len(hole.fillers) - most), depth=3, mark=" ")


def tell_filler(page: Page, other: Alternative, problem: Problem) -> None:
    """One post that could fill a hole: its price, or the law that stops it."""
    lang, placement = page.lang, other.placement
    assert placement is not None, "a filler is a placement"
    instead = ""
    if other.displaced:
        what = " + ".join(content(one, problem, lang) for one in other.displaced)
        instead = ", " + _INSTEAD.say(lang, what=what)
    day = where(Cell(placement.post, placement.day, placement.slots[0]), lang)
    page.item(f"{placement.post} {day}{colon(lang)}{verdict(other, lang)}{instead}", depth=3)
    for finding in stops(other)[:3]:
        page.item(told(finding, problem, lang), "dim", depth=5, mark="→")


def colon(lang: Lang) -> str:
    """A colon as each language sets it."""
    return " : " if lang is Lang.FR else ": "


def stops(other: Alternative) -> Sequence[Finding]:
    """What stops an alternative: the law where it does, else what it costs."""
    return other.effect.broken or other.effect.gained


def told(finding: Finding, problem: Problem, lang: Lang) -> str:
    """A finding with its force, and its first source where it is one of law."""
    first = BY_ID[finding.rule].sources[0].title.say(lang)
    cited = f" [{first}]" if finding.force is Force.LAW else ""
    return f"{stamp(finding.force, lang)} {sentence(finding, problem, lang)}{cited}"


def tell_effect(page: Page, effect: Effect, problem: Problem, *, most: int | None = None) -> None:
    """The findings gained and lost, with the price."""
    page.paragraph(price(effect.cost, page.lang).capitalize() + ".", "bold")
    for title, found in ((_GAINED, effect.gained), (_LOST, effect.lost)):
        if found:
            page.say(title)
            for finding in found[:most]:
                page.item(told(finding, problem, page.lang), STYLES[finding.force])
            if most is not None and len(found) > most:
                page.item(_BY_MORE.say(page.lang, count=len(found) - most), mark=" ")
    if not effect.gained and not effect.lost:
        page.say(_SAME)
