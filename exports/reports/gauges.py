"""Gauges: the share of each promised site, the hours of each four-month period against 48 h."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from exports.papers import Block, Column, Measure, Row, Table, Tone
from exports.papers.chart_parts import Bar
from exports.papers.charts import Bars
from exports.reports.common import FIRST, LAST, POST, SITE, filled, light, minutes, number, share
from rota.compliance.labels import PERIODS
from rota.compliance.lights import NEAR_CEILING_PERCENT, NEAR_SHARE
from rota.compliance.standing import Light
from rota.compliance.trend import Hours, Shares, Trend
from rota.model.calendar import Period, Span
from rota.model.facts import PostId, SiteId
from rota.words import Text

BARS_MAX = 28
"""Bars of one chart: as many as a page holds."""
_SHARES = Text("Part des sites promis : {period}", "Share of promised sites: {period}")
_HOURS = Text(
    "Heures d’une semaine moyenne du quadrimestre, contre le plafond",
    "Hours of a mean week of the four-month period, against the ceiling",
)
_PROMISED = Text("Parts promises", "Promised shares")
_WORKED = Text(
    "Heures du quadrimestre, contre le plafond de ses jours connus",
    "Hours of the four-month period, against the ceiling of its known days",
)
_TONES = {Light.GREEN: Tone.GOOD, Light.AMBER: Tone.NEAR, Light.RED: Tone.BAD}
_Promised = tuple[Trend, SiteId, Shares, int]


def gauge_blocks(trends: Mapping[PostId, Trend]) -> Iterator[Block]:
    """Charts, then the tables they show."""
    shares = [each for trend in trends.values() for each in _promised(trend)]
    for period in (Period.CONTRACT, Period.FOUR_MONTHS, Period.MONTH):
        bars = [_share_bar(*each) for each in shares if each[2].period is period]
        yield from _charts(filled(_SHARES, period=PERIODS[period]), Measure.SHARE, bars)
    hours = [(trend, each) for trend in trends.values() for each in trend.four_months]
    yield from _charts(_HOURS, Measure.MINUTES, [_hours_bar(*each) for each in hours if each[1].allowed])
    if shares:
        yield _table("gauge-shares", _PROMISED, [_share_row(*each) for each in shares])
    if hours:
        yield _table("gauge-hours", _WORKED, [_hours_row(*each) for each in hours])


def share_light(found: int, least: int) -> Light:
    """As ``rota compliance`` judges a minimum share."""
    if found < least:
        return Light.RED
    return Light.AMBER if found < least + NEAR_SHARE else Light.GREEN


def hours_light(worked: int, allowed: int) -> Light:
    """As ``rota compliance`` judges the ceiling."""
    if worked > allowed:
        return Light.RED
    return Light.AMBER if 100 * worked >= NEAR_CEILING_PERCENT * allowed > 0 else Light.GREEN


def _promised(trend: Trend) -> Iterator[_Promised]:
    """Each promise over the last known of its periods."""
    for (site, period), percent in trend.minimums.items():
        found = trend.over(period)
        if found is not None and found.whole:
            yield trend, site, found, 100 * percent


def _charts(title: Text, measure: Measure, bars: Sequence[Bar]) -> Iterator[Block]:
    for start in range(0, len(bars), BARS_MAX):
        yield Bars(title, measure, tuple(bars[start : start + BARS_MAX]))


def _share_bar(trend: Trend, site: SiteId, shares: Shares, least: int) -> Bar:
    found = shares.share(site)
    return Bar(f"{trend.post} · {site}", found, least, True, _TONES[share_light(found, least)])


def _share_row(trend: Trend, site: SiteId, shares: Shares, least: int) -> Row:
    found = shares.share(site)
    told = share(found), share(least), light(share_light(found, least))
    return Row((trend.post, site, PERIODS[shares.period], *_days(shares.span), *told))


def _hours_bar(trend: Trend, hours: Hours) -> Bar:
    tone = _TONES[hours_light(hours.minutes, hours.allowed)]
    name = f"{trend.post} · {hours.span.first:%d/%m}–{hours.span.last:%d/%m/%Y}"
    return Bar(name, hours.a_week(trend.ceiling), trend.ceiling, False, tone)


def _hours_row(trend: Trend, hours: Hours) -> Row:
    told = minutes(hours.minutes), minutes(hours.allowed), light(hours_light(hours.minutes, hours.allowed))
    return Row((trend.post, None, PERIODS[Period.FOUR_MONTHS], *_days(hours.span), *told))


def _days(span: Span) -> tuple[date, date]:
    return span.first, span.last


def _table(code: str, title: Text, rows: Sequence[Row]) -> Table:
    return Table(
        code=code,
        columns=(
            Column("post", POST, 38),
            Column("site", SITE, 20),
            Column("period", Text("Période", "Period"), 38),
            Column("first", FIRST, 24),
            Column("last", LAST, 24),
            number("measured", Text("Mesuré", "Measured"), 24),
            number("limit", Text("Limite", "Limit"), 24),
            Column("light", Text("Feu", "Light"), 20),
        ),
        rows=tuple(rows),
        title=title,
    )
