"""The first screen when no folder was named: open one, or make one from a sample."""

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Footer, OptionList, Static
from textual.widgets.option_list import Option

from rota.errors import FaultyFolder, UserError
from rota.sites import render_faults
from rota.sites.faults import clean
from rota.words import Lang, Text
from rota.workspace.address import FILE
from tui.actions import Where
from tui.pages import Entry, Page
from tui.screens.base import Spoken
from tui.screens.page import PageScreen
from tui.welcome import SAMPLES, Beginning, ToJoin, ToMake, ToOpen, beginnings


class WelcomeScreen(Spoken):
    """Lists where to begin; what is chosen is opened."""

    where: ClassVar[Where] = Where.WELCOME
    DEFAULT_CSS = """
    WelcomeScreen { align: center middle; }
    WelcomeScreen > Vertical { width: 90%; max-width: 90; height: auto; max-height: 90%; }
    WelcomeScreen Static { height: auto; padding: 0 1 1 1; }
    WelcomeScreen OptionList { height: auto; max-height: 1fr; border: round $primary; }
    WelcomeScreen OptionList:focus { border: round $accent; }
    """

    def __init__(self, here: Path, begin: Callable[[Beginning, Callable[[UserError], None]], None]) -> None:
        super().__init__()
        self._here, self._begin = here, begin
        self._beginnings = tuple(beginnings(here))

    def compose(self) -> ComposeResult:
        """What this is, and where to begin."""
        with Vertical():
            yield Static(markup=False)
            yield OptionList(markup=False)
        yield Footer(compact=True, show_command_palette=False)

    def speak(self) -> None:
        """Everything again in the language of the moment."""
        super().speak()
        self.query_one(Static).update(
            Content.assemble((TITLE.say(self.lang), "bold $accent"), "\n", ABOUT.say(self.lang))
        )
        choices = self.query_one(OptionList)
        choices.set_options(Option(self._told(one)) for one in self._beginnings)
        choices.highlighted = 0 if self._beginnings else None
        choices.focus()

    def _told(self, beginning: Beginning) -> Content:
        match beginning:
            case ToOpen(folder):
                name = clean(str(folder.relative_to(self._here))) if folder != self._here else "."
                return Content.assemble((OPEN.say(self.lang), "bold"), f"  {name}")
            case ToJoin():
                return Content.assemble((JOIN.say(self.lang), "bold"), f"  {FILE}")
            case ToMake(sample, folder, shared):
                files = f"{clean(folder.name)}/" + (f" + {FILE}" if shared else "")
                told = f"  {SAMPLES[sample].say(self.lang)}  →  {files}"
                return Content.assemble(((SHARE if shared else MAKE).say(self.lang), "bold"), told)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open what was chosen; what is wrong with it is told in full."""
        event.stop()
        self._begin(self._beginnings[event.option_index], self._tell)

    def _tell(self, error: UserError) -> None:
        def page(lang: Lang) -> Page:
            told = error.text.say(lang)
            if isinstance(error, FaultyFolder):
                told = f"{told}\n\n{render_faults(error.faults, lang)}"
            return Page(REFUSED.say(lang), tuple(Entry(Content(clean(line))) for line in told.splitlines()))

        self.app.push_screen(PageScreen(page, lambda _target: None))


TITLE = Text("rota · planning partagé entre deux hôpitaux", "rota · planning shared between two hospitals")
ABOUT = Text(
    "Une base partagée garde versions, accords et registre de tous les sites ; un dossier seul, un planning.",
    "A shared workspace keeps versions, agreements and the ledger of all sites; a folder alone, one plan.",
)
JOIN, OPEN = (
    Text("Ouvrir la base", "Open the workspace"),
    Text("Ouvrir le dossier", "Open the folder"),
)
SHARE, MAKE = Text("Créer une base", "Make a workspace"), Text("Créer un dossier", "Make a folder")
REFUSED = Text("Ce dossier ne peut pas être ouvert", "This folder cannot be opened")
