"""The way of each post: shares month by month, hours week by week, and the weeks that are expected."""

from collections.abc import Iterator, Mapping

from exports.papers import Block, Column, Form, Measure, Row, Section, Table, Tone
from exports.papers.chart_parts import Series
from exports.papers.charts import Beside, Chart, Lines
from exports.reports.common import (
    FIRST,
    LAST,
    POST,
    SITE,
    filled,
    half_days,
    minutes,
    month_name,
    number,
    share,
)
from rota.compliance.trend import Basis, Shares, Trend
from rota.model.calendar import Period, week_name
from rota.model.facts import PostId, SiteId
from rota.words import Text

_SHARE = Text("{post} : part de {site}, par mois", "{post}: share of {site}, by month")
_HOURS = Text("{post} : heures de chaque semaine", "{post}: hours of each week")
_KNOWN, _EXPECTED = Text("fait et publié", "done and published"), Text("attendu", "expected")
_MINIMUM, _CEILING = Text("minimum promis", "promised minimum"), Text("plafond moyen", "mean ceiling")
_RESTS = Text("Repose sur", "Rests on")
_BASES: Mapping[Basis, Text] = {
    Basis.OVER: Text("jours passés", "days gone"),
    Basis.PLANNED: Text("jours publiés", "published days"),
    Basis.EXPECTED: Text("semaines attendues", "expected weeks"),
}


def trend_sections(trends: Mapping[PostId, Trend]) -> Iterator[Section]:
    """Charts of each post with the table of months; weeks where they can be filtered."""
    charts = tuple(chart for trend in trends.values() for chart in _charts(trend))
    blocks: tuple[Block, ...] = (_months(trends),)
    if charts:
        blocks = (Beside(charts), *blocks)
    yield Section(Text("Évolution", "Trend"), blocks, new_page=True)
    yield Section(Text("Semaines", "Weeks"), (_weeks(trends),), frozenset(Form) - {Form.PDF})


def _charts(trend: Trend) -> Iterator[Chart]:
    """The share of each promised site (of the first one where none is), and the hours."""
    promised = {site: percent for (site, period), percent in trend.minimums.items() if period is Period.MONTH}
    others = {site: percent for (site, _), percent in trend.minimums.items()}
    for site in dict.fromkeys((*promised, *others)) or trend.sites[:1]:
        if len(trend.months) > 1:
            yield _share_chart(trend, site, promised.get(site, others.get(site)))
    if len(trend.weeks) > 1:
        yield _hours_chart(trend)


def _share_chart(trend: Trend, site: SiteId, percent: int | None) -> Lines:
    amounts = [each.share(site) for each in trend.months]
    series = _parted(amounts, [each.basis for each in trend.months])
    if percent is not None:
        series += (Series(_MINIMUM, (100 * percent,) * len(amounts), Tone.BAD, dashed=True),)
    names = tuple(month_name(each.span) for each in trend.months)
    return Lines(filled(_SHARE, post=trend.post, site=site), Measure.SHARE, names, series)


def _hours_chart(trend: Trend) -> Lines:
    series = _parted([each.minutes for each in trend.weeks], [each.basis for each in trend.weeks])
    ceiling = Series(_CEILING, (trend.ceiling,) * len(trend.weeks), Tone.BAD, dashed=True)
    names = tuple(week_name(each.span.first) for each in trend.weeks)
    return Lines(filled(_HOURS, post=trend.post), Measure.MINUTES, names, (*series, ceiling))


def _parted(amounts: list[int], bases: list[Basis]) -> tuple[Series, ...]:
    """What is known, then what is expected, which starts where the other ends."""
    known = [None if basis is Basis.EXPECTED else each for each, basis in zip(amounts, bases, strict=True)]
    ahead = [each if basis is Basis.EXPECTED else None for each, basis in zip(amounts, bases, strict=True)]
    series = (Series(_KNOWN, tuple(known), Tone.SITE_1),)
    if Basis.EXPECTED not in bases:
        return series
    first = bases.index(Basis.EXPECTED)
    if first:
        ahead[first - 1] = amounts[first - 1]
    return (*series, Series(_EXPECTED, tuple(ahead), Tone.MUTED))


def _months(trends: Mapping[PostId, Trend]) -> Table:
    """Post, month and site with their shares."""
    return Table(
        code="trend",
        columns=(
            Column("post", POST, 34),
            Column("month", Text("Mois", "Month"), 20),
            Column("site", SITE, 20),
            number("parts", Text("Temps du site, ½ j.", "Time of the site, half-days"), 28),
            number("share", Text("Part", "Share"), 22),
            number("minimum", Text("Minimum du mois", "Minimum of the month"), 26),
            Column("first", FIRST, 22),
            Column("last", LAST, 22),
            Column("basis", _RESTS, 38),
        ),
        rows=tuple(
            row for trend in trends.values() for shares in trend.months for row in _month(trend, shares)
        ),
        frozen=3,
    )


def _month(trend: Trend, shares: Shares) -> Iterator[Row]:
    for place, site in enumerate(trend.sites):
        least = trend.minimums.get((site, Period.MONTH))
        yield Row(
            (
                *(trend.post, month_name(shares.span), site),
                *(half_days(shares.parts[site]), share(shares.share(site))),
                share(None if least is None else 100 * least),
                *(shares.span.first, shares.span.last, _BASES[shares.basis]),
            ),
            opens=place == 0,
        )


def _weeks(trends: Mapping[PostId, Trend]) -> Table:
    """Hours of each week."""
    return Table(
        code="weeks",
        columns=(
            Column("post", POST, 34),
            Column("week", Text("Semaine", "Week"), 24),
            Column("first", FIRST, 24),
            Column("last", LAST, 24),
            number("worked", Text("Heures", "Hours"), 24),
            Column("basis", _RESTS, 38),
        ),
        rows=tuple(
            Row(
                (
                    *(trend.post, week_name(each.span.first), each.span.first, each.span.last),
                    *(minutes(each.minutes), _BASES[each.basis]),
                )
            )
            for trend in trends.values()
            for each in trend.weeks
        ),
        frozen=2,
    )
