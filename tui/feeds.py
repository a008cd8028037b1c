"""Calendars that phones subscribe to, in words: a line for each device, what each of them may read."""

from dataclasses import dataclass
from datetime import date, datetime

from rich.text import Text as Cell
from textual.content import Content

from rota.model.problem import Problem
from rota.sites.faults import clean
from rota.store.calendar_feed import Detail, Subject, Token, TokenState
from rota.words import Lang, Text
from rota.workspace import feed_words as words

COLUMNS = (
    Text("Pour", "For"),
    Text("Appareil", "Device"),
    Text("Contenu", "Content"),
    Text("État", "State"),
    Text("Créé", "Made"),
    Text("Lu", "Read"),
)


@dataclass(frozen=True)
class View:
    """What was read."""

    tokens: tuple[Token, ...]
    now: datetime
    problem: Problem
    base: str
    """Address of the server."""


def shown(view: View, *, revoked: bool) -> tuple[Token, ...]:
    """The tokens to be listed: those that open a feed first."""
    kept = [one for one in view.tokens if revoked or one.revoked_at is None]
    return tuple(sorted(kept, key=lambda one: one.state(view.now) is not TokenState.ACTIVE))


def row(token: Token, view: View, lang: Lang) -> list[Cell]:
    """One line of the list; a rich text, for a string would be read as markup."""
    about, state = token.feed.about, token.state(view.now)
    told = [
        about.code,
        token.device,
        scope(token, lang),
        f"{MARKS[state]} {words.STATES[state].say(lang)}",
        f"{token.made_at:%d/%m/%y}",
        _day(token.fetched, lang),
    ]
    style = "dim" if state is not TokenState.ACTIVE else ""
    return [Cell(clean(one), style=style) for one in told]


def scope(token: Token, lang: Lang) -> str:
    """``fr, heures, provisoire``."""
    about = token.feed.about
    told = [str(about.lang)]
    told += [words.TIMES.say(lang)] if about.detail is Detail.TIMES else []
    told += [words.PROPOSALS.say(lang)] if about.proposals else []
    return ", ".join(told)


def _day(day: date | None, lang: Lang) -> str:
    return f"{day:%d/%m/%y}" if day else words.NEVER.say(lang)


def title_told(view: View, listed: tuple[Token, ...], lang: Lang) -> Content:
    """How many devices read a calendar, from where."""
    active = sum(one.state(view.now) is TokenState.ACTIVE for one in view.tokens)
    return Content.assemble(
        (TITLE.say(lang), "bold"),
        f"  {OPEN.say(lang, count=active)}",
        (f"  {LISTED.say(lang, count=len(listed))}", "$rota-quiet"),
    )


def detail_told(token: Token | None, view: View, lang: Lang) -> Content:
    """All that is known of a token, under the list."""
    if token is None:
        return Content.styled(EMPTY.say(lang), "$rota-quiet")
    about = token.feed.about
    lines = [
        Content.assemble(
            (clean(f"{about.code} · {name_of(about.code, view)}"), "bold"), f"  {clean(token.device)}"
        ),
        Content(READS[about.detail].say(lang) if about.subject is Subject.POST else OF_SERVICE.say(lang)),
    ]
    if about.proposals:
        lines.append(Content(WITH_PROPOSALS.say(lang)))
    told = LIFE.say(lang, id=token.id, made=f"{token.made_at:%d/%m/%Y}")
    if token.until:
        told += UNTIL.say(lang, until=f"{token.until:%d/%m/%Y}")
    if token.revoked_at:
        told += GONE.say(lang, day=f"{token.revoked_at:%d/%m/%Y}")
    lines.append(Content.styled(told, "$rota-quiet"))
    return Content("\n").join(lines)


def name_of(code: str, view: View) -> str:
    """The specialty of a post, the name of a service; nothing for one that is no more."""
    posts = {str(one.id): one.specialty for one in view.problem.posts.values()}
    services = {str(one.id): one.name for one in view.problem.services.values()}
    return posts.get(code) or services.get(code) or GONE_CODE


MARKS = {TokenState.ACTIVE: "●", TokenState.REVOKED: "✗", TokenState.EXPIRED: "○"}
"""Stand before the state, which is written too."""
GONE_CODE = "–"
TITLE = Text("Calendriers", "Calendars")
OPEN = Text("{count} appareil(s) abonné(s)", "{count} device(s) subscribed")
LISTED = Text("{count} ligne(s)", "{count} line(s)")
EMPTY = Text(
    "Aucun appareil n’est abonné. Touche a : donner un calendrier à un téléphone, à Outlook, à Google.",
    "No device is subscribed. Key a: give a calendar to a phone, to Outlook, to Google.",
)
READS = {
    Detail.FULL: Text(
        "Lit ses activités, gardes, trajets et congés, sans motif ni collègue.",
        "Reads own activities, duties, ways and leave, without reasons or colleagues.",
    ),
    Detail.TIMES: Text("Lit les heures prises, rien d’autre.", "Reads the times taken, nothing else."),
}
OF_SERVICE = Text("Lit qui est présent dans le service.", "Reads who is present in the service.")
WITH_PROPOSALS = Text(
    "Lit aussi, comme provisoire, ce qui est proposé.", "Reads what is proposed too, as tentative."
)
LIFE = Text("jeton {id}, créé le {made}", "token {id}, made on {made}")
UNTIL = Text(", valable jusqu’au {until}", ", good until {until}")
GONE = Text(", révoqué le {day}", ", revoked on {day}")
