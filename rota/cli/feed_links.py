"""Shows a token that was just made: links, and a code that a phone reads. Never again afterwards."""

from exports.feed.qr import qr_lines
from rota.cli import feed_subject, parameters
from rota.cli.feed_token_list import as_json
from rota.cli.session import Session
from rota.words import Text
from rota.workspace import feeding
from rota.workspace.feeding import HERE, Links, Made
from rota.workspace.opened import Workspace

_MADE = Text(
    "Jeton {id} pour {code}, « {device} ». Il n’est montré que cette fois : le donner à la personne"
    " elle-même, par un moyen sûr.",
    "Token {id} for {code}, “{device}”. It is shown this once: give it to the person, by safe means.",
)
_OPEN = Text("À ouvrir sur iPhone, iPad, Mac, Thunderbird :", "To open on iPhone, iPad, Mac, Thunderbird:")
_COPY = Text("À copier dans Outlook, Proton, Android :", "To copy into Outlook, Proton, Android:")
_GOOGLE = Text("Pour Google Agenda :", "For Google Calendar:")
_PAGE = Text("Mode d’emploi, avec ces liens :", "How to, with these links:")
_CODE = Text("Ou viser ce code avec le téléphone :", "Or point the phone at this code:")
_LOCAL = Text(
    "Cette adresse ne répond que sur cette machine : nommer l’adresse publique par --url ou ROTA_FEED_URL.",
    "This address answers on this machine only: name the public one by --url or ROTA_FEED_URL.",
)
_READ = Text(
    "Google, Microsoft, Apple lisent le contenu de ce qu’on leur confie ; --times-only n’en dit que"
    " les heures.",
    "Google, Microsoft, Apple read what they are given; --times-only tells the times alone.",
)


def checked(named: str | None) -> str:
    """The address of the server, looked at before a token is made.

    Raises:
        Refused: it is none.
    """
    return feeding.base_of(feed_subject.address(named, HERE))


def show(session: Session, of: Workspace, made: Made, base: str, form: str) -> None:
    """The links of a token, its feed being brought up to date first."""
    from exports.feed.rendering import refresh  # noqa: PLC0415 (icalendar is loaded by those who need it)

    refresh(of)
    links = feeding.links(base, made.token)
    if form == parameters.JSON:
        session.write_json({**as_json(made.kept, of.clock.now()), **_as_json(links)})
        return
    _tell(session, made, links)
    if base == HERE:
        session.note(_LOCAL)


def _tell(session: Session, made: Made, links: Links) -> None:
    page, kept = session.page, made.kept
    page.say(_MADE, id=kept.id, code=kept.feed.about.code, device=kept.device)
    for text, link in (
        (_OPEN, links.webcal),
        (_COPY, links.https),
        (_GOOGLE, links.google),
        (_PAGE, links.page),
    ):
        page.gap()
        page.say(text)
        page.line(link)
    page.gap()
    page.say(_CODE)
    for line in qr_lines(links.webcal):
        page.line(f"  {line}", "bright_white on black")
    page.gap()
    page.say(_READ)


def _as_json(links: Links) -> dict[str, object]:
    return {"https": links.https, "webcal": links.webcal, "google": links.google, "page": links.page}
