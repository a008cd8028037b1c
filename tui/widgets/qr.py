"""A QR code drawn with half blocks: light parts are drawn, whatever the theme, so that phones read it."""

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from exports.feed.qr import qr_lines

_INK = Style.parse("#ffffff on #000000")
"""White on black: no theme and no terminal without colours may change it."""


class QrCode(Widget):
    """As large as its code; it scrolls in a smaller window."""

    DEFAULT_CSS = "QrCode { width: auto; height: auto; }"

    def __init__(self, text: str) -> None:
        super().__init__()
        self.lines = qr_lines(text)

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002 (asked by Textual)
        """Columns of the code."""
        return len(self.lines[0])

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Lines of the code."""
        return len(self.lines)

    def render_line(self, y: int) -> Strip:
        """One line, two rows of the code."""
        if y >= len(self.lines):
            return Strip.blank(self.size.width)
        return Strip([Segment(self.lines[y], _INK)])
