"""``rota feed token list``: who follows which feed, on which device, and when last."""

from datetime import datetime

import click

from rota.cli import feed_subject, parameters, target
from rota.cli.bilingual import Command, Option
from rota.cli.page import Words
from rota.cli.session import Session
from rota.store.calendar_feed import Detail, Subject, Token
from rota.words import Lang, Text
from rota.workspace import feed_words as words
from rota.workspace import feeding

_ABOUT = Text(
    "Les jetons : appareil, langue, ce qui est dit, état, dernier jour d’usage. Jamais le jeton lui-même.",
    "The tokens: device, language, what is told, state, last day of use. Never the token itself.",
)
_ALL = Text("Montrer aussi ceux qui sont révoqués.", "Show revoked ones too.")
_NONE = Text("Aucun jeton.", "No token.")


def command(session: Session) -> click.Command:
    """The command."""
    lang = session.lang
    every = Option(["--all", "every"], _ALL.say(lang), is_flag=True)
    shared = [*feed_subject.subject(lang), every, parameters.form(lang)]
    return Command("list", session, _ABOUT, params=shared, run=_run)


def _run(
    session: Session,
    *,
    post: str | None,
    service: str | None,
    every: bool,
    format: str,  # noqa: A002
) -> int:
    kind, code = (None, None) if post is None and service is None else feed_subject.chosen(post, service)
    with target.workspace(session) as found:
        known = [one for one in feeding.listed(found, kind, code) if every or one.revoked_at is None]
        now = found.clock.now()
    if format == parameters.JSON:
        session.write_json({"tokens": [as_json(one, now) for one in known]})
    elif not known:
        session.say(_NONE)
    else:
        lang = session.lang
        header: list[Words] = [title.say(lang) for title in words.HEADER]
        session.page.table([header, *(_row(one, now, lang) for one in known)])
    return 0


def as_json(one: Token, now: datetime) -> dict[str, object]:
    """A token, for a script."""
    about = one.feed.about
    return {
        "id": one.id,
        "post": about.code if about.subject is Subject.POST else None,
        "service": about.code if about.subject is Subject.SERVICE else None,
        "device": one.device,
        "language": str(about.lang),
        "detail": str(about.detail),
        "proposals": about.proposals,
        "state": str(one.state(now)),
        "made_at": one.made_at.isoformat(),
        "until": one.until.isoformat() if one.until else None,
        "revoked_at": one.revoked_at.isoformat() if one.revoked_at else None,
        "fetched": one.fetched.isoformat() if one.fetched else None,
    }


def _row(one: Token, now: datetime, lang: Lang) -> list[Words]:
    about = one.feed.about
    told = [str(about.lang)]
    told += [words.TIMES.say(lang)] if about.detail is Detail.TIMES else []
    told += [words.PROPOSALS.say(lang)] if about.proposals else []
    state = words.STATES[one.state(now)].say(lang)
    used = one.fetched.isoformat() if one.fetched else words.NEVER.say(lang)
    return [about.code, one.device, " ".join(told), state, used, one.id]
