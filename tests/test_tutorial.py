"""The tutorial prints what it says it prints."""

from pathlib import Path

import pytest

from tests.tutorial import PAGES, told_anew

pytestmark = pytest.mark.long


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_page_is_what_the_commands_print(page: Path) -> None:
    assert page.read_text(encoding="utf-8") == told_anew(page)
