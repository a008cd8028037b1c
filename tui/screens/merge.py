"""One's own draft beside the version that another site saved: each cell is taken from one of them."""

from dataclasses import replace
from typing import ClassVar

from textual.content import Content
from textual.widgets import Static

from tui.actions import Where
from tui.merging import Merge, head_told, post_told, unit_told
from tui.proposal import Proposal
from tui.proposal_told import summary_told
from tui.screens.proposal import ProposalScreen, Row


class MergeScreen(ProposalScreen):
    """Answers with what was decided; None leaves it for later."""

    where: ClassVar[Where] = Where.MERGE

    def __init__(self, merged: Merge) -> None:
        super().__init__(merged.proposal)
        self.merged = merged
        self.doing = {
            "merge.save": self.accept,
            "merge.cell": self.toggle_row,
            "merge.post": self.toggle_post,
            "merge.all": self.toggle_all,
            "merge.later": lambda: self.leave(None),
        }

    def take(self, proposal: Proposal) -> None:
        """Another choice."""
        self.merged = replace(self.merged, proposal=proposal)
        super().take(proposal)

    def told(self, row: Row) -> Content:
        """A post or one of its units, with whose plan is kept."""
        return (
            unit_told(self.merged, row, self.lang)
            if isinstance(row, int)
            else post_told(self.merged, row, self.lang)
        )

    def sum_up(self) -> None:
        """What happened, and what the plan made of both would be."""
        self.query_one("#head", Static).update(head_told(self.merged, self.lang))
        self.query_one("#summary Static", Static).update(summary_told(self.proposal, self.lang))

    def accept(self) -> None:
        """What was decided becomes the next version."""
        self.dismiss(self.merged)
