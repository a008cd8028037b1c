"""``rota feed token create``: opens a feed to a device, and shows its address once."""

from datetime import date

import click

from rota.cli import feed_links, feed_subject, parameters, target
from rota.cli.bilingual import Command, Option
from rota.cli.session import Session
from rota.store.calendar_feed import About, Detail
from rota.words import Lang, Text
from rota.workspace import feeding

_ABOUT = Text(
    "Fait un jeton pour un appareil d’un poste, ou du chef d’un service, et en montre l’adresse : une seule"
    " fois.",
    "Makes a token for a device of a post, or of the head of a service, and shows its address: once only.",
)
_TIMES = Text("Ne dire que les heures prises.", "Tell only the times that are taken.")
_PROPOSALS = Text(
    "Dire aussi, comme provisoire, ce qui est proposé.", "Tell what is proposed too, as tentative."
)
_IN = Text(
    "Langue du flux ; celle de la commande par défaut.", "Language of the feed; else that of the command."
)


def command(session: Session) -> click.Command:
    """The command."""
    lang = session.lang
    languages = [str(each) for each in Lang]
    return Command(
        "create",
        session,
        _ABOUT,
        params=[
            *feed_subject.subject(lang),
            feed_subject.device(lang),
            Option(["--in", "language"], _IN.say(lang), type=parameters.words("fr|en", languages, lang)),
            Option(["--times-only"], _TIMES.say(lang), is_flag=True),
            Option(["--proposals"], _PROPOSALS.say(lang), is_flag=True),
            feed_subject.until(lang),
            feed_subject.url(lang),
            parameters.form(lang),
        ],
        run=_run,
    )


def _run(
    session: Session,
    *,
    post: str | None,
    service: str | None,
    device: str,
    language: str | None,
    times_only: bool,
    proposals: bool,
    until: date | None,
    url: str | None,
    format: str,  # noqa: A002
) -> int:
    kind, code = feed_subject.chosen(post, service)
    base = feed_links.checked(url)
    about = About(
        subject=kind,
        code=code,
        lang=Lang(language or session.lang),
        detail=Detail.TIMES if times_only else Detail.FULL,
        proposals=proposals,
    )
    with target.workspace(session) as found:
        made = feeding.create(found, about, device, until=until)
        feed_links.show(session, found, made, base, format)
    return 0
