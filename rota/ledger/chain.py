"""The SHA-256 chain of a contract, over the stored bytes; every hashed field has a fixed width.

``leaf = SHA256(00 ‖ salt16 ‖ payload)``
``hash = SHA256(01 ‖ contract16 ‖ seq8 ‖ recorded_at_µs8 ‖ prev32 ‖ leaf32)``
``genesis = SHA256(02 ‖ contract16 ‖ opening statement)``: the chain hangs on the contract it is about.

The salt keeps a guessable payload (a half-day, a date) unguessable after it has been erased.
"""

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from uuid import UUID

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
SALT_BYTES = 16


def leaf(salt: bytes, payload: bytes) -> bytes:
    """The commitment to a payload."""
    if len(salt) != SALT_BYTES:
        raise ValueError(f"salt of {len(salt)} bytes, {SALT_BYTES} expected")
    return sha256(b"\x00" + salt + payload).digest()


def link(contract: UUID, seq: int, recorded_at: datetime, prev: bytes, leaf: bytes) -> bytes:
    """The hash of an entry."""
    return link_at(contract.bytes, seq, microseconds(recorded_at), prev, leaf)


def link_at(contract: bytes, seq: int, recorded_at: int, prev: bytes, leaf: bytes) -> bytes:
    """The hash of an entry recorded at some microsecond since the epoch."""
    fields = (b"\x01", contract, seq.to_bytes(8, "big"), recorded_at.to_bytes(8, "big"), prev, leaf)
    return sha256(b"".join(fields)).digest()


def genesis(contract: UUID, opening: bytes) -> bytes:
    """What the first entry of a contract hangs on."""
    return sha256(b"\x02" + contract.bytes + opening).digest()


def microseconds(moment: datetime) -> int:
    """Whole microseconds since the epoch of an aware datetime."""
    return (moment - _EPOCH) // timedelta(microseconds=1)
