"""The cost that the hospitals share, pro rata of presence."""

from collections.abc import Mapping

from rota.compliance.balance import Balance
from rota.model.facts import SiteId
from rota.model.units import split


def cost_shares(cents: int, presence: Mapping[SiteId, int]) -> Mapping[SiteId, int]:
    """A cost split pro rata of presence, to the cent: the parts always add up to it.

    The first site takes the larger part on ties. Without any presence nothing can be shared.
    """
    present = {site: max(0, parts) for site, parts in presence.items()}
    return split(cents, present, list(present)) if sum(present.values()) else {}


def presence(balance: Balance) -> Mapping[SiteId, int]:
    """What each site had over the period of a balance, absences at its charge included."""
    return {time.site: time.done + time.leave for time in balance.sites}
