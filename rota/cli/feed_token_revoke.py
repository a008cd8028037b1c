"""``rota feed token revoke``: closes a feed to a device, or to all devices of a post that leaves."""

import click

from rota.cli import feed_subject, parameters, target
from rota.cli.bilingual import Command, Option
from rota.cli.feed_token_list import as_json
from rota.cli.misuse import Misuse
from rota.cli.session import Session
from rota.words import Text
from rota.workspace import feeding

_ABOUT = Text(
    "Ferme un flux à un appareil (perdu, changé) ou à tous ceux de quelqu’un qui part. Effet immédiat : le"
    " téléphone apprend que c’est fini.",
    "Closes a feed to a device (lost, replaced) or to all those of someone who leaves. At once: the phone is"
    " told that it is over.",
)
_ALL = Text("Tous les appareils.", "All devices.")
_WHICH = Text("Nommer un appareil (--device), ou --all.", "Name a device (--device), or --all.")
_DONE = Text("{code}, « {device} » : révoqué ({id}).", "{code}, “{device}”: revoked ({id}).")
_NONE = Text("Aucun jeton ouvert.", "No open token.")


def command(session: Session) -> click.Command:
    """The command."""
    lang = session.lang
    every = Option(["--all", "every"], _ALL.say(lang), is_flag=True)
    device = feed_subject.device(lang, required=False)
    shared = [*feed_subject.subject(lang), device, every, parameters.form(lang)]
    return Command("revoke", session, _ABOUT, params=shared, run=_run)


def _run(
    session: Session,
    *,
    post: str | None,
    service: str | None,
    device: str | None,
    every: bool,
    format: str,  # noqa: A002
) -> int:
    kind, code = feed_subject.chosen(post, service)
    if (device is None) is not every:
        raise Misuse(_WHICH, click.get_current_context())
    with target.workspace(session) as found:
        if device is not None:
            closing = [feeding.find(found, kind, code, device)]
        else:
            closing = [one for one in feeding.listed(found, kind, code) if one.revoked_at is None]
        closed = feeding.revoke(found, *closing)
        now = found.clock.now()
    if format == parameters.JSON:
        session.write_json({"tokens": [as_json(one, now) for one in closed]})
    elif not closed:
        session.say(_NONE)
    else:
        for one in closed:
            session.page.say(_DONE, code=code, device=one.device, id=one.id)
    return 0
