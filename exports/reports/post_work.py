"""What a post did: activities by site, duties by what they fill, trips and nights away."""

from collections.abc import Iterator

from exports.papers import Across, Block, Column, ColumnSum, Figure, Measure, Note, Row, Table, Tone
from exports.papers.chart_parts import Series
from exports.papers.charts import Columns
from exports.reports.common import SITE, half_days, minutes, number, tones
from rota.compliance.labels import TIMES, W
from rota.compliance.reading import DutyTime
from rota.compliance.rows import Row as Volume
from rota.model.facts import DutyKind, LineId, SiteId
from rota.model.problem import Problem
from rota.words import Text
from rota.workspace.reporting import PostReport

_ACTIVITY, _ALL = Text("Activité", "Activity"), Text("Ensemble", "All")
_VOLUMES = Text("Demi-journées de chaque activité, par site", "Half-days of each activity, by site")
_DUTY = Text("Gardes et astreintes", "Duties")
_HOURS = Text("Heures, par site", "Hours, by site")
_TRAVEL = Text("Trajets et nuits loin du domicile", "Trips and nights away from home")
_WAY = Text(
    "Un trajet : un jour passé à un autre site que celui du domicile, aller et retour par la route connue.",
    "A trip: a day spent at a site that is not home, there and back by the road that is known.",
)
_NO_WORK = Text("Aucune activité sur la période.", "No activity over the period.")
_NO_DUTY = Text("Aucune garde ni astreinte sur la période.", "No duty over the period.")
_NO_TRIP = Text("Aucun trajet sur la période.", "No trip over the period.")
_CATEGORIES_MAX = 14
"""Columns of one chart whose names can be read."""


def activity_blocks(problem: Problem, told: PostReport) -> Iterator[Block]:
    """A chart, then activities down and sites across."""
    volumes = [row for row in told.volumes if row.section == "activity"]
    if not volumes:
        yield Note(_NO_WORK, Tone.MUTED)
        return
    sites = [time.site for time in told.balance.sites]
    names = {row.what: row.label for row in volumes}
    parts = {(row.what, SiteId(row.site)): row.parts or 0 for row in volumes}
    colours, shown = tones(problem.facts.sites), list(names)[:_CATEGORIES_MAX]
    yield Columns(
        _VOLUMES,
        Measure.HALF_DAYS,
        tuple(names[what] for what in shown),
        tuple(
            Series(site, tuple(parts.get((what, site), 0) for what in shown), colours[site]) for site in sites
        ),
    )
    yield _activities(names, parts, sites)
    yield _hours(told)


def _activities(names: dict[str, Text], parts: dict[tuple[str, SiteId], int], sites: list[SiteId]) -> Table:
    codes = tuple(f"site-{place}" for place, _ in enumerate(sites, 1))
    rows = []
    for what, name in names.items():
        here = [parts.get((what, site), 0) for site in sites]
        both = Figure(sum(here), Measure.HALF_DAYS, Across(codes))
        rows.append(Row((name, *(half_days(each) for each in here), both)))
    sums = [sum(parts.get((what, site), 0) for what in names) for site in sites]
    total = (Figure(each, Measure.HALF_DAYS, ColumnSum()) for each in (*sums, sum(sums)))
    return Table(
        code="activities",
        columns=(
            Column("activity", _ACTIVITY, 58),
            *(number(code, site, 30) for code, site in zip(codes, sites, strict=True)),
            number("all", _ALL, 30),
        ),
        rows=(*rows, Row((_ALL, *total), total=True)),
        title=_VOLUMES,
    )


def _hours(told: PostReport) -> Table:
    times = told.balance.sites
    sums = (sum(time.worked for time in times), sum(time.standby for time in times))
    rows = [Row((time.site, minutes(time.worked), minutes(time.standby))) for time in times]
    total = Row((_ALL, *(Figure(each, Measure.MINUTES, ColumnSum()) for each in sums)), total=True)
    return Table(
        code="hours",
        columns=(
            Column("site", SITE, 58),
            number("worked", Text("Heures travaillées", "Hours worked"), 30),
            number("standby", Text("Attente d’astreinte", "Waiting on call"), 30),
        ),
        rows=(*rows, total),
        title=_HOURS,
    )


def duty_blocks(problem: Problem, told: PostReport) -> Iterator[Block]:
    """Duties by line and by what they fill."""
    duties = [row for row in told.volumes if row.section == "duty"]
    if not duties:
        yield Note(_NO_DUTY, Tone.MUTED)
        return
    yield Table(
        code="duties",
        columns=(
            Column("line", Text("Ligne", "Line"), 70),
            Column("kind", Text("Sorte", "Kind"), 24),
            Column("time", Text("Temps", "Time"), 44),
            Column("site", SITE, 24),
            number("count", Text("Nombre", "Number"), 24),
        ),
        rows=(
            *(_duty(problem, row) for row in duties),
            Row(
                (_ALL, None, None, None, Figure(sum(row.count or 0 for row in duties), total=ColumnSum())),
                total=True,
            ),
        ),
        title=_DUTY,
    )


def _duty(problem: Problem, row: Volume) -> Row:
    code, _, time = row.what.rpartition(":")
    line = problem.lines[LineId(code)]
    kind = W["on-site" if line.kind is DutyKind.ON_SITE else "on-call"]
    return Row((line.name, kind, TIMES[DutyTime(time)], row.site, Figure(row.count or 0)))


def travel_blocks(problem: Problem, told: PostReport) -> Iterator[Block]:
    """Trips with their road, and nights on duty far from home."""
    if not told.travel:
        yield Note(_NO_TRIP, Tone.MUTED)
        return
    sums = (
        sum(each.days for each in told.travel),
        sum(each.km or 0 for each in told.travel),
        sum(each.nights for each in told.travel),
    )
    yield Table(
        code="travel",
        columns=(
            Column("where", SITE, 70),
            number("days", Text("Trajets, jours", "Trips, days"), 24),
            number("km", Text("Route, km", "Road, km"), 24),
            number("nights", Text("Nuits loin du domicile", "Nights away from home"), 30),
        ),
        rows=(
            *(
                Row(
                    (
                        problem.sites[each.site].name,
                        Figure(each.days),
                        None if each.km is None else Figure(each.km),
                        Figure(each.nights),
                    )
                )
                for each in told.travel
            ),
            Row((_ALL, *(Figure(each, total=ColumnSum()) for each in sums)), total=True),
        ),
        title=_TRAVEL,
    )
    yield Note(_WAY, Tone.MUTED)
