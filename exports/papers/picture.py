"""A picture as data, in points, y downwards: drawn alike in SVG and by reportlab."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from markupsafe import escape
from reportlab.graphics import shapes
from reportlab.lib.colors import HexColor
from reportlab.pdfbase.pdfmetrics import stringWidth

from exports.papers.fonts import BOLD, PLAIN, drawable, prepare
from exports.papers.model import Side
from rota.sites.faults import clean

INK, FAINT, GRID = "1F2430", "6B7280", "D5D9E0"
"""Colours of words, of lesser words, of what lies behind."""
_DASH = 3.0
_SIGNS_MAX = 120
"""Of any words in a picture: no line has room for more."""
_ANCHORS = {Side.LEFT: "start", Side.CENTRE: "middle", Side.RIGHT: "end"}


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle."""

    x: float
    y: float
    width: float
    height: float
    fill: str


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through points."""

    points: tuple[tuple[float, float], ...]
    ink: str
    width: float = 0.5
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Dot:
    """A filled circle."""

    x: float
    y: float
    radius: float
    fill: str


@dataclass(frozen=True, slots=True)
class Words:
    """A line of words; ``y`` is its base line, ``side`` where ``x`` is."""

    x: float
    y: float
    text: str
    size: float = 7
    side: Side = Side.LEFT
    ink: str = INK
    strong: bool = False


Shape = Box | Stroke | Dot | Words


@dataclass(frozen=True, slots=True)
class Picture:
    """Shapes on a ground, the last one on top."""

    width: float
    height: float
    name: str
    """What it shows, for those who cannot see it."""
    shapes: tuple[Shape, ...]


def width_of(text: str, size: float, *, strong: bool = False) -> float:
    """Points that words take."""
    prepare()
    return float(stringWidth(drawable(text), BOLD if strong else PLAIN, size))


def fitted(text: str, size: float, room: float) -> str:
    """Words cut so that they fit."""
    text, whole = text[:_SIGNS_MAX], text
    if text == whole and width_of(text, size) <= room:
        return text
    while text and width_of(f"{text}…", size) > room:
        text = text[:-1]
    return f"{text.rstrip()}…"


def to_svg(picture: Picture) -> str:
    """An ``svg`` element: no script, no style from elsewhere, every word escaped."""
    name = escape(clean(picture.name))
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {picture.width:g} {picture.height:g}"'
        f' width="{picture.width:g}" height="{picture.height:g}" role="img" aria-label="{name}">'
    )
    return "\n".join([head, f"<title>{name}</title>", *_svg(picture), "</svg>"])


def _svg(picture: Picture) -> Iterator[str]:
    for shape in picture.shapes:
        match shape:
            case Box(x, y, width, height, fill):
                size = f'width="{width:.2f}" height="{height:.2f}"'
                yield f'<rect x="{x:.2f}" y="{y:.2f}" {size} fill="#{fill}"/>'
            case Stroke(points, ink, width, dashed):
                through = " ".join(f"{x:.2f},{y:.2f}" for x, y in points)
                look = f'fill="none" stroke="#{ink}" stroke-width="{width:g}"'
                dash = f' stroke-dasharray="{_DASH:g}"' if dashed else ""
                yield f'<polyline points="{through}" {look}{dash}/>'
            case Dot(x, y, radius, fill):
                yield f'<circle cx="{x:.2f}" cy="{y:.2f}" r="{radius:g}" fill="#{fill}"/>'
            case Words(x, y, text, size, side, ink, strong):
                look = f'font-size="{size:g}" text-anchor="{_ANCHORS[side]}" fill="#{ink}"'
                weight = ' font-weight="bold"' if strong else ""
                yield f'<text x="{x:.2f}" y="{y:.2f}" {look}{weight}>{escape(clean(text))}</text>'


def to_graphics(picture: Picture) -> Any:
    """A drawing of reportlab, which flows like a paragraph."""
    prepare()
    drawing = shapes.Drawing(picture.width, picture.height)
    for shape in picture.shapes:
        drawing.add(_graphic(shape, picture.height))
    return drawing


def _graphic(shape: Shape, height: float) -> Any:
    match shape:
        case Box():
            base = height - shape.y - shape.height
            fill = HexColor(f"#{shape.fill}")
            return shapes.Rect(shape.x, base, shape.width, shape.height, fillColor=fill, strokeColor=None)
        case Stroke():
            flat = [number for x, y in shape.points for number in (x, height - y)]
            dash = [_DASH, _DASH] if shape.dashed else None
            ink = HexColor(f"#{shape.ink}")
            return shapes.PolyLine(flat, strokeColor=ink, strokeWidth=shape.width, strokeDashArray=dash)
        case Dot():
            fill = HexColor(f"#{shape.fill}")
            return shapes.Circle(shape.x, height - shape.y, shape.radius, fillColor=fill, strokeColor=None)
        case Words():
            return shapes.String(
                shape.x,
                height - shape.y,
                drawable(shape.text),
                fontName=BOLD if shape.strong else PLAIN,
                fontSize=shape.size,
                fillColor=HexColor(f"#{shape.ink}"),
                textAnchor=_ANCHORS[shape.side],
            )
