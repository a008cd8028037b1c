"""``rota leave list``: absences declared, and what is left of each right at each site."""

from datetime import date

import click

from rota.cli import parameters, target
from rota.cli.bilingual import Command
from rota.cli.page import Words
from rota.cli.session import Session
from rota.compliance.balance import Balance
from rota.compliance.labels import LEAVE_KINDS
from rota.explain import half_days
from rota.model.calendar import Span
from rota.model.facts import Absence
from rota.words import Text, day_short
from rota.workspace import standing

_ABOUT = Text(
    "Les absences déclarées, et ce qui reste de chaque droit à chaque site, en demi-journées.",
    "The absences declared, and what is left of each right at each site, in half-days.",
)
_LEFT = Text("Droits, toutes absences déclarées comptées", "Rights, all absences declared counted")
_HEADER = (
    Text("poste", "post"),
    Text("droit", "right"),
    Text("site", "site"),
    Text("pris", "taken"),
    Text("reste", "left"),
)


def command(session: Session) -> click.Command:
    """The command."""
    lang = session.lang
    shared = [parameters.post(lang), parameters.form(lang)]
    return Command("list", session, _ABOUT, params=shared, run=_run)


def _run(session: Session, *, post: str | None, format: str) -> int:  # noqa: A002
    with target.workspace(session) as found:
        wanted = None if post is None else found.post(post)
        absences = [one for one in found.facts.absences if wanted in {None, one.post}]
        last = max((one.last for one in absences), default=found.today)
        day = date(max(found.today, last).year, 12, 31)
        posts = None if wanted is None else [wanted]
        balances = standing.balances_of(found, Span(found.facts.conventions[0].start, day), day, posts)
    if format == parameters.JSON:
        session.write_json({"absences": [_as_json(one) for one in absences], "rights": _rights(balances)})
        return 0
    page, lang = session.page, session.lang
    page.table(
        [
            [
                one.post,
                LEAVE_KINDS[one.kind].say(lang),
                f"{day_short(one.first, lang)} {one.first_slot} – {day_short(one.last, lang)}"
                f" {one.last_slot}",
                one.id,
            ]
            for one in absences
        ]
    )
    page.title(_LEFT.say(lang))
    header: list[Words] = [title.say(lang) for title in _HEADER]
    rows: list[list[Words]] = [
        [
            balance.post,
            f"{LEAVE_KINDS[right.kind].say(lang)} {right.year}",
            right.site,
            half_days(right.taken),
            half_days(right.left),
        ]
        for balance in balances
        for right in balance.leave
        if right.taken or right.left
    ]
    page.table([header, *rows], right=(3, 4))
    return 0


def _as_json(one: Absence) -> dict[str, object]:
    return {
        "id": one.id,
        "post": one.post,
        "kind": str(one.kind),
        "first": one.first.isoformat(),
        "first_half": str(one.first_slot),
        "last": one.last.isoformat(),
        "last_half": str(one.last_slot),
    }


def _rights(balances: tuple[Balance, ...]) -> list[dict[str, object]]:
    return [
        {
            "post": balance.post,
            "kind": str(right.kind),
            "year": right.year,
            "site": right.site,
            "taken_60": right.taken,
            "left_60": right.left,
        }
        for balance in balances
        for right in balance.leave
    ]
