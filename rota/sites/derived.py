"""Codes for rows that give none: made of the row’s own content, so that they stay when other rows change."""

import hashlib
from collections.abc import Iterable

from rota.sites.codes import Codes, T
from rota.sites.faults import Trouble
from rota.sites.record import Record
from rota.words import Text

_LEAD_CHARACTERS_MAX = 110


def code_of(record: Record, codes: Codes[T], named: Iterable[str], told_apart: Iterable[str]) -> str:
    """The code of a row: the one it states, else one made of its cells.

    Cells ``named`` are spelled out; those ``told_apart`` add four hexadecimal digits when one is filled.
    """
    if record.has("code") or not record.sound:
        return record.maybe("code", codes.new(), "")
    cells = (str(record.values.get(key, "")) for key in named)
    lead = "-".join(cell for cell in cells if cell).upper()[:_LEAD_CHARACTERS_MAX]
    rest = [f"{key}={record.values[key]}" for key in told_apart if record.has(key)]
    mark = hashlib.sha256("\n".join(rest).encode()).hexdigest()[:4].upper() if rest else ""
    code = f"{lead}-{mark}" if mark else lead
    if code.lower() in codes.taken:
        record.wrong(None, SAME_ROW, code=code)
    codes.taken.add(code.lower())
    return code


SAME_ROW = Trouble(
    Text(
        "Cette ligne dit la même chose qu’une autre (code {code}).",
        "This line says the same as another (code {code}).",
    ),
    Text("L’ôter, ou donner un code à chacune.", "Drop it, or give each of them a code."),
)
