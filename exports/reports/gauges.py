"""Gauges: the share of each promised site to date, the hours of each four-month period against 48 h."""

from collections.abc import Iterator, Sequence
from datetime import date

from exports.papers import Block, Column, Measure, Row, Table, Tone
from exports.papers.chart_parts import Bar
from exports.papers.charts import Bars
from exports.reports.common import FIRST, LAST, POST, SITE, light, minimums, minutes, number, share
from rota.compliance.balance import WorkedTime
from rota.compliance.lights import NEAR_CEILING_PERCENT, NEAR_SHARE
from rota.compliance.standing import Light
from rota.model.calendar import Span
from rota.model.facts import PostId, SiteId
from rota.words import Text
from rota.workspace.opened import Workspace, convention_of
from rota.workspace.report_months import MonthFigures
from rota.workspace.reporting import ComplianceReport

BARS_MAX = 28
"""Bars of one chart: as many as a page holds."""
WEEK = 7
"""Days below which a mean week says nothing."""
_SHARES = Text(
    "Part des sites promis, du début du contrat à ce jour", "Share of promised sites, contract to date"
)
_HOURS = Text(
    "Heures d’une semaine moyenne du quadrimestre, contre le plafond",
    "Hours of a mean week of the four-month period, against the ceiling",
)
_WORKED = Text(
    "Heures du quadrimestre, contre 48 h par semaine écoulée",
    "Hours of the four-month period, against 48 h for each week gone",
)
_TONES = {Light.GREEN: Tone.GOOD, Light.AMBER: Tone.NEAR, Light.RED: Tone.BAD}


def gauge_blocks(workspace: Workspace, told: ComplianceReport) -> Iterator[Block]:
    """Charts, then the table they show."""
    shares = list(_shares(workspace, told))
    hours = [(balance.post, balance.worked) for balance in told.quarters]
    bars = [
        Bar(f"{post} · {site}", found, least, True, _TONES[share_light(found, least)])
        for post, site, found, least, _ in shares
    ]
    yield from _charts(_SHARES, Measure.SHARE, bars)
    yield from _charts(_HOURS, Measure.MINUTES, [_hours_bar(*each) for each in hours if _tells(each[1])])
    rows = [
        Row((post, site, *_span(span), share(found), share(least), light(share_light(found, least))))
        for post, site, found, least, span in shares
    ]
    if rows:
        yield _table("gauge-shares", _SHARES, rows)
    if hours:
        yield _table("gauge-hours", _WORKED, [_hours_row(*each) for each in hours])


def share_light(found: int, least: int) -> Light:
    """As ``rota compliance`` judges a minimum share."""
    if found < least:
        return Light.RED
    return Light.AMBER if found < least + NEAR_SHARE else Light.GREEN


def hours_light(worked: WorkedTime) -> Light:
    """As ``rota compliance`` judges the ceiling."""
    if worked.minutes > worked.allowed:
        return Light.RED
    near = 100 * worked.minutes >= NEAR_CEILING_PERCENT * worked.allowed > 0
    return Light.AMBER if near else Light.GREEN


def _shares(workspace: Workspace, told: ComplianceReport) -> Iterator[tuple[PostId, SiteId, int, int, Span]]:
    """Post, site, its share to date, its minimum, the days."""
    for post in told.posts:
        convention = convention_of(workspace.facts, post)
        for site, minimum in minimums(convention).items():
            found = to_date(told.months.get(post, ()), site)
            if found is not None:
                yield post, site, found, minimum, Span(convention.start, told.months[post][-1].known.last)


def to_date(months: Sequence[MonthFigures], site: SiteId) -> int | None:
    """The share of a site at the end of the last month known."""
    return next((each.to_date for month in months[-1:] for each in month.sites if each.site == site), None)


def _charts(title: Text, measure: Measure, bars: Sequence[Bar]) -> Iterator[Block]:
    for start in range(0, len(bars), BARS_MAX):
        yield Bars(title, measure, tuple(bars[start : start + BARS_MAX]))


def _tells(worked: WorkedTime) -> bool:
    return len(worked.span) >= WEEK and worked.allowed > 0


def _hours_bar(post: PostId, worked: WorkedTime) -> Bar:
    amount, limit = (WEEK * of // len(worked.span) for of in (worked.minutes, worked.allowed))
    name = f"{post} · {worked.span.first:%d/%m}–{worked.span.last:%d/%m/%Y}"
    return Bar(name, amount, limit, False, _TONES[hours_light(worked)])


def _hours_row(post: PostId, worked: WorkedTime) -> Row:
    figures = minutes(worked.minutes), minutes(worked.allowed)
    return Row((post, None, *_span(worked.span), *figures, light(hours_light(worked))))


def _span(span: Span) -> tuple[date, date]:
    return span.first, span.last


def _table(code: str, title: Text, rows: Sequence[Row]) -> Table:
    return Table(
        code=code,
        columns=(
            Column("post", POST, 58),
            Column("site", SITE, 22),
            Column("first", FIRST, 24),
            Column("last", LAST, 24),
            number("measured", Text("Mesuré", "Measured"), 24),
            number("limit", Text("Limite", "Limit"), 24),
            Column("light", Text("Feu", "Light"), 22),
        ),
        rows=tuple(rows),
        title=title,
    )
