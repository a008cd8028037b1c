"""The guide has a page per screen, and its key tables are those of the actions."""

import importlib.util
import re
from pathlib import Path

import pytest

GUIDE = Path(__file__).parents[2] / "docs" / "guide"
_SPEC = importlib.util.spec_from_file_location("guide_make", GUIDE / "make.py")
assert _SPEC is not None
assert _SPEC.loader is not None
make = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(make)


@pytest.mark.parametrize("path", make.pages(), ids=lambda path: path.name)
def test_the_keys_of_a_page_are_those_of_the_actions(path: Path) -> None:
    """``python docs/guide/make.py --tables`` writes them anew."""
    text = path.read_text(encoding="utf-8")
    assert text == make.page_of(text, make.pages()[path])


@pytest.mark.parametrize("page", sorted(GUIDE.glob("*.md")), ids=lambda page: page.name)
def test_every_picture_and_page_that_a_page_leads_to_is_there(page: Path) -> None:
    """Pictures are of the application, and load nothing from anywhere."""
    for name in re.findall(r"\]\(([^)#:]+)[^)]*\)", page.read_text(encoding="utf-8")):
        assert (GUIDE / name).is_file(), name
        if name.endswith(".svg"):
            drawn = (GUIDE / name).read_text(encoding="utf-8")
            assert drawn.startswith("<svg")
            assert "@font-face" not in drawn


def test_every_picture_is_on_a_page() -> None:
    texts = [(GUIDE / page).read_text(encoding="utf-8") for page in sorted(GUIDE.glob("*.md"))]
    for picture in GUIDE.glob("*.svg"):
        assert any(f"({picture.name})" in text for text in texts), picture.name
