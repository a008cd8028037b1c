"""The page of all rules, generated from the registry: ``docs/reference/rules.fr.md`` and ``.en.md``."""

import re
import sys
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from rota.explain.sentences import amount
from rota.rules.base import Better, Figure, Rule, Unit
from rota.rules.force_words import FORCES
from rota.words import Lang, Text

CASES = Path(__file__).resolve().parents[2] / "tests" / "rules" / "cases"
"""The law cases, beside the source tree."""

_TITLE = Text("Règles", "Rules")
_INTRO = Text(
    "Page écrite par `rota rules --markdown --lang fr` : ne pas la corriger à la main. Une règle de loi ne"
    " plie jamais ; une règle de convention est chiffrée et rapportée quand elle ne peut pas être tenue ; un"
    " souhait est chiffré. Confiance : H lu dans le texte, M source secondaire sérieuse, L usage, ? réglage"
    " sans portée légale.",
    "Page written by `rota rules --markdown --lang en`: do not correct it by hand. A LAW rule never bends; an"
    " AGREEMENT is priced and reported when it cannot be kept; a WISH is priced. Confidence: H read in the"
    " text, M serious secondary source, L usage, ? a setting without legal claim.",
)
_TABLE = Text("| Règle | Identifiant | Chiffre |\n|---|---|---|", "| Rule | Id | Figure |\n|---|---|---|")
_FIGURES = Text(
    "| Chiffre | Identifiant | Valeur | Depuis | Une convention peut | Source |\n|---|---|---|---|---|---|",
    "| Figure | Id | Value | Since | A convention may | Source |\n|---|---|---|---|---|---|",
)
_BETTER = {
    Better.HIGHER: Text("l’augmenter", "raise it"),
    Better.LOWER: Text("l’abaisser", "lower it"),
    Better.FREE: Text("le fixer", "set it"),
}
_FINDING = Text("Constat : « {pattern} »", "Finding: “{pattern}”")
_SOURCES = Text("Sources :", "Sources:")
_READ = Text("lu le {day:%d/%m/%Y}, confiance {confidence}", "read {day:%d/%m/%Y}, confidence {confidence}")
_CASES = Text("Cas de loi : {count}.", "Law cases: {count}.")
_DETAILS = ("Why", "Units", "Edge cases", "Refused", "Accepted")
"""Headings in the docstring of a rule's file, which is in English: quoted by the English page."""


def page_of(rules: Sequence[Rule], lang: Lang) -> str:
    """The whole page, in Markdown."""
    lines = [f"# {_TITLE.say(lang)}", "", _INTRO.say(lang), ""]
    for force, group in groupby(rules, key=lambda rule: rule.force):
        found = list(group)
        lines += [f"## {FORCES[force].say(lang).capitalize()}", "", _TABLE.say(lang)]
        lines += [_row(rule, lang) for rule in found]
        for rule in found:
            lines += ["", *_rule(rule, lang)]
        lines.append("")
    return "\n".join(lines)


def _row(rule: Rule, lang: Lang) -> str:
    figures = ", ".join(_value(figure, figure.values[-1][1], lang) for figure in rule.figures)
    return f"| [{rule.name.say(lang)}](#{rule.id}) | `{rule.id}` | {figures} |"


def _rule(rule: Rule, lang: Lang) -> Iterator[str]:
    yield f'### <a id="{rule.id}"></a>{rule.name.say(lang)}'
    yield ""
    yield rule.says.say(lang)
    if lang is Lang.EN:
        yield from _details(rule)
    yield ""
    yield _FINDING.say(lang, pattern=rule.finding.say(lang))
    if rule.figures:
        yield ""
        yield _FIGURES.say(lang)
        for figure in rule.figures:
            yield from _figure_rows(figure, lang)
    yield ""
    yield _SOURCES.say(lang)
    yield ""
    for source in rule.sources:
        title = source.title.say(lang)
        title = f"[{title}]({source.url})" if source.url else title
        yield f"- {title}, {_READ.say(lang, day=source.read_on, confidence=source.confidence)}"
    count = _case_count(rule)
    if count:
        yield ""
        yield _CASES.say(lang, count=count)


def _figure_rows(figure: Figure, lang: Lang) -> Iterator[str]:
    for day, value in figure.values:
        cells = (
            figure.name.say(lang),
            f"`{figure.id}`",
            _value(figure, value, lang),
            f"{day:%d/%m/%Y}",
            _BETTER[figure.better].say(lang),
            figure.source.title.say(lang),
        )
        yield f"| {' | '.join(cells)} |"


def _value(figure: Figure, value: int, lang: Lang) -> str:
    return amount(100 * value if figure.unit is Unit.PERCENT else value, figure.unit, lang)


def _details(rule: Rule) -> Iterator[str]:
    """What the docstring of the rule's file says beyond the rule itself."""
    text = sys.modules[type(rule).__module__].__doc__ or ""
    for heading in _DETAILS:
        found = re.search(rf"^{heading} +(.+(?:\n[ \t]+.+)*)", text, re.MULTILINE)
        if found:
            yield ""
            yield f"**{heading}.** {' '.join(found[1].split())}"


def _case_count(rule: Rule) -> int:
    """Law cases of the rule; 0 where the tests are not at hand."""
    file = CASES / f"{rule.id}.toml"
    if not file.is_file():
        return 0
    return sum(line.strip() == "[[case]]" for line in file.read_text(encoding="utf-8").splitlines())
