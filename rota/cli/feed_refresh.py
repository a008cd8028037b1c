"""``rota feed refresh``: brings feeds to what is published, once or again and again."""

import queue
import sys
import threading

import click

from rota.cli import parameters, target
from rota.cli.bilingual import Command, Option
from rota.cli.session import Session
from rota.words import Text
from rota.workspace.address import address

_ABOUT = Text(
    "Met les flux à jour de ce qui est publié et des congés. rota feed serve le fait de lui-même, sauf avec"
    " --no-refresh.",
    "Brings the feeds to what is published and to leave. rota feed serve does so by itself, except with"
    " --no-refresh.",
)
_WATCH = Text("Regarder toutes les N secondes, sans fin.", "Look every N seconds, without end.")
_NOTES = Text(
    "Lire sur l’entrée les jours d’usage, et finir avec elle.",
    "Read days of use from the input; end with it.",
)
LEVEL = Text("Ce qui est journalisé.", "What is logged.")
_DONE = Text("{rendered} flux changé(s) sur {feeds}.", "{rendered} of {feeds} feed(s) changed.")
_EVERY_MAX = 86_400
LEVELS = ("debug", "info", "warning")


def command(session: Session) -> click.Command:
    """The command."""
    lang = session.lang
    seconds = parameters.whole(lang, "N", 1, _EVERY_MAX)
    return Command(
        "refresh",
        session,
        _ABOUT,
        params=[
            Option(["--watch"], _WATCH.say(lang), type=seconds),
            Option(["--notes"], _NOTES.say(lang), is_flag=True),
            level(session),
            parameters.form(lang),
        ],
        run=_run,
    )


def level(session: Session) -> Option:
    """The option that says how much is logged."""
    kind = parameters.words("|".join(LEVELS), LEVELS, session.lang)
    return Option(["--log-level"], LEVEL.say(session.lang), type=kind, default="info")


def _run(session: Session, *, watch: int | None, notes: bool, log_level: str, format: str) -> int:  # noqa: A002
    from exports.feed.rendering import refresh  # noqa: PLC0415 (icalendar is loaded by those who need it)

    if watch is not None:
        return _watch(session, watch, log_level, notes=notes)
    with target.workspace(session) as found:
        made = refresh(found)
    if format == parameters.JSON:
        session.write_json({"feeds": made.feeds, "rendered": made.rendered})
    else:
        session.say(_DONE, feeds=made.feeds, rendered=made.rendered)
    return 0


def _watch(session: Session, every: int, level: str, *, notes: bool) -> int:
    from exports.feed import logs, watching  # noqa: PLC0415 (icalendar is loaded by those who need it)

    logs.configure(level)
    heard: watching.Notes = queue.SimpleQueue()
    stop = threading.Event()
    if notes:
        threading.Thread(target=_listen, args=(heard, stop), daemon=True).start()
    watching.watch(address(), session.clock, every=every, notes=heard, stop=stop)
    return 0


def _listen(heard: "queue.SimpleQueue[tuple[bytes, object]]", stop: threading.Event) -> None:
    """Take notes until the server is gone."""
    from exports.feed.watching import read_notes  # noqa: PLC0415

    read_notes(sys.stdin, heard)  # type: ignore[arg-type]
    stop.set()
