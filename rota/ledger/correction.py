"""Corrections: nothing is changed; what is wrong is taken back, what is right is stated anew."""

from collections.abc import Sequence

from rota.ledger.entry import Draft, Entry
from rota.ledger.standing import retract, standing
from rota.ledger.writer import Writer


def take_back(writer: Writer, entries: Sequence[Entry], seq: int, reason: str) -> tuple[Draft, ...]:
    """One entry taken back: reversed, or adjusted in the first open month where its own is closed.

    Nothing when it is taken back already, or moves nothing.
    """
    found = [entry for entry in standing(entries) if entry.seq == seq]
    return retract(writer, entries, found, reason)
