"""Every action of a person, once: keys, footer, palette and help are made from these tables."""

from collections.abc import Mapping

from tui.actions.action import Action, Where
from tui.actions.compliance import COMPLIANCE
from tui.actions.everywhere import EVERYWHERE
from tui.actions.facts import FACTS
from tui.actions.feeds import FEEDS, TOKEN
from tui.actions.form import FORM, QUESTION
from tui.actions.ledger import CONFIRM, LEDGER
from tui.actions.merge import MERGE
from tui.actions.planner import PAGE, PLANNER, PROPOSAL

ACTIONS: tuple[Action, ...] = (
    *PLANNER,
    *PROPOSAL,
    *MERGE,
    *PAGE,
    *FORM,
    *QUESTION,
    *FACTS,
    *COMPLIANCE,
    *FEEDS,
    *TOKEN,
    *LEDGER,
    *CONFIRM,
    *EVERYWHERE,
)
"""In the order of the footer, the palette and the help."""

BY_ID: Mapping[str, Action] = {action.id: action for action in ACTIONS}

Keys = Mapping[str, str]
"""The keys that a person prefers, by action id."""


def actions_of(where: Where) -> tuple[Action, ...]:
    """The actions of one screen."""
    return tuple(action for action in ACTIONS if action.where is where)


__all__ = ["ACTIONS", "BY_ID", "Action", "Keys", "Where", "actions_of"]
