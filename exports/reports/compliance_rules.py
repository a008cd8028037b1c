"""Rules as tables: the lights of posts side by side, findings with their sentences, forecasts, sources."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from exports.papers import Block, Cell, Column, Legend, Note, Row, Side, Table, Tone
from exports.papers.model import Content
from exports.reports.common import (
    CONFIDENCE,
    FIRST,
    LAST,
    LIGHTS,
    POST,
    SITE,
    SOURCE,
    UNITS,
    amount,
    light,
    number,
    sources_of,
)
from rota.compliance.standing import Crossing, Light, Line, Standing
from rota.explain import sentence
from rota.model.facts import PostId
from rota.model.problem import Problem
from rota.rules import RULES
from rota.rules.base import Rule, Scope
from rota.rules.force_words import FORCES
from rota.words import Lang, Text

POSTS_MAX = 9
"""Posts side by side on a page."""
_ORDER = (Light.RED, Light.AMBER, Light.GREEN, Light.GREY)
_RULE, _FORCE, _LIGHT = Text("Règle", "Rule"), Text("Force", "Force"), Text("Feu", "Light")
_MEASURED, _LIMIT = Text("Mesuré", "Measured"), Text("Limite", "Limit")
_WHO = Text("Poste, service ou ligne", "Post, service or line")
_MEANINGS: Mapping[Light, Text] = {
    Light.RED: Text("loi ou convention enfreinte", "a law or an agreement is broken"),
    Light.AMBER: Text(
        "près de la limite, franchissement prévu, ou souhait non satisfait",
        "near its limit, foreseen to be crossed, or a wish not met",
    ),
    Light.GREEN: Text("respectée", "kept"),
    Light.GREY: Text("rien à juger", "nothing to judge"),
}
_EACH = Text(
    "Le feu d’une case est le plus grave de tous les sites du poste ; les mesures sont plus loin.",
    "The light of a cell is the worst over the sites of the post; measures follow.",
)
_GONE, _AHEAD = Text("passé", "past"), Text("à venir", "to come")


def lights_legend() -> Legend:
    """What the lights mean."""
    return Legend(tuple((Cell(*LIGHTS[each]), _MEANINGS[each]) for each in _ORDER), columns=2)


def matrices(judged: Standing, posts: Sequence[PostId]) -> Iterator[Block]:
    """Rules down, posts across; several tables where there are many posts."""
    yield Note(_EACH, Tone.MUTED)
    for start in range(0, len(posts), POSTS_MAX):
        yield _matrix(judged, posts[start : start + POSTS_MAX], start // POSTS_MAX)


def _matrix(judged: Standing, posts: Sequence[PostId], place: int) -> Table:
    found: dict[tuple[str, str], Light] = {}
    for line in judged.lines:
        key = line.rule, line.who
        found[key] = min(found.get(key, Light.GREY), line.light, key=_ORDER.index)
    rules = [rule for rule in RULES if rule.scope is Scope.POST]
    return Table(
        code=f"lights-{place + 1}",
        columns=(
            Column("rule", _RULE, 58),
            Column("force", _FORCE, 22),
            *(Column(f"post-{n}", post, 22, Side.CENTRE) for n, post in enumerate(posts, 1)),
        ),
        rows=tuple(_rule_row(rule, posts, found) for rule in rules),
        size=7,
        in_csv=False,
    )


def _rule_row(rule: Rule, posts: Sequence[PostId], found: Mapping[tuple[str, str], Light]) -> Row:
    lights = (light(found.get((rule.id, post), Light.GREY)) for post in posts)
    return Row((rule.name, FORCES[rule.force], *lights))


def findings_table(code: str, problem: Problem, lines: Sequence[Line], as_of: date) -> Table:
    """Every finding with its sentence; the lines that are only near their limit say so."""
    return Table(
        code=code,
        columns=(
            Column("light", _LIGHT, 16, Side.CENTRE),
            Column("rule", _RULE, 38),
            Column("force", _FORCE, 20),
            Column("who", _WHO, 28),
            Column("site", SITE, 13),
            Column("first", FIRST, 19),
            Column("last", LAST, 19),
            number("measured", _MEASURED),
            number("limit", _LIMIT),
            Column("when", Text("Quand", "When"), 19),
            Column("told", Text("Constat", "Finding"), 96),
        ),
        rows=tuple(row for line in lines for row in _found(problem, line, as_of)),
        size=7.5,
    )


def _found(problem: Problem, line: Line, as_of: date) -> Iterator[Row]:
    head: tuple[Cell | Content, ...] = (light(line.light), line.name, FORCES[line.force], line.who)
    if not line.findings:
        days = (line.span.first, line.span.last) if line.span else (None, None)
        measure = (amount(line.measured, line.unit), amount(line.limit, line.unit))
        yield Row((*head, line.site or "", *days, *measure, None, line.told))
    for finding in line.findings:
        span = finding.about.span
        when = _GONE if span.last <= as_of else _AHEAD
        told = Text(sentence(finding, problem, Lang.FR), sentence(finding, problem, Lang.EN))
        measure = (amount(finding.measured, finding.unit), amount(finding.limit, finding.unit))
        yield Row((*head, line.site or "", span.first, span.last, *measure, when, told))


def lines_table(code: str, lines: Sequence[Line]) -> Table:
    """Lines of the judgement, worst first: light, measure, limit, source."""
    ordered = sorted(lines, key=lambda line: _ORDER.index(line.light))
    return Table(
        code=code,
        columns=(
            Column("light", _LIGHT, 16, Side.CENTRE),
            Column("rule", _RULE, 48),
            Column("force", _FORCE, 20),
            Column("who", _WHO, 32),
            Column("site", SITE, 13),
            number("measured", _MEASURED),
            number("limit", _LIMIT),
            Column("unit", Text("Unité", "Unit"), 18),
            Column("first", FIRST, 19),
            Column("last", LAST, 19),
            Column("source", SOURCE, 84),
            Column("confidence", Text("Conf.", "Conf."), 11, Side.CENTRE),
        ),
        rows=tuple(_line(line) for line in ordered),
        size=7,
    )


def _line(line: Line) -> Row:
    source = line.sources[0] if line.sources else None
    return Row(
        (
            *(light(line.light), line.name, FORCES[line.force], line.who, line.site or ""),
            *(amount(line.measured, line.unit), amount(line.limit, line.unit)),
            UNITS[line.unit] if line.limit is not None else None,
            *((line.span.first, line.span.last) if line.span else (None, None)),
            *((source.title, source.confidence) if source else (None, None)),
        ),
    )


def crossings_table(crossings: Sequence[Crossing]) -> Table:
    """What will be crossed, by day, with the least that keeps it."""
    return Table(
        code="forecast",
        columns=(
            Column("on", Text("Le", "On"), 19),
            Column("post", POST, 28),
            Column("site", SITE, 13),
            number("measured", _MEASURED),
            number("limit", _LIMIT),
            Column("told", Text("Ce qui sera franchi", "What will be crossed"), 105),
            Column("repair", Text("Réparer", "Repair"), 90),
        ),
        rows=tuple(
            Row(
                (
                    *(each.on, each.post, each.site or ""),
                    *(amount(each.measured, each.unit), amount(each.limit, each.unit)),
                    *(each.told, each.repair.told),
                )
            )
            for each in crossings
        ),
        size=7.5,
    )


def sources_table(lines: Sequence[Line]) -> Iterator[Block]:
    """Where the rules are written."""
    yield Table(
        code="sources",
        columns=(
            Column("source", SOURCE, 120),
            Column("confidence", Text("Confiance", "Confidence"), 22, Side.CENTRE),
            Column("read", Text("Lu le", "Read on"), 22),
            Column("url", Text("Adresse", "Address"), 110),
        ),
        rows=tuple(
            Row((each.title, each.confidence, each.read_on, each.url))
            for each in sources_of([line.sources for line in lines])
        ),
        size=7,
    )
    yield Note(CONFIDENCE, Tone.MUTED)
