"""``rota rules``: every rule with its figures, its force and where it is written."""

import click

from rota.cli import json_form, parameters
from rota.cli.bilingual import Command, Option
from rota.cli.findings import STYLES
from rota.cli.page import Page
from rota.cli.rules_page import page_of
from rota.cli.session import Session
from rota.explain.sentences import amount
from rota.rules import RULES
from rota.rules.base import Better, Figure, Rule, Source, Unit
from rota.rules.force_words import stamp
from rota.words import Lang, Text

_ABOUT = Text(
    "Donne toutes les règles : chiffre, unité, force, source, jour de lecture et confiance (H lu dans le"
    " texte, M source secondaire sérieuse, L usage, ? réglage sans portée légale).",
    "Gives all rules: figure, unit, force, source, day it was read and confidence (H read in the text, M"
    " serious secondary source, L usage, ? a setting without legal claim).",
)
_MARKDOWN = Text("La page de docs/reference.", "The page of docs/reference.")
_READ = Text("{title} (lu le {day:%d/%m/%Y}, {confidence})", "{title} (read {day:%d/%m/%Y}, {confidence})")
_SINCE = Text("depuis le {day:%d/%m/%Y}", "since {day:%d/%m/%Y}")
BETTER = {
    Better.HIGHER: Text("une convention peut l’augmenter", "a convention may raise it"),
    Better.LOWER: Text("une convention peut l’abaisser", "a convention may lower it"),
    Better.FREE: Text("une convention le fixe", "a convention sets it"),
}


def command(session: Session) -> click.Command:
    """The command."""
    lang = session.lang
    return Command(
        "rules",
        session,
        _ABOUT,
        params=[Option(["--markdown"], _MARKDOWN.say(lang), is_flag=True), parameters.form(lang)],
        run=_run,
    )


def _run(session: Session, *, markdown: bool, format: str) -> int:  # noqa: A002 (the name of the option)
    if markdown:
        session.write(page_of(RULES, session.lang).rstrip("\n"))
    elif format == parameters.JSON:
        session.write_json({"rules": [_as_json(rule, session.lang) for rule in RULES]})
    else:
        for rule in RULES:
            _tell(session.page, rule)
    return 0


def _tell(page: Page, rule: Rule) -> None:
    lang = page.lang
    page.gap()
    page.paragraph(f"{stamp(rule.force, lang)} · {rule.name.say(lang)} · {rule.id}", STYLES[rule.force])
    page.paragraph(rule.says.say(lang), lead="  ")
    for figure in rule.figures:
        page.item(figure_told(figure, lang))
    for source in rule.sources:
        page.item(source_told(source, lang), "dim")


def figure_told(figure: Figure, lang: Lang) -> str:
    """``Daily rest: 11 h since 26/07/2005; a convention may raise it``."""
    colon, semicolon = (" : ", " ; ") if lang is Lang.FR else (": ", "; ")
    values = ", ".join(
        f"{value_told(figure, value, lang)} {_SINCE.say(lang, day=day)}" for day, value in figure.values
    )
    return f"{figure.name.say(lang)}{colon}{values}{semicolon}{BETTER[figure.better].say(lang)}"


def value_told(figure: Figure, value: int, lang: Lang) -> str:
    """A value of a figure with its unit; per cents of figures are whole."""
    return amount(100 * value if figure.unit is Unit.PERCENT else value, figure.unit, lang)


def source_told(source: Source, lang: Lang) -> str:
    """A source with the day it was read and how far it is confirmed."""
    return _READ.say(lang, title=source.title.say(lang), day=source.read_on, confidence=source.confidence)


def _as_json(rule: Rule, lang: Lang) -> json_form.Json:
    return {
        "id": rule.id,
        "force": str(rule.force),
        "scope": str(rule.scope),
        "unit": str(rule.unit),
        "name": rule.name.say(lang),
        "says": rule.says.say(lang),
        "figures": [
            {
                "id": figure.id,
                "name": figure.name.say(lang),
                "unit": str(figure.unit),
                "better": str(figure.better),
                "values": [{"since": day.isoformat(), "value": value} for day, value in figure.values],
                "source": json_form.source(figure.source),
            }
            for figure in rule.figures
        ],
        "sources": [json_form.source(source) for source in rule.sources],
    }
