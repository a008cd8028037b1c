"""What has happened on a screen, in the past tense, carrying frozen values."""

from textual.message import Message

from rota.check import Finding
from rota.explain.grid import Cell
from rota.scheduler.outcome import Outcome, Progress
from tui.reading import Reading


class CursorMoved(Message):
    """The cursor of the grid was put on a cell."""

    def __init__(self, cell: Cell) -> None:
        super().__init__()
        self.cell = cell


class CellChosen(Message):
    """A cell was chosen, to be edited."""

    def __init__(self, cell: Cell) -> None:
        super().__init__()
        self.cell = cell


class NeedChosen(Message):
    """An open need was chosen, to be explained and filled."""

    def __init__(self, finding: Finding) -> None:
        super().__init__()
        self.finding = finding


class FillersFound(Message):
    """Who could fill a need was worked out."""

    def __init__(self, reading: Reading, finding: Finding, who: str) -> None:
        super().__init__()
        self.reading, self.finding, self.who = reading, finding, who


class SolveProgressed(Message):
    """The search has a better plan or a better bound."""

    def __init__(self, progress: Progress) -> None:
        super().__init__()
        self.progress = progress

    def can_replace(self, message: Message) -> bool:
        """A flood of progress collapses into the last one."""
        return isinstance(message, SolveProgressed)


class SolveEnded(Message):
    """The search is over, with a plan or the reason why there is none."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__()
        self.outcome = outcome


class SolveFailed(Message):
    """The search was refused or broke; nothing of the plan has changed."""

    def __init__(self, reason: str) -> None:
        super().__init__()
        self.reason = reason
