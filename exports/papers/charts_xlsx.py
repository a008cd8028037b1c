"""Charts as a workbook has them, their figures written into the chart itself: no cell to disturb."""

from collections.abc import Sequence
from typing import Any

from openpyxl.chart import BarChart, LineChart
from openpyxl.chart.data_source import AxDataSource, NumData, NumDataSource, NumVal, StrData, StrVal
from openpyxl.chart.series import Series as Drawn
from openpyxl.chart.series import SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import CharacterProperties, ParagraphProperties

from exports.papers.cells_xlsx import cell_value, plain
from exports.papers.chart_parts import INKS, Bar, Series
from exports.papers.model import Figure, Measure, Tone
from exports.papers.styles import HAIR
from rota.words import Lang, Text

_MEASURED = Text("mesuré", "measured")
_LIMIT = Text("limite", "limit")


def bars(title: str, measure: Measure, given: Sequence[Bar], lang: Lang) -> Any:
    """Horizontal bars, the figure beside its limit; the first on top."""
    chart = BarChart()
    chart.type, chart.gapWidth = "bar", 60
    names = [bar.name for bar in given]
    _frame(chart, title, measure, lang)
    chart.x_axis.scaling.orientation = "maxMin"
    chart.y_axis.crosses = "max"
    measured = _series(0, _MEASURED.say(lang), names, [bar.amount for bar in given], measure)
    limits = _series(1, _LIMIT.say(lang), names, [bar.limit for bar in given], measure)
    _fill(measured, Tone.SITE_1)
    _fill(limits, Tone.MUTED)
    chart.series = [measured, limits]
    return chart


def columns(
    title: str, measure: Measure, categories: Sequence[str], given: Sequence[Series], lang: Lang
) -> Any:
    """Stacked columns."""
    chart = BarChart()
    chart.type, chart.grouping, chart.overlap, chart.gapWidth = "col", "stacked", 100, 60
    _frame(chart, title, measure, lang)
    for number, one in enumerate(given):
        drawn = _series(number, _name(one.name, lang), categories, one.amounts, measure)
        _fill(drawn, one.tone)
        chart.series.append(drawn)
    return chart


def lines(
    title: str, measure: Measure, categories: Sequence[str], given: Sequence[Series], lang: Lang
) -> Any:
    """Lines with marks; dashed ones without."""
    chart = LineChart()
    _frame(chart, title, measure, lang)
    for number, one in enumerate(given):
        drawn = _series(number, _name(one.name, lang), categories, one.amounts, measure)
        line = drawn.graphicalProperties.line
        line.solidFill, line.width = INKS[one.tone], 22_000
        drawn.smooth = False
        drawn.marker.symbol = "none" if one.dashed else "circle"
        if one.dashed:
            line.dashStyle = "dash"
        else:
            drawn.marker.size = 6
            drawn.marker.graphicalProperties.solidFill = INKS[one.tone]
        chart.series.append(drawn)
    return chart


def _frame(chart: Any, title: str, measure: Measure, lang: Lang) -> None:
    chart.title = plain(title)
    small = CharacterProperties(sz=1_100, b=True)
    for paragraph in chart.title.tx.rich.paragraphs:
        paragraph.pPr = ParagraphProperties(defRPr=small)
        for run in paragraph.r:
            run.rPr = small
    chart.y_axis.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill=HAIR))
    chart.legend.position = "b"
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.scaling.min = 0
    chart.y_axis.numFmt = _format(measure, lang)
    chart.y_axis.number_format = _format(measure, lang)
    if measure is Measure.SHARE:
        chart.y_axis.scaling.max = 1


def _series(
    number: int, name: str, categories: Sequence[str], amounts: Sequence[int | None], measure: Measure
) -> Any:
    values = [
        cell_value(Figure(amount, measure), Lang.EN)[0] if amount is not None else None for amount in amounts
    ]
    points = [NumVal(idx=at, v=str(value)) for at, value in enumerate(values) if value is not None]
    names = [StrVal(idx=at, v=plain(each)) for at, each in enumerate(categories)]
    return Drawn(
        idx=number,
        order=number,
        tx=SeriesLabel(v=plain(name)),
        cat=AxDataSource(strLit=StrData(ptCount=len(names), pt=names)),
        val=NumDataSource(numLit=NumData(ptCount=len(values), pt=points)),
    )


def _fill(series: Any, tone: Tone) -> None:
    series.graphicalProperties.solidFill = INKS[tone]


def _format(measure: Measure, lang: Lang) -> str:
    """Whole units on an axis."""
    form = cell_value(Figure(0, measure), lang)[1] or "0"
    return {Measure.SHARE: "0%", Measure.HALF_DAYS: "0", Measure.CENTS: '#,##0" €"'}.get(measure, form)


def _name(name: Text | str, lang: Lang) -> str:
    return name.say(lang) if isinstance(name, Text) else name
