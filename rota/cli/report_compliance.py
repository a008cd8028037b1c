"""``rota report compliance``: every rule and post with its light, findings, gauges, trend, forecast."""

from datetime import date
from pathlib import Path

import click

from exports.papers.model import Form
from rota.cli import parameters, report_options, target, working
from rota.cli import period as periods
from rota.cli.bilingual import Command, Option
from rota.cli.session import Session
from rota.words import Text

_ABOUT = Text(
    "Écrit le rapport de conformité : un feu par règle et poste avec mesure, limite et source, les constats,"
    " les jauges de part et d’heures, l’évolution et ce qui sera franchi. Code 1 : une règle de loi est"
    " enfreinte.",
    "Writes the compliance report: a light for each rule and post with measure, limit and source, findings,"
    " gauges of share and hours, the trend and what will be crossed. Exit code 1: a LAW rule is broken.",
)
_SITE = Text("Seulement ce site.", "Only this site.")


def command(session: Session) -> click.Command:
    """The command."""
    lang = session.lang
    return Command(
        "compliance",
        session,
        _ABOUT,
        params=[
            report_options.period(lang),
            periods.as_of(lang),
            parameters.post(lang),
            Option(["--site"], _SITE.say(lang), type=parameters.anything("CODE", lang)),
            *report_options.writing(session),
        ],
        run=_run,
    )


def _run(
    session: Session,
    *,
    period: str | None,
    as_of: date | None,
    post: str | None,
    site: str | None,
    format: str,  # noqa: A002
    out: Path | None,
) -> int:
    from exports import reports  # noqa: PLC0415 (the database is loaded by those who need it)

    to = reports.To(Form(format), session.lang, out)
    with target.workspace(session) as found:
        written = working.run(
            session,
            report_options.WRITING,
            lambda _: reports.write_compliance(found, to, period=period, as_of=as_of, post=post, site=site),
        )
    report_options.tell(session, written.path)
    return written.exit_code
