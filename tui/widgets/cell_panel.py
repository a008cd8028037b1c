"""Under the grid: the cell under the cursor, and each finding about it in one sentence."""

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from rota.words import Lang
from tui.sentences import cell_told
from tui.state import AppState


class CellPanel(VerticalScroll, can_focus=True):
    """Scrolls when there is more to say than room."""

    DEFAULT_CSS = """
    CellPanel { height: 7; padding: 0 1; background: $surface; scrollbar-size: 1 1; }
    CellPanel:focus { background: $panel; }
    CellPanel > Static { height: auto; }
    """

    def compose(self) -> ComposeResult:
        """One text."""
        yield Static(markup=False)

    def show(self, state: AppState, lang: Lang) -> None:
        """Tell of the cell under the cursor."""
        self.query_one(Static).update(cell_told(state, lang))
        self.scroll_home(animate=False)
