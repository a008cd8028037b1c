"""``rota balance``: where the time of each post stands, the same for every site."""

from datetime import date

import click

from rota.cli import parameters, target
from rota.cli import period as periods
from rota.cli.bilingual import Command
from rota.cli.page import Words
from rota.cli.session import Session
from rota.compliance.balance import Balance
from rota.compliance.rows import Row, rows, to_csv, to_json
from rota.compliance.telling import SECTIONS, figure, matters
from rota.words import Lang, Text, day_short
from rota.workspace import standing

CSV = "csv"
_ABOUT = Text(
    "Où en est le temps de chaque poste : dû et fait par site, congés et récupération restants, gardes, temps"
    " additionnel, heures contre 48 h, part contre son minimum, dettes entre sites.",
    "Where the time of each post stands: owed and done by site, leave and recovery left, duty, additional"
    " time, hours against 48 h, share against its minimum, debts between sites.",
)
_TITLE = Text("{post} · du {first} au {last}", "{post} · from {first} to {last}")
_OF = Text("pour {limit}", "of {limit}")


def command(session: Session) -> click.Command:
    """The command."""
    lang = session.lang
    params = [
        parameters.post(lang),
        periods.as_of(lang),
        periods.period(lang, "month"),
        parameters.form(lang, (parameters.TEXT, parameters.JSON, CSV)),
    ]
    return Command("balance", session, _ABOUT, params=params, run=_run)


def _run(session: Session, *, post: str | None, as_of: date | None, period: str, format: str) -> int:  # noqa: A002
    with target.workspace(session) as found:
        day = as_of or found.today
        posts = None if post is None else [found.post(post)]
        balances = standing.balances_of(found, standing.span_of(found, period, day), day, posts)
    if format == parameters.JSON:
        session.write_json({"balances": [to_json(balance) for balance in balances]})
    elif format == CSV:
        told = to_csv((row for balance in balances for row in rows(balance)), session.lang)
        session.write(told.replace("\r\n", "\n").rstrip("\n"))
    else:
        for balance in balances:
            tell_balance(session, balance)
    return 0


def tell_balance(session: Session, balance: Balance) -> None:
    """The figures of one post, section by section; sections without any figure are left out."""
    page, lang = session.page, session.lang
    first, last = day_short(balance.period.first, lang), day_short(balance.until, lang)
    page.title(_TITLE.say(lang, post=balance.post, first=first, last=last))
    told = [row for row in rows(balance) if matters(row)]
    for section in dict.fromkeys(row.section for row in told):
        page.gap()
        page.paragraph(SECTIONS[section].say(lang) if section in SECTIONS else section, "dim")
        page.table([_row(row, lang) for row in told if row.section == section], right=(1, 2))


def _row(row: Row, lang: Lang) -> list[Words]:
    amount, limit = figure(row, lang)
    return [row.site, amount, _OF.say(lang, limit=limit) if limit else "", row.label.say(lang)]
