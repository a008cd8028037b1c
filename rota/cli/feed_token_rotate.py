"""``rota feed token rotate``: gives a device another address; the old one is gone at once."""

from datetime import date

import click

from rota.cli import feed_links, feed_subject, parameters, target
from rota.cli.bilingual import Command
from rota.cli.session import Session
from rota.words import Text
from rota.workspace import feeding

_ABOUT = Text(
    "Donne une autre adresse à un appareil, pour le même flux ; l’ancienne ne répond plus aussitôt.",
    "Gives a device another address for the same feed; the old one stops answering at once.",
)


def command(session: Session) -> click.Command:
    """The command."""
    lang = session.lang
    shared = [
        *feed_subject.subject(lang),
        feed_subject.device(lang),
        feed_subject.until(lang),
        feed_subject.url(lang),
        parameters.form(lang),
    ]
    return Command("rotate", session, _ABOUT, params=shared, run=_run)


def _run(
    session: Session,
    *,
    post: str | None,
    service: str | None,
    device: str,
    until: date | None,
    url: str | None,
    format: str,  # noqa: A002
) -> int:
    base = feed_links.checked(url)
    with target.workspace(session) as found:
        old = feed_subject.token(found, post, service, device)
        made = feeding.rotate(found, old, until=until)
        feed_links.show(session, found, made, base, format)
    return 0
