"""Who asks for feeds that are not there is slowed down; who asks for one that is, never."""

import ipaddress
import time
from collections import OrderedDict
from collections.abc import Callable

MISSES = 30
"""That an address may make at once."""
PER_SECOND = 0.5
"""How fast it may make further ones."""
ADDRESSES_MAX = 10_000
"""Remembered at most; those not seen for longest are forgotten first."""
RETRY_SECONDS = 60
_IPV6_NETWORK = 64


class Misses:
    """Counts the misses of each address; a network of 64 bits counts as one in IPv6."""

    def __init__(self, *, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._left)

    def limited(self, address: str) -> bool:
        """Whether an address has made too many."""
        return self._now(_of(address))[0] < 1

    def note(self, address: str) -> None:
        """An address made one more."""
        key = _of(address)
        left, now = self._now(key)
        self._left[key] = (max(0.0, left - 1), now)
        self._left.move_to_end(key)
        while len(self._left) > ADDRESSES_MAX:
            self._left.popitem(last=False)

    def _now(self, key: str) -> tuple[float, float]:
        now = self._monotonic()
        left, since = self._left.get(key, (float(MISSES), now))
        return min(float(MISSES), left + (now - since) * PER_SECOND), now


def _of(address: str) -> str:
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return "unknown"
    if isinstance(found, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((found, _IPV6_NETWORK), strict=False))
    return str(found)
