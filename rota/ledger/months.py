"""Months: open, proposed, closed, being reopened, as the entries say; on doubt a month counts as closed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from rota.ledger.entry import STATEMENTS, Draft, Entry, EntryKind
from rota.model.facts import SiteId

UPTO = "upto:"
"""Begins the source of a closing: the sequence number up to which its statement speaks."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What one site has signed and no other site yet."""

    seq: int
    site: SiteId
    statement: str
    upto: int


@dataclass(frozen=True, slots=True)
class Closed:
    """A month that two sites have signed."""

    statement: str
    upto: int
    sites: tuple[SiteId, ...]
    """Those who signed, in order."""


@dataclass(frozen=True, slots=True)
class Months:
    """Where the months of a contract stand; a month in none of these is open."""

    proposed: Mapping[str, Proposal] = field(default_factory=dict)
    closed: Mapping[str, Closed] = field(default_factory=dict)
    reopening: Mapping[str, Proposal] = field(default_factory=dict)
    """Closed months that one site asks to open again."""
    touched: Mapping[str, int] = field(default_factory=dict)
    """The last entry of each month that is no closing or reopening."""
    last: int = 0
    """The last entry of all."""


class Timeline:
    """Months as entries come, one by one."""

    def __init__(self) -> None:
        self._proposed: dict[str, Proposal] = {}
        self._closed: dict[str, Closed] = {}
        self._reopening: dict[str, Proposal] = {}
        self._touched: dict[str, int] = {}
        self._last = 0

    def months(self) -> Months:
        """Where the months stand now; the answer goes on with the timeline."""
        return Months(self._proposed, self._closed, self._reopening, self._touched, self._last)

    def is_closed(self, month: str) -> bool:
        """Whether a month is closed now."""
        return month in self._closed

    def touch(self, seq: int, month: str) -> None:
        """An entry of a month: it cancels a proposal to close it."""
        self._last = seq
        self._touched[month] = seq
        self._proposed.pop(month, None)

    def see(self, seq: int, draft: Draft) -> None:
        """Any entry."""
        if draft.kind not in STATEMENTS:
            self.touch(seq, draft.month)
            return
        self._last, month = seq, draft.month
        signed = Proposal(seq, draft.author_site, draft.statement, upto_of(draft))
        match draft.kind:
            case EntryKind.PROPOSE_CLOSE:
                if self._touched.get(month, 0) <= signed.upto:
                    self._proposed[month] = signed
            case EntryKind.SIGN_CLOSE:
                self._close(month, signed)
            case EntryKind.PROPOSE_REOPEN:
                self._reopening[month] = signed
            case _:
                self._closed.pop(month, None)
                self._reopening.pop(month, None)

    def _close(self, month: str, signed: Proposal) -> None:
        before, proposal = self._closed.get(month), self._proposed.pop(month, None)
        if before is not None:
            self._closed[month] = Closed(before.statement, before.upto, (*before.sites, signed.site))
            return
        earlier = (proposal.site,) if proposal else ()
        self._closed[month] = Closed(signed.statement, signed.upto, (*earlier, signed.site))


def state(entries: Iterable[Entry]) -> Months:
    """The months after ``entries``: any entry of a month after its proposal cancels the proposal."""
    timeline = Timeline()
    for entry in entries:
        timeline.see(entry.seq, entry.draft)
    return timeline.months()


def upto_of(draft: Draft) -> int:
    """The sequence number up to which a signed statement speaks; -1 when the draft does not say."""
    told = draft.source.removeprefix(UPTO)
    named = draft.source.startswith(UPTO) and told.isascii() and told.isdigit()
    return int(told) if named and len(told) < 17 else -1
