"""Generated pages are those of the code."""

from pathlib import Path

import pytest

from rota.cli.rules_page import page_of
from rota.rules import RULES
from rota.words import Lang

REFERENCE = Path(__file__).parent.parent / "docs" / "reference"


@pytest.mark.parametrize("lang", list(Lang))
def test_the_page_of_rules_is_that_of_the_registry(lang: Lang) -> None:
    """``make docs`` writes it anew."""
    page = (REFERENCE / f"rules.{lang}.md").read_text(encoding="utf-8")
    assert page.rstrip("\n") == page_of(RULES, lang).rstrip("\n")


@pytest.mark.parametrize("lang", list(Lang))
def test_every_rule_has_its_place_on_the_page(lang: Lang) -> None:
    page = page_of(RULES, lang)
    assert all(f'<a id="{rule.id}"></a>{rule.name.say(lang)}' in page for rule in RULES)
