"""Gauges of text: a bar with a mark where the limit stands, readable without colour."""

_FULL, _EMPTY, _MARK = "█", "·", "┃"
_EIGHTHS = " ▏▎▍▌▋▊▉"


def gauge(value: int, full: int, width: int, mark: int | None = None) -> str:
    """A bar of ``width`` columns, filled as ``value`` is to ``full``, a mark at the limit.

    Args:
        value: what was measured.
        full: what fills the whole bar.
        width: columns.
        mark: the limit, in the same unit; it hides the column it stands in.
    """
    eighths = max(0, min(8 * width, 8 * width * value // full if full else 0))
    whole, part = divmod(eighths, 8)
    bar = (_FULL * whole + (_EIGHTHS[part] if part else "")).ljust(width, _EMPTY)
    if mark is None or not full:
        return bar
    place = max(0, min(width - 1, width * mark // full))
    return bar[:place] + _MARK + bar[place + 1 :]


def spark(values: list[int], full: int) -> str:
    """One column for each value, as high as it is to ``full``; nothing is a dot."""
    heights = "▁▂▃▄▅▆▇█"
    return "".join(heights[min(7, 8 * value // full)] if value > 0 and full else "·" for value in values)
