"""Dated parameters of money, one file a text or a call: cents, each with its source and confidence.

Files are data: nothing in the code knows an amount. A value holds from its day until the next one of its
file, or until its own last day.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from rota.errors import UserError
from rota.rules.base import Source
from rota.words import Text

_FORMAT = 1


class Kind(StrEnum):
    """What a file is about."""

    AID = "aid"
    """What a region pays for a post; chosen by name."""
    BONUS = "territorial-bonus"
    DUTY = "duty"
    """An indemnity by whole and half."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bracket:
    """What holds from one bound to another; bounds in per cent, or in 60ths of a half-day a week."""

    at_least: int | None = None
    above: int | None = None
    at_most: int | None = None
    sites: int = 1
    """Other sites at least."""
    cents: int | None = None
    years: int | None = None
    """Years that the amount covers."""
    percent: tuple[int, ...] = ()
    """Part of the cost that is paid, by year of the contract."""

    def holds(self, amount: int, of: int) -> bool:
        """Whether ``amount`` ÷ ``of`` lies within the bounds, exactly."""
        return (
            (self.at_least is None or amount >= self.at_least * of)
            and (self.above is None or amount > self.above * of)
            and (self.at_most is None or amount <= self.at_most * of)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """What a file says from one day on."""

    start: date
    until: date | None
    source: Source
    brackets: tuple[Bracket, ...] = ()
    km: int = 0
    """Distance by road from which another site counts."""
    bonus_included: bool | None = None
    whole: int | None = None
    half: int | None = None
    local_from: int | None = None
    local_to: int | None = None
    """Bounds of a sum that each hospital sets."""


@dataclass(frozen=True, slots=True)
class Parameters:
    """One file."""

    code: str
    kind: Kind
    name: Text
    versions: tuple[Version, ...]

    def on(self, day: date) -> Version | None:
        """What holds on ``day``: the last version begun, unless it has ended."""
        begun = [version for version in self.versions if version.start <= day]
        if not begun or (begun[-1].until is not None and day > begun[-1].until):
            return None
        return begun[-1]


@cache
def all_parameters() -> Mapping[str, Parameters]:
    """Every file by its code."""
    found = {}
    for file in sorted(files(__name__).iterdir(), key=lambda file: file.name):
        if file.name.endswith(".toml"):
            read = parse(file.read_text(encoding="utf-8"))
            found[read.code] = read
    return found


def chosen(code: str) -> Parameters:
    """The file of a name that someone chose.

    Raises:
        UserError: there is none.
    """
    known = all_parameters()
    if code not in known:
        names = ", ".join(known)
        raise UserError(
            Text(f"paramètres inconnus : {code} (connus : {names})", f"unknown parameters: {code} ({names})")
        )
    return known[code]


def parse(text: str) -> Parameters:
    """A file from its text.

    Raises:
        ValueError: it is not of the format; the message says where.
    """
    told = tomllib.loads(text)
    if told.pop("format", None) != _FORMAT:
        raise ValueError(f"format {_FORMAT} expected")
    versions = tuple(_version(version) for version in told.pop("version"))
    read = Parameters(told.pop("code"), Kind(told.pop("kind")), Text(**told.pop("name")), versions)
    starts = [version.start for version in versions]
    if told or not starts or starts != sorted(set(starts)):
        raise ValueError(f"{read.code}: unknown keys {sorted(told)}, or versions out of order")
    return read


def _version(told: dict[str, Any]) -> Version:
    brackets = tuple(
        Bracket(**{**bracket, "percent": tuple(bracket.get("percent", ()))})
        for bracket in told.pop("bracket", ())
    )
    stated = told.pop("source")
    source = Source(**{**stated, "title": Text(**stated["title"])})
    start, until = told.pop("from"), told.pop("until", None)
    try:
        version = Version(start=start, until=until, source=source, brackets=brackets, **told)
    except TypeError as error:
        raise ValueError(f"version of {start}: {error}") from error
    amounts = [version.whole, version.half, *(bracket.cents for bracket in brackets)]
    if any(amount is not None and (type(amount) is not int or amount < 0) for amount in amounts):
        raise ValueError(f"version of {start}: amounts are whole cents")
    return version
