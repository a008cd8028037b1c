"""Reads ``balances.csv``: what was done before the first plan."""

from types import MappingProxyType

from rota.model.facts import LineId, OpeningBalance, PostId, SiteId
from rota.model.units import Minutes, Parts
from rota.sites.absences import ENDS_BEFORE_START
from rota.sites.codes import Codes, T
from rota.sites.csv_text import Sheet
from rota.sites.faults import Trouble
from rota.sites.known import Known
from rota.sites.readings import DAY, half_days, whole
from rota.sites.record import Doubtful, Record, Wrong, rows
from rota.sites.schema import BALANCES, COLUMNS, LINE_COLUMN, OWED_COLUMN, SITE_COLUMN
from rota.sites.wishes import SITE_NOT_OF_POST
from rota.words import Text

BALANCE_HALF_DAYS_MAX = 10_000
BALANCE_MINUTES_MAX = 100_000
BALANCE_COUNT_MAX = 10_000


def read_balances(sheet: Sheet, known: Known) -> None:
    """Read the rows of ``balances.csv``."""
    sites = _coded(sheet, SITE_COLUMN, known.sites, known)
    lines = _coded(sheet, LINE_COLUMN, known.lines, known)
    owed = _coded(sheet, OWED_COLUMN, known.sites, known)
    seen: set[str] = set()
    for record in rows(sheet, known.faults, (*COLUMNS[BALANCES], *sites, *lines, *owed)):
        balance = _balance(record, sites, lines, owed, known)
        if record.good("post") and balance.post in seen:
            record.wrong("post", BALANCE_TWICE, post=balance.post)
        seen.add(balance.post)
        if record.sound:
            known.balances[balance.post] = balance


def _coded(sheet: Sheet, prefix: str, codes: Codes[T], known: Known) -> dict[str, str]:
    """The codes of the columns that begin with ``prefix``, by column."""
    found: dict[str, str] = {}
    for name in sheet.header:
        if name.startswith(prefix):
            code = name.removeprefix(prefix)
            try:
                codes.find(code)
            except Wrong as wrong:
                place = sheet.place(sheet.header_line, name, code)
                known.faults.add(place, wrong.trouble, near=wrong.near, **wrong.values)
            except Doubtful:
                pass
            else:
                found[name] = code
    return found


def _balance(
    record: Record, sites: dict[str, str], lines: dict[str, str], owed: dict[str, str], known: Known
) -> OpeningBalance:
    post = record.take("post", known.posts.ref())
    since, until = record.take("since", DAY), record.take("until", DAY)
    if record.good("since", "until") and until < since:
        record.wrong("until", ENDS_BEFORE_START)
    amount, count = half_days(BALANCE_HALF_DAYS_MAX), whole(0, BALANCE_COUNT_MAX)
    convention = known.conventions.get(post)
    own = {share.site for share in convention.shares} if convention else None

    def by_site(columns: dict[str, str]) -> dict[SiteId, Parts]:
        found: dict[SiteId, Parts] = {}
        for column, code in columns.items():
            if record.has(column):
                found[SiteId(code)] = record.take(column, amount)
                if own is not None and code not in own:
                    record.wrong(column, SITE_NOT_OF_POST, site=code, post=post)
        return found

    duties = {
        LineId(code): record.take(column, count) for column, code in lines.items() if record.has(column)
    }
    return OpeningBalance(
        post=PostId(post),
        since=since,
        until=until,
        parts=MappingProxyType(by_site(sites)),
        minutes=Minutes(record.maybe("minutes", whole(0, BALANCE_MINUTES_MAX), 0)),
        duties=MappingProxyType(duties),
        weekends=record.maybe("weekends", whole(0, BALANCE_COUNT_MAX), 0),
        owed=MappingProxyType(by_site(owed)),
    )


BALANCE_TWICE = Trouble(
    Text("Le poste {post} a déjà un solde de départ.", "Post {post} already has an opening balance."),
    Text("N’en garder qu’un.", "Keep one only."),
)
