"""The reports of one post, half-yearly and final: alike but for the days they are about."""

from datetime import date
from functools import partial
from pathlib import Path

import click

from exports.papers.model import Form
from rota.cli import parameters, report_options, target, working
from rota.cli import period as periods
from rota.cli.bilingual import Argument, Command
from rota.cli.session import Session
from rota.words import Text


def command(session: Session, kind: str, about: Text) -> click.Command:
    """The command of one kind of report."""
    lang = session.lang
    post = parameters.anything("POST", lang)
    return Command(
        kind,
        session,
        about,
        params=[
            Argument("post", parameters.POST.say(lang), type=post, metavar="POST"),
            report_options.period(lang),
            periods.as_of(lang),
            *report_options.writing(session),
        ],
        run=partial(_run, kind=kind),
    )


def _run(
    session: Session,
    *,
    kind: str,
    post: str,
    period: str | None,
    as_of: date | None,
    format: str,  # noqa: A002
    out: Path | None,
) -> int:
    from exports import reports  # noqa: PLC0415 (the database is loaded by those who need it)

    to, which = reports.To(Form(format), session.lang, out), reports.PostReportKind(kind)
    with target.workspace(session) as found:
        written = working.run(
            session,
            report_options.WRITING,
            lambda _: reports.write_post(found, post, which, to, period=period, as_of=as_of),
        )
    report_options.tell(session, written.path)
    return written.exit_code
