"""The page about the format names every file, key, column and accepted word, in both languages."""

from enum import StrEnum
from pathlib import Path

import pytest

from rota.model.calendar import DayKind, Period, Slot
from rota.model.facts import AbsenceKind, ActivityKind, Credit, DutyKind, SiteKind, WishAim
from rota.sites.posts import Volunteering
from rota.sites.schema import COLUMNS, FILES, KEYS, PREFIXES, TABLES

DOCS = Path(__file__).parents[2] / "docs"
PAGES = ("folder-format.md", "folder-format.fr.md")
CHOICES: tuple[type[StrEnum], ...] = (
    *(SiteKind, ActivityKind, DutyKind, DayKind, Slot, Period),
    *(Credit, AbsenceKind, WishAim, Volunteering),
)


def sections(page: str) -> dict[str, str]:
    """The text about each file."""
    parts = (DOCS / page).read_text(encoding="utf-8").split("\n## ")
    return {part.split("\n", 1)[0].strip(): part for part in parts}


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("file", FILES)
def test_every_key_is_documented(page: str, file: str) -> None:
    text = sections(page)[file]
    inner = {"duty.toml": ("shift",), "posts.toml": ("share", "minimum", "counting")}
    kinds = () if file == "folder.toml" else (*TABLES.get(file, ()), *inner.get(file, ()))
    names = TABLES.get(file, ()) if file == "folder.toml" else COLUMNS.get(file, ())
    missing = [name for name in names if f"`{name}`" not in text]
    missing += [f"{kind}.{key}" for kind in kinds for key in KEYS[kind] if f"`{key}`" not in text]
    missing += [prefix for prefix in PREFIXES.get(file, ()) if f"`{prefix}CODE`" not in text]
    assert not missing


@pytest.mark.parametrize("page", PAGES)
def test_every_word_is_documented(page: str) -> None:
    text = (DOCS / page).read_text(encoding="utf-8")
    assert [word.value for choice in CHOICES for word in choice if f"`{word.value}`" not in text] == []
