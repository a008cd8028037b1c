"""Every action of a person, once: keys, footer, palette and help are made from these tables."""

from collections.abc import Mapping

from tui.actions.action import Action, Where
from tui.actions.compliance import COMPLIANCE
from tui.actions.everywhere import EVERYWHERE
from tui.actions.form import FORM, QUESTION
from tui.actions.planner import PAGE, PLANNER, PROPOSAL

ACTIONS: tuple[Action, ...] = (*PLANNER, *PROPOSAL, *PAGE, *FORM, *QUESTION, *COMPLIANCE, *EVERYWHERE)
"""In the order of the footer, the palette and the help."""

BY_ID: Mapping[str, Action] = {action.id: action for action in ACTIONS}

Keys = Mapping[str, str]
"""The keys that a person prefers, by action id."""


def actions_of(where: Where) -> tuple[Action, ...]:
    """The actions of one screen."""
    return tuple(action for action in ACTIONS if action.where is where)


__all__ = ["ACTIONS", "BY_ID", "Action", "Keys", "Where", "actions_of"]
