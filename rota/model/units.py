"""Quantities. Half-days and minutes stand side by side and are never mixed.

Half-days are counted in 60ths, so that shares of 5 %, thirds and the five-hour rule of call-outs stay exact.
"""

from collections.abc import Mapping, Sequence
from typing import NewType, TypeVar

Parts = NewType("Parts", int)
"""60ths of a half-day."""

Minutes = NewType("Minutes", int)
"""Elapsed minutes."""

Instant = NewType("Instant", int)
"""Minutes since the epoch, in UTC."""

HALF_DAY = Parts(60)
"""One half-day, in parts."""

FULL_TIME = 10
"""Half-days a full-time doctor owes in a plain week (CSP R6152-26, R6152-504)."""

Key = TypeVar("Key")


def split(whole: int, shares: Mapping[Key, int], order: Sequence[Key]) -> dict[Key, int]:
    """Split ``whole`` in the ratio of ``shares`` by largest remainder; the parts always add up to the whole.

    Ties go to the key that comes first in ``order``, so the result depends on nothing else.

    Raises:
        ValueError: ``whole`` or a share is negative, all shares are zero, or ``order`` lacks a key.
    """
    total = sum(shares.values())
    if whole < 0 or total <= 0 or any(share < 0 for share in shares.values()):
        raise ValueError(f"cannot split {whole} in the ratio {dict(shares)!r}")
    rank = {key: place for place, key in enumerate(order)}
    if set(rank) != set(shares):
        raise ValueError(f"order {list(order)!r} must name each of {list(shares)!r} once")
    parts = {key: whole * share // total for key, share in shares.items()}
    left = whole - sum(parts.values())
    by_remainder = sorted(shares, key=lambda key: (-(whole * shares[key] % total), rank[key]))
    for key in by_remainder[:left]:
        parts[key] += 1
    return parts
