"""Whose feed a command is about, and on which device."""

from typing import TYPE_CHECKING

import click

from rota.cli import parameters
from rota.cli.bilingual import Option
from rota.cli.misuse import Misuse
from rota.store.calendar_feed import Subject
from rota.words import Lang, Text

if TYPE_CHECKING:
    from rota.store.calendar_feed import Token
    from rota.workspace.opened import Workspace

_POST = Text("Le poste dont c’est l’agenda.", "The post whose calendar it is.")
_SERVICE = Text("Le service dont c’est l’agenda, pour son chef.", "The service, for its head.")
_DEVICE = Text("Le nom de l’appareil : téléphone, Outlook…", "What the device is called: phone, Outlook…")
_URL = Text(
    "Adresse publique du serveur ; sinon ROTA_FEED_URL.", "Public address of the server; else ROTA_FEED_URL."
)
_UNTIL = Text("Dernier jour où il ouvre le flux.", "The last day on which it opens the feed.")
_ONE = Text(
    "Nommer un poste (--post) ou un service (--service).", "Name a post (--post) or a service (--service)."
)


def subject(lang: Lang) -> list[click.Parameter]:
    """The options that name a post or a service."""
    kind = parameters.anything("CODE", lang)
    return [
        Option(["--post"], _POST.say(lang), type=kind),
        Option(["--service"], _SERVICE.say(lang), type=kind),
    ]


def device(lang: Lang, *, required: bool = True) -> Option:
    """The option that names a device."""
    return Option(["--device"], _DEVICE.say(lang), type=parameters.anything("NAME", lang), required=required)


def until(lang: Lang) -> Option:
    """The option that ends a token."""
    return parameters.day(lang, "--until", _UNTIL)


def url(lang: Lang) -> Option:
    """The option that names the server."""
    return Option(["--url"], _URL.say(lang), type=parameters.anything("URL", lang))


def chosen(post: str | None, service: str | None) -> tuple[Subject, str]:
    """What was named.

    Raises:
        Misuse: nothing, or both.
    """
    if post is not None and service is None:
        return Subject.POST, post
    if service is not None and post is None:
        return Subject.SERVICE, service
    raise Misuse(_ONE, click.get_current_context())


def token(of: "Workspace", post: str | None, service: str | None, name: str) -> "Token":
    """The live token of a device.

    Raises:
        Refused: there is none.
    """
    from rota.workspace import feeding  # noqa: PLC0415 (the database is loaded by those who need it)

    kind, code = chosen(post, service)
    return feeding.find(of, kind, code, name)
