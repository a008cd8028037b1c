"""The way of each post over its contract: shares month by month, mean weeks against the ceiling."""

from collections.abc import Iterator, Mapping, Sequence

from exports.papers import Block, Column, Measure, Row, Table, Tone
from exports.papers.chart_parts import Series
from exports.papers.charts import Beside, Lines
from exports.reports.common import POST, SITE, filled, half_days, minimums, minutes, month_name, number, share
from rota.model.facts import Convention, PostId, SiteId
from rota.words import Text
from rota.workspace.opened import Workspace, convention_of
from rota.workspace.report_months import MonthFigures, SiteMonth
from rota.workspace.reporting import ComplianceReport

_TITLE = Text("{post} : part de {site}", "{post}: share of {site}")
_MONTH, _TO_DATE = Text("dans le mois", "in the month"), Text("contrat à ce jour", "contract to date")
_MINIMUM = Text("minimum promis", "promised minimum")


def trend_blocks(workspace: Workspace, told: ComplianceReport) -> Iterator[Block]:
    """A chart for each post and promised site, then all months in a table."""
    charts = [
        chart
        for post in told.posts
        for chart in share_charts(convention_of(workspace.facts, post), told.months.get(post, ()))
    ]
    if charts:
        yield Beside(tuple(charts))
    yield months_table(
        {post: (convention_of(workspace.facts, post), told.months.get(post, ())) for post in told.posts}
    )


def share_charts(convention: Convention, months: Sequence[MonthFigures]) -> Iterator[Lines]:
    """The share of each promised site; of the first site where none is promised. Two months at least."""
    promised = minimums(convention)
    if len(months) < 2:
        return
    for site in promised or [convention.shares[0].site]:
        here = [_at(month, site) for month in months]
        series = [
            Series(_MONTH, tuple(each.share for each in here), Tone.SITE_1),
            Series(_TO_DATE, tuple(each.to_date for each in here), Tone.SITE_2),
        ]
        if site in promised:
            series.append(Series(_MINIMUM, (promised[site],) * len(months), Tone.BAD, dashed=True))
        names = tuple(month_name(month.month) for month in months)
        yield Lines(filled(_TITLE, post=convention.post, site=site), Measure.SHARE, names, tuple(series))


def _at(month: MonthFigures, site: SiteId) -> SiteMonth:
    return next(each for each in month.sites if each.site == site)


def months_table(of: Mapping[PostId, tuple[Convention, Sequence[MonthFigures]]]) -> Table:
    """Post, month and site with their shares; hours once a month."""
    return Table(
        code="trend",
        columns=(
            Column("post", POST, 30),
            Column("month", Text("Mois", "Month"), 18),
            Column("site", SITE, 18),
            number("planned", Text("Publié, ½ j.", "Published, half-days"), 22),
            number("presence", Text("Fait et absences, ½ j.", "Done and absences, half-days"), 26),
            number("share", Text("Part du mois", "Share of the month"), 22),
            number("to-date", Text("Part à ce jour", "Share to date"), 22),
            number("minimum", Text("Minimum", "Minimum"), 20),
            number("week", Text("Semaine moyenne du quadrimestre", "Mean week of the four months"), 30),
            number("ceiling", Text("Plafond", "Ceiling"), 20),
        ),
        rows=tuple(
            row for convention, months in of.values() for month in months for row in _rows(convention, month)
        ),
        frozen=3,
    )


def _rows(convention: Convention, month: MonthFigures) -> Iterator[Row]:
    least = minimums(convention)
    for place, each in enumerate(month.sites):
        week = (minutes(month.mean_week), minutes(month.ceiling_week)) if place == 0 else (None, None)
        yield Row(
            (
                *(convention.post, month_name(month.month), each.site),
                *(half_days(each.planned), half_days(each.presence)),
                *(share(each.share), share(each.to_date), share(least.get(each.site))),
                *week,
            ),
            opens=place == 0,
        )
