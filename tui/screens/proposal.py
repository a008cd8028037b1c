"""The proposal beside the plan: what to keep is chosen by cell, by post or whole, then accepted."""

from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.widgets import Footer, OptionList, Static
from textual.widgets.option_list import Option

from rota.model.facts import PostId
from rota.words import Text
from tui.actions import Where
from tui.proposal import Proposal, toggle, toggle_post
from tui.proposal_told import head_told, post_told, summary_told, unit_told
from tui.screens.base import Spoken


@dataclass(frozen=True, slots=True)
class Accepted:
    """What is kept is wanted."""

    proposal: Proposal


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing is wanted, now or later."""


Row = PostId | int
"""A post, or the place of a unit."""


class ProposalScreen(Spoken):
    """Answers with what was decided; None keeps the proposal for later."""

    where: ClassVar[Where] = Where.PROPOSAL
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (112, "-wide")]  # noqa: RUF012 (as Textual has it)
    DEFAULT_CSS = """
    ProposalScreen #head { height: auto; padding: 0 1; background: $panel; }
    ProposalScreen #both { height: 1fr; layout: vertical; }
    ProposalScreen.-wide #both { layout: horizontal; }
    ProposalScreen OptionList { height: 1fr; width: 1fr; border: none; padding: 0; background: $background; }
    ProposalScreen OptionList:focus { border: none; }
    ProposalScreen #summary { height: 45%; width: 1fr; padding: 0 1; background: $surface; }
    ProposalScreen.-wide #summary { height: 1fr; }
    """

    def __init__(self, proposal: Proposal) -> None:
        super().__init__()
        self.proposal = proposal
        self._rows = tuple(self._listed())
        self.doing = {
            "proposal.accept": self.accept,
            "proposal.cell": self.toggle_row,
            "proposal.post": self.toggle_post,
            "proposal.all": self.toggle_all,
            "proposal.refuse": lambda: self.leave(Refused()),
            "proposal.later": lambda: self.leave(None),
        }

    def _listed(self) -> list[Row]:
        rows: list[Row] = []
        for post in self.proposal.posts():
            rows.append(post)
            rows += [place for place, unit in enumerate(self.proposal.units) if unit.post == post]
        return rows

    def compose(self) -> ComposeResult:
        """The sums, the changes, what they bring."""
        yield Static(id="head", markup=False)
        with Container(id="both"):
            yield OptionList(markup=False)
            with VerticalScroll(id="summary"):
                yield Static(markup=False)
        yield Footer(compact=True, show_command_palette=False)

    def speak(self) -> None:
        """Everything again in the language of the moment."""
        super().speak()
        rows = self.query_one(OptionList)
        kept = rows.highlighted
        rows.set_options(Option(self.told(row)) for row in self._rows)
        rows.highlighted = kept if kept is not None else min(1, len(self._rows) - 1)
        rows.focus()
        self.sum_up()

    def told(self, row: Row) -> Content:
        """A row of the list."""
        if isinstance(row, int):
            return unit_told(self.proposal, row, self.lang)
        return post_told(self.proposal, row, self.lang)

    def sum_up(self) -> None:
        """The sums, and what is kept would bring."""
        self.query_one("#head", Static).update(head_told(self.proposal, self.lang))
        self.query_one("#summary Static", Static).update(summary_told(self.proposal, self.lang))

    def take(self, proposal: Proposal) -> None:
        """Another choice of what is kept."""
        changed = proposal.dropped ^ self.proposal.dropped
        posts = {proposal.units[place].post for place in changed}
        self.proposal = proposal
        rows = self.query_one(OptionList)
        for place, row in enumerate(self._rows):
            if (row in changed) if isinstance(row, int) else (row in posts):
                rows.replace_option_prompt_at_index(place, self.told(row))
        self.sum_up()

    def _row(self) -> Row:
        return self._rows[self.query_one(OptionList).highlighted or 0]

    def toggle_row(self) -> None:
        """Keep or drop the change, or all those of the post, that is highlighted."""
        row = self._row()
        self.take(toggle(self.proposal, (row,)) if isinstance(row, int) else toggle_post(self.proposal, row))

    def toggle_post(self) -> None:
        """Keep or drop all changes of the post that is highlighted."""
        row = self._row()
        post = self.proposal.units[row].post if isinstance(row, int) else row
        self.take(toggle_post(self.proposal, post))

    def toggle_all(self) -> None:
        """Keep or drop everything."""
        self.take(toggle(self.proposal, tuple(range(len(self.proposal.units)))))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter toggles, as space does."""
        event.stop()
        self.toggle_row()

    def accept(self) -> None:
        """What is kept becomes the plan."""
        if self.proposal.kept:
            self.leave(Accepted(self.proposal))
        else:
            self.house.tell(KEEP_SOME, severity="warning")

    def leave(self, answer: Accepted | Refused | None) -> None:
        """Back to the planner."""
        self.dismiss(answer)


KEEP_SOME = Text(
    "Rien n’est retenu : t retient tout, r refuse tout.", "Nothing is kept: t keeps all, r refuses all."
)
