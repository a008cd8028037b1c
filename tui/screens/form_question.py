"""A question answered by yes or no, before something that cannot be taken back lightly."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Footer, OptionList, Static
from textual.widgets.option_list import Option

from rota.sites.faults import clean
from rota.words import Lang, Text
from tui.actions import Where
from tui.screens.base import Spoken


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked; « non » is the answer of whoever presses Enter without reading."""

    title: Text
    told: Callable[[Lang], Content]
    """What would happen."""
    yes: Text
    """What yes does: « Retirer le besoin »."""
    no: Text


class QuestionScreen(Spoken, ModalScreen[bool]):
    """Answers True only when yes was chosen."""

    where: ClassVar[Where] = Where.QUESTION
    DEFAULT_CSS = """
    QuestionScreen { align: center middle; background: $background 60%; }
    QuestionScreen > Vertical {
        width: 90%; max-width: 76; height: auto; max-height: 90%; background: $surface;
        border: round $accent; padding: 0 1;
    }
    QuestionScreen #title { text-style: bold; color: $accent; height: auto; margin: 0 0 1 0; }
    QuestionScreen #told { height: auto; max-height: 1fr; }
    QuestionScreen OptionList {
        height: auto; margin: 1 0 0 0; border: none; padding: 0; background: $surface;
    }
    QuestionScreen OptionList:focus { border: none; }
    """

    def __init__(self, question: Question) -> None:
        super().__init__()
        self.question = question
        self.doing = {
            "question.yes": lambda: self.answer(yes=True),
            "question.no": lambda: self.answer(yes=False),
        }

    def compose(self) -> ComposeResult:
        """The question, then its two answers."""
        with Vertical():
            yield Static(id="title", markup=False)
            with VerticalScroll(id="told", can_focus=False):
                yield Static(markup=False)
            yield OptionList(markup=False)
        yield Footer(compact=True, show_command_palette=False)

    def speak(self) -> None:
        """Everything again in the language of the moment."""
        super().speak()
        asked, lang = self.question, self.lang
        self.query_one("#title", Static).update(Content(clean(asked.title.say(lang))))
        self.query_one("#told Static", Static).update(asked.told(lang))
        answers = self.query_one(OptionList)
        answers.set_options(
            [
                Option(Content.assemble((f"{NO.say(lang)}  ", "bold"), clean(asked.no.say(lang)))),
                Option(Content.assemble((f"{YES.say(lang)}  ", "bold"), clean(asked.yes.say(lang)))),
            ]
        )
        answers.highlighted = 0
        answers.focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """The answer that is highlighted."""
        event.stop()
        self.answer(yes=event.option_index == 1)

    def answer(self, *, yes: bool) -> None:
        """Back with the answer."""
        self.dismiss(yes)


YES, NO = Text("Oui", "Yes"), Text("Non", "No")
