"""``rota attendance confirm``: all was done as planned, but for the exceptions."""

from datetime import date, timedelta
from pathlib import Path

import click

from rota.cli import parameters, target
from rota.cli.attendance_import import refused
from rota.cli.bilingual import Command, Kind, Option
from rota.cli.misuse import Misuse
from rota.cli.session import Session
from rota.ledger.writer import month_span
from rota.model.calendar import Span
from rota.reconcile import FaultyAttendance
from rota.words import Text
from rota.workspace import attending

_ABOUT = Text(
    "Un site atteste qu’un mois ou une semaine s’est passé comme prévu, sauf exceptions. Seuls les jours"
    " passés sont confirmés.",
    "A site states that a month or a week went as planned, but for the exceptions. Only days that are over"
    " are confirmed.",
)
_WEEK = Text("Une semaine.", "A week.")
_WEEK_WANTED = Text("une semaine comme 2026-W49", "a week such as 2026-W49")
_EXCEPT = Text(
    "« [POSTE] DATE DEMI-JOURNÉE STATUT [REMPLAÇANT] », ou un fichier qui en a une par ligne ; répétable.",
    "“[POST] DATE HALF STATUS [STAND-IN]”, or a file with one a line; repeatable.",
)
_ONE = Text("Donner --month ou --week.", "Give --month or --week.")
_DONE = Text("{site} : {count} attestation(s) ajoutée(s).", "{site}: {count} statement(s) added.")


def command(session: Session) -> click.Command:
    """The command."""
    lang = session.lang
    params = [
        parameters.seat(lang),
        parameters.month(lang),
        Option(["--week"], _WEEK.say(lang), type=Kind("2026-W49", _WEEK_WANTED, week, lang)),
        parameters.post(lang),
        Option(
            ["--except", "departures"],
            _EXCEPT.say(lang),
            type=parameters.anything("FILE|TEXT", lang),
            multiple=True,
        ),
        parameters.form(lang),
    ]
    return Command("confirm", session, _ABOUT, params=params, run=_run)


def week(text: str) -> Span:
    """The days of a week such as ``2026-W49``."""
    year, _, number = text.partition("-W")
    if len(text) != 8:
        raise ValueError(text)
    monday = date.fromisocalendar(int(year), int(number), 1)
    return Span(monday, monday + timedelta(days=6))


def _run(
    session: Session,
    *,
    seat: str,
    month: str | None,
    week: Span | None,
    post: str | None,
    departures: tuple[str, ...],
    format: str,  # noqa: A002 (the name of the option)
) -> int:
    if (month is None) == (week is None):
        raise Misuse(_ONE)
    days = week or month_span(month or "")
    with target.workspace(session) as found:
        try:
            told = tuple(line for each in departures for line in _lines(each))
            count = attending.confirm_days(found, seat, days, post, told)
        except FaultyAttendance as error:
            return refused(session, error, format)
    if format == parameters.JSON:
        session.write_json({"site": seat, "entries": count})
    else:
        session.say(_DONE, site=seat, count=count)
    return 0


def _lines(text: str) -> tuple[str, ...]:
    """One exception, or those of a file."""
    path = Path(text)
    return attending.exceptions_of(path) if " " not in text or path.is_file() else (text,)
