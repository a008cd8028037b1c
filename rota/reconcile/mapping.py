r"""How the export of one hospital is read: its columns, its codes, its ways to write days and hours.

::

    format = 1
    site = "CH"
    encoding = "cp1252"          # or "utf-8"; found out when left out
    delimiter = ";"              # or ",", "\t"; found out when left out
    dates = "DD/MM/YYYY"         # or "YYYY-MM-DD", "MM/DD/YYYY", "DD/MM/YY"
    minutes = "minutes"          # or "hours": then 7,5 is 7 h 30
    header_line = 1
    sheet = "Pointages"          # of a workbook; its first sheet when left out

    [columns]
    post = "Matricule"
    date = "Jour"
    half = "Période"

    [values.post]
    "M-004512" = "ASP-GASTRO-1"
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from rota.reconcile.faulty import FaultyAttendance
from rota.reconcile.fields import MAPPED_VALUES, REQUIRED, Field
from rota.sites.faults import Faults, Place, Trouble
from rota.sites.files import NO_FILE, read_text
from rota.sites.readings import NAME, one_of, whole
from rota.sites.record import NOT_A_TABLE, Record, TomlSpot
from rota.sites.toml_text import load_toml
from rota.words import Text

AUTO = "auto"
MAPPING_FORMAT = 1
HEADER_LINE_MAX = 100
VALUES_MAX = 5_000

_KEYS = (
    "format",
    "site",
    "encoding",
    "delimiter",
    "dates",
    "minutes",
    "header_line",
    "sheet",
    "columns",
    "values",
)
_ENCODINGS = {
    **dict.fromkeys(("auto",), AUTO),
    **dict.fromkeys(("utf-8", "utf8", "utf-8-sig"), "utf-8"),
    **dict.fromkeys(("cp1252", "windows-1252", "ansi", "latin-1", "iso-8859-1", "iso-8859-15"), "cp1252"),
}
_DELIMITERS = {"auto": AUTO, ";": ";", ",": ",", "\t": "\t", "tab": "\t"}
_OWN_NAMES: Mapping[Field, str] = MappingProxyType({each: each.value for each in Field})
DATE_FORMS: Mapping[str, str] = {
    "yyyy-mm-dd": "%Y-%m-%d",
    "dd/mm/yyyy": "%d/%m/%Y",
    "mm/dd/yyyy": "%m/%d/%Y",
    "dd/mm/yy": "%d/%m/%y",
    "dd-mm-yyyy": "%d-%m-%Y",
    "dd.mm.yyyy": "%d.%m.%Y",
    "yyyymmdd": "%Y%m%d",
}
"""Ways to write a day, with the format of the standard library."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendanceMapping:
    """The reading of one kind of export."""

    columns: Mapping[Field, str] = field(default_factory=lambda: _OWN_NAMES)
    values: Mapping[Field, Mapping[str, str]] = field(default_factory=lambda: MappingProxyType({}))
    """Our codes by local code, in lower case."""
    site: str = ""
    """The site whose export it is; empty for any."""
    encoding: str = AUTO
    delimiter: str = AUTO
    dates: str = "%d/%m/%Y"
    hours: bool = False
    """Whether durations are hours (``7,5``), else minutes."""
    header_line: int = 1
    sheet: str = ""
    stated: bool = False
    """Whether the columns were named by a hospital: they must then all be there."""


PLAIN = AttendanceMapping()
"""Columns called as our fields are: the form we write ourselves."""


def read_mapping(path: Path) -> AttendanceMapping:
    """The mapping a TOML file states.

    Raises:
        FaultyAttendance: with all that is wrong in it.
    """
    faults = Faults()
    if not path.is_file():
        faults.add(Place(path.name), NO_FILE, file=path.name)
    text = None if faults.all() else read_text(path.parent, path.name, faults)
    document = None if text is None else load_toml(path.name, text, faults)
    mapping = PLAIN
    if document is not None:
        top = Record(document.values, TomlSpot(document, ()), faults, _KEYS)
        mapping = _mapping(top)
        top.close()
    if faults.all():
        raise FaultyAttendance(faults.all())
    return mapping


def _mapping(top: Record) -> AttendanceMapping:
    version = top.take("format", whole(1, 1_000_000))
    if top.good("format") and version != MAPPING_FORMAT:
        top.wrong("format", OTHER_MAPPING, version=version, ours=MAPPING_FORMAT)
    return AttendanceMapping(
        columns=_columns(top),
        values=_values(top),
        site=top.maybe("site", NAME, ""),
        encoding=top.maybe("encoding", one_of(_ENCODINGS), AUTO),
        delimiter=top.maybe("delimiter", one_of(_DELIMITERS), AUTO),
        dates=top.maybe("dates", one_of(DATE_FORMS), PLAIN.dates),
        hours=top.maybe("minutes", one_of({"minutes": False, "hours": True}), False),
        header_line=top.maybe("header_line", whole(1, HEADER_LINE_MAX), 1),
        sheet=top.maybe("sheet", NAME, ""),
        stated=True,
    )


def _columns(top: Record) -> Mapping[Field, str]:
    table = _table(top, "columns", tuple(Field))
    if table is None:
        if not top.has("columns"):
            top.wrong(None, NO_COLUMNS)
        return PLAIN.columns
    found = {each: table.take(each.value, NAME) for each in Field if table.has(each.value)}
    taken: dict[str, Field] = {}
    for each, name in found.items():
        other = taken.setdefault(name.casefold(), each)
        if other is not each and table.good(each.value):
            table.wrong(each.value, COLUMN_FOR_TWO, column=name, other=other)
    for needed in REQUIRED:
        if needed not in found:
            table.take(needed.value, NAME)
    if Field.HALF not in found and not {Field.START, Field.END} <= set(found):
        table.wrong(None, NO_HALF)
    table.close()
    return found


def _values(top: Record) -> Mapping[Field, Mapping[str, str]]:
    table = _table(top, "values", tuple(sorted(MAPPED_VALUES)))
    found: dict[Field, Mapping[str, str]] = {}
    for each in Field:
        inner = _table(table, each.value, ()) if table is not None and each in MAPPED_VALUES else None
        if inner is None:
            continue
        if len(inner.values) > VALUES_MAX:
            inner.wrong(None, TOO_MANY_VALUES, count=len(inner.values), limit=VALUES_MAX)
            continue
        found[each] = {local.strip().casefold(): inner.take(local, NAME) for local in inner.values}
    if table is not None:
        table.close()
    return found


def _table(parent: Record | None, key: str, keys: tuple[str, ...]) -> Record | None:
    """The table ``[key]`` within ``parent``, None when it is not given or is no table."""
    if parent is None or not parent.has(key):
        return None
    value = parent.values[key]
    if not isinstance(value, dict):
        parent.wrong(key, NOT_A_TABLE, key=key)
        return None
    assert isinstance(parent.spot, TomlSpot)
    return Record(value, parent.spot.inner(key), parent.faults, keys, parent=parent)


OTHER_MAPPING = Trouble(
    Text(
        "Cette correspondance est au format {version} ; ce programme lit le format {ours}.",
        "This mapping has format {version}; this program reads format {ours}.",
    ),
    Text("Mettre rota à jour, ou écrire format = {ours}.", "Update rota, or write format = {ours}."),
)
NO_COLUMNS = Trouble(
    Text("La table [columns] manque.", "The table [columns] is missing."),
    Text(
        'Y nommer les colonnes du fichier, par exemple date = "Jour".',
        'Name the columns of the file in it, for instance date = "Day".',
    ),
)
COLUMN_FOR_TWO = Trouble(
    Text(
        "La colonne « {column} » est déjà donnée pour « {other} ».",
        "The column “{column}” is already given for “{other}”.",
    ),
    Text("Une colonne ne dit qu’une chose.", "One column says one thing."),
)
NO_HALF = Trouble(
    Text(
        "La correspondance ne donne ni « half », ni « start » et « end ».",
        "The mapping names neither “half”, nor “start” and “end”.",
    ),
    Text("Donner l’une ou les deux autres.", "Give the one or the other two."),
)
TOO_MANY_VALUES = Trouble(
    Text("{count} codes ; {limit} au plus.", "{count} codes; {limit} at most."),
    Text("Ne garder que ceux des postes partagés.", "Keep only those of the shared posts."),
)
