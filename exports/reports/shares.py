"""Cost shares: the cost of each post pro rata of presence, the region’s aid, bonus and indemnities."""

from collections.abc import Iterator, Sequence

from exports.papers import (
    Across,
    Block,
    Cell,
    Column,
    ColumnSum,
    Facts,
    Figure,
    Measure,
    Note,
    Paper,
    Row,
    Section,
    Table,
    Tone,
)
from exports.papers.chart_parts import Series
from exports.papers.charts import Columns
from exports.papers.model import Content
from exports.reports.common import (
    POST,
    SITE,
    days,
    filled,
    half_days,
    made_at,
    month_name,
    number,
    share,
    tones,
)
from exports.reports.shares_sums import aid_table, sums_blocks
from rota.compliance.cost import presence
from rota.model.facts import PostId, Site, SiteId
from rota.parameters import chosen
from rota.words import Text
from rota.workspace.money import Money
from rota.workspace.opened import Workspace
from rota.workspace.report_months import share_of
from rota.workspace.report_shares import PostShares, SharesReport

_TITLE = Text("Coût partagé des postes", "Cost shares of shared posts")
_ALL = Text("Ensemble", "All")
_PRESENCE, _PART, _COST = Text("½ j.", "half-days"), Text("part", "share"), Text("coût", "cost")
_WHOLE = Text("Coût de la période", "Cost of the period")
_NONE = Text("à choisir", "to be chosen")
_HOW = Text(
    "Chaque mois coûte le douzième de l’année ; il est partagé au centime près d’après le temps fait à chaque"
    " site et les absences à sa charge. Un mois commencé compte pour un mois.",
    "Each month costs a twelfth of the year; it is shared to the cent by the time done at each site and the"
    " absences at its charge. A month begun counts as a month.",
)
_NO_COST = Text(
    "Aucun coût annuel n’est donné (--cost) : seules les parts sont dites.",
    "No yearly cost is given (--cost): only shares are told.",
)


def shares_paper(workspace: Workspace, told: SharesReport, post: PostId | None = None) -> Paper:
    """The paper over some months."""
    period = days(told.period)
    return Paper(
        code=f"shares-{told.period.first}-{told.period.last}{f'-{post}' if post else ''}",
        title=_TITLE,
        subtitle=period,
        made=made_at(workspace),
        sections=(
            Section(Text("Parts", "Shares"), tuple(_shares(workspace, told))),
            Section(Text("Mois", "Months"), (_months(told),), new_page=True),
            Section(Text("Aide régionale", "Regional aid"), (aid_table(told),), new_page=True),
            Section(Text("Prime et indemnités", "Bonus and indemnities"), sums_blocks(told)),
        ),
        foot=filled(Text("{title} · {period}", "{title} · {period}"), title=_TITLE, period=period),
    )


def _shares(workspace: Workspace, told: SharesReport) -> Iterator[Block]:
    given, concerned = told.given, {site for each in told.posts for site in each.presence}
    sites = [site for site in workspace.facts.sites if site.id in concerned]
    cost: Content = _NONE if given.cost is None else Figure(given.cost, Measure.CENTS)
    yield Facts(
        "given",
        (
            (Text("Période", "Period"), days(told.period)),
            (Text("Coût annuel d’un poste", "Yearly cost of a post"), cost),
            (Text("Appel régional", "Regional call"), chosen(given.aid).name if given.aid else _NONE),
            (
                Text("Forfait d’une astreinte", "Sum of an on-call duty"),
                _NONE if given.on_call is None else Figure(given.on_call, Measure.CENTS),
            ),
        ),
    )
    if given.cost is None:
        yield Note(_NO_COST, Tone.NEAR)
    yield _chart(told, sites)
    yield _table(told, sites)
    yield Note(_HOW, Tone.MUTED)


def _chart(told: SharesReport, sites: Sequence[Site]) -> Columns:
    """Euros by site and post; half-days where no cost is given."""
    costs, colours = told.given.cost is not None, tones(sites)
    title = (
        Text("Coût de chaque poste, par site", "Cost of each post, by site")
        if costs
        else Text("Temps de chaque poste, par site, ½ j.", "Time of each post, by site, half-days")
    )
    return Columns(
        title,
        Measure.CENTS if costs else Measure.HALF_DAYS,
        tuple(str(each.post) for each in told.posts),
        tuple(
            Series(
                site.id,
                tuple((each.shares if costs else each.presence).get(site.id, 0) for each in told.posts),
                colours[site.id],
            )
            for site in sites
        ),
    )


def _table(told: SharesReport, sites: Sequence[Site]) -> Table:
    """Posts down, sites across: time, share, cost."""
    costs = told.given.cost is not None
    codes = [f"cost-{place}" for place, _ in enumerate(sites, 1)]
    columns = [Column("post", POST, 32)]
    for place, _ in enumerate(sites, 1):
        columns += [number(f"time-{place}", _PRESENCE, 20), number(f"share-{place}", _PART, 20)]
        columns += [number(f"cost-{place}", _COST, 28)] if costs else []
    if costs:
        columns.append(number("whole", _WHOLE, 32))
    over = tuple(Cell(site.name, Tone.HEAD, True, 3 if costs else 2) for site in sites)
    last = (Cell(None, Tone.HEAD),) if costs else ()
    rows = [Row(tuple(_post(each, sites, codes, costs=costs))) for each in told.posts]
    return Table(
        code="shares",
        columns=tuple(columns),
        rows=(*rows, Row(tuple(_total(told, sites, costs=costs)), total=True)),
        heads=(Row((Cell(None, Tone.HEAD), *over, *last)),),
    )


def _post(of: PostShares, sites: Sequence[Site], codes: Sequence[str], *, costs: bool) -> Iterator[Content]:
    here, cents = of.presence, of.shares
    yield of.post
    for site in sites:
        mine = here.get(site.id)
        yield None if mine is None else half_days(mine)
        yield None if mine is None else share(share_of(mine, sum(here.values())))
        if costs:
            yield None if mine is None else Figure(cents.get(site.id, 0), Measure.CENTS)
    if costs:
        yield Figure(sum(cents.values()), Measure.CENTS, Across(tuple(codes)))


def _total(told: SharesReport, sites: Sequence[Site], *, costs: bool) -> Iterator[Content]:
    def all_of(site: SiteId) -> tuple[int, int]:
        return (
            sum(each.presence.get(site, 0) for each in told.posts),
            sum(each.shares.get(site, 0) for each in told.posts),
        )

    sums = [all_of(site.id) for site in sites]
    whole = sum(parts for parts, _ in sums)
    yield _ALL
    for parts, cents in sums:
        yield Figure(parts, Measure.HALF_DAYS, ColumnSum())
        yield share(share_of(parts, whole))
        if costs:
            yield Figure(cents, Measure.CENTS, ColumnSum())
    if costs:
        yield Figure(sum(cents for _, cents in sums), Measure.CENTS, ColumnSum())


def _months(told: SharesReport) -> Table:
    """Each month as ``rota money`` tells it."""
    rows = [row for each in told.posts for month in each.months for row in _month(month)]
    parts = sum(sum(each.presence.values()) for each in told.posts)
    cents = sum(sum(each.shares.values()) for each in told.posts)
    total = (Figure(parts, Measure.HALF_DAYS, ColumnSum()), None, Figure(cents, Measure.CENTS, ColumnSum()))
    return Table(
        code="months",
        columns=(
            Column("post", POST, 32),
            Column("month", Text("Mois", "Month"), 22),
            Column("site", SITE, 22),
            number("time", Text("Temps, ½ j.", "Time, half-days"), 26),
            number("share", Text("Part", "Share"), 26),
            number("cost", Text("Coût", "Cost"), 32),
        ),
        rows=(*rows, Row((_ALL, None, None, *total), total=True)),
        frozen=3,
    )


def _month(of: Money) -> Iterator[Row]:
    here = presence(of.balance)
    whole = sum(here.values())
    for place, (site, parts) in enumerate(here.items()):
        yield Row(
            (
                *(of.post, month_name(of.balance.period), site),
                *(half_days(parts), share(share_of(parts, whole))),
                Figure(of.shares[site], Measure.CENTS) if site in of.shares else None,
            ),
            opens=place == 0,
        )
