"""A page of reasons or choices above the planner; entries lead to further pages, and back."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Footer, OptionList, Static
from textual.widgets.option_list import Option

from rota.sites.faults import clean
from rota.words import Lang
from tui.actions import Where
from tui.pages import Page, Target
from tui.screens.base import Spoken

Maker = Callable[[Lang], Page]
"""Makes a page in a language, so that an open page follows a change of language."""
Follow = Callable[[Target], Maker | None]
"""The page a target leads to; None when it leads back to the planner."""


class PageScreen(Spoken, ModalScreen[Target | None]):
    """Shows a page; answers with the target that concerns the planner, or None."""

    where: ClassVar[Where] = Where.PAGE
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012 (as Textual has it)
    DEFAULT_CSS = """
    PageScreen { align: center middle; background: $background 60%; }
    PageScreen > Vertical {
        width: 90%; max-width: 120; height: auto; max-height: 90%; background: $surface;
        border: round $primary; padding: 0 1;
    }
    PageScreen.-narrow { align: center top; }
    PageScreen.-narrow > Vertical { width: 100%; max-height: 1fr; }
    PageScreen #title { text-style: bold; color: $accent; height: auto; padding: 0 1; }
    PageScreen OptionList {
        height: auto; max-height: 1fr; border: none; background: $surface; padding: 0;
        scrollbar-size: 0 1; scrollbar-gutter: stable;
    }
    PageScreen OptionList:focus { border: none; }
    PageScreen #more {
        height: auto; max-height: 40vh; border-top: solid $panel; padding: 0 1; display: none;
    }
    PageScreen #more.-told { display: block; }
    PageScreen Footer { dock: bottom; }
    """

    def __init__(self, maker: Maker, follow: Follow) -> None:
        super().__init__()
        self._makers = [maker]
        self._follow = follow
        self._page = Page("", ())
        self.doing = {"page.back": self.back}

    def compose(self) -> ComposeResult:
        """A title, the entries, what is told of the one highlighted."""
        with Vertical():
            yield Static(id="title", markup=False)
            yield OptionList(markup=False)
            with VerticalScroll(id="more", can_focus=False):
                yield Static(markup=False)
        yield Footer(compact=True, show_command_palette=False)

    def speak(self) -> None:
        """Make the page again in the language of the moment, the cursor where it was."""
        super().speak()
        entries = self.query_one(OptionList)
        place = entries.highlighted
        self._show()
        if place is not None:
            entries.highlighted = place

    def _show(self) -> None:
        self._page = self._makers[-1](self.lang)
        self.query_one("#title", Static).update(clean(self._page.title))
        entries = self.query_one(OptionList)
        entries.set_options(Option(entry.told) for entry in self._page.entries)
        entries.highlighted = self._page.first if self._page.entries else None
        entries.focus()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Tell more of an entry."""
        entry = (
            self._page.entries[event.option_index] if event.option_index < len(self._page.entries) else None
        )
        more = entry.more if entry else None
        self.query_one("#more").set_class(more is not None, "-told")
        self.query_one("#more Static", Static).update(more or Content(""))
        self.query_one("#more").scroll_home(animate=False)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Follow an entry: to another page, or back to the planner with what was chosen."""
        event.stop()
        target = self._page.entries[event.option_index].target
        if target is None:
            return
        maker = self._follow(target)
        if maker is None:
            self.dismiss(target)
        else:
            self._makers.append(maker)
            self._show()

    def back(self) -> None:
        """To the page before, or away."""
        self._makers.pop()
        if self._makers:
            self._show()
        else:
            self.dismiss(None)
