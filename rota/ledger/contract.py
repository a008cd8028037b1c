"""The contract a ledger is about: one convention of one post, by an id that never changes."""

import json
from dataclasses import dataclass
from datetime import date
from uuid import NAMESPACE_OID, UUID, uuid5

from rota.ledger.chain import genesis
from rota.model.facts import Convention, PostId, SiteId


@dataclass(frozen=True, slots=True)
class Contract:
    """What entries hang on."""

    id: UUID
    post: PostId
    sites: tuple[SiteId, ...]
    """The site that employs first."""
    start: date
    end: date
    opening: bytes
    """The opening statement, canonical JSON: the chain starts from its hash."""

    @property
    def genesis(self) -> bytes:
        """The hash the first entry hangs on."""
        return genesis(self.id, self.opening)


def contract_of(convention: Convention) -> Contract:
    """The contract of a convention; the same convention gives the same contract anywhere."""
    others = sorted(share.site for share in convention.shares if share.site != convention.employer)
    sites = (convention.employer, *others)
    told = {
        "post": convention.post,
        "sites": list(sites),
        "start": convention.start.isoformat(),
        "end": convention.end.isoformat(),
    }
    opening = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    of = id_of(convention.post, convention.employer, convention.start)
    return Contract(of, convention.post, sites, convention.start, convention.end, opening)


def id_of(post: PostId, employer: SiteId, start: date) -> UUID:
    """The id of the contract of a post, from the site that employs and the first day."""
    return uuid5(NAMESPACE_OID, f"rota:{post}:{employer}:{start.isoformat()}")
