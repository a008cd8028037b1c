"""The guide has a page per screen, and its key tables are those of the actions."""

import importlib.util
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


def test_every_picture_of_a_page_is_there() -> None:
    for name in make.PICTURES | make.SHARED:
        drawn = (GUIDE / f"{name}.svg").read_text(encoding="utf-8")
        assert drawn.startswith("<svg")
        assert "@font-face" not in drawn
