"""The modes beside the planner, each loaded when it is first asked for."""

from collections.abc import Callable, Mapping

from tui.screens.base import Spoken
from tui.shared import Shared

MODES: Mapping[str, Callable[[Shared], Spoken]] = {}
"""The screen of each mode, by the id of the action that leads to it."""
