"""What an action of a person is, and on which screen it is meant."""

from dataclasses import dataclass
from enum import StrEnum

from rota.words import Text


class Where(StrEnum):
    """The screen on which an action is meant."""

    EVERYWHERE = "everywhere"
    WELCOME = "welcome"
    PLANNER = "planner"
    PROPOSAL = "proposal"
    MERGE = "merge"
    """One's own draft beside the version that another site saved."""
    PAGE = "page"
    """A list of reasons, choices or rules, above another screen."""
    FORM = "form"
    """A form above another screen."""
    QUESTION = "question"
    """A question answered by yes or no."""
    FACTS = "facts"
    """Needs, duty lines, absences and wishes."""
    LEDGER = "ledger"
    """The ledger: a month of one post, or all posts of a month."""
    FEEDS = "feeds"
    """Calendars that phones subscribe to."""
    TOKEN = "token"
    """The address of one of them, shown once."""
    COMPLIANCE = "compliance"
    """The lights of every rule."""
    CONFIRM = "confirm"
    """What is confirmed as planned, with its exceptions."""


@dataclass(frozen=True, slots=True)
class Action:
    """Something a person can do."""

    id: str
    where: Where
    keys: str
    """Comma-separated; empty when only the palette offers it."""
    label: Text
    """For the footer."""
    sentence: Text
    """For the palette and the help."""
    footer: int = 0
    """Rank in the footer: where there is no room for all, the first ranks stay; 0 is never shown."""
