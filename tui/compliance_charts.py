"""Gauges, sparks and charts of text: where the share and the hours of a post stand, month by month."""

from collections.abc import Iterator

from textual.content import Content

from rota.compliance.standing import Light
from rota.compliance.trend import Basis, Hours, Shares, Trend
from rota.explain import amount
from rota.model.calendar import Period
from rota.model.facts import PostId, SiteId
from rota.rules.base import Unit
from rota.sites.faults import clean
from rota.words import Lang, Text, day_short
from tui.compliance import Kind, Look, View
from tui.compliance_told import LETTERS, LIGHT_STYLES, asked_told, month_told
from tui.widgets.gauges import gauge, spark

_HOURS_FULL = 60 * 60
"""Minutes that fill the gauge of a week."""
_BESIDE_BAR, _BESIDE_MONTH = 26, 37
"""Columns of a line that are not its bar."""
_MONTHS_MIN, _MONTHS_COLUMNS = 4, 50
"""Lines and columns under which no month is told beside the gauges."""


def gauges_told(view: View, look: Look, lang: Lang, width: int, height: int) -> Content:
    """The shares of the post under the cursor against what was promised, its hours, what is ahead.

    Where there is room for it, the share of the site that was promised one follows, month by month.
    """
    trend = view.trends.get(PostId(look.cursor.who)) if look.cursor and look.kind is Kind.POSTS else None
    if trend is None:
        return Content.styled(NO_GAUGE.say(lang), "$rota-quiet")
    heading = clean(trend.post)
    if width >= _MONTHS_COLUMNS:
        heading += f" · {asked_told(view.asked, view.as_of, lang)}"
    lines = [Content.styled(heading, "bold")]
    shares = shares_of(view, trend)
    if shares is not None:
        lines += [share_gauge(trend, shares, site, lang, width) for site in trend.sites]
        lines += list(_ledger_told(view, trend, shares, lang))
    hours = hours_of(view, trend)
    if hours is not None:
        lines.append(hours_gauge(trend, hours, lang, width))
    lines += list(_weeks_told(trend, lang, width))
    ahead = [one for one in view.crossings if one.post == trend.post]
    if ahead:
        told = AHEAD_SHORT.say(lang, count=len(ahead), day=day_short(ahead[0].on, lang))
        lines.append(Content.styled(told, "$rota-flag"))
    else:
        lines.append(Content.styled(NOTHING_AHEAD.say(lang), "$success"))
    if height > len(lines) + _MONTHS_MIN and width >= _MONTHS_COLUMNS:
        lines += list(_months_told(trend, lang, width, height - len(lines)))
    return Content("\n").join(lines)


def _months_told(trend: Trend, lang: Lang, width: int, height: int) -> Iterator[Content]:
    """The share of the site that was promised one, of the first one otherwise, month by month."""
    site = next((site for site, _ in trend.minimums), trend.sites[0])
    months = list(month_lines(trend, site, lang, width - _BESIDE_MONTH))
    yield Content("")
    yield Content.styled(BY_MONTH.say(lang, site=clean(site)), "bold")
    yield from months[-(height - 2) :]


def _ledger_told(view: View, trend: Trend, shares: Shares, lang: Lang) -> Iterator[Content]:
    """What the ledger alone says, where plans that nobody has answered make another share of it."""
    balance = view.balances.get(trend.post)
    waiting = sum(one.late for one in balance.pending) if balance else 0
    told = [
        f"{clean(one.site)} {_percent(one.share, lang)}"
        for one in (balance.shares if balance else ())
        if one.period is shares.period and one.span.last in shares.span and one.whole
    ]
    if waiting:
        registered = LEDGER.say(lang, told=", ".join(told)) if told else ""
        yield Content.styled(f"{registered}{WAITING.say(lang, count=waiting)}", "$rota-flag")


def _percent(hundredths: int, lang: Lang) -> str:
    """With one decimal, rounded down: 49.99 must not read as 50."""
    return amount(hundredths // 10 * 10, Unit.PERCENT, lang)


def shares_of(view: View, trend: Trend) -> Shares | None:
    """The shares over the period looked at."""
    asked = view.asked
    return trend.over(asked.period, None if asked.span is None else asked.day)


def hours_of(view: View, trend: Trend) -> Hours | None:
    """The hours of the four-month period looked at, of the last known one otherwise."""
    found = [one for one in trend.four_months if view.asked.span is None or one.span.meet(view.asked.span)]
    return found[-1] if found else None


def share_gauge(trend: Trend, shares: Shares, site: SiteId, lang: Lang, width: int) -> Content:
    """``✓ CH    51,1 % ██████┃····  ≥ 50 %``."""
    share = shares.share(site)
    minimum = trend.minimums.get((site, shares.period))
    mark = clean(site)[:6]
    wanted = trend.contract.get(site, 0) if minimum is None else minimum
    pattern = AGREED if minimum is None else AT_LEAST
    limit = pattern.say(lang, limit=amount(100 * wanted, Unit.PERCENT, lang))
    under = minimum is not None and share < 100 * minimum
    light = Light.RED if under else Light.GREEN
    shown = LETTERS[light].say(lang) if minimum is not None else " "
    return _gauge_line(
        (shown, LIGHT_STYLES[light]),
        mark,
        _percent(share, lang),
        limit,
        of=(share, 10_000, 100 * wanted),
        width=width,
    )


def hours_gauge(trend: Trend, hours: Hours, lang: Lang, width: int) -> Content:
    """``✓ 48 h   42 h 20 ███████┃··  ≤ 48 h``."""
    mean = hours.a_week(trend.ceiling)
    light = Light.RED if hours.minutes > hours.allowed else Light.GREEN
    limit = AT_MOST.say(lang, limit=amount(trend.ceiling, Unit.MINUTES, lang))
    return _gauge_line(
        (LETTERS[light].say(lang), LIGHT_STYLES[light]),
        PER_WEEK.say(lang),
        amount(mean, Unit.MINUTES, lang),
        limit,
        of=(mean, max(_HOURS_FULL, mean), trend.ceiling),
        width=width,
    )


def _gauge_line(
    light: tuple[str, str], name: str, told: str, limit: str, *, of: tuple[int, int, int], width: int
) -> Content:
    """A mark, a name, a figure, a bar, a limit, in columns."""
    value, full, mark = of
    room = max(6, width - _BESIDE_BAR)
    style = light[1] if light[0].strip() else ""
    return Content.assemble(
        (f"{light[0]} ", light[1]),
        f"{name:<6} {told:>7} ",
        (gauge(value, full, room, mark), style),
        f" {limit}",
    )


def _weeks_told(trend: Trend, lang: Lang, width: int) -> Iterator[Content]:
    """Hours week by week: one column each, the expected ones after a stroke."""
    if not trend.weeks:
        return
    known = [one.minutes for one in trend.weeks if one.basis is not Basis.EXPECTED]
    ahead = [one.minutes for one in trend.weeks if one.basis is Basis.EXPECTED]
    room = max(4, width - len(WEEKS.say(lang)) - 4)
    ahead = ahead[: room // 2]
    known = known[-(room - len(ahead)) :]
    yield Content.assemble(
        (f"{WEEKS.say(lang)} ", "$rota-quiet"),
        spark(known, _HOURS_FULL),
        ("┊", "$rota-quiet"),
        (spark(ahead, _HOURS_FULL), "$rota-quiet"),
    )


def month_lines(trend: Trend, site: SiteId, lang: Lang, width: int) -> Iterator[Content]:
    """The share of a site, month by month."""
    promised = trend.minimums.get((site, Period.MONTH))
    wanted = trend.contract.get(site, 0) if promised is None else promised
    for shares in trend.months:
        share = shares.share(site)
        under = promised is not None and share < 100 * promised
        bar = gauge(share, 10_000, width, 100 * wanted)
        yield _row(
            month_told(shares.span, lang),
            _percent(share, lang),
            bar,
            shares.basis,
            lang,
            under=under,
        )


def week_lines(trend: Trend, lang: Lang, width: int) -> Iterator[Content]:
    """Hours week by week against the ceiling of a mean week."""
    for hours in trend.weeks:
        bar = gauge(hours.minutes, _HOURS_FULL, width, trend.ceiling)
        name = WEEK_OF.say(lang, day=f"{hours.span.first:%d/%m}")
        yield _row(name, amount(hours.minutes, Unit.MINUTES, lang), bar, hours.basis, lang)


def _row(name: str, told: str, bar: str, basis: Basis, lang: Lang, *, under: bool = False) -> Content:
    style = "$rota-flag" if under else ""
    quiet = "$rota-quiet" if basis is Basis.EXPECTED else style
    return Content.assemble(
        f"{name:<15}",
        (f"{told:>9} ", style),
        (bar, quiet),
        (f" {BELOW if under else ' '} ", "$rota-flag"),
        (BASIS[basis].say(lang), "$rota-quiet"),
    )


NO_GAUGE = Text(
    "Jauges et tendance : mettre le curseur sur un poste (v).",
    "Gauges and trend: put the cursor on a post (v).",
)
AT_LEAST, AT_MOST = Text("≥ {limit}", "≥ {limit}"), Text("≤ {limit}", "≤ {limit}")
AGREED = Text("({limit})", "({limit})")
LEDGER = Text("Registre seul : {told} ; ", "Ledger alone: {told}; ")
WAITING = Text("{count} prévision(s) sans réponse", "{count} plan(s) unanswered")
BY_MONTH = Text("Part de {site} par mois", "Share of {site} by month")
PER_WEEK = Text("h/sem.", "h/week")
WEEKS = Text("Heures", "Hours")
WEEK_OF = Text("sem. du {day}", "week of {day}")
AHEAD_SHORT = Text(
    "À venir : {count} dépassement(s), le premier {day} (a)",
    "Ahead: {count} crossing(s), the first {day} (a)",
)
NOTHING_AHEAD = Text("À venir : rien n’est dépassé.", "Ahead: nothing is crossed.")
BASIS = {
    Basis.OVER: Text("", ""),
    Basis.PLANNED: Text("prévu", "planned"),
    Basis.EXPECTED: Text("attendu", "expected"),
}
BELOW = "▼"
"""Stands after a share under what was promised."""
