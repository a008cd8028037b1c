"""A workbook packed again: the same bytes for the same content, and the values of its formulas in it.

openpyxl stamps the parts with the time of the machine, and leaves formulas without a value: whoever looks at
the file without calculating (a preview, a script, a phone) would see nothing.
"""

import re
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO

_FORMULA = re.compile(rb'(<c r="([A-Z]+[0-9]+)"[^>]*><f>[^<]*</f>)<v\s*(?:/>|></v>)')
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
_EPOCH = (1980, 1, 1, 0, 0, 0)

Values = Mapping[str, Mapping[str, float]]
"""Values of formulas by the part of their sheet and their cell."""


def repacked(workbook: bytes, made: datetime, values: Values) -> bytes:
    """The package with fixed dates, and values beside its formulas."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(workbook)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name in values:
                data = _valued(data, values[name])
            elif name == "docProps/core.xml":
                stamp = f"{made.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}".encode()
                data = _MODIFIED.sub(rb"\g<1>" + stamp, data)
            part = zipfile.ZipInfo(name, _EPOCH)
            part.compress_type = zipfile.ZIP_DEFLATED
            part.create_system = 0
            new.writestr(part, data)
    return out.getvalue()


def _valued(sheet: bytes, values: Mapping[str, float]) -> bytes:
    def value(found: "re.Match[bytes]") -> bytes:
        told = values[found[2].decode()]
        return b"%s<v>%s</v>" % (found[1], repr(told).encode())

    return _FORMULA.sub(value, sheet)
