"""A table of the ledger: a header that stays, lines that are chosen with keys or mouse."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

Drawn = Callable[[int], Sequence[Content]]
"""The header and the lines, drawn in a number of columns."""


class RowList(OptionList, inherit_bindings=False):
    """The lines; keys of pages belong to the screen, which goes to another month with them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "cursor_down", show=False),
        Binding("up,k", "cursor_up", show=False),
        Binding("home", "first", show=False),
        Binding("end", "last", show=False),
    ]


class LedgerLines(Vertical):
    """Shows lines by name, so that the cursor stays on the same one when they are shown anew."""

    DEFAULT_CSS = """
    LedgerLines { height: 1fr; }
    LedgerLines > Static { height: 1; padding: 0 1; background: $surface; text-style: bold; }
    LedgerLines > RowList {
        height: 1fr; border: none; padding: 0 0 0 1; background: $background; scrollbar-size: 1 1;
        scrollbar-gutter: stable;
    }
    LedgerLines > RowList:focus { border: none; }
    LedgerLines > RowList:nocolor > .option-list--option-highlighted { text-style: bold reverse; }
    """

    class Moved(Message):
        """The cursor was put on a line."""

    class Chosen(Message):
        """A line was chosen with the mouse."""

    def __init__(self, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._names: tuple[str, ...] = ()
        self._drawn: Drawn | None = None
        self._width = 0

    def compose(self) -> ComposeResult:
        """A header and lines."""
        yield Static(markup=False)
        yield RowList(markup=False)

    def show(self, names: Sequence[str], drawn: Drawn, *, on: str | None = None) -> None:
        """Show lines.

        Args:
            names: Of the lines, each its own.
            drawn: Draws the header and then the lines.
            on: The line the cursor is put on; it stays where it is when left out.
        """
        wanted = on or self.name_here
        self._names, self._drawn, self._width = tuple(names), drawn, 0
        self._draw(wanted)

    def on_resize(self) -> None:
        """Draw in the columns there are now."""
        self._draw(self.name_here)

    @property
    def name_here(self) -> str | None:
        """The name of the line under the cursor."""
        here = self.query_one(RowList).highlighted
        return self._names[here] if here is not None and here < len(self._names) else None

    @property
    def here(self) -> int | None:
        """The place of the line under the cursor."""
        return self.query_one(RowList).highlighted

    def go(self, place: int) -> None:
        """Put the cursor on a line."""
        self.query_one(RowList).highlighted = place

    def focus_lines(self) -> None:
        """Give the keys to the lines."""
        self.query_one(RowList).focus()

    def _draw(self, wanted: str | None) -> None:
        width = self.size.width - 3
        if self._drawn is None or width <= 0 or width == self._width:
            return
        self._width = width
        header, *lines = self._drawn(width)
        self.query_one(Static).update(header)
        options = self.query_one(RowList)
        before = options.highlighted
        options.set_options(Option(line) for line in lines)
        if wanted in self._names:
            options.highlighted = self._names.index(wanted)
        elif self._names:
            options.highlighted = min(before or 0, len(self._names) - 1)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Say that the cursor moved."""
        event.stop()
        self.post_message(self.Moved())

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Say that a line was chosen."""
        event.stop()
        self.post_message(self.Chosen())
