"""Totals of a month: half-days of each site, duties, hours, additional time. Formulas over the detail."""

from collections.abc import Iterable, Iterator, Sequence

from exports.papers import Across, Column, ColumnSum, Content, Figure, Matching, Measure, Row, Side, Table
from exports.tables.asked import TableKind
from exports.tables.marks import KINDS
from exports.tables.month import Month, PostMonth
from exports.tables.moves import Kind, Move
from rota.compliance.balance import SiteTime
from rota.compliance.reading import DutyTime
from rota.words import Text

_HALF, _MIN = Measure.HALF_DAYS, Measure.MINUTES
_DONE = {
    "service": (Text("Service de jour", "Day service"), Kind.SERVICE),
    "duty": (Text("Gardes", "On-site duty"), Kind.ON_SITE),
    "calls": (Text("Déplacements d’astreinte", "Call-outs"), Kind.CALL_OUT),
    "on-call": (Text("Astreintes", "On call"), Kind.ON_CALL),
    "corrections": (Text("Rectifications", "Corrections"), Kind.CORRECTION),
    "brought": (Text("Reports", "Brought forward"), Kind.BROUGHT),
    "others": (Text("Autres", "Others"), Kind.OTHER),
}
"""What makes up the half-days done, by the column."""
_ALWAYS = frozenset({"service", "duty", "calls"})
_TIMES = {
    DutyTime.NIGHT: Text("nuits", "nights"),
    DutyTime.SATURDAY: Text("samedis", "Saturdays"),
    DutyTime.SUNDAY: Text("dim. et fériés", "Sun. and holidays"),
    DutyTime.WEEKDAY: Text("jours", "weekdays"),
}
TOTAL = Text("Total", "Total")


def sites_table(month: Month) -> Table:
    """Half-days of each post at each site: owed, done in its parts, leave, what is left."""
    realised = month.asked.kind is TableKind.REALISED
    kinds = [code for code, (_, kind) in _DONE.items() if code in _ALWAYS or _any(month, kind)]
    columns = [
        Column("post", Text("Poste", "Post"), 30),
        Column("site", Text("Site", "Site"), 16),
        *([_column("carried", Text("Dû au début", "Due before"))] if realised else []),
        _column("owed", Text("Service dû", "Service owed")),
        *(_column(code, _DONE[code][0]) for code in kinds),
        _column(
            "done", Text("Total fait", "Total done") if realised else Text("Total prévu", "Total planned")
        ),
        _column("leave", Text("Absences", "Leave")),
        *([_column("other", Text("Autres mouvements", "Other moves"))] if realised else []),
        _column("due", Text("Reste dû", "Still due") if realised else Text("Écart", "Difference")),
    ]
    rows = [
        Row(tuple(_site_cells(each, time, kinds, realised=realised)), opens=number == 0)
        for each in month.posts
        for number, time in enumerate(each.balance.sites)
    ]
    return Table(
        code="sites",
        title=Text("Demi-journées par site", "Half-days by site"),
        columns=tuple(columns),
        rows=(*rows, _total(columns, rows, 2)),
        frozen=2,
    )


def _site_cells(of: PostMonth, time: SiteTime, kinds: Sequence[str], *, realised: bool) -> Iterator[Content]:
    mine = [move for move in of.moves if move.site == time.site]
    parts = {code: _sum(mine, _DONE[code][1], "done") for code in kinds}
    done, leave = sum(parts.values()), sum(move.leave for move in mine)
    yield of.post
    yield time.site
    if realised:
        yield Figure(time.carried, _HALF)
    yield Figure(time.owed, _HALF)
    for code in kinds:
        yield Figure(parts[code], _HALF, _matching("done", _DONE[code][1], site=True))
    yield Figure(done, _HALF, Across(tuple(kinds)))
    yield Figure(leave, _HALF, Matching("detail", "leave", {"post": "@post", "site": "@site"}))
    if realised:
        yield Figure(time.other, _HALF)
        due = time.carried + time.owed - done - leave + time.other
        yield Figure(due, _HALF, Across(("carried", "owed", "-done", "-leave", "other")))
    else:
        yield Figure(done + leave - time.owed, _HALF, Across(("done", "leave", "-owed")))


def posts_table(month: Month) -> Table:
    """Duties by the time they fill, call-outs and hours of each post."""
    times = [t for t in DutyTime if t is not DutyTime.WEEKDAY or any(_counts(month, t))]
    realised = month.asked.kind is TableKind.REALISED
    columns = [Column("post", Text("Poste", "Post"), 30)]
    for kind, name in (
        (Kind.ON_SITE, Text("Gardes", "On-site")),
        (Kind.ON_CALL, Text("Astreintes", "On call")),
    ):
        for time in times:
            head = Text(f"{name.fr}, {_TIMES[time].fr}", f"{name.en}, {_TIMES[time].en}")
            columns.append(_column(f"{kind}-{time}", head))
    columns.append(_column("worked", Text("Heures travaillées", "Hours worked")))
    columns.append(_column("duty-hours", Text("dont gardes", "of which duty")))
    if realised:
        columns.append(_column("called", Text("Astreintes avec déplacement", "Duties called out")))
        columns.append(_column("call-hours", Text("dont déplacements", "of which call-outs")))
    columns.append(_column("standby", Text("Attente d’astreinte", "Waiting on call")))
    rows = [Row(tuple(_post_cells(each, times, realised=realised))) for each in month.posts]
    return Table(
        code="posts",
        title=Text("Gardes, astreintes et heures", "Duty, on call and hours"),
        columns=tuple(columns),
        rows=(*rows, _total(columns, rows, 1)),
    )


def _post_cells(of: PostMonth, times: Sequence[DutyTime], *, realised: bool) -> Iterator[Content]:
    yield of.post
    for kind in (Kind.ON_SITE, Kind.ON_CALL):
        for time in times:
            count = sum(move.counts.get(time, 0) for move in of.moves if move.kind is kind)
            yield Figure(count, Measure.COUNT, _matching(time.value, kind))
    worked = sum(move.worked for move in of.moves)
    yield Figure(worked, _MIN, Matching("detail", "worked", {"post": "@post"}))
    yield Figure(_sum(of.moves, Kind.ON_SITE, "worked"), _MIN, _matching("worked", Kind.ON_SITE))
    if realised:
        called = sum(move.called for move in of.moves)
        yield Figure(called, Measure.COUNT, Matching("detail", "called", {"post": "@post"}))
        yield Figure(_sum(of.moves, Kind.CALL_OUT, "worked"), _MIN, _matching("worked", Kind.CALL_OUT))
    standby = sum(move.standby for move in of.moves)
    yield Figure(standby, _MIN, Matching("detail", "standby", {"post": "@post"}))


def period_table(month: Month) -> Table:
    """The four-month period up to the end of the month: additional time, and hours against the ceiling."""
    columns = (
        Column("post", Text("Poste", "Post"), 30),
        Column("from", Text("Depuis le", "Since"), 22, Side.CENTRE),
        _column("owed", Text("Service dû", "Service owed")),
        _column("discharged", Text("Accompli", "Discharged")),
        _column("beyond", Text("Au-delà du dû", "Beyond what is owed")),
        _column("counted", Text("Temps additionnel compté", "Additional time counted")),
        _column("waits", Text("à payer ou à rendre", "to be paid or given back")),
        _column("worked", Text("Heures travaillées", "Hours worked")),
        _column("ceiling", Text("Plafond (48 h)", "Ceiling (48 h)")),
    )
    return Table(
        code="period",
        title=Text("Quadrimestre, à la fin du mois", "Four-month period, at the end of the month"),
        columns=columns,
        rows=tuple(Row(tuple(_period_cells(each))) for each in month.posts),
    )


def _period_cells(of: PostMonth) -> Iterator[Content]:
    more, hours = of.balance.additional, of.balance.worked
    yield of.post
    yield more.span.first
    for parts in (more.owed, more.discharged, more.beyond, more.counted, more.waits):
        yield Figure(parts, _HALF)
    yield Figure(hours.minutes, _MIN)
    yield Figure(hours.allowed, _MIN)


def _column(code: str, head: Text) -> Column:
    return Column(code, head, 20, Side.RIGHT)


def _matching(column: str, kind: Kind, *, site: bool = False) -> Matching:
    where: dict[str, str | Text] = {"post": "@post", "kind": KINDS[kind]}
    return Matching("detail", column, {**where, "site": "@site"} if site else where)


def _sum(moves: Iterable[Move], kind: Kind, field: str) -> int:
    return sum(int(getattr(move, field)) for move in moves if move.kind is kind)


def _any(month: Month, kind: Kind) -> bool:
    return any(move.done for each in month.posts for move in each.moves if move.kind is kind)


def _counts(month: Month, time: DutyTime) -> Iterator[int]:
    return (move.counts.get(time, 0) for each in month.posts for move in each.moves)


def _total(columns: Sequence[Column], rows: Sequence[Row], labels: int) -> Row:
    """The sum of each column of figures."""
    cells: list[Content] = [TOTAL, *[None] * (labels - 1)]
    for place in range(labels, len(columns)):
        figures = [row.cells[place] for row in rows]
        amounts = [figure for figure in figures if isinstance(figure, Figure)]
        cells.append(Figure(sum(f.amount for f in amounts), amounts[0].measure, ColumnSum()))
    return Row(tuple(cells), total=True)
