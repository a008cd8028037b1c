"""The letters of printed papers: Bitstream Vera, which comes with reportlab and knows French typography."""

from functools import cache

from reportlab.pdfbase.pdfmetrics import registerFont, registerFontFamily
from reportlab.pdfbase.ttfonts import TTFont

from rota.sites.faults import clean

PLAIN, BOLD = "Vera", "VeraBd"
_NEAREST = {"\N{NARROW NO-BREAK SPACE}": "\N{NO-BREAK SPACE}", "\N{REPLACEMENT CHARACTER}": "?"}


@cache
def prepare() -> frozenset[int]:
    """Make the fonts known; the signs they have a shape for."""
    plain = TTFont(PLAIN, "Vera.ttf")
    registerFont(plain)
    registerFont(TTFont(BOLD, "VeraBd.ttf"))
    registerFontFamily(PLAIN, normal=PLAIN, bold=BOLD, italic=PLAIN, boldItalic=BOLD)
    return frozenset(plain.face.charToGlyph)


def drawable(text: str) -> str:
    """Words whose every sign has a shape; ``?`` stands for the others."""
    shapes = prepare()
    return "".join(_drawable(sign, shapes) for sign in clean(text))


def _drawable(sign: str, shapes: frozenset[int]) -> str:
    return sign if ord(sign) in shapes else _NEAREST.get(sign, "?")
