"""Charts: bars against a limit, columns of several parts, lines over months. Drawn once, for every file.

Each one shows figures of a table that stands in the same paper. In print and on a page it is a picture; in a
workbook it is a chart of its own kind, which a person can change.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from reportlab.platypus import Table as Grid

from exports.papers.chart_frame import HEAD, Frame, said, title_of, top_of
from exports.papers.chart_parts import INKS, Bar, Series
from exports.papers.model import Figure, Measure, Side
from exports.papers.picture import (
    INK,
    Box,
    Dot,
    Picture,
    Shape,
    Stroke,
    Words,
    fitted,
    to_graphics,
    to_svg,
    width_of,
)
from exports.papers.told import told
from rota.words import Lang, Text

PAGE = 780.0
"""Points that a picture is wide on a page of HTML."""
_ROW, _GAP = 14.0, 20.0
_ROWS_OF_A_CM = 1.9
"""Rows of a sheet in a centimetre."""


class Chart(ABC):
    """What all charts have."""

    __slots__ = ()

    @abstractmethod
    def picture(self, width: float, lang: Lang) -> Picture:
        """The chart drawn, at most ``width`` points wide."""

    @property
    @abstractmethod
    def height_cm(self) -> float:
        """Centimetres of the chart in a workbook."""

    @abstractmethod
    def native(self, lang: Lang) -> Any:
        """The chart of openpyxl."""

    @property
    def rows(self) -> int:
        """Rows of a sheet that it covers."""
        return int(self.height_cm * _ROWS_OF_A_CM) + 2

    def in_pdf(self, width: float, lang: Lang) -> Any:
        """A drawing of reportlab."""
        return to_graphics(self.picture(width, lang))

    def in_html(self, lang: Lang) -> str:
        """An inline SVG."""
        return to_svg(self.picture(PAGE, lang))

    def in_xlsx(self, sheet: Any, row: int, lang: Lang) -> None:
        """A native chart, anchored in the first column."""
        chart = self.native(lang)
        chart.height, chart.width = self.height_cm, 24.0
        sheet.add_chart(chart, f"A{row}")


@dataclass(frozen=True, slots=True)
class Beside:
    """Charts in pairs: as many as one wants, half as wide."""

    charts: tuple[Chart, ...]

    @property
    def rows(self) -> int:
        """Rows of a sheet: there they stand one under the other."""
        return sum(chart.rows for chart in self.charts)

    def in_pdf(self, width: float, lang: Lang) -> Any:
        """Two in a row, as a table that goes on over pages."""
        half = (width - _GAP) / 2
        drawn = [to_graphics(chart.picture(half, lang)) for chart in self.charts]
        drawn += [""] * (len(drawn) % 2)
        pairs = [drawn[place : place + 2] for place in range(0, len(drawn), 2)]
        bare = [(f"{side}PADDING", (0, 0), (-1, -1), 0) for side in ("LEFT", "RIGHT", "TOP")]
        return Grid(pairs, colWidths=[half + _GAP, half], style=bare, hAlign="LEFT")

    def in_html(self, lang: Lang) -> str:
        """Two in a row where there is room."""
        half = (PAGE - _GAP) / 2
        drawn = "\n".join(to_svg(chart.picture(half, lang)) for chart in self.charts)
        return f'<div class="pair">\n{drawn}\n</div>'

    def in_xlsx(self, sheet: Any, row: int, lang: Lang) -> None:
        """One under the other."""
        for chart in self.charts:
            chart.in_xlsx(sheet, row, lang)
            row += chart.rows


@dataclass(frozen=True, slots=True)
class Bars(Chart):
    """Bars from left to right, each with a mark at its limit."""

    title: Text
    measure: Measure
    bars: tuple[Bar, ...]

    @property
    def height_cm(self) -> float:
        """Higher with each bar."""
        return 2.6 + 0.75 * len(self.bars)

    def native(self, lang: Lang) -> Any:
        """Two bars each: the figure and its limit."""
        from exports.papers.charts_xlsx import bars  # noqa: PLC0415 (only workbooks need it)

        return bars(self.title.say(lang), self.measure, self.bars, lang)

    def picture(self, width: float, lang: Lang) -> Picture:
        """The bars under the title."""
        names = [fitted(bar.name, 7, 0.35 * width) for bar in self.bars]
        left = 8 + max((width_of(name, 7) for name in names), default=0)
        values = [bar.against(self.measure, lang) for bar in self.bars]
        room = width - left - max((width_of(value, 7) for value in values), default=0) - 12
        top = max((max(bar.amount, bar.limit) for bar in self.bars), default=1)
        top = 10_000 if self.measure is Measure.SHARE else max(1, top * 21 // 20)
        shapes: list[Shape] = [title_of(self.title, lang)]
        for number, (bar, name, value) in enumerate(zip(self.bars, names, values, strict=True)):
            y = HEAD + number * _ROW
            length, mark = (room * min(max(n, 0), top) / top for n in (bar.amount, bar.limit))
            shapes += [
                Words(left - 6, y + 9, name, side=Side.RIGHT),
                Box(left, y + 2, room, 9, "EEF0F3"),
                Box(left, y + 2, length, 9, INKS[bar.tone]),
                Stroke(((left + mark, y), (left + mark, y + 13)), INK, 1.5),
                Words(left + room + 6, y + 9, value),
            ]
        return Picture(width, HEAD + len(self.bars) * _ROW + 4, self.title.say(lang), tuple(shapes))


@dataclass(frozen=True, slots=True)
class Columns(Chart):
    """Columns made of parts, one on the other."""

    title: Text
    measure: Measure
    categories: tuple[Text | str, ...]
    series: tuple[Series, ...]

    @property
    def height_cm(self) -> float:
        """As high as a quarter of a page."""
        return 5.8

    def native(self, lang: Lang) -> Any:
        """Stacked columns."""
        from exports.papers.charts_xlsx import columns  # noqa: PLC0415 (only workbooks need it)

        return columns(self.title.say(lang), self.measure, said(self.categories, lang), self.series, lang)

    def picture(self, width: float, lang: Lang) -> Picture:
        """Columns over their names, parts told where there is room."""
        sums = [sum(one.amounts[place] or 0 for one in self.series) for place in range(len(self.categories))]
        frame = Frame(width, top_of(max(sums, default=0), self.measure), self.measure)
        shapes = [*frame.ground(self.title, self.series, lang), *frame.names(said(self.categories, lang))]
        breadth = min(46.0, 0.62 * frame.step(len(self.categories)))
        for place in range(len(self.categories)):
            below, x = 0, frame.x(place, len(self.categories))
            for one in self.series:
                amount = one.amounts[place] or 0
                if amount <= 0:
                    continue
                high, low = frame.y(below + amount), frame.y(below)
                shapes.append(Box(x - breadth / 2, high, breadth, low - high, INKS[one.tone]))
                told_it = told(Figure(amount, self.measure), lang)
                if low - high >= 9 and width_of(told_it, 6) < breadth:
                    shapes.append(Words(x, (low + high) / 2 + 2.2, told_it, 6, Side.CENTRE, "FFFFFF", True))
                below += amount
        return Picture(width, frame.height, self.title.say(lang), tuple(shapes))


@dataclass(frozen=True, slots=True)
class Lines(Chart):
    """Lines over categories; a dashed one is a limit or what adds up."""

    title: Text
    measure: Measure
    categories: tuple[Text | str, ...]
    series: tuple[Series, ...]

    @property
    def height_cm(self) -> float:
        """As high as a quarter of a page."""
        return 5.8

    def native(self, lang: Lang) -> Any:
        """Lines with marks."""
        from exports.papers.charts_xlsx import lines  # noqa: PLC0415 (only workbooks need it)

        return lines(self.title.say(lang), self.measure, said(self.categories, lang), self.series, lang)

    def picture(self, width: float, lang: Lang) -> Picture:
        """Lines with a dot for each figure, the last one told."""
        most = max((amount for one in self.series for amount in one.amounts if amount is not None), default=0)
        top = 10_000 if self.measure is Measure.SHARE else top_of(most, self.measure)
        frame = Frame(width, top, self.measure)
        shapes = [*frame.ground(self.title, self.series, lang), *frame.names(said(self.categories, lang))]
        for one in self.series:
            shapes.extend(_line(frame, one, len(self.categories), self.measure, lang))
        return Picture(width, frame.height, self.title.say(lang), tuple(shapes))


def _line(frame: Frame, one: Series, count: int, measure: Measure, lang: Lang) -> Iterator[Shape]:
    ink = INKS[one.tone]
    points = [
        (frame.x(place, count), frame.y(amount), amount)
        for place, amount in enumerate(one.amounts)
        if amount is not None
    ]
    if len(points) > 1 or (points and one.dashed):
        through = tuple((x, y) for x, y, _ in points)
        if one.dashed and len(points) == count:
            through = ((frame.left, through[0][1]), *through, (frame.right, through[-1][1]))
        yield Stroke(through, ink, 1.4, one.dashed)
    if not one.dashed:
        for x, y, _ in points:
            yield Dot(x, y, 2.4, ink)
    if points and not one.dashed:
        x, y, amount = points[-1]
        yield Words(x + 5, y - 3, told(Figure(amount, measure), lang), 6.5, ink=ink, strong=True)
