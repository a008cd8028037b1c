"""``rota report shares``: the cost of posts shared pro rata of presence, with aid, bonus and indemnities."""

from datetime import date
from pathlib import Path

import click

from exports.papers.model import Form
from rota.cli import money as words
from rota.cli import parameters, report_options, target, working
from rota.cli import period as periods
from rota.cli.bilingual import Command
from rota.cli.misuse import Misuse
from rota.cli.session import Session
from rota.words import Text

MONTH = "month"
"""The period that is told without another."""
_ABOUT = Text(
    "Écrit le partage du coût des postes, mois par mois, au prorata des présences, avec l’aide régionale, la"
    " prime et les indemnités : les chiffres de rota money. Aide à vérifier ; ne décide rien.",
    "Writes how the cost of posts is shared, month by month, pro rata of presence, with the region’s aid,"
    " bonus and indemnities: the figures of rota money. Helps to check; decides nothing.",
)


def command(session: Session) -> click.Command:
    """The command."""
    lang = session.lang
    return Command(
        "shares",
        session,
        _ABOUT,
        params=[
            parameters.month(lang),
            report_options.period(lang, MONTH),
            periods.as_of(lang),
            parameters.post(lang),
            *words.chosen(lang),
            *report_options.writing(session),
        ],
        run=_run,
    )


def _run(
    session: Session,
    *,
    month: str | None,
    period: str,
    as_of: date | None,
    post: str | None,
    aid: str | None,
    cost: int | None,
    on_call: int | None,
    format: str,  # noqa: A002
    out: Path | None,
) -> int:
    from exports import reports  # noqa: PLC0415 (the database is loaded by those who need it)
    from rota.workspace.money import OUT_OF_BOUNDS, Chosen  # noqa: PLC0415 (the same)

    to, given = reports.To(Form(format), session.lang, out), Chosen(aid, cost, on_call)
    with target.workspace(session) as found:
        try:
            written = working.run(
                session,
                report_options.WRITING,
                lambda _: reports.write_shares(found, month or period, given, to, as_of=as_of, post=post),
            )
        except ValueError:
            raise Misuse(OUT_OF_BOUNDS) from None
    report_options.tell(session, written.path)
    return written.exit_code
