"""The pages about the ledger show what the code computes, in both languages."""

import pytest

from rota.ledger.faults import TEXTS, FaultKind
from rota.ledger.figures import FIGURES
from rota.words import Lang
from tests.ledger.worked import PAGES, written


@pytest.mark.parametrize("lang", list(Lang))
def test_the_worked_example_is_that_of_the_code(lang: Lang) -> None:
    """``python -m tests.ledger.worked`` writes it anew."""
    page = PAGES[lang].read_text(encoding="utf-8")
    assert page == written(page, lang)


@pytest.mark.parametrize("lang", list(Lang))
def test_every_figure_is_named(lang: Lang) -> None:
    page = PAGES[lang].read_text(encoding="utf-8")
    assert [figure for figure in FIGURES if f"`{figure}`" not in page] == []


def test_every_fault_has_both_sentences() -> None:
    assert set(TEXTS) == set(FaultKind)
    assert all(text.placeholders() <= {"found", "expected"} for text in TEXTS.values())
