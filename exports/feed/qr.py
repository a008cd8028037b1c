"""A QR code for a terminal: a phone reads the address instead of a person typing it."""

import segno

_QUIET = 2
"""Empty modules around it; phones need some, terminals are narrow."""
_HALVES = {(False, False): "█", (False, True): "▀", (True, False): "▄", (True, True): " "}
"""Light parts are drawn, so that it is right on dark screens; two rows share a line."""


def qr_lines(text: str) -> tuple[str, ...]:
    """The lines of the code, drawn with half blocks."""
    code = segno.make(text, error="l", micro=False)
    rows = [[bool(module) for module in row] for row in code.matrix_iter(border=_QUIET)]
    if len(rows) % 2:
        rows.append([False] * len(rows[0]))
    pairs = zip(rows[::2], rows[1::2], strict=True)
    return tuple("".join(_HALVES[above, below] for above, below in zip(*pair, strict=True)) for pair in pairs)
