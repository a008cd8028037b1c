"""The shares of a post, month by month, as rows of a table."""

from collections.abc import Iterator

from rich.text import Text as Rich

from rota.cli.page import Words
from rota.explain.grid import Judged
from rota.explain.sentences import amount, half_days
from rota.model.facts import PostId
from rota.model.universe import Universe
from rota.rules.base import Unit
from rota.service import MonthTime, SiteTime, months
from rota.words import Lang, Text

_HEADER = (
    Text("mois", "month"),
    Text("site", "site"),
    Text("½ j.", "½ days"),
    Text("part", "share"),
    Text("promis", "promised"),
    Text("gardes", "duties"),
    Text("heures", "hours"),
    Text("", ""),
)
_UNDER = Text("sous le minimum", "under the minimum")
_CARRIED = Text("dont report {amount}", "{amount} carried")


def share_rows(judged: Judged, universe: Universe, post: PostId, lang: Lang) -> list[list[Words]]:
    """A header, then a row for each month and site."""
    rows = [row for time in months(judged, universe, post) for row in _month(judged, time, lang)]
    header: list[Words] = [Rich(title.say(lang), style="dim") for title in _HEADER]
    return [header, *rows] if rows else []


def _month(judged: Judged, time: MonthTime, lang: Lang) -> Iterator[list[Words]]:
    for place, (site, of) in enumerate(time.sites.items()):
        first = place == 0
        yield [
            f"{time.days.first:%Y-%m}" if first else "",
            f"{judged.problem.sites[site].mark} {site}",
            half_days(of.parts),
            amount(of.percent, Unit.PERCENT, lang),
            _promised(of, lang),
            str(time.duties) if first else "",
            str(time.minutes // 60) if first else "",
            Rich(_UNDER.say(lang), style="bold red") if _under(of) else _carried(time, lang, first=first),
        ]


def _promised(of: SiteTime, lang: Lang) -> str:
    if of.minimum is None:
        return Text("{percent} % (contrat)", "{percent}% (contract)").say(lang, percent=of.contract)
    return Text("≥ {percent} %", "≥ {percent}%").say(lang, percent=of.minimum)


def _carried(time: MonthTime, lang: Lang, *, first: bool) -> Words:
    if not first or not time.carried:
        return ""
    return Rich(_CARRIED.say(lang, amount=half_days(time.carried)), style="dim")


def _under(of: SiteTime) -> bool:
    return of.minimum is not None and of.percent < 100 * of.minimum
