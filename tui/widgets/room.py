"""A place whose content is drawn to fit, and which tells when it has another size."""

from textual.containers import VerticalScroll
from textual.message import Message


class Resized(Message):
    """What is drawn to fit is to be drawn again, for its place has another size now."""


class Room(VerticalScroll):
    """Tells of its own size, which is settled only after that of the screen."""

    def on_resize(self) -> None:
        """Another size, for any reason: another window, another arrangement."""
        self.post_message(Resized())
