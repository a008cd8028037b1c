"""Shows a token that was just made: links, and a code that a phone reads. Never again afterwards."""

from exports.feed.qr import qr_lines
from rota.cli import parameters
from rota.cli.feed_token_list import as_json
from rota.cli.session import Session
from rota.workspace import feed_words as words
from rota.workspace import feeding
from rota.workspace.feeding import HERE, Links, Made
from rota.workspace.opened import Workspace


def checked(named: str | None) -> str:
    """The address of the server, looked at before a token is made.

    Raises:
        Refused: it is none.
    """
    return feeding.base_of(words.address(named))


def show(session: Session, of: Workspace, made: Made, base: str, form: str) -> None:
    """The links of a token; then its feed is rendered, so that it opens at once."""
    from exports.feed.rendering import refresh  # noqa: PLC0415 (icalendar is loaded by those who need it)

    links = feeding.links(base, made.token)
    if form == parameters.JSON:
        session.write_json({**as_json(made.kept, of.clock.now()), **_as_json(links)})
    else:
        _tell(session, made, links)
        if base == HERE:
            session.note(words.LOCAL)
    refresh(of, made.kept.feed.id)  # last: whatever happens to it, the token has been told


def _tell(session: Session, made: Made, links: Links) -> None:
    page, kept = session.page, made.kept
    page.say(words.MADE, id=kept.id, code=kept.feed.about.code, device=kept.device)
    page.gap()
    page.say(words.READ)
    for text, link in (
        (words.OPEN, links.webcal),
        (words.COPY, links.https),
        (words.GOOGLE, links.google),
        (words.PAGE, links.page),
    ):
        page.gap()
        page.say(text)
        page.line(link)
    page.gap()
    page.say(words.CODE)
    for line in qr_lines(links.webcal):
        page.line(f"  {line}", "bright_white on black")


def _as_json(links: Links) -> dict[str, object]:
    return {"https": links.https, "webcal": links.webcal, "google": links.google, "page": links.page}
