"""``rota attendance enter``: one statement by hand."""

from datetime import date, time

import click

from rota.cli import parameters, target
from rota.cli.attendance_import import refused
from rota.cli.bilingual import Command, Kind, Option
from rota.cli.misuse import Misuse
from rota.cli.session import Session
from rota.model.calendar import Slot
from rota.reconcile import FaultyAttendance, Stated, Status
from rota.reconcile.fields import HALF_WORDS
from rota.words import Text
from rota.workspace import attending

_ABOUT = Text(
    "Un site atteste une demi-journée, un jour, une garde ou un déplacement d’astreinte. Une attestation plus"
    " récente remplace l’ancienne ; withdrawn la retire.",
    "A site states a half-day, a day, a duty or a call-out. A later statement stands in place of the earlier;"
    " withdrawn takes it back.",
)
_DAY = Text("Le jour.", "The day.")
_HALF = Text("La part du jour.", "The part of the day.")
_STATUS = Text("Ce qu’il en fut ; present par défaut.", "What became of it; present by default.")
_WORK = Text(
    "SERVICE/ACTIVITÉ ou ligne ; ce qui était prévu par défaut.",
    "SERVICE/ACTIVITY or line; what was planned by default.",
)
_START = Text("Heure de début.", "Start.")
_END = Text(
    "Heure de fin ; le lendemain si elle précède le début.", "End; on the next day if before the start."
)
_MINUTES = Text("Minutes mesurées.", "Minutes measured.")
_BY = Text("Le poste qui a remplacé.", "The post that stood in.")
_HOUR_WANTED = Text("une heure comme 08:30", "an hour such as 08:30")
_BOTH = Text("--start et --end vont ensemble.", "--start and --end go together.")
_DONE = Text("Attesté ({count} écriture(s)).", "Stated ({count} entry(ies)).")
_SAME = Text("C’est déjà attesté : rien n’est ajouté.", "It is stated already: nothing is added.")


def command(session: Session) -> click.Command:
    """The command."""
    lang = session.lang
    halves = [word for word in HALF_WORDS if word.isascii()]
    statuses = [str(status) for status in Status]
    hour = Kind("HH:MM", _HOUR_WANTED, time.fromisoformat, lang)
    params = [
        parameters.seat(lang),
        parameters.post(lang, required=True),
        parameters.day(lang, "--date", _DAY, required=True),
        Option(
            ["--half"],
            _HALF.say(lang),
            type=parameters.words("am|pm|day|night", halves, lang),
            required=True,
        ),
        Option(
            ["--status"],
            _STATUS.say(lang),
            type=parameters.words("STATUS", statuses, lang),
            default=str(Status.PRESENT),
        ),
        Option(["--work"], _WORK.say(lang), type=parameters.anything("CODE", lang)),
        Option(["--start"], _START.say(lang), type=hour),
        Option(["--end"], _END.say(lang), type=hour),
        Option(["--minutes"], _MINUTES.say(lang), type=parameters.whole(lang, "N", 1, 1_500)),
        Option(["--by"], _BY.say(lang), type=parameters.anything("CODE", lang)),
        parameters.form(lang),
    ]
    return Command("enter", session, _ABOUT, params=params, run=_run)


def _run(
    session: Session,
    *,
    seat: str,
    post: str,
    date: date,
    half: str,
    status: str,
    work: str | None,
    start: time | None,
    end: time | None,
    minutes: int | None,
    by: str | None,
    format: str,  # noqa: A002 (the name of the option)
) -> int:
    if (start is None) != (end is None):
        raise Misuse(_BOTH)
    slots: tuple[Slot, ...] = HALF_WORDS[half]
    with target.workspace(session) as found:
        stated = Stated(
            day=date,
            slots=slots,
            status=Status(status),
            what=work or "",
            hours=(start, end) if start is not None and end is not None else None,
            minutes=minutes,
            by=found.post(by) if by else None,
        )
        try:
            count = attending.state(found, seat, post, stated)
        except FaultyAttendance as error:
            return refused(session, error, format)
    if format == parameters.JSON:
        session.write_json({"entries": count})
    else:
        session.say(_DONE if count else _SAME, **({"count": count} if count else {}))
    return 0
