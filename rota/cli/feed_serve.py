"""``rota feed serve``: the feeds over HTTP."""

import click

from rota.cli import feed_refresh, feed_subject, parameters
from rota.cli.bilingual import Command, Option
from rota.cli.session import Session
from rota.words import Text
from rota.workspace import feed_words, feeding
from rota.workspace.address import address

_ABOUT = Text(
    "Sert les flux par HTTP, sur cette machine seule par défaut : mettre un serveur mandataire HTTPS devant"
    " (docs/feeds.fr.md). Ne lit que la base, et répond de mémoire quand elle est absente ; un"
    " processus à côté"
    " met les flux à jour.",
    "Serves the feeds over HTTP, on this machine alone by default: put an HTTPS reverse proxy before it"
    " (docs/feeds.md). It only reads the database, and answers from memory while that is away; a"
    " process beside"
    " it keeps the feeds up to date.",
)
_HOST = Text("Adresse où écouter ; 127.0.0.1 par défaut.", "Address to listen on; 127.0.0.1 by default.")
_PORT = Text("Port ; 8470 par défaut.", "Port; 8470 by default.")
_DB = Text(
    "Adresse de la base ; sinon ROTA_DATABASE_URL, ./rota.db.",
    "Address of the database; else ROTA_DATABASE_URL, ./rota.db.",
)
_PUBLIC = Text(
    "Écouter au-delà de cette machine sans mandataire.", "Listen beyond this machine without a proxy."
)
_PROXY = Text("Adresses des mandataires qu’on croit.", "Addresses of the proxies that are believed.")
_NO_REFRESH = Text(
    "Ne pas mettre à jour : rota feed refresh le fait ailleurs.",
    "Do not refresh: rota feed refresh does, elsewhere.",
)
_READY = Text(
    "Les flux sont servis sur {where} (Ctrl+C pour finir).", "Feeds are served on {where} (Ctrl+C to end)."
)


def command(session: Session) -> click.Command:
    """The command."""
    lang = session.lang
    host, db = (parameters.anything(name, lang) for name in ("ADDRESS", "URL"))
    return Command(
        "serve",
        session,
        _ABOUT,
        params=[
            Option(["--host"], _HOST.say(lang), type=host, default="127.0.0.1"),
            Option(
                ["--port"], _PORT.say(lang), type=parameters.whole(lang, "N", 0, 65_535), default=feeding.PORT
            ),
            Option(["--db"], _DB.say(lang), type=db),
            feed_subject.url(lang),
            Option(["--public"], _PUBLIC.say(lang), is_flag=True),
            Option(["--proxy"], _PROXY.say(lang), type=host),
            Option(["--no-refresh"], _NO_REFRESH.say(lang), is_flag=True),
            feed_refresh.level(session),
        ],
        run=_run,
    )


def _run(
    session: Session,
    *,
    host: str,
    port: int,
    db: str | None,
    url: str | None,
    public: bool,
    proxy: str | None,
    no_refresh: bool,
    log_level: str,
) -> int:
    from exports.feed.running import Settings, serve  # noqa: PLC0415 (the server is loaded by those who run it)

    settings = Settings(
        url=db or address(),
        host=host,
        port=port,
        base=feed_words.address(url, ""),
        public=public,
        proxy=proxy,
        refresh=not no_refresh,
        level=log_level,
    )
    serve(settings, session.clock, lambda where: session.note(_READY, where=where))
    return 0
