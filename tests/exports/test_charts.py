"""Charts: drawn from their figures alike on pages and in print, and nothing in them that runs."""

from io import BytesIO
from xml.etree import ElementTree as Xml

import pytest
from openpyxl import Workbook, load_workbook

from exports.papers import Figure, Measure, Tone
from exports.papers.chart_parts import INKS, Bar, Series
from exports.papers.charts import Bars, Beside, Chart, Columns, Lines
from exports.papers.fonts import prepare
from exports.papers.picture import Box, Dot, Stroke, Words, fitted, width_of
from exports.papers.told import told
from rota.words import Lang, Text
from tests.exports.test_tables_hostile import WORDS

TITLE = Text("Part", "Share")
GAUGES = Bars(
    TITLE,
    Measure.SHARE,
    (Bar("A", 2_500, 5_000, True, Tone.BAD), Bar("B", 7_500, 5_000, True, Tone.GOOD)),
)
STACKED = Columns(
    TITLE,
    Measure.HALF_DAYS,
    ("2026-11", "2026-12"),
    (Series("CH", (600, 0), Tone.SITE_1), Series("CHU", (300, 900), Tone.SITE_2)),
)
TREND = Lines(
    TITLE,
    Measure.SHARE,
    ("1", "2", "3"),
    (
        Series(Text("mois", "month"), (5_000, None, 10_000), Tone.SITE_1),
        Series(Text("minimum", "minimum"), (5_000,) * 3, Tone.BAD, dashed=True),
    ),
)
NAMES = tuple(WORDS)
HOSTILE: tuple[Chart, ...] = (
    Bars(TITLE, Measure.MINUTES, tuple(Bar(name, 60, 120, False, Tone.NEAR) for name in NAMES)),
    Columns(
        TITLE, Measure.COUNT, NAMES, tuple(Series(name, (1,) * len(NAMES), Tone.SITE_3) for name in NAMES)
    ),
    Lines(TITLE, Measure.CENTS, NAMES, tuple(Series(name, (1,) * len(NAMES), Tone.SITE_4) for name in NAMES)),
)


def shapes(chart: Chart, kind: type) -> list[object]:
    return [shape for shape in chart.picture(780, Lang.FR).shapes if isinstance(shape, kind)]


def test_bars_are_as_long_as_their_figures_and_marked_at_their_limit() -> None:
    ground, low, _, high = (box for box in shapes(GAUGES, Box) if isinstance(box, Box))
    marks = [stroke for stroke in shapes(GAUGES, Stroke) if isinstance(stroke, Stroke)]
    assert (low.width, high.width) == pytest.approx((ground.width / 4, 3 * ground.width / 4))
    assert [mark.points[0][0] for mark in marks] == pytest.approx([ground.x + ground.width / 2] * 2)
    assert (low.fill, high.fill) == (INKS[Tone.BAD], INKS[Tone.GOOD])
    words = [word.text for word in shapes(GAUGES, Words) if isinstance(word, Words)]
    assert words == ["Part", "A", "25 % (≥ 50 %)", "B", "75 % (≥ 50 %)"]


def test_columns_stand_one_on_the_other() -> None:
    first, second, alone = (box for box in shapes(STACKED, Box) if isinstance(box, Box) and box.width > 20)
    assert second.y + second.height == pytest.approx(first.y)
    assert (first.height, alone.height) == pytest.approx((2 * second.height, 3 * second.height))
    foot = first.y + first.height
    assert alone.y + alone.height == pytest.approx(foot)


def test_lines_leave_out_what_is_not_known() -> None:
    dots = [dot for dot in shapes(TREND, Dot) if isinstance(dot, Dot)]
    assert len(dots) == 2
    assert dots[0].y > dots[1].y
    dashed = [s for s in shapes(TREND, Stroke) if isinstance(s, Stroke) and s.dashed and len(s.points) > 2]
    assert {y for _, y in dashed[0].points} == {dots[0].y}


@pytest.mark.parametrize("measure", Measure)
@pytest.mark.parametrize("most", [0, 1, 7, 59, 61, 1_234, 987_654])
def test_the_axis_reaches_over_every_figure_in_few_steps(measure: Measure, most: int) -> None:
    chart = Columns(TITLE, measure, ("x",), (Series("y", (most,), Tone.SITE_1),))
    ticks = [word for word in shapes(chart, Words) if isinstance(word, Words) and word.x < 52 and word.y > 20]
    assert 2 <= len(ticks) <= 6
    boxes = [box for box in shapes(chart, Box) if isinstance(box, Box) and box.width > 20]
    assert all(box.y >= min(tick.y for tick in ticks) - 3 for box in boxes)
    if most and measure is not Measure.CENTS:
        assert told(Figure(0, measure), Lang.FR) in {tick.text for tick in ticks}


@pytest.mark.parametrize("chart", [*HOSTILE, Beside(HOSTILE)])
def test_hostile_names_stay_words(chart: Chart) -> None:
    prepare()
    page = chart.in_html(Lang.EN)
    for svg in page[page.index("<svg") :].split("</svg>")[:-1]:
        tree = Xml.fromstring(f"{svg}</svg>")
        tags = {element.tag.rpartition("}")[2] for element in tree.iter()}
        assert tags <= {"svg", "title", "rect", "polyline", "circle", "text"}
        said = "".join(tree.itertext())
        assert not any(ord(sign) < 32 and sign != "\n" for sign in said)
    assert chart.in_pdf(780, Lang.EN) is not None
    book, out = Workbook(), BytesIO()
    assert book.active is not None
    chart.in_xlsx(book.active, 1, Lang.EN)
    book.save(out)
    read = load_workbook(BytesIO(out.getvalue()))
    assert not any(cell.value for row in read.active.iter_rows() for cell in row)
    assert len(read.active._charts) == (len(HOSTILE) if isinstance(chart, Beside) else 1)


def test_words_are_cut_to_their_room() -> None:
    assert fitted("short", 7, 100) == "short"
    cut = fitted("w" * 200, 7, 50)
    assert cut.endswith("…")
    assert width_of(cut, 7) <= 50
