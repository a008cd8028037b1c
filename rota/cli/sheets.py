"""Signed sheets given to a verification: as printed, or as ``rota close --format json`` wrote them."""

import json
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from rota.errors import UserError, reason_of
from rota.ledger.verify import Sheet
from rota.sites.faults import clean
from rota.words import Text

_CLOSED = {"signed", "closed"}
"""Steps after which two sites have signed."""
_PRINTED = re.compile(r"(\d{4}-\d{2}):([1-9]\d{0,15}):([0-9a-f]{16,64})", re.ASCII)
_HEAD = re.compile(r"[0-9a-f]{16,64}", re.ASCII)
_MONTH = re.compile(r"\d{4}-\d{2}", re.ASCII)
_UNREADABLE = Text("{file} ne peut être lu ({reason}).", "{file} cannot be read ({reason}).")
_NO_SHEETS = Text(
    "{file} ne contient pas de feuille signée : donner ce qu’a écrit rota close --format json.",
    "{file} holds no signed sheet: give what rota close --format json wrote.",
)
SheetsOfPosts = Mapping[str, Sequence[Sheet]]


def printed(text: str) -> Sheet | Path:
    """``MONTH:ENTRY:HEAD`` as it is printed, else a file of sheets.

    Raises:
        ValueError: it is neither.
    """
    match = _PRINTED.fullmatch(text)
    if match is not None:
        return Sheet(match[1], int(match[2]), match[3])
    if not Path(text).is_file():
        raise ValueError(text)
    return Path(text)


def of_files(files: Sequence[Path]) -> SheetsOfPosts:
    """The sheets of some files, by post.

    Raises:
        UserError: one cannot be read, or holds none.
    """
    found: defaultdict[str, list[Sheet]] = defaultdict(list)
    for file in files:
        for post, sheet in _of_file(file):
            found[post].append(sheet)
    return found


def _of_file(file: Path) -> Sequence[tuple[str, Sheet]]:
    name = clean(file.name)
    try:
        told = json.loads(file.read_text(encoding="utf-8-sig"))
        sheets = [_sheet(one) for one in told["closings"] if one["step"] in _CLOSED]
    except OSError as error:
        reason = reason_of(error)
        raise UserError(
            Text(
                _UNREADABLE.fr.format(file=name, reason=reason.fr),
                _UNREADABLE.en.format(file=name, reason=reason.en),
            )
        ) from error
    except (ValueError, KeyError, TypeError, RecursionError):
        sheets = []
    if not sheets:
        raise UserError(Text(_NO_SHEETS.fr.format(file=name), _NO_SHEETS.en.format(file=name)))
    return sheets


def _sheet(told: Mapping[str, object]) -> tuple[str, Sheet]:
    sheet = told["sheet"]
    if not isinstance(sheet, dict):
        raise TypeError(sheet)
    post, month, seq, head = told["post"], told["month"], sheet["seq"], sheet["head"]
    if not (isinstance(post, str) and isinstance(month, str) and isinstance(head, str)):
        raise TypeError(told)
    if type(seq) is not int or seq < 1 or not _HEAD.fullmatch(head) or not _MONTH.fullmatch(month):
        raise ValueError(told)
    return post, Sheet(month, seq, head)
