"""What every rule owes: an id of its own, sentences in both languages, a source for each figure."""

import importlib
import pkgutil
from datetime import date

import pytest

import rota.rules
from rota.explain import PLACEHOLDERS
from rota.rules import BY_ID, FIGURES, RULES, prices, sources
from rota.rules.base import Better, Figure, Force, Rule, Source, Unit
from rota.words import Text

HEADINGS = ("What it says", "Why", "Units", "Edge cases", "Refused", "Accepted")
_MODULES = tuple(dict.fromkeys(type(rule).__module__ for rule in RULES))
_SOURCES = tuple(value for value in vars(sources).values() if isinstance(value, Source))


def _rule_id(rule: Rule) -> str:
    return rule.id


def test_ids_are_unique_and_plain() -> None:
    assert len(BY_ID) == len(RULES)
    assert all(rule.id.replace("-", "").isalpha() and rule.id.islower() for rule in RULES)


def test_rules_are_listed_law_first() -> None:
    order = list(Force)
    listed = [order.index(rule.force) for rule in RULES]
    assert listed == sorted(listed)


def test_every_rule_of_the_package_is_registered() -> None:
    registered = {type(rule) for rule in RULES}
    for module in pkgutil.iter_modules(rota.rules.__path__):
        content = vars(importlib.import_module(f"rota.rules.{module.name}"))
        for name, value in content.items():
            if isinstance(value, type) and issubclass(value, Rule) and not value.__abstractmethods__:
                assert value in registered or name.startswith("_"), name


@pytest.mark.parametrize("rule", RULES, ids=_rule_id)
def test_texts_name_the_same_things_in_both_languages(rule: Rule) -> None:
    assert rule.finding.placeholders() <= PLACEHOLDERS
    assert not rule.name.placeholders()
    assert not rule.says.placeholders()
    for text in (rule.name, rule.says, rule.finding):
        assert text.fr != text.en
        assert "'" not in text.fr, f"{text.fr!r} holds a straight apostrophe"
    assert rule.says.fr.endswith(".")
    assert rule.says.en.endswith(".")


@pytest.mark.parametrize("module", _MODULES)
def test_docstrings_follow_the_skeleton(module: str) -> None:
    told = importlib.import_module(module).__doc__ or ""
    places = [told.find(f"\n{heading.ljust(15)}") for heading in HEADINGS]
    assert -1 not in places, (
        f"{module} lacks {[h for h, place in zip(HEADINGS, places, strict=True) if place < 0]}"
    )
    assert places == sorted(places)


@pytest.mark.parametrize("rule", RULES, ids=_rule_id)
def test_every_rule_quotes_a_source(rule: Rule) -> None:
    assert rule.sources
    assert all(source in _SOURCES for source in rule.sources)


@pytest.mark.parametrize("source", _SOURCES, ids=lambda source: source.title.en)
def test_sources_say_when_they_were_read_and_how_sure(source: Source) -> None:
    assert source.title.fr
    assert source.read_on >= date(2026, 1, 1)
    assert source.confidence in {"H", "M", "L", "?"}
    assert source.url.startswith("https://") or not source.url


@pytest.mark.parametrize("figure", FIGURES.values(), ids=lambda figure: figure.id)
def test_figures_are_dated_and_quoted(figure: Figure) -> None:
    days = [day for day, _ in figure.values]
    assert days
    assert days == sorted(set(days))
    assert figure.source in _SOURCES
    assert isinstance(figure.unit, Unit)
    assert isinstance(figure.name, Text)
    assert figure.name.fr != figure.name.en


def test_figures_belong_to_one_rule_and_law_may_only_be_tightened() -> None:
    told = [figure for rule in RULES for figure in rule.figures]
    assert len({figure.id for figure in told}) == len(set(told))
    for rule in RULES:
        if rule.force is Force.LAW:
            assert all(figure.better is not Better.FREE for figure in rule.figures), rule.id


def test_the_value_of_a_figure_is_that_of_its_day() -> None:
    figure = next(iter(FIGURES.values()))
    dated = Figure(
        figure.id,
        figure.name,
        figure.unit,
        ((date(2026, 1, 1), 1), (date(2026, 7, 1), 2)),
        figure.better,
        figure.source,
    )
    days = (date(2025, 1, 1), date(2026, 1, 1), date(2026, 6, 30), date(2026, 7, 1), date(2027, 1, 1))
    assert [dated.on(day) for day in days] == [1, 1, 1, 2, 2]


def test_prices_are_whole_and_the_convention_comes_before_a_hole() -> None:
    plain = [value for name, value in vars(prices).items() if name.isupper() and not isinstance(value, dict)]
    assert all(isinstance(value, int) and value > 0 for value in plain)
    assert prices.CONVENTION > prices.HOLE > prices.SHORT
