"""Cells that no spreadsheet executes: numbers as numbers, texts never a formula, JSON of plain values."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from io import StringIO

from rota.words import Lang

Cell = str | int | float | date | None
Json = dict[str, "JsonValue"]
JsonValue = str | int | None | list["JsonValue"] | Json

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝", "＋", "－", "＠")  # fmt: skip


def csv_text(header: Iterable[str], rows: Iterable[Iterable[Cell]], lang: Lang) -> str:
    """A CSV as spreadsheets of the language read it: semicolons and decimal commas in French."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";" if lang is Lang.FR else ",", lineterminator="\r\n")
    writer.writerow(safe(name) for name in header)
    writer.writerows([_told(cell, lang) for cell in row] for row in rows)
    return out.getvalue()


def safe(text: str) -> str:
    """A text that a spreadsheet shows and never runs; control characters are gone."""
    clean = "".join(character if character.isprintable() else " " for character in text)
    return f"'{clean}" if text.startswith(_FORMULA) or clean.lstrip().startswith(_FORMULA) else clean


def _told(cell: Cell, lang: Lang) -> str:
    match cell:
        case None:
            return ""
        case str():
            return safe(cell)
        case float():
            told = f"{cell:.2f}"
            return told.replace(".", ",") if lang is Lang.FR else told
        case date():
            return cell.isoformat()
        case int():
            return str(cell)


def plain(value: object) -> JsonValue:
    """Dataclasses, dates and codes as values of JSON; names of fields are the keys.

    Raises:
        TypeError: something has no place in JSON; no figure is a float.
    """
    match value:
        case Enum():
            return plain(value.value)
        case None | int() | str():
            return value
        case date():
            return value.isoformat()
        case Mapping():
            return {str(key): plain(each) for key, each in value.items()}
        case list() | tuple():
            return [plain(each) for each in value]
        case _ if is_dataclass(value):
            return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
        case _:
            raise TypeError(f"no JSON of {type(value).__name__}")
