"""``rota ledger show``: a month of each post: planned, actual, difference, what is due after each day."""

from itertools import groupby

import click

from rota.cli import parameters, target
from rota.cli.bilingual import Command
from rota.cli.page import Page, Words
from rota.cli.session import Session
from rota.explain import half_days
from rota.model.facts import PostId
from rota.words import Lang, Text, day_short
from rota.workspace import journal
from rota.workspace.journal import Line

_ABOUT = Text(
    "Un mois de registre : prévu, réalisé, écart, et ce qui reste dû au site après chaque ligne, en"
    " demi-journées.",
    "A month of ledger: planned, actual, difference, and what is still due to the site after each line, in"
    " half-days.",
)
_HEADER = (
    Text("jour", "day"),
    Text("site", "site"),
    Text("prévu", "planned"),
    Text("réalisé", "actual"),
    Text("écart", "diff."),
    Text("dû", "due"),
    Text("n°", "no."),
    Text("quoi", "what"),
)
_PENDING = Text("attente", "pending")
_EMPTY = Text("{post} : rien en {month}.", "{post}: nothing in {month}.")


def command(session: Session) -> click.Command:
    """The command."""
    lang = session.lang
    params = [parameters.post(lang), parameters.month(lang), parameters.form(lang)]
    return Command("show", session, _ABOUT, params=params, run=_run)


def _run(session: Session, *, post: str | None, month: str | None, format: str) -> int:  # noqa: A002
    with target.workspace(session) as found:
        name = month or f"{found.today:%Y-%m}"
        posts = [found.post(post)] if post else list(found.contracts())
        told = {who: journal.lines(found, who, name) for who in posts}
    if format == parameters.JSON:
        ledgers = [{"post": who, "lines": [_as_json(line) for line in lines]} for who, lines in told.items()]
        session.write_json({"month": name, "ledgers": ledgers})
    else:
        for who, lines in told.items():
            tell_lines(session.page, who, name, lines)
    return 0


def tell_lines(page: Page, post: PostId, month: str, lines: tuple[Line, ...]) -> None:
    """A month of one post."""
    lang = page.lang
    if not lines:
        page.say(_EMPTY, post=post, month=month)
        return
    page.title(f"{post} · {month}")
    header: list[Words] = [title.say(lang) for title in _HEADER]
    rows: list[list[Words]] = []
    for _, some in groupby(lines, key=lambda line: line.day):
        for place, line in enumerate(some):
            rows.append(_row(line, lang, first=place == 0))
    page.table([header, *rows], right=(2, 3, 4, 5, 6))


def _row(line: Line, lang: Lang, *, first: bool) -> list[Words]:
    actual = _PENDING.say(lang) if line.pending else half_days(line.actual)
    difference = "" if line.pending or not line.difference else half_days(line.difference)
    return [
        day_short(line.day, lang) if first else "",
        line.site or "",
        half_days(line.planned) if line.planned or line.pending else "",
        actual,
        difference,
        half_days(line.due),
        str(line.seqs[-1]),
        line.what,
    ]


def _as_json(line: Line) -> dict[str, object]:
    return {
        "day": line.day.isoformat(),
        "site": line.site,
        "what": line.what,
        "planned_60": line.planned,
        "actual_60": line.actual,
        "difference_60": line.difference,
        "planned_minutes": line.planned_minutes,
        "actual_minutes": line.actual_minutes,
        "pending": line.pending,
        "due_60": line.due,
        "seqs": list(line.seqs),
    }
