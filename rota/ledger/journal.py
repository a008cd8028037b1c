"""What the ledger asks of a store: three verbs, nothing that changes or removes.

The store gives the sequence number, the time, the salt and the hashes; the writer gives the ids.
"""

from collections.abc import Iterator, Sequence
from typing import Protocol
from uuid import UUID

from rota.errors import RotaError, UserError
from rota.ledger.contract import Contract
from rota.ledger.entry import Draft, Entry
from rota.model.facts import PostId


class Journal(Protocol):
    """An append-only list of entries for each contract."""

    def contract(self, post: PostId) -> Contract:
        """The contract of a post.

        Raises:
            UserError: the post has none here.
        """
        ...

    def append(self, drafts: Sequence[Draft]) -> tuple[Entry, ...]:
        """Append all drafts in order, or none; those already there (same id, same payload) are given back.

        Raises:
            SameIdOtherContent: an id is there with another payload.
            ClosedMonth: a draft counts in a closed month.
            AlreadyAnswered: the entry a draft answers has been posted, voided or reversed already.
            DoubleBooking: the post is already booked on that half-day.
        """
        ...

    def entries(self, contract: UUID, *, after: int = 0) -> Iterator[Entry]:
        """Entries of a contract by sequence number, those above ``after``."""
        ...

    def head(self, contract: UUID) -> tuple[int, bytes]:
        """Number and hash of the last entry; 0 and the genesis when there is none."""
        ...


class SameIdOtherContent(RotaError):
    """An id was sent again with another payload: a bug of the writer, nothing is written."""


class ClosedMonth(UserError):
    """The month is closed: it takes no entry; correct it by an adjustment in the open month."""


class AlreadyAnswered(UserError):
    """The entry was already posted, voided or reversed."""


class DoubleBooking(UserError):
    """The post already works elsewhere on that half-day."""
