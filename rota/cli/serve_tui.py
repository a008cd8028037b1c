"""``rota serve-tui``: the terminal application in a browser."""

from urllib.parse import urlsplit

import click

from rota.cli import parameters
from rota.cli.bilingual import Argument, Command, Option
from rota.cli.misuse import Misuse
from rota.cli.session import Session
from rota.words import Text

_ABOUT = Text(
    "Ouvre l’application de terminal dans un navigateur, pour vous seul : l’adresse montrée contient une clé"
    " neuve à chaque fois. N’écoute que cette machine ; --public et --url sont pour un serveur derrière un"
    " mandataire HTTPS.",
    "Opens the terminal application in a browser, for you alone: the address shown holds a key that is new"
    " each time. It listens to this machine only; --public and --url are for a server behind an HTTPS proxy.",
)
_SITE = Text(
    "Le dossier de sites ; sans lui, la base ou le dossier où l’on est.",
    "The site folder; without it, the workspace or folder one is in.",
)
_HOST = Text("Adresse à écouter ; 127.0.0.1 par défaut.", "Address to listen on; 127.0.0.1 by default.")
_PORT = Text("Port ; 8000 par défaut.", "Port; 8000 by default.")
_URL = Text(
    "L’adresse que les gens ouvrent, derrière un mandataire (https://…).",
    "The address people open, behind a proxy (https://…).",
)
_PUBLIC = Text("Accepter d’être atteint d’autres machines.", "Accept to be reached from other machines.")
_OPEN = Text("Ouvrir {url}\nCtrl+C arrête.", "Open {url}\nCtrl+C stops.")
_NOT_PUBLIC = Text(
    "{host} serait atteint d’autres machines : qui a l’adresse peut tout. Ajouter --public si c’est voulu,"
    " derrière un mandataire HTTPS.",
    "{host} would be reached from other machines: who has the address can do all. Add --public if that is"
    " meant, behind an HTTPS proxy.",
)
_NO_URL = Text(
    "--url demande une adresse http:// ou https://.", "--url needs an http:// or https:// address."
)


def command(session: Session) -> click.Command:
    """The command."""
    lang = session.lang
    return Command(
        "serve-tui",
        session,
        _ABOUT,
        params=[
            Argument("site", _SITE.say(lang), type=parameters.as_path(lang), required=False),
            Option(["--host"], _HOST.say(lang), type=parameters.anything("HOST", lang), default="127.0.0.1"),
            Option(["--port"], _PORT.say(lang), type=parameters.whole(lang, "N", 1, 65535), default="8000"),
            Option(["--url"], _URL.say(lang), type=parameters.anything("URL", lang)),
            Option(["--public"], _PUBLIC.say(lang), is_flag=True),
        ],
        run=_run,
    )


def _run(
    session: Session, *, site: object | None, host: str, port: int, url: str | None, public: bool
) -> int:
    from tui.serving import Door, serve  # noqa: PLC0415 (only those who serve pay for the web)

    door = Door(host, port, url)
    if url is not None and not (urlsplit(url).scheme in {"http", "https"} and urlsplit(url).hostname):
        raise Misuse(_NO_URL)
    if not door.is_local and not public:
        raise Misuse(_NOT_PUBLIC, host=host)
    words = [str(site)] if site is not None else []
    serve(words, door, session.lang, lambda address: session.say(_OPEN, url=address))
    return 0
