"""The address of a feed, shown this once: a code that a phone reads, links to open or to copy."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Footer, Static

from rota.sites.faults import clean
from rota.words import Lang, Text
from rota.workspace import feed_words as words
from rota.workspace.feeding import Links, Made
from tui.actions import Where
from tui.screens.base import Spoken
from tui.widgets.qr import QrCode

_AROUND = 2
"""Lines of the title and of the footer."""


class TokenScreen(Spoken, ModalScreen[None]):
    """Links beside the code where there is room, else one or the other."""

    where: ClassVar[Where] = Where.TOKEN
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (116, "-wide")]  # noqa: RUF012 (as Textual has it)
    DEFAULT_CSS = """
    TokenScreen { background: $background; }
    TokenScreen #title { height: 1; padding: 0 1; background: $panel; text-wrap: nowrap; }
    TokenScreen #both { height: 1fr; }
    TokenScreen #links { width: 1fr; padding: 0 1; }
    TokenScreen #links > Static { height: auto; }
    TokenScreen #code { width: auto; scrollbar-size: 1 1; }
    TokenScreen.-tight #title { display: none; }
    TokenScreen.-narrow #links { display: none; }
    TokenScreen.-narrow #code { width: 1fr; align-horizontal: center; }
    TokenScreen.-narrow.-links #links { display: block; }
    TokenScreen.-narrow.-links #code { display: none; }
    """

    def __init__(self, made: Made, links: Links, *, local: bool) -> None:
        super().__init__()
        self.made, self.links, self.local = made, links, local
        self.doing = {
            "token.view": self.other_view,
            "token.copy": lambda: self._copy(links.https),
            "token.copy-webcal": lambda: self._copy(links.webcal),
            "token.copy-google": lambda: self._copy(links.google),
            "token.close": self.close,
        }

    def compose(self) -> ComposeResult:
        """The title, then links and code."""
        yield Static(id="title", markup=False)
        with Horizontal(id="both"):
            with VerticalScroll(id="links"):
                yield Static(markup=False)
            with VerticalScroll(id="code"):
                yield QrCode(self.links.webcal)
        yield Footer(compact=True, show_command_palette=False)

    def speak(self) -> None:
        """Everything again in the language of the moment."""
        super().speak()
        kept = self.made.kept
        title = TITLE.say(self.lang, code=clean(kept.feed.about.code), device=clean(kept.device))
        self.query_one("#title", Static).update(Content.styled(title, "bold"))
        self.query_one("#links Static", Static).update(links_told(self.links, self.lang, local=self.local))

    def on_resize(self) -> None:
        """A code that is cut cannot be read: it takes the line of the title where it needs it."""
        super().on_resize()
        code = self.query_one(QrCode)
        self.set_class(len(code.lines) > self.size.height - _AROUND, "-tight")

    def other_view(self) -> None:
        """The code, or the links; where there is room both are seen."""
        self.toggle_class("-links")

    def close(self) -> None:
        """Nobody can see the address again."""
        self.dismiss(None)

    def _copy(self, link: str) -> None:
        self.app.copy_to_clipboard(link)
        self.house.tell(COPIED)


def links_told(links: Links, lang: Lang, *, local: bool) -> Content:
    """Each way to give the feed, the address on a line of its own."""
    lines = [Content.styled(ONCE.say(lang), "$rota-flag")]
    for text, link in (
        (words.OPEN, links.webcal),
        (words.COPY, links.https),
        (words.GOOGLE, links.google),
        (words.PAGE, links.page),
    ):
        lines += [Content(""), Content.styled(text.say(lang), "bold"), Content(link)]
    if local:
        lines += [Content(""), Content.styled(LOCAL.say(lang), "$rota-flag")]
    return Content("\n").join(lines)


TITLE = Text(
    "{code}, « {device} » : viser le code avec le téléphone",
    "{code}, “{device}”: point the phone at the code",
)
ONCE = Text(
    "Montré cette seule fois : à donner à la personne elle-même, par un moyen sûr.",
    "Shown this once: give it to the person, by safe means.",
)
COPIED = Text("Copié dans le presse-papiers.", "Copied to the clipboard.")
LOCAL = Text(
    "Cette adresse ne répond que sur cette machine : l’adresse publique se donne par ROTA_FEED_URL.",
    "This address answers on this machine only: the public one is given by ROTA_FEED_URL.",
)
