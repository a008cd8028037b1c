"""The pages on compliance show what the product computes, and name every light, section and file."""

import subprocess
import sys

import pytest

from rota.compliance.reading import DutyTime
from rota.compliance.standing import Light
from rota.compliance.sums import Known
from rota.parameters import all_parameters
from rota.words import Lang
from tests.compliance.example import BLOCKS, DOCS, PAGES, written


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("name", BLOCKS)
def test_the_examples_are_computed(lang: Lang, name: str) -> None:
    assert written(PAGES[lang], name) == BLOCKS[name](lang)


@pytest.mark.parametrize("page", PAGES.values())
def test_every_code_is_explained(page: str) -> None:
    text = (DOCS / page).read_text(encoding="utf-8")
    codes = [*Light, *Known, *DutyTime, *all_parameters()]
    assert [code for code in codes if f"`{code}`" not in text] == []


def test_compliance_loads_no_solver_no_database_no_screen() -> None:
    heavy = ("pulp", "highspy", "sqlmodel", "sqlalchemy", "textual", "icalendar", "rich", "click")
    code = f"import sys, rota.compliance; print(*(name for name in {heavy!r} if name in sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert loaded.split() == []
