"""Time of a post at each site: planned, done, absences, share against its minimum; month by month."""

from collections.abc import Iterator

from exports.papers import (
    Across,
    Block,
    Column,
    ColumnSum,
    Drawing,
    Figure,
    Measure,
    Row,
    Table,
    Tone,
)
from exports.papers.chart_parts import Series
from exports.papers.charts import Beside, Chart, Columns, Lines
from exports.reports.common import (
    SITE,
    filled,
    half_days,
    light,
    minimums,
    minutes,
    month_name,
    number,
    share,
    tones,
)
from exports.reports.gauges import share_light
from rota.compliance.cost import presence
from rota.words import Text
from rota.workspace.opened import Workspace
from rota.workspace.report_months import share_of
from rota.workspace.reporting import PostReport

_PRESENCE = ("done", "leave")
_PARTS = ("planned", "done", "leave", "presence")
_HEADS = {
    "planned": Text("Publié, ½ j.", "Published, half-days"),
    "done": Text("Fait, gardes comprises, ½ j.", "Done, duty included, half-days"),
    "leave": Text("Absences à sa charge, ½ j.", "Absences at its charge, half-days"),
    "presence": Text("Temps du site, ½ j.", "Time of the site, half-days"),
    "share": Text("Part", "Share"),
    "minimum": Text("Minimum", "Minimum"),
    "worked": Text("Heures travaillées", "Hours worked"),
}
_SITES = Text("Temps par site", "Time per site")
_TOTAL = Text("Ensemble", "All")
_SHARE_OF = Text("Part de {site}", "Share of {site}")
_IN_MONTH, _TO_DATE = Text("dans le mois", "in the month"), Text("contrat à ce jour", "contract to date")
_MINIMUM = Text("minimum promis", "promised minimum")
_BY_MONTH = Text(
    "Demi-journées de chaque site, absences comprises", "Half-days of each site, absences included"
)


def sites_table(told: PostReport) -> Table:
    """Each site over the whole period, and all of them."""
    times, least = told.balance.sites, minimums(told.convention)
    parts = {each.site: 100 * each.percent for each in told.convention.shares}
    here = presence(told.balance)
    whole = sum(here.values())
    rows = []
    for time in times:
        found, minimum = share_of(here[time.site], whole), least.get(time.site)
        held = None if found is None or minimum is None else light(share_light(found, minimum))
        rows.append(
            Row(
                (
                    *(time.site, share(parts.get(time.site))),
                    half_days(told.planned.get(time.site, 0)),
                    *(half_days(time.done), half_days(time.leave)),
                    Figure(here[time.site], Measure.HALF_DAYS, Across(_PRESENCE)),
                    *(share(found), share(minimum), held),
                    half_days(time.due),
                    minutes(time.worked),
                )
            )
        )
    planned = sum(told.planned.get(time.site, 0) for time in times)
    sums = (planned, sum(time.done for time in times), sum(time.leave for time in times), whole)
    due, worked = sum(time.due for time in times), sum(time.worked for time in times)
    total = Row(
        (
            *(_TOTAL, None),
            *(Figure(each, Measure.HALF_DAYS, ColumnSum()) for each in sums),
            *(None, None, None),
            Figure(due, Measure.HALF_DAYS, ColumnSum()),
            Figure(worked, Measure.MINUTES, ColumnSum()),
        ),
        total=True,
    )
    return Table(
        code="sites",
        columns=(
            Column("site", SITE, 24),
            number("contract", Text("Quotité", "Contract"), 18),
            *(number(code, _HEADS[code], 27) for code in _PARTS),
            number("share", _HEADS["share"], 20),
            number("minimum", _HEADS["minimum"], 20),
            Column("light", Text("Feu", "Light"), 18),
            number("due", Text("Reste dû, ½ j.", "Still due, half-days"), 22),
            number("worked", _HEADS["worked"], 24),
        ),
        rows=(*rows, total),
        title=_SITES,
    )


def time_charts(workspace: Workspace, told: PostReport) -> Iterator[Block]:
    """Half-days of each month by site, and the share of promised sites."""
    colours = tones(workspace.facts.sites)
    names = tuple(month_name(month.month) for month in told.months)
    series = tuple(
        Series(time.site, tuple(month.sites[place].presence for month in told.months), colours[time.site])
        for place, time in enumerate(told.balance.sites)
    )
    charts: tuple[Chart, ...] = (Columns(_BY_MONTH, Measure.HALF_DAYS, names, series),)
    both: Drawing = Beside((*charts, *_share_charts(told)))
    yield both


def _share_charts(told: PostReport) -> Iterator[Lines]:
    """The share of each promised site; of the first site where none is promised. Two months at least."""
    promised, months = minimums(told.convention), told.months
    for site in (promised or [told.convention.shares[0].site]) if len(months) > 1 else ():
        here = [each for month in months for each in month.sites if each.site == site]
        series = [
            Series(_IN_MONTH, tuple(each.share for each in here), Tone.SITE_1),
            Series(_TO_DATE, tuple(each.to_date for each in here), Tone.SITE_2),
        ]
        if site in promised:
            series.append(Series(_MINIMUM, (promised[site],) * len(months), Tone.BAD, dashed=True))
        names = tuple(month_name(month.month) for month in months)
        yield Lines(filled(_SHARE_OF, site=site), Measure.SHARE, names, tuple(series))


def month_blocks(told: PostReport) -> Iterator[Table]:
    """Month and site, with a total that adds them up."""
    least = minimums(told.convention)
    rows = [
        Row(
            (
                *(month_name(month.month), each.site),
                *(half_days(each.planned), half_days(each.done), half_days(each.leave)),
                Figure(each.presence, Measure.HALF_DAYS, Across(_PRESENCE)),
                *(share(each.share), share(each.to_date), share(least.get(each.site))),
                minutes(month.minutes) if place == 0 else None,
            ),
            opens=place == 0,
        )
        for month in told.months
        for place, each in enumerate(month.sites)
    ]
    every = [each for month in told.months for each in month.sites]
    sums = tuple(sum(getattr(each, code) for each in every) for code in _PARTS)
    total = Row(
        (
            *(_TOTAL, None),
            *(Figure(each, Measure.HALF_DAYS, ColumnSum()) for each in sums),
            *(None, None, None),
            Figure(sum(month.minutes for month in told.months), Measure.MINUTES, ColumnSum()),
        ),
        total=True,
    )
    yield Table(
        code="months",
        columns=(
            Column("month", Text("Mois", "Month"), 22),
            Column("site", SITE, 22),
            *(number(code, _HEADS[code], 27) for code in _PARTS),
            number("share", Text("Part du mois", "Share of the month"), 24),
            number("to-date", Text("Part, contrat à ce jour", "Share, contract to date"), 26),
            number("minimum", _HEADS["minimum"], 22),
            number("worked", _HEADS["worked"], 26),
        ),
        rows=(*rows, total),
        frozen=2,
    )
